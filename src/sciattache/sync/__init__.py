"""Offices exchange what changed by sealed file."""
