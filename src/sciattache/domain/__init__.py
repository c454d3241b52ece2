"""What things are: kinds of field, record types, vocabularies."""
