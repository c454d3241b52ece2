"""What a board shows, in words and minutes: its columns, cards and chips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.standards.timezones import clock
from sciattache.papers import words
from sciattache.services import board
from sciattache.services.board import Block
from sciattache.services.programme import Day
from sciattache.ui import showing
from sciattache.ui.lettering import joined
from sciattache.ui.words import say
from sciattache.ui.workspace.agenda import Entry, entry_of
from sciattache.ui.workspace.reading import Seen


@dataclass(frozen=True)
class Card:
    """A block with its words; ``hours`` are those of the end that is shown."""

    block: Block
    entry: Entry
    hours: str
    movable: bool


@dataclass(frozen=True)
class Column:
    """A day: its heading, its place and clock, the teams of its tracks, its cards.

    ``shorter`` is the heading where there is no room for the whole ``title``.
    ``home`` is how many minutes home's clock is ahead of the day's at noon, None where they agree
    or no home is known; ``local`` and ``away`` are the cities of the two clocks.  ``whole`` are the
    items of whole days, ``nights`` the hotels.
    """

    on: date
    title: str
    shorter: str
    place: str
    clock: str
    zone: str
    home: int | None
    local: str
    away: str
    teams: tuple[str, ...]
    cards: tuple[Card, ...]
    whole: tuple[Entry, ...] = ()
    nights: str = ""
    note: str = ""


def columns(seen: Seen, language: str) -> tuple[Column, ...]:
    """The board of an engagement, a column for each of its days."""
    by_day: dict[date, list[Block]] = {}
    for block in board.blocks(seen.days):
        by_day.setdefault(block.on, []).append(block)
    known = {day.on: day for day in seen.days}
    for on in by_day:
        known.setdefault(on, Day(on, "", "", ""))
    return tuple(_column(seen, known[on], by_day.get(on, []), language) for on in sorted(known))


def _column(seen: Seen, day: Day, found: list[Block], language: str) -> Column:
    hotels = dict.fromkeys(stay.hotel or "" for stay in day.nights)
    local = showing.place_of(day.zone, language) if day.zone else ""
    return Column(
        on=day.on,
        title=showing.day(day.on, language, weekday=True),
        shorter=showing.short_day(day.on, language, today=datetime.now(UTC).astimezone().date()),
        place=day.place,
        clock=_clock(day, local),
        zone=day.zone,
        home=_ahead(day, seen.engagement.home_zone),
        local=local,
        away=showing.place_of(seen.engagement.home_zone, language),
        teams=board.teams(found),
        cards=tuple(_card(seen, day, block, language) for block in found),
        whole=tuple(entry_of(seen, day, line, language) for line in day.all_day),
        nights=joined(*hotels),
        note="; ".join(_turned(day)),
    )


def _clock(day: Day, city: str) -> str:
    """How far the day's clock is from UTC, with its city where that is not the day's place."""
    if not city:
        return ""
    offset = words.offset(day.noon)
    return offset if city in day.place or city == offset else joined(city, offset, by=" ")


def _card(seen: Seen, day: Day, block: Block, language: str) -> Card:
    entry = entry_of(seen, day, block.line, language)
    leg = block.line.record
    if isinstance(leg, Leg):
        ends = " – ".join(filter(None, (leg.origin, leg.destination)))
        entry = replace(entry, title=ends or entry.title)
    return Card(block, entry, _hours(block), isinstance(block.line.record, AgendaItem))


def _hours(block: Block) -> str:
    """The hours of the end that a card shows; a leg tells which way it goes on."""
    start, end = block.line.start, block.line.end
    if block.line.kind == "leg" and block.part == "start" and start:
        return say("leaves {hour}", hour=f"{start:%H:%M}")
    if block.line.kind == "leg" and block.part == "end" and end:
        return say("arrives {hour}", hour=f"{end:%H:%M}")
    return "–".join(
        f"{one:%H:%M}" for one in (start, end) if one and (one is start or end != start)
    )


def _ahead(day: Day, home: str | None) -> int | None:
    if not home or not day.zone:
        return None
    here, there = day.noon.utcoffset(), day.noon.astimezone(clock(home)).utcoffset()
    apart = ((there or timedelta()) - (here or timedelta())) // timedelta(minutes=1)
    return apart or None


def _turned(day: Day) -> Iterator[str]:
    """That the day's clock is put forward or back on this day."""
    if not day.zone:
        return
    zone = clock(day.zone)
    first = datetime.combine(day.on, time(), zone).utcoffset() or timedelta()
    last = datetime.combine(day.on + timedelta(days=1), time(), zone).utcoffset() or timedelta()
    minutes = (last - first) // timedelta(minutes=1)
    if minutes > 0:
        yield say("The clock is put forward by {minutes} minutes", minutes=minutes)
    elif minutes < 0:
        yield say("The clock is put back by {minutes} minutes", minutes=-minutes)
