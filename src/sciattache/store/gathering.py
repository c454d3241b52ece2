"""Records gathered by the ids that they refer to, however many, and put together by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy.orm import Session

from sciattache.domain.records import Record

R = TypeVar("R", bound=Record)

_AT_ONCE = 500
"""So many ids stand in one statement."""


def gathered(session: Session, cls: type[R], name: str, ids: Iterable[str]) -> list[R]:
    """The records whose field ``name`` is one of ``ids``."""
    found: list[R] = []
    for part in parts(ids):
        found += session.query(cls).filter(getattr(cls, name).in_(part)).order_by(cls.rid)
    return found


def grouped(records: Iterable[R], name: str) -> dict[str, list[R]]:
    """Records by the value of a field."""
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        found[getattr(record, name)].append(record)
    return dict(found)


def parts(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids in their order, so many at a time as a statement takes."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start : start + _AT_ONCE]
