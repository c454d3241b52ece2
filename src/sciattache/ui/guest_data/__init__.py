"""Taking in what guests answered: what is other than here, and which of it is taken."""
