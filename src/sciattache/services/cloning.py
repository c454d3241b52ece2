"""What a copy of an engagement carries over to its new days, and what it leaves behind.

Days move by the distance of the first days.  Hours stay those of the wall: nine o'clock in Lisbon
is nine o'clock in Lisbon before and after the clocks change.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.fields import Field
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.cue import Cue
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.domain.records import Record
from sciattache.domain.standards.timezones import clock
from sciattache.services.dossier import Dossier

LEFT: dict[type[Record], frozenset[str]] = {
    Engagement: frozenset({"state", "reference", "template", "debrief", "lessons"}),
    Stop: frozenset(),
    Vehicle: frozenset({"plate", "driver", "driver_phone"}),
    AgendaItem: frozenset({"status", "calendar_uid", "brief_on", "brief_number"}),
    Attendance: frozenset({"status"}),
    Leg: frozenset({"state", "reference", "carrier", "number", "calendar_uid", "terminal"}),
    Passage: frozenset({"seat", "ticket"}),
    Stay: frozenset({"state", "reference", "room"}),
    Seating: frozenset(),
    Seat: frozenset(),
    Cue: frozenset(),
    BriefParagraph: frozenset(),
    Participation: frozenset({
        "rsvp", "invited_on", "answered_on", "arrives_at", "arrival_zone", "departs_at",
        "departure_zone", "medical", "passport_number", "passport_country", "passport_expires_on",
        "visa", "visa_due_on", "insurance", "onsite_phone", "emergency_contact",
    }),
    FollowUp: frozenset({"state", "done_on", "interaction"}),
}  # fmt: skip
"""By type of record that is copied, what is left behind: how far things are, bookings, answers,
and what a person must say anew."""

PARTS: dict[str, tuple[type[Record], ...]] = {
    "participants": (Participation, Attendance, Passage, Seat),
    "items": (AgendaItem, Attendance, Seating, Seat, Cue, BriefParagraph),
    "legs": (Leg, Passage),
    "stays": (Stay,),
    "vehicles": (Vehicle,),
    "seating": (Seating, Seat),
    "tasks": (FollowUp,),
}
"""What can be left out, by the word for it, with all that has no meaning without it."""

_PERSONAL: dict[type[Record], frozenset[str]] = {
    AgendaItem: frozenset({"interpreter"}),
    Seating: frozenset({"host", "guest_of_honour"}),
    Cue: frozenset({"interpreter"}),
    FollowUp: frozenset({"person"}),
    Engagement: frozenset(),
}
"""Who is named, by type of record, that a copy without its people names no more."""

_ENDS = frozenset({"ends_at", "arrives_at"})

_THEIRS = frozenset({"in_post_since"})
"""Days that are a person's own and do not move."""


def records(dossier: Dossier, tasks: list[FollowUp]) -> list[Record]:
    """What belongs to an engagement and may be copied, owners before what they own."""
    groups: list[list[Any]] = [
        dossier.stops, dossier.vehicles, dossier.participants, dossier.items, dossier.legs,
        dossier.stays, dossier.seatings, tasks,
        *dossier.attendances.values(), *dossier.passages.values(), *dossier.seats.values(),
        *dossier.cues.values(), *dossier.paragraphs.values(),
    ]  # fmt: skip
    return [one for group in groups for one in group]


def first_day(dossier: Dossier) -> date | None:
    """The day from which the others are counted: the engagement's first, else its programme's."""
    if dossier.engagement.starts_on is not None:
        return dossier.engagement.starts_on
    days = [stop.starts_on for stop in dossier.stops if stop.starts_on]
    days += [line.start.date() for line in dossier.lines.values() if line.start]
    days += [item.first_day for item in dossier.items if item.first_day]
    return min(days, default=None)


def going(record: Record, left_out: Collection[type[Record]]) -> bool:
    """Whether a record is copied where types are left out; somebody's stay goes with the people."""
    if isinstance(record, Stay) and record.person and Participation in left_out:
        return False
    return type(record) not in left_out


def copied(
    record: Record,
    dossier: Dossier,
    by: timedelta,
    ids: Mapping[str, str],
    *,
    people: bool = True,
) -> dict[str, Any]:
    """The values of a copy of ``record``, its days moved ``by`` whole days.

    ``ids`` are the new ids of what is copied too; a reference to anything else stays, unless it is
    to something that belongs to the engagement and is left out.
    """
    left = LEFT[type(record)] | (
        frozenset() if people else _PERSONAL.get(type(record), frozenset())
    )
    values: dict[str, Any] = {}
    for field in type(record).fields():
        value = getattr(record, field.name)
        if value is None or field.name in left:
            continue
        if field.target:
            value = _referred(dossier, value, ids)
        elif field.kind.name == "date" and field.name not in _THEIRS:
            value = value + by
        elif field.kind.name == "instant":
            value = shifted(value, by, _clock(record, field, dossier))
        if value is not None:
            values[field.name] = value
    return values


def shifted(moment: datetime, by: timedelta, zone: tzinfo) -> datetime:
    """The same hour of the wall so many days later.

    An hour that the clocks leave out on that day is the one that they show instead (PEP 495).
    """
    wall = moment.astimezone(zone).replace(tzinfo=None)
    return (wall + by).replace(tzinfo=zone).astimezone(UTC)


def _referred(dossier: Dossier, value: str, ids: Mapping[str, str]) -> str | None:
    if value in ids:
        return ids[value]
    own = (
        dossier.stops, dossier.vehicles, dossier.items, dossier.legs, dossier.seatings,
        dossier.gifts,
    )  # fmt: skip
    return None if any(one.id == value for group in own for one in group) else value


def _clock(record: Record, field: Field, dossier: Dossier) -> tzinfo:
    """The clock of an instant: its own, else the one that the programme settles for it."""
    own = getattr(record, field.zone) if field.zone else None
    line = dossier.lines.get(record.id)
    shown = (line.end if field.name in _ENDS else line.start) if line else None
    if own or shown is None or shown.tzinfo is None:
        return clock(own or dossier.engagement.zone or dossier.engagement.home_zone)
    return shown.tzinfo
