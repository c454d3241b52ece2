"""What is worked out from values: pure functions, no store."""
