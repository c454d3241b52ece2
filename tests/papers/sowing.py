"""A dossier in which every field of every record says something that is found again on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, get_type_hints

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.directory.relationship import Relationship
from sciattache.domain.fields import Field
from sciattache.domain.office.colleague import Colleague
from sciattache.domain.office.handling import Handling
from sciattache.domain.office.post import Post
from sciattache.domain.points import Address, Point
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.issue import Issue
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES
from sciattache.papers.kinds import Kind
from sciattache.services.dossier import Dossier

LABELS = ("", "work", "mobile", "work cell", "home", "Privat")
_LAST_NAMED = (
    "visit",
    "guest",
    "meeting",
    "flight",
    "table",
    "car",
    "host",
    "hall",
    "lead",
    "post",
)
_UNSOWN = frozenset({"photo", "photo_box", "logo", "code"})
_PLAIN = {"number": 1, "date": date(2026, 10, 24), "instant": datetime(2026, 10, 24, 9, tzinfo=UTC)}
_FIRST_OF_EXCEL = date(1899, 12, 30)
_SEED = re.compile(r"q\d{4}z|98765\d{3}|7[1-9]\d\d(?!\d)|(?<!\d)(?:19|2\d)\d{5}(?!\d)")


@dataclass(frozen=True)
class Seed:
    """Where a distinctive value stands: in which field of which record, in a point of which label."""

    type: type[Record]
    field: Field
    record: str
    label: str = ""

    @property
    def path(self) -> str:
        return f"{self.type.type_name()}.{self.field.name}"


@dataclass
class Sown:
    """Every record by its name in the tests, and every seed by what it looks like on paper."""

    records: dict[str, Record] = field(default_factory=dict)
    seeds: dict[str, Seed] = field(default_factory=dict)

    def found_in(self, text: str) -> list[Seed]:
        """The seeds that stand in a text."""
        return [self.seeds[s] for s in sorted(set(_SEED.findall(text))) if s in self.seeds]

    def subject(self, kind: Kind) -> str:
        """The id of what a paper of that kind may be about."""
        return self.records["meeting" if kind.about == "item" else "guest"].id

    def of(self, *names: str) -> set[str]:
        return {self.records[name].id for name in names}


def sow() -> Sown:
    """Records of every type, their empty fields filled with seeds; references led somewhere."""
    sown = Sown(dict(_planned()))
    present = {type(record) for record in sown.records.values()}
    for cls in of_a_dossier() - present:
        sown.records[cls.type_name()] = cls()
    for number, record in enumerate(sown.records.values()):
        record.id = f"{number:08d}-0000-4000-8000-000000000000"
    ids = {name: record.id for name, record in sown.records.items()}
    by_type = {sown.records[name].type_name(): ids[name] for name in _LAST_NAMED}
    count = iter(range(1, 10_000))
    for record in sown.records.values():
        _lead(record, ids, by_type)
        for text, each, label in _filled(record, count):
            sown.seeds[text] = Seed(type(record), each, record.id, label)
    return sown


def of_a_dossier() -> set[type[Record]]:
    """The record types that a dossier holds, but for its issue."""
    hints = get_type_hints(Dossier)
    named = {name for hint in hints.values() for name in re.findall(r"\.(\w+)\b", str(hint))}
    return {cls for cls in TYPES if cls.__name__ in named} - {Issue}


def _lead(record: Record, ids: dict[str, str], by_type: dict[str, str]) -> None:
    """Turn names of records into their ids, and fill what a record cannot be without."""
    for each in record.fields():
        held = getattr(record, each.name)
        if each.kind.name == "reference" and held:
            setattr(record, each.name, ids[held])
        elif each.kind.name == "reference" and (each.required or each.owner or each.name == "item"):
            setattr(record, each.name, by_type.get(each.target or "", by_type["person"]))
        elif each.required and held is None and each.vocabulary is not None:
            setattr(record, each.name, next(iter(each.words.choices())))
        elif each.required and held is None and each.kind.name in _PLAIN:
            setattr(record, each.name, _PLAIN[each.kind.name])


def _filled(record: Record, count: Iterator[int]) -> Iterable[tuple[str, Field, str]]:
    for each in record.fields():
        if getattr(record, each.name) is not None or each.name in _UNSOWN:
            continue
        kind, kept_back = each.kind.name, each.audience == "full"
        number = next(count)
        word = f"q{number:04d}z"
        value: Any = None
        if kind in ("text", "note", "identifier"):
            value = word
            yield word, each, ""
        elif kind == "points":
            labelled = {label: f"q{next(count):04d}z" for label in LABELS}
            value = tuple(_point(each, text, label) for label, text in labelled.items())
            for label, text in labelled.items():
                yield text, each, label
        elif kind == "money" or (kind in ("number", "real") and kept_back):
            value = 98765000 + number % 1000
            yield str(value), each, ""
            value *= 100 if kind == "money" else 1
        elif kind == "date" and kept_back:
            value = date(7100 + number % 900, 2, 3)
            yield str(value.year), each, ""
            yield str((value - _FIRST_OF_EXCEL).days), each, ""
        setattr(record, each.name, value)


def _point(each: Field, text: str, label: str) -> Point | Address:
    if each.scheme == "address":
        return Address(text, label=label)
    return Point(f"https://{text}.example" if each.scheme == "link" else text, label)


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=UTC)


def _planned() -> Iterator[tuple[str, Record]]:
    """Guests who come, one of whom is public, and one who does not; items of every standing."""
    yield "open", Handling(level=0)
    yield "sealed", Handling(level=5)
    yield "post", Post(ours=True, zone="Europe/Lisbon", country="PT", kind="embassy",
                       language="en", paper_size="A4")  # fmt: skip
    for name in ("lead", "officer"):
        yield name, Colleague(person="contact")
    yield "hall", Place(country="PT", zone="Europe/Lisbon", hours="Mo-Fr 09:00-17:00")
    for name in ("host", "academy", "shut"):
        yield name, Organisation(kind="university", country="PT", hours="Mo-Fr 09:00-17:00",
                                 handling="sealed" if name == "shut" else None)  # fmt: skip
    for name in ("guest", "mate", "absent", "public", "contact", "interpreter", "hushed"):
        yield name, Person(country="CH", nationality="CH", gender="female", diet=("vegan",),
                           handling="sealed" if name == "hushed" else None)  # fmt: skip
        yield f"role of {name}", Affiliation(main=True, person=name, organisation="academy")
    yield "visit", Engagement(
        kind="inbound_delegation", starts_on=date(2026, 10, 24), ends_on=date(2026, 10, 26),
        zone="Europe/Lisbon", home_zone="Europe/Zurich", country="PT", host="host", lead="lead",
        guest_organisation="academy", handling="open", currency="EUR",
    )  # fmt: skip
    yield "stop", Stop(country="PT", zone="Europe/Lisbon", place="hall",
                       starts_on=date(2026, 10, 24), ends_on=date(2026, 10, 26))  # fmt: skip
    yield "car", Vehicle(kind="sedan", seats=3, company="host", position=1)
    answers = {"guest": "accepted", "mate": "tentative", "absent": "declined", "public": "accepted",
               "hushed": "accepted"}  # fmt: skip
    for name, rsvp in answers.items():
        yield f"part of {name}", Participation(
            person=name, side="guest", rsvp=rsvp, vehicle="car", organisation="academy",
            country="CH", role="head" if name == "public" else "member", visa="requested",
            passport_country="CH", payer="host", arrival_zone="Europe/Lisbon",
        )  # fmt: skip
    items = {"meeting": ("meeting", "confirmed"), "drive": ("movement", "asked"),
             "lunch": ("meal", "confirmed"), "whisper": ("meeting", "confirmed"),
             "off": ("meeting", "cancelled"), "shunned": ("meeting", "declined")}  # fmt: skip
    for number, (name, (kind, status)) in enumerate(items.items()):
        yield name, AgendaItem(
            kind=kind, status=status, stop="stop", starts_at=_at(24, 9 + number),
            ends_at=_at(24, 9 + number, 45), place="hall", host="host", contact="contact",
            interpreter="interpreter", vehicle="car" if name in ("drive", "off") else None,
            start_zone="Europe/Lisbon", end_zone="Europe/Lisbon", brief_on=None,
            press=name in ("meeting", "whisper", "off"),
            handling="sealed" if name == "whisper" else None,
        )  # fmt: skip
        for person in answers:
            yield f"{person} at {name}", Attendance(item=name, person=person)
        yield f"table at {name}", Seating(item=name, shape="long", places=4, host="contact",
                                          guest_of_honour="public")  # fmt: skip
        yield f"seat at {name}", Seat(seating=f"table at {name}", number=1, person="mate")
    yield "table", Seating(item="lunch", shape="round", places=4)
    yield "flight", Leg(kind="flight", departs_at=_at(24, 5), departure_zone="Europe/Zurich",
                        arrives_at=_at(24, 8), arrival_zone="Europe/Lisbon", vehicle="car",
                        state="ticketed", travel_class="premium")  # fmt: skip
    for name in answers:
        yield f"seat of {name}", Passage(leg="flight", person=name)
        yield f"night of {name}", Stay(
            person=name, arrives_on=date(2026, 10, 24), departs_on=date(2026, 10, 26), place="hall",
            state="held", room_kind="suite", shares_with="mate" if name == "guest" else None,
        )  # fmt: skip
    yield "request", MeetingRequest(asker="guest", asked="public", item="meeting", priority=1)
    yield "friends", Relationship(person="guest", other="mate", kind="knows")
