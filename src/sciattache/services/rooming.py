"""Who needs which room on which nights.

A single for everybody, a double for a couple, a twin only for two of the same gender who agreed to
share it: a twin (two beds) is not a double (one bed for two).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards.timezones import clock
from sciattache.services.dossier import Dossier
from sciattache.services.reasons import Reason

SINGLE = "A room alone."
COUPLE = "A double for a couple."
TWIN = "A twin: both agreed to share."
NOT_A_DOUBLE = "A twin, not a double: {other} is no spouse."
NOT_AGREED = "Not shared: {other} has not agreed to it."
NOT_SHARED = "Not shared: only people of the same gender share a twin."
NIGHTS = "Shared only for some nights: {other} has others."
NEW = "Has no room for these nights yet."
CHANGED = "Comes or leaves on other days than the room is taken for."
ABSENT = "Does not come."
SENTENCES = (
    ABSENT,
    SINGLE,
    COUPLE,
    TWIN,
    NOT_A_DOUBLE,
    NOT_AGREED,
    NOT_SHARED,
    NIGHTS,
    NEW,
    CHANGED,
)
"""Every sentence, to be translated."""

HOTEL = "Hotel to be chosen"
"""What a stay is called until a hotel is known."""


@dataclass(frozen=True)
class Nights:
    """The nights of a person at one stop, from the evening of one day to the morning of another."""

    person: str
    arrives_on: date
    departs_on: date
    stop: Stop | None = None


@dataclass(frozen=True)
class Room:
    """What a stay would become; without ``stay`` it is a new one.

    ``values`` are the fields that would be others, ``old`` what they are now.
    """

    stay: Stay | None
    person: str
    old: dict[str, Any]
    values: dict[str, Any]
    why: Reason

    @property
    def changes(self) -> bool:
        return self.stay is None or bool(self.values)


def needs(dossier: Dossier) -> list[Nights]:
    """Who needs which nights: guests and their support who come, and the mission where it travels.

    From the day of arrival to that of departure, those of the engagement where nobody said more,
    stop by stop where there are several.
    """
    travels = dossier.engagement.kind not in ("inbound_delegation", None)
    found: list[Nights] = []
    for one in dossier.participants:
        if one.person in dossier.absent or not _lodged(one, travels):
            continue
        first, last = _span(dossier, one)
        if first is None or last is None or last <= first:
            continue
        found += _by_stop(dossier, one.person, first, last)
    return found


def propose(dossier: Dossier) -> list[Room]:
    """A room for everybody who needs one; the stays of those who do not come are cancelled."""
    wanted = needs(dossier)
    held: dict[str, list[Stay]] = {}
    for stay in dossier.stays:
        if stay.person and stay.state != "cancelled":
            held.setdefault(stay.person, []).append(stay)
    found: list[Room] = []
    for nights in wanted:
        taken = _covering(held.get(nights.person, []), nights)
        found.append(_room(dossier, nights, taken, wanted))
    for person in sorted(dossier.absent & held.keys()):
        found += [
            Room(stay, person, {"state": stay.state}, {"state": "cancelled"}, Reason(ABSENT))
            for stay in held[person]
        ]
    return found


def conflicts(dossier: Dossier) -> list[Room]:
    """What is set now and cannot stay so: doubles of no couple, rooms that one alone shares."""
    wrong = {NOT_A_DOUBLE, NOT_AGREED, NOT_SHARED, NIGHTS}
    return [room for room in propose(dossier) if room.why.sentence in wrong]


def _lodged(one: Participation, travels: bool) -> bool:
    if one.role == "driver":
        return False
    return one.side in ("guest", None) or (travels and one.side in ("mission", "support"))


def _span(dossier: Dossier, one: Participation) -> tuple[date | None, date | None]:
    visit = dossier.engagement
    first, last = visit.starts_on, visit.ends_on
    if one.arrives_at:
        first = one.arrives_at.astimezone(clock(one.arrival_zone or visit.zone)).date()
    if one.departs_at:
        last = one.departs_at.astimezone(clock(one.departure_zone or visit.zone)).date()
    return first, last


def _by_stop(dossier: Dossier, person: str, first: date, last: date) -> Iterator[Nights]:
    """The nights cut where one stop follows another; a night between two belongs to the first."""
    stops = [one for one in dossier.stops if one.starts_on]
    if len(stops) < 2:
        yield Nights(person, first, last, stops[0] if stops else None)
        return
    edges = [one.starts_on or first for one in stops[1:]]
    begins = first
    for stop, edge in zip(stops, [*edges, last], strict=True):
        ends = max(min(edge, last), begins) if stop is not stops[-1] else last
        if ends > begins:
            yield Nights(person, begins, ends, stop)
            begins = ends


def _covering(stays: list[Stay], nights: Nights) -> Stay | None:
    """The stay that has most of the nights."""

    def common(stay: Stay) -> int:
        first = max(stay.arrives_on or nights.arrives_on, nights.arrives_on)
        last = min(stay.departs_on or nights.departs_on, nights.departs_on)
        return (last - first).days

    best = max(stays, key=common, default=None)
    return best if best is not None and common(best) > 0 else None


def _room(dossier: Dossier, nights: Nights, stay: Stay | None, wanted: list[Nights]) -> Room:
    kind, partner, why = _shared(dossier, nights, stay, wanted)
    values: dict[str, Any] = {
        "room_kind": kind, "shares_with": partner,
        "arrives_on": nights.arrives_on, "departs_on": nights.departs_on,
    }  # fmt: skip
    if stay is None:
        hotel = _hotel(dossier, nights)
        values |= {"person": nights.person, **hotel}
        return Room(None, nights.person, {}, values, why if partner else Reason(NEW))
    other = {name: value for name, value in values.items() if getattr(stay, name) != value}
    if partner is None and stay.room_kind not in (None, "twin") and not stay.shares_with:
        other.pop("room_kind", None)  # a suite, or a double for one
    dates = {"arrives_on", "departs_on"} & set(other)
    if dates and why.sentence == SINGLE:
        why = Reason(CHANGED)
    old = {name: getattr(stay, name) for name in other}
    return Room(stay, nights.person, old, other, why)


def _shared(
    dossier: Dossier, nights: Nights, stay: Stay | None, wanted: list[Nights]
) -> tuple[str, str | None, Reason]:
    """The kind of room, with whom, and why."""
    couples = dossier.pairs("spouse_of")
    spouses = [
        other for other in wanted
        if frozenset((other.person, nights.person)) in couples and _same(other, nights)
    ]  # fmt: skip
    if spouses:
        return "double", spouses[0].person, Reason(COUPLE)
    partner = stay.shares_with if stay is not None else None
    if not partner:
        return "single", None, Reason(SINGLE)
    name = {"other": _name(dossier, partner)}
    theirs = [one for one in wanted if one.person == partner]
    if frozenset((partner, nights.person)) in couples or not any(_same(t, nights) for t in theirs):
        return "single", None, Reason(NIGHTS, name)
    if _partner(dossier, partner, nights) != nights.person:
        return "single", None, Reason(NOT_AGREED, name)
    if not _same_gender(dossier, nights.person, partner):
        return "single", None, Reason(NOT_SHARED, name)
    why = Reason(NOT_A_DOUBLE, name) if stay and stay.room_kind == "double" else Reason(TWIN)
    return "twin", partner, why


def _partner(dossier: Dossier, person: str, nights: Nights) -> str | None:
    """With whom somebody says to share on those nights."""
    theirs = [one for one in dossier.stays if one.person == person and one.state != "cancelled"]
    found = _covering(theirs, nights)
    return found.shares_with if found is not None else None


def _same(one: Nights, other: Nights) -> bool:
    return (one.arrives_on, one.departs_on) == (other.arrives_on, other.departs_on)


def _same_gender(dossier: Dossier, one: str, other: str) -> bool:
    people = [dossier.people.get(one), dossier.people.get(other)]
    genders = [person.gender if person else None for person in people]
    return genders[0] is not None and genders[0] == genders[1]


def _name(dossier: Dossier, person: str) -> str:
    found = dossier.people.get(person)
    return " ".join(filter(None, (found.given_name, found.family_name))) if found else "–"


def _hotel(dossier: Dossier, nights: Nights) -> dict[str, Any]:
    """The hotel where most others sleep on those nights; to be chosen where there is none."""
    there = [
        stay for stay in dossier.stays
        if _covering([stay], nights) is not None and stay.state != "cancelled"
    ]  # fmt: skip
    if not there:
        return {"hotel": HOTEL}
    names = [stay.hotel for stay in there]
    name = max(names, key=names.count)
    model = next(stay for stay in there if stay.hotel == name)
    held = {name: getattr(model, name) for name in ("place", "phone", "address", "payer")}
    return {"hotel": name, **{key: value for key, value in held.items() if value is not None}}


def nights(stay: Stay) -> int:
    """How many nights a stay is."""
    if stay.arrives_on is None or stay.departs_on is None:
        return 0
    return max((stay.departs_on - stay.arrives_on) // timedelta(days=1), 0)
