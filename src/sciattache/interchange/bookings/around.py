"""What an engagement tells of a booking: who takes part, which places are here, whose clock."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards import text as texts
from sciattache.domain.standards import timezones
from sciattache.errors import Told
from sciattache.interchange.bookings import zones
from sciattache.interchange.bookings.booking import When, Where

_TITLES = frozenset("mr mrs ms miss mstr dr prof herr frau mme mlle sir chd inf".split())
_PARTS = ("given_name", "additional_names", "family_name")


@dataclass
class Around:
    """What an engagement tells of a booking: who takes part, where it stops, which places are here.

    ``engagement`` is its id, or the draft of one.
    """

    session: Session
    engagement: Any
    zone: str = ""
    stops: list[tuple[str, str, date | None, date | None]] = field(default_factory=list)

    @classmethod
    def of(cls, session: Session, engagement: Any, zone: str = "") -> Around:
        """What the store has of an engagement; ``zone`` is for hours that nothing else tells."""
        made = cls(session, engagement, zone)
        if isinstance(engagement, str):
            found = session.query(Engagement).filter(Engagement.id == engagement).one()
            made.zone = found.zone or found.home_zone or zone
            rows = session.query(Stop).filter(Stop.engagement == engagement)
            made.stops = [
                (texts.fold(one.city or ""), one.zone, one.starts_on, one.ends_on) for one in rows
            ]
        return made

    @cached_property
    def people(self) -> list[tuple[Person, frozenset[str]]]:
        """Who takes part, and the words of their names."""
        if not isinstance(self.engagement, str):
            return []
        rows = self.session.query(Person).join(Participation, Participation.person == Person.id)
        return [
            (one, _words(" ".join(getattr(one, name) or "" for name in _PARTS)))
            for one in rows.filter(Participation.engagement == self.engagement)
        ]  # fmt: skip

    @cached_property
    def here(self) -> dict[str, str]:
        """The ids of the directory's places by airport code and by name; none that two have."""
        found: dict[str, str] = {}
        twice = set()
        for id, name, iata in self.session.query(Place.id, Place.name, Place.iata):
            for key in filter(None, (iata and f"={iata}", texts.fold(name))):
                if key in found:
                    twice.add(key)
                found[key] = id
        return {key: id for key, id in found.items() if key not in twice}

    def participant(self, name: str) -> Person | None:
        """The one participant of that name: words in any order, titles and middle names aside."""
        same = self._called(name)
        return same[0] if len(same) == 1 else None

    def is_shared(self, name: str) -> bool:
        """Whether several participants could be meant by that name."""
        return len(self._called(name)) > 1

    def beds(self, person: str) -> list[Stay]:
        """The stays that somebody has in the engagement."""
        rows = self.session.query(Stay).filter(Stay.person == person)
        return rows.filter(Stay.engagement == self.engagement).order_by(Stay.rid).all()

    def _called(self, name: str) -> list[Person]:
        said = _words(name) - _TITLES
        if not said:
            return []
        same = [person for person, words in self.people if words == said]
        if not same:
            same = [
                person
                for person, words in self.people
                if len(words & said) >= 2 and (words <= said or said <= words)
            ]
        return same

    def place(self, where: Where) -> str | None:
        """The directory's place, where it has it."""
        return self.here.get(f"={where.iata}") or self.here.get(texts.fold(where.name))

    def stop_zone(self, where: Where, on: date | None) -> str:
        """The zone of the stop in that city, else on that day, else of the engagement."""
        city = texts.fold(where.city or where.name)
        for name, zone, _, _ in self.stops:
            if name and re.search(rf"\b{re.escape(name)}\b", city):
                return zone
        there = {
            zone for _, zone, first, last in self.stops
            if on and first and first <= on <= (last or first)
        }  # fmt: skip
        return there.pop() if len(there) == 1 else self.zone


def clock(where: Where, when: When, near: Where | None, around: Around) -> tuple[str, str]:
    """The zone of a moment at a place, and a remark where it was concluded or does not fit.

    The place's own clock first, else the one that the file tells, that of the other end of a
    journey by land, of the engagement's stop; ``ValueError`` where nothing tells it.
    """
    own = zones.zone(where)
    at = when.at
    if at is None:
        return own or when.zone, ""
    if at.tzinfo is None and when.zone:
        at = at.replace(tzinfo=ZoneInfo(when.zone))
    if at.tzinfo is not None:
        return _told(own, when.zone, at, where)
    if own:
        return own, ""
    zone = (zones.zone(near) if near else "") or around.stop_zone(where, at.date())
    if not zone:
        raise ValueError(_no_clock(where))
    return zone, Told(
        "{place}: by the clock of {zone}, for nothing tells its own.", place=where.code, zone=zone
    )


def _told(own: str, told: str, at: datetime, where: Where) -> tuple[str, str]:
    """The zone of a moment that has an offset: the place's where both agree."""
    if own:
        there = at.astimezone(ZoneInfo(own))
        if there.utcoffset() == at.utcoffset():
            return own, ""
        written = at.strftime("%H:%M %z")
        return own, Told(
            "{place}: the file says {written}, which is {hour} there ({zone}).",
            place=where.code, written=written, hour=f"{there:%H:%M}", zone=own,
        )  # fmt: skip
    if told:
        return told, ""
    offset = at.strftime("%z")
    zone = timezones.zone(f"UTC{offset[:3]}:{offset[3:5]}") or ""
    if not zone:
        raise ValueError(_no_clock(where))
    return zone, Told(
        "{place}: its zone is not known, only that it is {offset}.",
        place=where.code, offset=f"{offset[:3]}:{offset[3:5]}",
    )  # fmt: skip


def _no_clock(where: Where) -> Told:
    return Told("It is not known by which clock {place} lives.", place=where.code)


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{2,}", texts.fold(name)))
