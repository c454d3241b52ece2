"""In which order a trip goes, by which way, and who goes where."""
