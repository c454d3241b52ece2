"""Run statements on the tables of the exchange, inside a session's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session


def rows(session: Session, statement: str, *values: Any) -> list[Any]:
    """What a statement finds."""
    found: list[Any] = cursor(session).execute(statement, values).fetchall()
    return found


def row(session: Session, statement: str, *values: Any) -> Any:
    """The one row that a statement finds."""
    return rows(session, statement, *values)[0]


def run(session: Session, statement: str, *values: Any) -> None:
    """Run a statement."""
    cursor(session).execute(statement, values)


def run_many(session: Session, statement: str, values: Iterable[Sequence[Any]]) -> None:
    """Run a statement once for each row of values."""
    cursor(session).executemany(statement, list(values))


def cursor(session: Session) -> Any:
    """The driver's own cursor: what is exchanged comes in tens of thousands of cells."""
    return session.connection().connection.cursor()


def by_type(rows: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """The numbers of rows by their types: a statement asks of one type's table."""
    found: dict[int, list[int]] = defaultdict(list)
    for t, rid in rows:
        found[t].append(rid)
    return found
