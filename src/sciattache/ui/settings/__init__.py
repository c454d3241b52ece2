"""Settings of this person, this computer and this office."""
