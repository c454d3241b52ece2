"""Decide a clash: one of both values, or a third, as a step that can be undone."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from sciattache.domain.fields import Field
from sciattache.domain.office.clash import Clash
from sciattache.domain.records import Record
from sciattache.errors import KnownError
from sciattache.store import history
from sciattache.store.steps import step


def listed(session: Session, *, settled: bool = False) -> list[Clash]:
    """The clashes that wait for a decision, the oldest first; those decided too if asked for."""
    found = session.query(Clash).order_by(Clash.rid)
    return [one for one in found if settled or one.state != "settled"]


def parties(session: Session, clash: Clash) -> tuple[Record, Field]:
    """The record and the field that a clash is about; ``KnownError`` where it is gone."""
    where = history.locate(session, clash.record or "")
    cls = history.type_of(where[0]) if where else None
    record = session.query(cls).filter_by(id=clash.record).one_or_none() if cls else None
    if record is None:
        raise KnownError("The record of this clash has been deleted.", "There is no more to do.")
    return record, record.field(clash.attribute or "")


def told(clash: Clash, field: Field, language: str = "en") -> tuple[str, str]:
    """Both values in words: what stands, and what was put aside."""
    values = (json.loads(text or "null") for text in (clash.kept, clash.other))
    first, second = (field.kind.show(field.kind.load(one), field, language) for one in values)
    return first, second


def settle(session: Session, clash: Clash, keep: str, *, by: str = "") -> None:
    """Decide a clash: ``kept`` leaves what stands, ``other`` puts the other back, any other text
    is a third value.  One undoable step, which goes to everybody."""
    if clash.state == "settled":
        raise KnownError("This clash has been settled already.", "Undo that step to decide anew.")
    record, field = parties(session, clash)
    with step(session, "Settle a clash"):
        if keep == "other":
            setattr(record, field.name, field.kind.load(json.loads(clash.other or "null")))
        elif keep != "kept":
            around = {f.name: getattr(record, f.name) for f in record.fields()}
            try:
                setattr(record, field.name, field.kind.parse(keep, field, around))
            except ValueError as error:
                raise KnownError(f"{field.label}: {error}", "Give another value.") from None
        clash.state = "settled"
        clash.settled_by = by or str(session.info.get("author", ""))
        clash.settled_at = datetime.now(UTC).replace(microsecond=0)
