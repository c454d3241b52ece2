"""The page of changes: what became other since the version that a reader may still hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.cue import Cue
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.records import Record
from sciattache.papers import words
from sciattache.papers.blocks import Block, Column, Grid, Group, Heading, Text
from sciattache.papers.flowing.programme_lines import way
from sciattache.papers.reader import GONE, Reader
from sciattache.papers.values import named, said
from sciattache.services.changes import WHERE_AND_WHEN, Change, Turn, between
from sciattache.services.dossier import Dossier

_HOWS = ("added", "moved", "changed", "dropped")
_SECTIONS = ("programme", "travel", "people", "other")
_SECTION_OF = {
    "agenda_item": "programme", "attendance": "programme", "cue": "programme",
    "brief_paragraph": "programme", "leg": "travel", "passage": "travel",
    "stay": "travel", "participation": "people", "person": "people", "affiliation": "people",
}  # fmt: skip
_WITHIN = {Attendance: "item", Passage: "leg", Seat: "seating"}
"""Records told of with the one that they belong to: who takes part, who is aboard, who sits."""
_UNSAID = frozenset({"engagement", "start_zone", "end_zone", "departure_zone", "arrival_zone"})


@dataclass
class ChangeLine:
    """What is told of one record: how it changed, when it is, what it is called, and the rest."""

    how: str
    when: str
    title: str
    told: list[str] = field(default_factory=list)


def changes(dossier: Dossier, reader: Reader) -> tuple[Block, ...]:
    """Items added, moved, changed and dropped since the version before; then travel and people."""
    earlier = dossier.before
    if earlier is None or earlier.issue is None:
        return (Text((reader.say("changes.first"),)),)
    version = str(earlier.issue.version)
    told = sections(dossier, reader)
    if not told:
        return (Text((reader.say("changes.none", version=version),)),)
    blocks: list[Block] = [Text((reader.say("changes.since", version=version),))]
    people = reader.say("heading.changes.people")
    for heading, lines in told:
        about = "column.who" if heading == people else "column.item"
        blocks += [Heading(heading), _grid(lines, reader, about)]
    return tuple(blocks)


def sections(dossier: Dossier, reader: Reader) -> tuple[tuple[str, list[ChangeLine]], ...]:
    """What changed since ``dossier.before``: headings with their lines, in a programme's order."""
    if dossier.before is None:
        return ()
    before, after = _visible(dossier.before, reader), _visible(dossier, reader)
    found = _sections(between(before, after), before, after, reader)
    return tuple(
        (reader.say(f"heading.changes.{name}"), found[name]) for name in _SECTIONS if found[name]
    )


def _visible(dossier: Dossier, reader: Reader) -> Dossier:
    """The dossier without what the audience never reads of, so that it cannot seem to come."""
    if reader.is_office:
        return dossier
    items = [item for item in dossier.items if item.status not in GONE]
    known = {item.id for item in items}
    return replace(
        dossier,
        items=items,
        attendances={id: who for id, who in dossier.attendances.items() if id in known},
        gifts=[],
        requests=[],
        cues={},
        paragraphs={},
    )


def _sections(
    found: Iterable[Change], before: Dossier, after: Dossier, reader: Reader
) -> dict[str, list[ChangeLine]]:
    """The lines of each section, one for each record, in the order of a programme."""
    lines: dict[str, dict[str, ChangeLine]] = {name: {} for name in _SECTIONS}
    for change in found:
        record = change.record
        owner = _WITHIN.get(type(record))
        state = before if change.after is None else after
        if owner is None:
            line = _line(change, state, before, after, reader)
            about = record.id
        else:
            about = getattr(record, owner)
            whole = next((one for one in (*state.items, *state.legs, *state.seatings)
                          if one.id == about), None)  # fmt: skip
            line = ChangeLine("changed", *_what(whole, state, reader)) if whole else None
        if line is None:
            continue
        section = _SECTION_OF.get(record.type_name(), "other")
        kept = lines[section].setdefault(about, line)
        if owner is not None and kept.how in ("moved", "changed"):
            kept.told += _who(change, state, reader)
    return {
        name: sorted((one for one in of.values() if one.told or one.how != "changed"), key=_order)
        for name, of in lines.items()
    }


def _line(
    change: Change, state: Dossier, before: Dossier, after: Dossier, reader: Reader
) -> ChangeLine | None:
    record = change.record
    if change.how in ("moved", "changed"):
        told = [
            *_whereabouts(change, before, after, reader),
            *_turns(change, before, after, reader),
        ]
        if not told:
            return None
    else:
        told = list(_where(record, state, reader))
    when, title = _what(record, state, reader)
    return ChangeLine(change.how, when, title, told) if title else None


