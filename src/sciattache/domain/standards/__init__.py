"""Names, text and codes by the standards that others use."""
