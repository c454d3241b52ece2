"""What leaves the office for other programs, and the log of what left."""
