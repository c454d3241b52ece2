"""Headquarters' store on a PostgreSQL server: what it says otherwise than SQLite."""
