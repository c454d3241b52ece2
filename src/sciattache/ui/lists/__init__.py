"""Lists of records: a model over row numbers, a table, filters, and the screen around them."""
