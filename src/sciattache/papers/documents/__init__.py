"""Editable copies: flowing papers as word processors' documents (ISO/IEC 29500, .docx)."""
