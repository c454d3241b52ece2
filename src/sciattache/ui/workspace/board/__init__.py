"""The programme board: days as columns, hours as rows, changed by hand and by key."""
