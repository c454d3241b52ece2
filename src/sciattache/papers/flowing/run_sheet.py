"""The run sheet: what happens by the minute, by which door, and who has the principal in hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.cue import Cue
from sciattache.papers.blocks import Block, Column, Facts, Grid, Group, Heading
from sciattache.papers.flowing.programme import banner, clock_of
from sciattache.papers.flowing.programme_lines import Lines
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier
from sciattache.services.programme import Day, Line, days, later, untimed

_OFF = frozenset({"declined", "cancelled"})
_ASIDE = ("door", "holder", "gift", "interpreter", "fallback")
"""The fields with a column of their own, where any cue fills it."""
_WEIGHTS = {"door": 1.3, "holder": 1.7, "gift": 1.2, "interpreter": 1.3, "fallback": 2.0}
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class _Moment:
    """A cue and the instant at which it is due; without an hour of the item there is none."""

    cue: Cue
    item: AgendaItem
    at: datetime | None


def run_sheet(dossier: Dossier, reader: Reader, *, narrow: bool = False) -> tuple[Block, ...]:
    """Each day's items and legs with the cues between them, all in the order of time.

    ``narrow``: what has a column of its own stands below its cue, as large print has no room.
    """
    items = [item for item in dossier.items if item.status not in _OFF]
    cues = [cue for item in items for cue in dossier.cues.get(item.id, ())]
    shown = tuple(name for name in _ASIDE if any(getattr(cue, name) for cue in cues))
    shown = () if narrow else shown
    blocks: list[Block] = [Facts(tuple(_numbers(dossier, reader, cues)))]
    for day in days(dossier.engagement, dossier.stops, items, dossier.legs):
        if day.lines or day.all_day:
            blocks += _day(dossier, reader, day, shown)
    loose = untimed(items)
    if loose:
        rows: list[tuple[str, ...] | Group] = []
        for item in loose:
            rows += [Group(item.title), *_untimed_rows(dossier, reader, item, shown)]
        blocks += [Heading(reader.say("heading.untimed"), 2), _grid(reader, shown, rows)]
    return tuple(blocks)


def _numbers(dossier: Dossier, reader: Reader, cues: Sequence[Cue]) -> Iterator[tuple[str, str]]:
    """Whom to ring: the lead officer, in an emergency, who has the principal in hand, drivers."""
    lead = dossier.colleagues.get(dossier.engagement.lead or "")
    if lead:
        yield reader.say("fact.lead"), _ring(lead.name, reader.points(lead, "phones"))
    yield reader.say("heading.emergency"), reader.text(dossier.engagement, "emergency")
    ids = dict.fromkeys(cue.holder for cue in cues if cue.holder)
    holders = [dossier.colleagues[id] for id in ids if id in dossier.colleagues]
    told = [_ring(one.name, reader.points(one, "phones")) for one in holders if one is not lead]
    yield reader.field(Cue.field("holder")), "\n".join(told)
    cars = [
        " · ".join(filter(None, (car.name, car.plate, car.driver, car.driver_phone)))
        for car in dossier.vehicles
    ]
    yield reader.say("heading.vehicles"), "\n".join(cars)


def _ring(name: str, phones: Iterable[str]) -> str:
    return " · ".join([name, *phones])


def _day(dossier: Dossier, reader: Reader, day: Day, shown: tuple[str, ...]) -> Iterator[Block]:
    clock = clock_of(day)
    lines = Lines(dossier, reader, day.on, clock)
    yield banner(day, clock, dossier, reader, below=False)
    rows: list[tuple[str, ...] | Group] = []
    for line in day.all_day:
        rows.append(_heading(lines, line))
        if isinstance(line.record, AgendaItem) and line.record.first_day in (None, day.on):
            rows += _untimed_rows(dossier, reader, line.record, shown)
    under = ""
    for at, line, one in _in_time(dossier, day):
        if one is None:
            rows.append(_heading(lines, line))
            under = line.record.id
        else:
            ahead = one.item.title if one.item.id != under else ""
            rows.append(_row(dossier, reader, one, _hours(lines, one, at), shown, ahead))
    yield _grid(reader, shown, rows)


def _in_time(dossier: Dossier, day: Day) -> list[tuple[datetime, Line, _Moment | None]]:
    """Lines and cues as they come; a line stands before what happens at its first minute."""
    found: list[tuple[datetime, Line, _Moment | None]] = []
    for line in day.lines:
        start = line.start or line.end
        if start is None:
            continue
        found.append((start, line, None))
        if isinstance(line.record, AgendaItem):
            found += [(one.at or start, line, one)
                      for one in _moments(dossier, line.record, line.start)]  # fmt: skip
    return sorted(found, key=lambda one: (one[0].timestamp(), one[2] is not None))


def _moments(dossier: Dossier, item: AgendaItem, start: datetime | None) -> Iterator[_Moment]:
    for cue in dossier.cues.get(item.id, ()):
        yield _Moment(cue, item, later(start, cue.minutes or 0) if start else None)


def _heading(lines: Lines, line: Line) -> Group:
    """An item or a leg across the sheet: its hours, what it is, where, and what is unsettled."""
    shown = lines.of(line)
    hours = "–".join(filter(None, (shown.start, shown.end)))
    told = (shown.title, shown.place, lines.clocks(line), shown.status)
    return Group(" · ".join(filter(None, told)), hours)


def _hours(lines: Lines, one: _Moment, at: datetime) -> str:
    lasts = one.cue.lasts or 0
    end = later(at, lasts) if lasts > 0 else None
    return "–".join(filter(None, (lines.hour(at), lines.hour(end))))


def _untimed_rows(
    dossier: Dossier, reader: Reader, item: AgendaItem, shown: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    for one in _moments(dossier, item, None):
        yield _row(dossier, reader, one, _offset(one.cue), shown)


def _offset(cue: Cue) -> str:
    """Minutes from the start of an item whose hour nobody knows yet."""
    if cue.minutes is None:
        return ""
    return f"{cue.minutes:+d}′".replace("-", _MINUS)


def _row(
    dossier: Dossier,
    reader: Reader,
    one: _Moment,
    hours: str,
    shown: tuple[str, ...],
    ahead: str = "",
) -> tuple[str, ...]:
    cue = one.cue
    holder = dossier.colleagues.get(reader.see(cue, "holder") or "")
    gift = next((each for each in dossier.gifts if each.id == cue.gift), None)
    interpreter = dossier.people.get(reader.see(cue, "interpreter") or "")
    told = {
        "holder": holder.name if holder else "",
        "gift": gift.label if gift else "",
        "interpreter": reader.name(interpreter),
    }
    early = reader.say("run.ahead", item=ahead) if ahead else ""
    said = {name: told.get(name) or reader.text(cue, name) for name in _ASIDE}
    below = [reader.pair(reader.field(cue.field(name)), said[name])
             for name in _ASIDE if name not in shown]  # fmt: skip
    words = (reader.text(cue, "cue"), early, reader.text(cue, "remarks"), *below)
    what = "\n".join(filter(None, words))
    return (hours, what, *(said[name] for name in shown))


def _grid(reader: Reader, shown: tuple[str, ...], rows: Sequence[tuple[str, ...] | Group]) -> Grid:
    columns = (
        Column(reader.say("column.when"), 1.3 if shown else 0.7, style="figures"),
        Column(reader.field(Cue.field("cue")), 3.2),
        *(
            Column(reader.field(Cue.field(name)), _WEIGHTS.get(name, 1.6),
                   style="quiet" if name == "fallback" else "plain")
            for name in shown
        ),
    )  # fmt: skip
    if all(isinstance(row, Group) for row in rows):
        columns = tuple(replace(column, head="") for column in columns)
    return Grid(columns, tuple(rows))
