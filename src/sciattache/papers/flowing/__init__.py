"""What flowing papers say, as blocks."""
