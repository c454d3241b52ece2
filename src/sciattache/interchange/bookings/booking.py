"""What a confirmation says: journeys, rooms and gatherings, whatever it was written in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place as a confirmation tells it; any part may be empty.

    ``iata`` is an airport that is known, ``country`` an ISO 3166-1 code, ``geo`` latitude and
    longitude in degrees.
    """

    name: str = ""
    iata: str = ""
    city: str = ""
    country: str = ""
    geo: tuple[float, float] | None = None
    address: str = ""
    phone: str = ""

    @property
    def code(self) -> str:
        """The airport's code, else the name."""
        return self.iata or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A moment at a place: ``at`` is the wall clock there, or an instant with its offset.

    ``on`` is the day where no hour is told.  ``zone`` is the IANA zone, where the file tells it.
    """

    at: datetime | None = None
    on: date | None = None
    zone: str = ""

    @property
    def day(self) -> date | None:
        """The day there."""
        return self.at.date() if self.at else self.on


@dataclass(frozen=True, slots=True, kw_only=True)
class Passenger:
    """Who travels, by the name as written."""

    name: str
    seat: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One leg: ``kind`` as the vocabulary of legs has it, ``carrier_code`` IATA's for flights.

    ``state`` is a booking state.  ``evidence`` says where in the file it stands, ``remarks`` what
    was concluded rather than read.
    """

    kind: str
    origin: Where
    destination: Where
    departs: When
    arrives: When = field(default_factory=When)
    carrier_code: str = ""
    carrier: str = ""
    number: str = ""
    terminal: str = ""
    arrival_terminal: str = ""
    reference: str = ""
    travel_class: str = ""
    state: str = "booked"
    passengers: tuple[Passenger, ...] = ()
    evidence: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodging:
    """Nights in a hotel."""

    hotel: Where
    arrives_on: date | None = None
    departs_on: date | None = None
    room: str = ""
    reference: str = ""
    state: str = "booked"
    guests: tuple[str, ...] = ()
    evidence: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A ticket for an event, or a table in a restaurant."""

    title: str
    where: Where
    starts: When
    ends: When = field(default_factory=When)
    is_meal: bool = False
    reference: str = ""
    url: str = ""
    state: str = "booked"
    guests: tuple[str, ...] = ()
    evidence: str = ""
    remarks: tuple[str, ...] = ()


Booking = Journey | Lodging | Gathering


@dataclass(frozen=True, slots=True)
class Refused:
    """What looks like a booking but is not sure enough to be taken, and why."""

    evidence: str
    why: str


Found = list[Booking | Refused]
