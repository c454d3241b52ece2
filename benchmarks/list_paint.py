"""A list of a million people: its first paint, beside the bare query for their numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize

from benchmarks.measuring import Ratio, compare
from sciattache import app
from sciattache.domain.directory.person import Person
from sciattache.store.office import open_office
from sciattache.ui.desk import Desk
from sciattache.ui.lists.model import Asked
from sciattache.ui.lists.table import RecordTable

_BOUND = 1.5
_IDS = "SELECT rid FROM entry WHERE t = ? ORDER BY sort, rid"


def measure(store: Path, many: int) -> Iterator[Ratio]:
    """First paint, the jump to the end, and an order without an index."""
    app.application()
    office = open_office(store)
    desk = Desk(office)
    try:
        with office.session() as session:
            raw = session.connection().connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)

            def bare() -> int:
                return len(raw.execute(_IDS, (Person.about.tag,)).fetchall())

            goal = f"first paint of a list of {many:,}"
            begun: list[RecordTable] = []

            def end() -> None:
                """Let a list that was painted read on to its end: nothing else may run then."""
                while begun:
                    _wait(begun.pop())

            yield compare(
                goal,
                "bare id query",
                lambda: begun.append(_painted(desk)),
                bare,
                bound=_BOUND,
                after=end,
            )
            goal = f"every row of a list of {many:,} known"
            yield compare(goal, "bare id query", lambda: _whole(desk), bare, bound=None)
            table = _whole(desk)
            goal = f"jump to the end of a list of {many:,}"
            yield compare(goal, "bare id query", lambda: _to_the_end(table), bare, bound=None)
            goal = f"sort a list of {many:,} by country"
            yield compare(goal, "bare id query", lambda: _sorted(table), bare, bound=None, rounds=2)
    finally:
        desk.close()


def _painted(desk: Desk) -> RecordTable:
    """A list shown with its first rows painted."""
    table = RecordTable(desk, Person)
    table.resize(QSize(1000, 700))
    table.show()
    table.records.ask(Asked())
    table.grab()
    return table


def _whole(desk: Desk) -> RecordTable:
    """A list of which the number of every row is known."""
    table = _painted(desk)
    _wait(table)
    return table


def _to_the_end(table: RecordTable) -> None:
    table.scrollToTop()
    table.scrollToBottom()
    table.grab()


def _sorted(table: RecordTable) -> None:
    names = [column.field.name if column.field else "" for column in table.records.columns]
    table._sort(names.index("country"))
    _wait(table)
    table.grab()


def _wait(table: RecordTable) -> None:
    loop = QEventLoop()
    table.records.loaded.connect(loop.quit)
    loop.exec()
    table.records.loaded.disconnect(loop.quit)
