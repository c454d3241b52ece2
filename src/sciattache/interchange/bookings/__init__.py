"""Confirmations of journeys, rooms and tables, read from what carriers and agencies send."""
