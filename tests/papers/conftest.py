"""An engagement in a real store, each of whose text fields says a word of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.fields import Field
from sciattache.domain.knowledge.story import Story
from sciattache.domain.office.colleague import Colleague
from sciattache.domain.office.handling import Handling
from sciattache.domain.office.post import Post
from sciattache.domain.points import Address, Point
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.cue import Cue
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.expense import Expense
from sciattache.domain.programmes.gift import Gift
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
from sciattache.papers.kinds import Kind
from sciattache.services.dossier import Dossier
from sciattache.store import office as offices
from sciattache.store.dossiers import load
from sciattache.store.office import Office

GONE = ("declined", "cancelled", "standby")


@dataclass
class Planted:
    """The store, and of each word that was planted in it the field and the record's id."""

    office: Office
    words: dict[str, tuple[Field, str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def subject(self, kind: Kind) -> str:
        """The id of what a paper of that kind may be about."""
        return self.ids["confirmed" if kind.about == "item" else "guest"]

    def dossier(self) -> Dossier:
        with self.office.session() as session:
            engagement = session.query(Engagement).one()
            return load(session, engagement)

    def busy(self) -> Dossier:
        """The planted engagement with several currencies, a room that is shared, and more requests."""
        dossier = self.dossier()
        guest, mate = self.ids["guest"], self.ids["mate"]
        dossier.expenses.extend([
            Expense(label="Hall", kind="venue", estimate=150_050, currency="CHF", payer="host"),
            Expense(label="Flights", kind="travel", estimate=9_99, actual=12_34, currency="CHF"),
            Expense(label="Tea", kind="catering", actual=70_000, currency="JPY", payer="mission"),
            Expense(label="=1+1", currency="EUR", payer="guest", estimate=-5),
        ])  # fmt: skip
        first, last = date(2026, 10, 26), date(2026, 10, 29)
        for person, other in ((guest, mate), (mate, guest)):
            dossier.stays.append(
                Stay(
                    id=f"twin of {person}", hotel="L'Hôtel *[5]* <&>", person=person, room_kind="twin",
                    shares_with=other, arrives_on=first, departs_on=last, state="booked",
                )
            )  # fmt: skip
        dossier.requests.extend([
            MeetingRequest(id=f"r{n}", asker=mate, asked=guest, priority=n, state=state, rid=90 + n)
            for n, state in enumerate(("scheduled", "held", "no_show", "refused", "wished"), 1)
        ])  # fmt: skip
        return dossier


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=UTC)


def _records() -> Iterator[tuple[str, Record]]:
    """One of each type that papers read; three items that are off, a guest who stays at home."""
    yield "marking", Handling(level=0)
    yield "post", Post(ours=True, zone="Europe/Lisbon", country="PT", kind="embassy")
    yield "lead", Colleague()
    yield "place", Place(country="PT")
    for name in ("host", "academy"):
        yield name, Organisation(kind="university", country="PT")
    for name in ("guest", "mate", "absent", "contact", "interpreter"):
        yield name, Person(country="CH", nationality="CH", gender="female", diet=("vegan",))
    yield "role", Affiliation(main=True, person="guest", organisation="academy")
    yield "visit", Engagement(
        kind="inbound_delegation", starts_on=date(2026, 10, 24), ends_on=date(2026, 10, 26),
        zone="Europe/Lisbon", home_zone="Europe/Zurich", country="PT", host="host", lead="lead",
        handling="marking", budget=98765001, currency="EUR",
    )  # fmt: skip
    yield "stop", Stop(country="PT", zone="Europe/Lisbon", place="place",
                       starts_on=date(2026, 10, 24), ends_on=date(2026, 10, 26))  # fmt: skip
    yield "car", Vehicle(kind="sedan", seats=3, company="host")
    for name, rsvp in (("guest", "accepted"), ("mate", "tentative"), ("absent", "declined")):
        yield f"part of {name}", Participation(
            person=name, side="guest", rsvp=rsvp, vehicle="car", organisation="academy",
            precedence=98765005, passport_expires_on=date(7001, 2, 3), visa_due_on=date(7002, 2, 3), country="CH",
            role="head" if name == "guest" else None,
        )  # fmt: skip
    for number, status in enumerate(("confirmed", "asked", *GONE)):
        yield status, AgendaItem(
            kind="movement" if number == 1 else "meeting", status=status, stop="stop",
            starts_at=_at(24, 9 + number), ends_at=_at(24, 9 + number, 45), place="place",
            host="host", contact="contact", interpreter="interpreter", vehicle="car",
            start_zone="Europe/Lisbon", end_zone="Europe/Lisbon", press=number == 0,
        )  # fmt: skip
        yield f"place at {status}", Attendance(item=status, person="guest")
        yield f"no place at {status}", Attendance(item=status, person="absent")
    yield "flight", Leg(
        kind="flight", departs_at=_at(24, 5), departure_zone="Europe/Zurich",
        arrives_at=_at(24, 8), arrival_zone="Europe/Lisbon", vehicle="car",
        state="ticketed", travel_class="premium",
    )  # fmt: skip
    for name in ("guest", "mate", "absent"):
        yield f"seat of {name}", Passage(leg="flight", person=name)
        yield f"night of {name}", Stay(person=name, arrives_on=date(2026, 10, 24),
                                       departs_on=date(2026, 10, 26), place="place", state="held",
                                       room_kind="suite")  # fmt: skip
    for name in ("confirmed", "declined"):
        yield (
            f"table at {name}",
            Seating(item=name, shape="long", places=4, host="contact", guest_of_honour="guest"),
        )
    yield "guest at table", Seat(seating="table at confirmed", number=1, person="guest")
    yield "mate at table", Seat(seating="table at confirmed", number=3, person="mate")
    yield "contact at table", Seat(seating="table at confirmed", number=4, person="contact")
    yield "absent at table", Seat(seating="table at confirmed", number=2, person="absent")
    yield (
        "behind the guest",
        Seat(seating="table at confirmed", number=1, person="interpreter", behind=True),
    )
    yield "request", MeetingRequest(asker="guest", asked="absent", item="declined", priority=1)
    yield "gift", Gift(person="absent", organisation="host", item="cancelled", value=98765002,
                       currency="EUR", given_on=date(2026, 10, 25))  # fmt: skip
    for status in ("confirmed", "cancelled"):
        yield f"cue of {status}", Cue(item=status, minutes=-10, lasts=5, holder="lead",
                                      interpreter="interpreter", gift="gift")  # fmt: skip
        yield f"background of {status}", BriefParagraph(item=status, disclosure="may_be_used")
        yield f"addendum of {status}", BriefParagraph(item=status, part="addendum")
    yield "story", Story(person="guest", quoted="mate", organisation="host", currency="EUR",
                         handling="marking")  # fmt: skip
    yield "cost", Expense(kind="other", estimate=98765003, actual=98765004, currency="EUR")


def _plant(record: Record, word: Callable[[], str]) -> Iterator[tuple[str, Field]]:
    """Fill each empty field that holds words."""
    for each in record.fields():
        if getattr(record, each.name) not in (None, (), each.default) or each.name == "code":
            continue
        made = word()
        value: Any
        if each.kind.name in ("text", "note", "identifier") and each.name != "photo":
            value = made
        elif each.kind.name == "points":
            value = (Address(made),) if each.scheme == "address" else (Point(f"{made}@x.example"),)
        else:
            continue
        setattr(record, each.name, value)
        yield made, each


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    office = offices.create(tmp_path_factory.mktemp("planted") / "office.sciattache")
    made = Planted(office)
    records = dict(_records())
    made.ids = {name: f"{number:08d}-0000-4000-8000-000000000000"
                for number, name in enumerate(records)}  # fmt: skip
    count = iter(range(1, 10_000))
    for name, record in records.items():
        record.id = made.ids[name]
        for each in record.fields():
            if each.kind.name == "reference" and each.name == "engagement":
                setattr(record, each.name, made.ids["visit"])
            elif each.kind.name == "reference" and getattr(record, each.name):
                setattr(record, each.name, made.ids[getattr(record, each.name)])
        for word, each in _plant(record, lambda: f"q{next(count):04d}z"):
            made.words[word] = (each, record.id)
    with office.step("Plant words") as session:
        session.add_all(records.values())
    yield made
    office.close()


@pytest.fixture
def busy(planted: Planted) -> Dossier:
    """The dossier of the busier engagement, for one test alone."""
    return planted.busy()
