"""Papers that are workbooks: sheets made from a dossier."""
