"""An event as a plain value, whatever file it came from."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

STATUSES = ("confirmed", "tentative", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organiser:
    """Who calls the event; either part may be empty."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Who is asked to come.

    `role` is chair, required, optional or informed, `participation_status` needs-action, accepted,
    declined, tentative or delegated; another program's own word is kept in lower case.
    """

    name: str = ""
    email: str = ""
    role: str = "required"
    participation_status: str = "needs-action"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event, or one occurrence of a series.

    `start` and `end` are both dates (all-day; the end is the day after the last, as in RFC 5545
    3.6.1), or both instants in UTC with the IANA zone of each end beside them, or both naive and
    without zones (floating: the wall clock of wherever the reader is). The end is never before the
    start, and whole seconds are all that iCalendar can say.
    `recurrence_id` is what tells the occurrences of one uid apart: the start that the series
    gave it, as `20260301`, `20260301T090000` (floating) or `20260301T090000Z`.
    `geo` is latitude and longitude in degrees. `alarms` are relative to the start, negative before.
    `extra` holds the properties that have no field here, in the order of their names, such as
    X-KDE-KITINERARY-RESERVATION with its schema.org reservation.
    """

    uid: str
    title: str
    start: date | datetime
    end: date | datetime
    start_zone: str = ""
    end_zone: str = ""
    recurrence_id: str | None = None
    description: str = ""
    location: str = ""
    geo: tuple[float, float] | None = None
    url: str = ""
    categories: tuple[str, ...] = ()
    status: str = "confirmed"
    organiser: Organiser | None = None
    attendees: tuple[Attendee, ...] = ()
    transparency: str = "opaque"
    sequence: int = 0
    created: datetime | None = None
    modified: datetime | None = None
    alarms: tuple[timedelta, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        kinds = {_kind(self.start, self.start_zone), _kind(self.end, self.end_zone)}
        if len(kinds) != 1:
            raise ValueError("start and end must both be dates, both instants or both floating")
        if self.end < self.start:
            raise ValueError("an event cannot end before it starts")
        if self.status not in STATUSES:
            raise ValueError(f"no such status: {self.status}")

    @property
    def all_day(self) -> bool:
        """Whether the event is counted in whole days."""
        return not isinstance(self.start, datetime)

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return span(self.start, self.end)

    @property
    def floating(self) -> bool:
        """Whether someone must still say in which zone the clock hangs."""
        return isinstance(self.start, datetime) and self.start.tzinfo is None


def span(start: date | datetime, end: date | datetime) -> timedelta:
    """The time from one to the other, two of a kind."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end - start
    return date(end.year, end.month, end.day) - date(start.year, start.month, start.day)


def _kind(moment: date | datetime, zone: str) -> str:
    if not isinstance(moment, datetime):
        kind = "date"
    elif moment.tzinfo is None:
        kind = "floating"
    elif moment.tzinfo is UTC:
        kind = "instant"
    else:
        raise ValueError("an instant is kept in UTC, its zone beside it")
    if (kind == "instant") != bool(zone):
        raise ValueError("an instant has a zone, a date or a floating time has none")
    return kind
