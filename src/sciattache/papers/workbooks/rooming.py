"""The rooming list: who sleeps where in which room, night by night, and how many rooms that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from sciattache.domain import vocabularies as v
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.standards.timezones import clock
from sciattache.interchange.tables.formula import Formula, column, head, own
from sciattache.interchange.tables.sheet import Column, Sheet, Value
from sciattache.papers.reader import Reader
from sciattache.papers.values import terms
from sciattache.papers.workbooks.sheets import sheet, told, trimmed, wall
from sciattache.services.dossier import Dossier
from sciattache.services.lodging import Bed, beds

_ROOMS, _NIGHTS, _COUNTS = "Rooming", "RoomNights", "RoomsPerNight"
_ALWAYS = ("single", "double", "twin")
"""The kinds of room that are counted even when nobody has one."""


@dataclass(frozen=True)
class _Row:
    """Somebody's nights in one room."""

    bed: Bed
    first: date
    last: date


def rooming_list(dossier: Dossier, reader: Reader) -> list[Sheet]:
    """Stays, nights and the number of rooms; without the rooms for who may not know of them."""
    slept = beds(dossier)
    sheets = [_stays(dossier, reader, slept), _nights(dossier, reader, slept)]
    if slept and _knows_rooms(reader):
        sheets.append(_rooms_per_night(dossier, reader, slept))
    return sheets


def _stays(dossier: Dossier, reader: Reader, slept: Sequence[Bed]) -> Sheet:
    """A row for each person's nights in a room, hotel by hotel."""
    arrives, departs = (reader.field(Stay.field(n)) for n in ("arrives_on", "departs_on"))
    length = f"{own(_ROOMS, departs)}-{own(_ROOMS, arrives)}"
    columns = (
        told(reader, Stay, "hotel", width=0),
        told(reader, Stay, "arrives_on"),
        told(reader, Stay, "departs_on"),
        Column("nights", reader.say("column.nights"), "number", 8),
        *_who(reader),
        told(reader, Participation, "arrives_at", label=reader.say("column.arrives")),
        told(reader, Participation, "departs_at", label=reader.say("column.departs")),
        told(reader, Stay, "state"),
        told(reader, Stay, "reference"),
        told(reader, Stay, "notes", width=26),
    )
    rows: list[list[Value]] = []
    for row in _runs(slept):
        stay, part = row.bed.stay, _part(dossier, row.bed.person)
        count = Formula(length, (row.last - row.first).days)
        come = [
            wall(moment.astimezone(clock(zone or dossier.engagement.zone))) if moment else None
            for moment, zone in (
                (reader.see(part, "arrives_at"), reader.see(part, "arrival_zone")),
                (reader.see(part, "departs_at"), reader.see(part, "departure_zone")),
            )
        ]
        rows.append(
            [
                stay.hotel, row.first, row.last, count,
                *_sleeper(dossier, reader, row.bed),
                *come,
                reader.choice(stay, "state"),
                reader.text(stay, "reference"),
                reader.text(stay, "notes"),
            ]
        )  # fmt: skip
    kept, rows_ = trimmed(columns, rows)
    return sheet(dossier, reader, _ROOMS, reader.say("paper.rooming-list"), kept, rows_)


def _nights(dossier: Dossier, reader: Reader, slept: Sequence[Bed]) -> Sheet:
    """A row for each person and night; the room counts once, with the first who sleeps in it."""
    columns = (
        told(reader, Stay, "hotel", width=0),
        Column("night", reader.say("column.night"), "date", 12),
        *_who(reader),
        Column("counts", reader.say("column.rooms"), "number", 8, total=True),
    )
    rows = [
        [
            bed.stay.hotel, bed.on, *_sleeper(dossier, reader, bed),
            int(bed.counts) if _knows_rooms(reader) else None,
        ]
        for bed in slept
    ]  # fmt: skip
    kept, rows_ = trimmed(columns, rows, keep=("hotel",))
    total = reader.say("total") if any(one.total for one in kept) and rows else ""
    title = reader.say("heading.nights")
    return sheet(dossier, reader, _NIGHTS, title, kept, rows_, total_label=total)


def _knows_rooms(reader: Reader) -> bool:
    """Whether the audience may know which room somebody has, and so with whom."""
    return reader.may_read(Stay, "room_kind")


def _who(reader: Reader) -> tuple[Column, ...]:
    return (
        told(reader, Stay, "room"),
        told(reader, Stay, "room_kind"),
        Column("guest", reader.field(Stay.field("person")), "text", leads=True),
        Column("organisation", reader.say("column.organisation"), "text", 24),
        Column("others", reader.field(Stay.field("shares_with")), "text", 24),
        told(reader, Stay, "payer"),
        Column("diet", reader.say("column.diet"), "text", 18),
        told(reader, Participation, "needs", width=26),
    )


