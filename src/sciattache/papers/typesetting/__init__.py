"""Flowing papers drawn: blocks become pages."""
