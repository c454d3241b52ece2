"""What a clash is about, in words: the record, the field, both values, who wrote them and when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.fields import Field
from sciattache.domain.office.clash import Clash
from sciattache.domain.records import Record
from sciattache.store import query
from sciattache.sync import clashes, partners
from sciattache.sync.partners import HEADQUARTERS
from sciattache.ui import showing
from sciattache.ui.words import say


@dataclass(frozen=True)
class Side:
    """One of the values: in words, who wrote it, in which office, and when."""

    words: str
    author: str = ""
    office: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Told:
    """A clash as it is shown; ``now`` is what the field holds, where that is neither any more."""

    id: str
    record: str
    title: str
    type: type[Record]
    field: Field
    kept: Side
    other: Side
    around: dict[str, Any]
    now: str | None = None


def read(session: Session, language: str, *, most: int = 500) -> list[Told]:
    """The clashes that wait for a decision, the oldest first."""
    found = clashes.waiting(session)[:most]
    offices = {peer.site: peer.office for peer in partners.peers(session)}
    offices.setdefault(HEADQUARTERS, say("Headquarters"))
    offices[partners.me(session).site] = say("This office")
    named = query.titles(session, sorted(_named(found)))
    return [_told(one, offices, named, language) for one in found]


def _named(found: Iterable[clashes.Open]) -> set[str]:
    """The ids of the records of clashes, and of those that their values refer to."""
    wanted = {str(one.record.id) for one in found}
    for one in found:
        if one.field.kind.name == "reference":
            wanted |= {value for value in (_stored(one.clash.kept), _stored(one.clash.other),
                       getattr(one.record, one.field.name)) if value}  # fmt: skip
    return wanted


def _told(one: clashes.Open, offices: dict[int, str], named: dict[str, str], language: str) -> Told:
    clash, field, record = one.clash, one.field, one.record
    loaded = {f.name: getattr(record, f.name) for f in record.fields()}
    around = {f.name: f.kind.store(loaded[f.name]) for f in record.fields()}

    def words(stored: Any) -> str:
        return showing.value(field, stored, around, language, named)

    def side(text: str | None, written_by: str | None, at: datetime | None) -> Side:
        author, site = clashes.writer(written_by)
        office = offices.get(site, say("Office {number}", number=site)) if site is not None else ""
        return Side(words(_stored(text)), author, office, at)

    now = words(around[field.name]) if clashes.is_changed_since(one) else None
    return Told(
        str(clash.id), str(record.id), named.get(str(record.id), "") or say(record.about.label),
        type(record), field,
        side(clash.kept, clash.kept_by, clash.kept_at),
        side(clash.other, clash.other_by, clash.other_at),
        loaded, now,
    )  # fmt: skip


def _stored(text: str | None) -> Any:
    return json.loads(text or "null")


def find(session: Session, identity: str) -> Clash:
    """The clash with that id."""
    return session.query(Clash).filter_by(id=identity).one()
