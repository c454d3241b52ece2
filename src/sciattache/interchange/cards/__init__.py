"""Contact cards: vCard, jCard, LDIF, Windows contacts and contact tables as plain values."""
