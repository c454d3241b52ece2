"""What of a dossier an audience is given at all: a paper cannot tell what it was not given.

**Fields** are those of the policy; a record that lacks what it requires is left out whole.  What
tells how somebody is spoken of (*Madame*, *cheffe de délégation*) is given besides, to be told in
no other way.

**Records.** Outside the office nobody reads of items that are off, of people who have declined, nor
of stories that may not be quoted.
The press is given the items that are open to it and, of the people, those in public roles; drivers
the movements, and what has a car.

**Markings.** A record marked above the audience's allowance is left out, and so is what belongs to
it.  Guests, hosts and drivers are allowed the level of the engagement itself, since its papers
carry its marking; the press the lowest level, and no paper of an engagement marked above that.  A
marking that is not known counts as the highest.  The paper carries the highest marking among the
engagement and the records that are left in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from math import inf
from typing import Any, TypeVar

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.records import Record
from sciattache.errors import KnownError
from sciattache.papers.policy import Policy
from sciattache.papers.reader import GONE, Reader
from sciattache.services.dossier import Dossier
from sciattache.services.profile import Known

R = TypeVar("R", bound=Record)

PUBLIC_ROLES = frozenset({"head", "deputy_head", "speaker", "moderator"})
"""Whom the press reads of by name, besides principals."""

_REFERRED = ("people", "organisations", "places", "colleagues", "roles")
"""The parts of a dossier that others refer to: what nothing refers to any more is left out."""
_BELONGS = {"stay": "person"}
"""To what a record belongs that has no owner by its description: nights go with the sleeper."""
_SPOKEN_OF = frozenset({("person", "gender")})
"""What papers are worded by and never say: :meth:`Reader.see` keeps it from their audience."""
_AS_THEY_ARE = frozenset({"issue", "before", "photos", "handlings", "known", "seal", "others"})
_PARTS = tuple(part.name for part in fields(Dossier) if part.name not in _AS_THEY_ARE)


def policy_of(dossier: Dossier) -> Policy:
    """The house's policy as the office of a dossier has narrowed it."""
    return Policy.narrowed(dossier.hidden)


def reader_of(dossier: Dossier, audience: str, language: str) -> Reader:
    """The reader of a paper in a language, with what the office of a dossier has set for it."""
    code = language.partition("-")[0]
    own_names = {one.country: one.name for one in dossier.country_names if one.language == code}
    return Reader(audience, language, policy_of(dossier), own_names)


def given(dossier: Dossier, reader: Reader) -> tuple[Dossier, Reader]:
    """A dossier as a reader's audience is given it, and the reader that the office has set for it.

    ``KnownError`` where that audience gets nothing of it.
    """
    refusal = refused(dossier, reader.audience)
    if refusal is not None:
        raise refusal
    told = seen_by(dossier, reader.audience)
    return told, reader_of(told, reader.audience, reader.language)


def refused(dossier: Dossier, audience: str) -> KnownError | None:
    """Why an audience gets no paper of an engagement at all, if so."""
    if audience != "press" or not _level(dossier, dossier.engagement):
        return None
    return KnownError(
        f"The engagement is marked “{dossier.marking}”: nothing of it is for the press.",
        "Take the marking off, or choose another audience.",
    )


def seen_by(dossier: Dossier, audience: str) -> Dossier:
    """The dossier as an audience is given it, with the marking that its papers carry."""
    if audience == "full":
        marking = _marking(dossier, dossier)
        return dossier if marking == dossier.marking else replace(dossier, marking=marking)
    given = _Giving(dossier, audience, policy_of(dossier)).dossier()
    before = seen_by(dossier.before, audience) if dossier.before else None
    return replace(given, marking=_marking(dossier, given), before=before)


