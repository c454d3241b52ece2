"""What the store asks of its engine beyond SQL that both speak: SQLite's way, PostgreSQL's way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from sciattache.domain.records import Record
from sciattache.store.indexing import Written

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Dialect:
    """How one engine does what only it does; each function is given a DB-API cursor.

    ``point`` says which step what follows belongs to; ``index`` writes the index of what a step
    touched, where the triggers do not.  ``install``, ``remove``, ``missing`` and ``reindex`` are
    about the triggers; ``added`` and ``removed`` index many records together that come or go
    inside.  ``add`` writes rows that are new, as their triggers would.

    Many rows at once: inside ``aside`` the triggers of some types write nothing; ``numbers`` are
    such as a table has not given out yet; ``put`` adds rows to any table, ``keep`` adds them in
    place of those with the same key, ``change`` sets columns of those that are there, by the
    first one; ``write`` gives records their lines in the index, ``unindex`` takes them away.

    ``alike`` are the numbers of a type's rows whose text in a column is one of some folded values,
    without regard to the case of any script; of a column of contact points (``True``) any of them.

    ``sweep`` are the statements that write the store anew without what was erased.

    ``has_words`` is the condition on a line of the index of records that it has the words of
    ``expression``; ``with_words`` and ``with_part`` select lines by words and by a part of their
    sorting text, which ``part`` makes a value of.
    """

    point: Callable[[Any, int | None], None]
    index: Callable[[Any, int], None]
    install: Callable[[Any], None]
    remove: Callable[[Any], None]
    missing: Callable[[Any], tuple[str, ...]]
    reindex: Callable[[Any], None]
    added: Callable[[Any], AbstractContextManager[None]]
    removed: Callable[[Any, Sequence[str]], AbstractContextManager[None]]
    add: Callable[
        [Any, type[Record], Sequence[str], Iterable[Row], Callable[[int], None] | None], None
    ]
    aside: Callable[[Any, Sequence[type[Record]]], AbstractContextManager[None]]
    numbers: Callable[[Any, str, str, int], list[int]]
    put: Callable[[Any, str, Sequence[str], Iterable[Row]], None]
    keep: Callable[[Any, str, Sequence[str], Sequence[str], Iterable[Row]], None]
    change: Callable[[Any, str, Sequence[str], Iterable[Row]], None]
    write: Callable[[Any, Mapping[int, Sequence[Written]]], None]
    unindex: Callable[[Any, int, Sequence[int]], None]
    alike: Callable[[Any, str, str, bool, Sequence[str]], list[int]]
    sweep: tuple[str, ...]
    damage: Callable[[Any], Iterable[str]]
    has_words: str
    with_words: str
    with_part: str
    expression: Callable[[str], str]
    part: Callable[[str], str]


def of(session: Session) -> Dialect:
    """The dialect of the store that a session is open on."""
    bind = session.get_bind()
    return _of(bind.dialect.name)


def of_engine(engine: Engine) -> Dialect:
    """The dialect of an engine's store."""
    return _of(engine.dialect.name)


@cache
def _of(name: str) -> Dialect:
    if name == "postgresql":
        from sciattache.store.postgres.dialect import POSTGRESQL  # only where a server is asked

        return POSTGRESQL
    from sciattache.store.sqlite import SQLITE

    return SQLITE
