"""What is in an office's file, so that two states can be told from each other; whether it is whole."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

_ASIDE = ("arrival", "sqlite_%", "search%", "parts%", "setting", "heard")
"""Tables that note what came, or are made of the others."""


@dataclass
class Found:
    """How often a fault was tried, and what of it was not borne."""

    fault: str
    tried: int = 0
    failures: list[str] = field(default_factory=list)
    told: str = ""

    def check(self, holds: bool, what: str) -> None:
        """Count one trial."""
        self.tried += 1
        if not holds:
            self.failures.append(what)


def fingerprint(path: Path, *, without: tuple[str, ...] = ()) -> str:
    """One hash over all that an office holds, but what it notes of files that came."""
    connection = sqlite3.connect(path)
    try:
        named = " AND ".join("name NOT LIKE ?" for _ in (*_ASIDE, *without))
        tables = connection.execute(
            f"SELECT name FROM sqlite_master WHERE type = 'table' AND {named} ORDER BY name",
            (*_ASIDE, *without),
        ).fetchall()
        whole = hashlib.sha256()
        for (table,) in tables:
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()
            whole.update(repr((table, sorted(map(repr, rows)))).encode())
        return whole.hexdigest()
    finally:
        connection.close()


def records(path: Path) -> str:
    """One hash over the records alone, whoever wrote them."""
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT id, name, city, notes FROM place ORDER BY id").fetchall()
        return hashlib.sha256(repr(rows).encode()).hexdigest()
    finally:
        connection.close()


def is_sound(path: Path) -> bool:
    """Whether SQLite finds the file whole and each row that another names there."""
    connection = sqlite3.connect(path)
    try:
        whole = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        return whole and not connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