def _sleeper(dossier: Dossier, reader: Reader, bed: Bed) -> list[Value]:
    """Who sleeps in a bed, in which room, and what the hotel must know."""
    part, person = _part(dossier, bed.person), dossier.people.get(bed.person or "")
    organisation = dossier.organisation_of(part) if part else None
    others = (reader.name(dossier.people.get(one)) for one in bed.others)
    return [
        reader.text(bed.stay, "room"),
        _kind(reader, bed.stay) if _knows_rooms(reader) else None,
        reader.name(person) or reader.say("whole_delegation"),
        organisation.name if organisation else None,
        reader.listed(others) if _knows_rooms(reader) else None,
        reader.choice(bed.stay, "payer") or reader.choice(part, "payer"),
        _diet(reader, part, person),
        reader.text(part, "needs") or reader.text(person, "needs"),
    ]


def _diet(reader: Reader, *records: Participation | Person | None) -> str:
    """What somebody eats: as told for this event, else at all."""
    return next(filter(None, (terms(reader, one, "diet") for one in records if one)), "")


def _kind(reader: Reader, stay: Stay) -> str:
    return reader.choice(stay, "room_kind") or reader.say("unsettled")


def _rooms_per_night(dossier: Dossier, reader: Reader, slept: Sequence[Bed]) -> Sheet:
    """A row for each hotel and night with the number of rooms of each kind, counted by formula."""
    hotel, night = reader.field(Stay.field("hotel")), reader.say("column.night")
    kinds = _counted(reader, slept)
    columns = [
        told(reader, Stay, "hotel", width=0),
        Column("night", night, "date", 12),
        *(Column(f"kind{n}", kind, "number", 10, total=True) for n, kind in enumerate(kinds)),
        Column("rooms", reader.say("column.rooms"), "number", 10, total=True),
        Column("guests", reader.say("column.guests"), "number", 10, total=True),
    ]
    here = (
        f"EXACT({column(_NIGHTS, hotel)},{own(_COUNTS, hotel)})"
        f"*({column(_NIGHTS, night)}={own(_COUNTS, night)})"
    )
    counted = column(_NIGHTS, reader.say("column.rooms"))
    of_kind = column(_NIGHTS, reader.field(Stay.field("room_kind")))
    rows: list[list[Value]] = []
    for (name, on), group in groupby(slept, key=lambda bed: (bed.stay.hotel, bed.on)):
        there = list(group)
        rooms = [_kind(reader, bed.stay) for bed in there if bed.counts]
        rows.append(
            [
                name, on,
                *(
                    Formula(
                        f"SUMPRODUCT({here}*({of_kind}={head(_COUNTS, kind)})*{counted})",
                        rooms.count(kind),
                    )
                    for kind in kinds
                ),
                Formula(f"SUMPRODUCT({here}*{counted})", len(rooms)),
                Formula(f"SUMPRODUCT({here}*1)", len(there)),
            ]
        )  # fmt: skip
    title, total = reader.say("heading.rooms"), reader.say("total")
    return sheet(dossier, reader, _COUNTS, title, columns, rows, total_label=total)


def _counted(reader: Reader, slept: Sequence[Bed]) -> list[str]:
    """The words of the kinds of room that have a column, in the order of the list."""
    used = {bed.stay.room_kind for bed in slept}
    kinds = [code for code in v.ROOM_KINDS.terms if code in _ALWAYS or code in used]
    unsettled = [reader.say("unsettled")] if used - set(v.ROOM_KINDS.terms) else []
    return [*(reader.word("room_kind", code) for code in kinds), *unsettled]


def _runs(slept: Sequence[Bed]) -> list[_Row]:
    """Nights one after the other of the same person and stay as one row, hotel by hotel."""
    places = {id(bed): place for place, bed in enumerate(slept)}
    open_: dict[tuple[str, str | None], list[Bed]] = {}
    found: list[list[Bed]] = []
    for bed in sorted(slept, key=lambda bed: bed.on):
        run = open_.get((bed.stay.id, bed.person), [])
        if not run or bed.on - run[-1].on != timedelta(days=1):
            run = open_[bed.stay.id, bed.person] = []
            found.append(run)
        run.append(bed)
    return [_row(run) for run in sorted(found, key=lambda run: places[id(run[0])])]


def _row(run: Sequence[Bed]) -> _Row:
    others = dict.fromkeys(other for bed in run for other in bed.others)
    shared = replace(run[0], others=tuple(others))
    return _Row(shared, run[0].on, run[-1].on + timedelta(days=1))


def _part(dossier: Dossier, person: str | None) -> Participation | None:
    return next((one for one in dossier.participants if one.person == person), None)