@dataclass(frozen=True)
class _Giving:
    """The making of the dossier for one audience outside the office."""

    whole: Dossier
    audience: str
    policy: Policy

    def dossier(self) -> Dossier:
        gone = _with_belongings(self.whole, set(self._gone()))
        parts: dict[str, Any] = {
            name: self._given(getattr(self.whole, name), gone) for name in _PARTS
        }
        given = replace(self.whole, **parts)
        needed = _reached(given)
        referred: dict[str, Any] = {
            name: {id: one for id, one in getattr(given, name).items() if id in needed}
            for name in _REFERRED
        }
        given = replace(given, **referred)
        pictured = {one.id for one in given.people.values() if one.photo}
        pictured |= {one.id for one in given.stories if one.picture}
        pictured |= {given.post.id} if given.post and given.post.logo else set()
        photos = {id: picture for id, picture in given.photos.items() if id in pictured}
        return replace(given, photos=photos, known=Known(), seal=b"", others=())

    def _gone(self) -> Iterator[str]:
        """The records that the audience is not told of."""
        whole, allowed = self.whole, self._allowed()
        for record in (*_marked(whole), *whole.stories):
            if _level(whole, record) > allowed:
                yield record.id
        yield from (one.id for one in whole.items if not _ITEMS[self.audience](one))
        yield from (one.id for one in whole.stories if not one.quotable)
        yield from whole.absent
        listed = [one for one in whole.participants if not self._lists(one)]
        yield from (one.id for one in listed)
        if self.audience == "press":
            public = {one.person for one in whole.participants if self._lists(one)}
            yield from (id for id in whole.people if id not in public)
        if self.audience in ("driver", "press"):
            yield from (id for id in whole.colleagues if id != whole.engagement.lead)

    def _allowed(self) -> float:
        return 0 if self.audience == "press" else _level(self.whole, self.whole.engagement)

    def _lists(self, one: Participation) -> bool:
        """Whether a participant is told of; whoever took back a consent not to the press."""
        if one.rsvp == "declined":
            return False
        if self.audience != "press":
            return True
        person = self.whole.people.get(one.person)
        is_public = bool(one.principal) or one.role in PUBLIC_ROLES
        return is_public and person is not None and person.consent != "withdrawn"

    def _given(self, value: Any, gone: frozenset[str]) -> Any:
        if isinstance(value, Record):
            return self._blanked(value, gone)
        if isinstance(value, list):
            made = (self._given(one, gone) if isinstance(one, Record) else one for one in value)
            return [one for one in made if one is not None]
        if isinstance(value, dict):
            given = {id: self._given(one, gone) for id, one in value.items() if id not in gone}
            return {id: one for id, one in given.items() if one is not None}
        return value

    def _blanked(self, record: R, gone: frozenset[str]) -> R | None:
        """A copy with what the audience may read; None where the record is not for it."""
        cls = type(record)
        names = self.policy.names(cls, self.audience)
        if record.id in gone or not names:
            return None
        held: dict[str, Any] = {}
        for field in cls.fields():
            worded_by = (cls.type_name(), field.name) in _SPOKEN_OF
            who = "full" if worded_by else self.audience
            value = self.policy.see(record, field.name, who)
            if field.kind.name == "reference" and value in gone and not _is_named(cls, field.name):
                value = None
            if value is not None:
                held[field.name] = value
            elif (field.required or field.owner) and getattr(record, field.name) is not None:
                return None
        if isinstance(record, Attendance) and record.person in gone:
            held = {"item": record.item, "person": record.person, "status": "declined"}
        if isinstance(record, Passage) and record.person in gone:
            held = {"leg": record.leg, "person": record.person}
        return cls(id=record.id, rid=record.rid, **held)


def _with_belongings(whole: Dossier, gone: set[str]) -> frozenset[str]:
    """Records with those that belong to them, as the seats to a table."""
    owned = [(one, owner) for one in _records(whole, _PARTS) if (owner := _owner(type(one)))]
    while more := {r.id for r, owner in owned if getattr(r, owner) in gone} - gone:
        gone |= more
    return frozenset(gone)


@cache
def _owner(cls: type[Record]) -> str:
    """The field that says to what a record belongs, but for its engagement."""
    owners = (f.name for f in cls.fields() if f.owner and f.target != "engagement")
    return _BELONGS.get(cls.type_name()) or next(owners, "")


def _is_named(cls: type[Record], name: str) -> bool:
    """Whether somebody named stays counted though untold: else a line would be for everybody."""
    return cls in (Attendance, Passage) and name == "person"


def _on(item: AgendaItem) -> bool:
    return item.status not in GONE


_ITEMS: Mapping[str, Callable[[AgendaItem], bool]] = {
    "host": _on,
    "guest": _on,
    "driver": lambda item: _on(item) and (item.kind == "movement" or bool(item.vehicle)),
    "press": lambda item: _on(item) and bool(item.press),
}


def _records(dossier: Dossier, names: Iterable[str]) -> Iterator[Record]:
    """The records in parts of a dossier, however those hold them."""
    for name in names:
        yield from _held(getattr(dossier, name))


def _held(value: Any) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _held(one)


def _reached(dossier: Dossier) -> set[str]:
    """The ids that the records left in refer to, over the records referred to as well."""
    found = _references(_records(dossier, (n for n in _PARTS if n not in _REFERRED)))
    by_id = {one.id: one for one in _records(dossier, _REFERRED)}
    waiting = list(found)
    while waiting:
        id = waiting.pop()
        role = dossier.roles.get(id)
        ends = _references(one for one in (by_id.get(id), role) if one is not None)
        waiting += ends - found
        found |= ends
    return found


def _references(records: Iterable[Record]) -> set[str]:
    return {
        getattr(record, field.name)
        for record in records
        for field in record.fields()
        if field.kind.name == "reference" and getattr(record, field.name)
    }


def _level(dossier: Dossier, record: Record) -> float:
    """How high a record is marked; 0 where it is not."""
    marked = getattr(record, "handling", None)
    if not marked:
        return 0
    marking = dossier.handlings.get(marked)
    return inf if marking is None else marking.level or 0


def _marked(dossier: Dossier) -> Iterator[Record]:
    """The records that an engagement's papers are made of and that can be marked."""
    yield from (*dossier.items, *dossier.people.values(), *dossier.organisations.values())


def _marking(whole: Dossier, given: Dossier) -> str:
    """The words of the highest marking of an engagement and of the records left in."""
    left = {one.id for one in _marked(given)}
    told = (whole.engagement, *(one for one in _marked(whole) if one.id in left))
    known = [whole.handlings.get(getattr(one, "handling", None) or "") for one in told]
    found = max((one for one in known if one), key=lambda one: one.level or 0, default=None)
    return (found.text or found.name) if found else whole.marking
