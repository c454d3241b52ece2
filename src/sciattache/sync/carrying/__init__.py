"""How bundles leave and come: through folders, sticks, WebDAV, SFTP and e-mail."""
