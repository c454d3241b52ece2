"""Undo, and opening, of a large office: told, without a bound."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks import imports
from benchmarks.measuring import Ratio, compare, median, once
from sciattache.interchange import importing
from sciattache.store import undo
from sciattache.store.office import Office, create, open_office


def opening(store: Path, many: int) -> Iterator[Ratio]:
    """Opening a store, beside connecting to its file and reading its schema."""

    def ours() -> None:
        open_office(store).close()

    def bare() -> None:
        connection = sqlite3.connect(store)
        connection.execute("SELECT name FROM sqlite_master").fetchall()
        connection.close()

    yield compare(f"open an office of {many:,} people", "sqlite3.connect", ours, bare, bound=None)


def turning(folder: Path, rows: int) -> Iterator[Ratio]:
    """Undo and redo of a large import, beside the import itself."""
    file = imports.people_file(folder, rows)
    offices = [create(folder / f"turn-{number}.sciattache") for number in range(3)]
    imported, undone, redone = count(), count(), count()
    acts = (
        lambda: _take(offices[next(imported)], file),
        lambda: _in(offices[next(undone)], undo.undo),
        lambda: _in(offices[next(redone)], undo.redo),
    )
    taken: list[list[float]] = [[] for _ in acts]
    for _ in offices:
        for place, act in enumerate(acts):
            taken[place] += [once(act)]
    for office in offices:
        office.close()
    whole, back, again = map(median, taken)
    yield Ratio(f"undo an import of {rows:,} rows", "the import", back, whole)
    yield Ratio(f"redo an import of {rows:,} rows", "the import", again, whole)


def _take(office: Office, file: Path) -> None:
    with office.session() as session:
        reading = importing.read(session, file, importing.Wish())
    importing.take(office, reading)


def _in(office: Office, turn: Any) -> None:
    with office.session() as session:
        turn(session)