def _what(record: Record, dossier: Dossier, reader: Reader) -> tuple[str, str]:
    """When a record is, and what it is called."""
    if isinstance(record, AgendaItem | Leg):
        return _hours(record, dossier, reader), _title(record, dossier, reader)
    if isinstance(record, Stay):
        first, last = record.arrives_on, record.departs_on or record.arrives_on
        when = words.date_range(first, last, reader.language) if first and last else ""
        who = named(dossier, reader, record.person or "")
        return when, " · ".join(filter(None, (who, record.hotel)))
    return "", _title(record, dossier, reader)


def _title(record: Record, dossier: Dossier, reader: Reader) -> str:
    if isinstance(record, Participation):
        return named(dossier, reader, record.person)
    if isinstance(record, Leg):
        return way(reader, record)
    if isinstance(record, Cue | BriefParagraph):
        own = record.cue if isinstance(record, Cue) else record.title or ""
        of = named(dossier, reader, record.item)
        return " · ".join(filter(None, (of, own or reader.choice(record, "part"))))
    parts = (said(dossier, reader, record, record.field(name)) for name in record.about.title_from)
    return " ".join(filter(None, parts))


def _where(record: Record, dossier: Dossier, reader: Reader) -> Iterator[str]:
    """The place of an item and the room of an item or a stay, on one line."""
    if isinstance(record, AgendaItem | Stay):
        place = named(dossier, reader, record.place or "") if isinstance(record, AgendaItem) else ""
        if where := reader.listed((place, reader.text(record, "room"))):
            yield where


def _hours(record: AgendaItem | Leg, dossier: Dossier, reader: Reader) -> str:
    line = dossier.lines.get(record.id)
    moment = (line.start or line.end) if line else None
    if line is None or moment is None:
        first = getattr(record, "first_day", None)
        return f"{_day(first, reader)} {reader.say('all_day')}" if first else ""
    hours = [words.clock(one) for one in (line.start, line.end) if one]
    return f"{_day(moment.date(), reader)}\n{'–'.join(dict.fromkeys(hours))}"


def _day(on: Any, reader: Reader) -> str:
    return words.day_of_week(on, reader.language)


def _whereabouts(change: Change, before: Dossier, after: Dossier, reader: Reader) -> Iterator[str]:
    """Where a moved record is now, when it was, and where, if that was elsewhere."""
    if change.how != "moved" or change.before is None or change.after is None:
        return
    now = list(_where(change.after, after, reader))
    yield from now
    when, _ = _what(change.before, before, reader)
    elsewhere = [one for one in _where(change.before, before, reader) if one not in now]
    was = (when.replace("\n", " "), *elsewhere)
    if any(was):
        yield reader.say("was", before=reader.listed(was))


def _turns(change: Change, before: Dossier, after: Dossier, reader: Reader) -> Iterator[str]:
    assert change.before is not None and change.after is not None
    timed = isinstance(change.record, AgendaItem | Leg | Stay)
    for turn in change.turns:
        skipped = timed and turn.field.name in WHERE_AND_WHEN
        if skipped or turn.field.name in _UNSAID or not _reads(reader, change, turn):
            continue
        old = said(before, reader, change.before, turn.field) or reader.say("empty")
        new = said(after, reader, change.after, turn.field) or reader.say("empty")
        if old != new:
            yield reader.say("turned", label=reader.field(turn.field), before=old, after=new)


def _reads(reader: Reader, change: Change, turn: Turn) -> bool:
    return any(
        reader.see(record, turn.field.name) is not None for record in (change.before, change.after)
    )


def _who(change: Change, state: Dossier, reader: Reader) -> Iterator[str]:
    name = named(state, reader, getattr(change.record, "person", None) or "")
    if change.how in ("added", "dropped") and name:
        yield reader.say("joins" if change.how == "added" else "leaves", names=name)


def _order(line: ChangeLine) -> int:
    return _HOWS.index(line.how)


def _grid(lines: Sequence[ChangeLine], reader: Reader, about: str) -> Grid:
    rows: list[tuple[str, ...] | Group] = []
    for number, line in enumerate(lines):
        if number == 0 or lines[number - 1].how != line.how:
            rows.append(Group(reader.say(f"how.{line.how}")))
        rows.append((line.when, line.title, "\n".join(line.told)))
    columns: tuple[Column, ...] = (
        Column(reader.say("column.when"), 1.7, style="figures"),
        Column(reader.say(about), 2.0, style="strong"),
        Column(reader.say("column.change"), 2.6, style="quiet"),
    )
    if not any(line.when for line in lines):
        columns = columns[1:]
        rows = [row if isinstance(row, Group) else row[1:] for row in rows]
    return Grid(columns, tuple(rows))
