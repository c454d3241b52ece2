"""Records that are likely one, and those that were merged, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.fields import Field
from sciattache.domain.office.merging import Merging
from sciattache.domain.records import Record
from sciattache.domain.wings import references_to, type_called
from sciattache.store import history, merging, query
from sciattache.sync import duplicates
from sciattache.sync.duplicates import Found
from sciattache.ui import showing
from sciattache.ui.lettering import listed
from sciattache.ui.words import say

_REASONS = {
    "email": "same e-mail", "phone": "same phone", "name": "same name",
    "close name": "nearly the same name", "orcid": "same ORCID", "ror": "same ROR",
    "registration": "same registration", "card": "same card", "site": "same web site",
    "acronym": "same acronym", "employer": "same employer", "birthday": "same birthday",
    "city": "same city", "country": "same country",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One field of both records, in words; ``joins`` where both values are kept."""

    field: Field
    words: tuple[str, str]
    joins: bool = False

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return all(self.words) and self.words[0] != self.words[1]


@dataclass(frozen=True)
class Side:
    """One of the two: its id, what it is called, its office, how many records refer to it."""

    id: str
    title: str
    office: str
    uses: int
    filled: int


@dataclass(frozen=True)
class Likely:
    """Two records that are likely one."""

    type: type[Record]
    sides: tuple[Side, Side]
    reasons: str
    lines: tuple[Line, ...]

    @property
    def id(self) -> str:
        """By what the pair is known in the list."""
        return f"{self.sides[0].id} {self.sides[1].id}"

    @property
    def first(self) -> int:
        """Which of them stays unless somebody says otherwise: the one that says more."""
        one, other = self.sides
        return int((other.filled, other.uses) > (one.filled, one.uses))


@dataclass(frozen=True)
class Merged:
    """A merging that stands: what went, into what, by whom and when."""

    id: str
    title: str
    into: str
    kept: str
    by: str
    at: datetime | None


@dataclass(frozen=True)
class Listed:
    """Everything that the page lists."""

    likely: tuple[Found, ...]
    titles: dict[str, str]
    merged: tuple[Merged, ...]


def read(session: Session, *, across: bool, most: int = 500) -> Listed:
    """The likely pairs and the mergings that stand."""
    found = tuple(duplicates.find(session, across=across)[:most])
    ids = [id for one in found for id in (one.pair.first, one.pair.second)]
    merged = tuple(_merged(session, one) for one in merging.standing(session)[:most])
    return Listed(found, query.titles(session, ids), merged)


def reasons(found: Found) -> str:
    """Why two records are likely one."""
    return listed(say(_REASONS[name]) for name in found.pair.reasons)


def office(name: str) -> str:
    """An office's name; headquarters' own has none in what is found."""
    return name or say("This office")


def likely(session: Session, found: Found, language: str) -> Likely | None:
    """A pair with its fields; None where one of them is gone by now."""
    cls = type_called(found.pair.kind)
    pair = [
        session.query(cls).filter_by(id=id).one_or_none()
        for id in (found.pair.first, found.pair.second)
    ]
    if pair[0] is None or pair[1] is None:
        return None
    images = [{f.name: f.kind.store(getattr(one, f.name)) for f in cls.fields()} for one in pair]
    named = query.titles(session, sorted(showing.references(cls, images)))
    titles = query.titles(session, [pair[0].id, pair[1].id])
    lines = []
    for f in cls.fields():
        words = [showing.value(f, image[f.name], image, language, named) for image in images]
        joins = f.kind.name in ("points", "choices")
        if f.kind.name != "blob" and any(words):
            lines.append(Line(f, (words[0], words[1]), joins))
    first, second = (
        Side(
            one.id, titles.get(one.id, ""), office(found.offices[n]), _uses(session, one),
            sum(bool(line.words[n]) for line in lines),
        )
        for n, one in enumerate((pair[0], pair[1]))
    )  # fmt: skip
    return Likely(cls, (first, second), reasons(found), tuple(lines))


def values(kept: Record, gone: Record, taken: set[str]) -> dict[str, Any]:
    """What the record that stays takes: what it lacks, and the fields that were chosen."""
    chosen = {name: getattr(gone, name) for name in taken}
    return merging.proposed(kept, gone) | chosen


def _uses(session: Session, one: Record) -> int:
    return sum(
        session.query(cls).filter(getattr(cls, name) == one.id).count()
        for cls, name in references_to(one.type_name())
    )


def _merged(session: Session, one: Merging) -> Merged:
    where = history.locate(session, one.gone)
    image = merging.last_image(session, where) if where else None
    end = [one.kept, *merging.chain(one.kept, merging.ways(session))][-1]
    return Merged(
        str(one.id),
        merging.title_of(session, type_called(one.kind), image) if image else "…",
        query.titles(session, [end]).get(end, "…"),
        end, one.merged_by or "", one.merged_at,
    )  # fmt: skip
