"""Decide a clash: one of both values, or a third, as a step that can be undone."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sciattache.domain.fields import Field
from sciattache.domain.office.clash import Clash
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES
from sciattache.errors import KnownError
from sciattache.store import history
from sciattache.store.steps import step
from sciattache.store.tables import entry
from sciattache.sync.statements import rows

_WRITER = re.compile(r"(?:(.*) )?\(?(\d+)\)?", re.DOTALL)
"""Who wrote a value: *Ana Silva (3)*, or the office's number alone."""


@dataclass(frozen=True)
class Open:
    """A clash that waits for a decision, with the record and the field that it is about."""

    clash: Clash
    record: Record
    field: Field


def waiting(session: Session) -> list[Open]:
    """The clashes that wait for a decision, the oldest first; none of a record that is gone."""
    found = session.query(Clash).filter(Clash.state != "settled").order_by(Clash.rid)
    return [one for clash in found if (one := _about(session, clash)) is not None]


def _about(session: Session, clash: Clash) -> Open | None:
    where = history.locate(session, clash.record or "")
    cls = history.type_of(where[0]) if where else None
    record = session.query(cls).filter_by(id=clash.record).one_or_none() if cls else None
    return Open(clash, record, record.field(clash.attribute)) if record else None


def count(session: Session, record: str | None = None) -> int:
    """How many wait for a decision, in the office or in one record."""
    there = select(entry.c.id)
    found = session.query(func.count(Clash.rid)).filter(
        Clash.state != "settled", Clash.record.in_(there)
    )
    return int((found.filter(Clash.record == record) if record else found).scalar() or 0)


def of_whole(session: Session, record: str, type_name: str) -> list[str]:
    """The ids of what has clashes that wait: a record of a type, and all that belongs to it.

    As often as it has one; the record itself first, the others as the types are listed.
    """
    found: list[str] = []
    for those in ("?", *_belonging(type_name, "?")):
        found += [id for (id,) in rows(session, f"{_OPEN} IN ({those}) ORDER BY rid", record)]
    return found


_OPEN = "SELECT record FROM clash WHERE state <> 'settled' AND record"


def _belonging(type_name: str, those: str) -> Iterator[str]:
    """The statements that find what belongs to records of a type, and what belongs to that."""
    for cls in TYPES:
        for field in cls.fields():
            if field.owner and field.target == type_name:
                found = f"SELECT id FROM {cls.type_name()} WHERE {field.name} IN ({those})"
                yield found
                yield from _belonging(cls.type_name(), found)


def writer(written_by: str | None) -> tuple[str, int | None]:
    """Who wrote a value of a clash, and the number of their office."""
    found = _WRITER.fullmatch(written_by or "")
    return (found[1] or "", int(found[2])) if found else (written_by or "", None)


def by_site(session: Session) -> Counter[int]:
    """How many clashes wait for a decision, by the offices that wrote their values."""
    pairs = session.query(Clash.kept_by, Clash.other_by).filter(Clash.state != "settled")
    return Counter(
        site for pair in pairs for site in {writer(one)[1] for one in pair} if site is not None
    )


def told(clash: Clash, field: Field, language: str = "en") -> tuple[str, str]:
    """Both values in words: what stands, and what was put aside."""
    values = (json.loads(text or "null") for text in (clash.kept, clash.other))
    first, second = (field.kind.show(field.kind.load(one), field, language) for one in values)
    return first, second


def is_changed_since(one: Open) -> bool:
    """Whether neither of both values stands any more."""
    stands = one.field.kind.store(getattr(one.record, one.field.name))
    return stands not in [json.loads(text or "null") for text in (one.clash.kept, one.clash.other)]


def settle(session: Session, clash: Clash, keep: str, *, by: str = "") -> None:
    """Decide a clash: ``kept`` for the value that stood, also where the field was changed again
    since, ``other`` for the other one, any other text is a third value.  One undoable step, which
    goes to everybody."""
    choice = keep if keep in ("kept", "other") else "third"
    _decide(session, clash, choice, keep, by)


def settle_with(session: Session, clash: Clash, value: Any, *, by: str = "") -> None:
    """Decide a clash by a third value, as the field's editor gives it."""
    _decide(session, clash, "third", value, by)


def _decide(session: Session, clash: Clash, choice: str, value: Any, by: str) -> None:
    if clash.state == "settled":
        raise KnownError("This clash has been settled already.", "Undo that step to decide anew.")
    about = _about(session, clash)
    if about is None:
        raise KnownError("The record of this clash has been deleted.", "There is no more to do.")
    record, field = about.record, about.field
    sides = {"kept": clash.kept, "other": clash.other}
    with step(session, "Settle a clash"):
        if choice in sides:
            setattr(record, field.name, field.kind.load(json.loads(sides[choice] or "null")))
        else:
            around = {f.name: getattr(record, f.name) for f in record.fields()}
            try:
                setattr(record, field.name, field.parse(value, around))
            except ValueError as error:
                raise KnownError(f"{field.label}: {error}", "Give another value.") from None
        clash.state = "settled"
        clash.settled_by = by or str(session.info.get("author", ""))
        clash.settled_at = datetime.now(UTC).replace(microsecond=0)
