"""One file is the office: its tables, history, undo, search, backups and settings."""
