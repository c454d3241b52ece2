"""A day of meetings between two sides: who meets whom in which slot, with the fewest breaks."""
