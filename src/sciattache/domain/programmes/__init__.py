"""Engagements: who comes, when, where, and what is arranged."""
