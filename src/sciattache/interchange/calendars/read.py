"""Read iCalendar and vCalendar files into events, keeping what is sound of a damaged one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sciattache.errors import KnownError, Told, told
from sciattache.interchange.calendars import blocks, content, zones
from sciattache.interchange.calendars.blocks import Block
from sciattache.interchange.calendars.clocks import Clocks
from sciattache.interchange.calendars.entries import Entry, entry
from sciattache.interchange.calendars.event import Event
from sciattache.interchange.calendars.series import Unroller
from sciattache.interchange.calendars.zones import Named

_LARGEST = 200_000_000
_FRAMES = blocks.ENTRIES | {"VCALENDAR", "VTIMEZONE", "VALARM"}
_KINDS = {
    "VTODO": Told("a task"),
    "VJOURNAL": Told("a journal note"),
    "VFREEBUSY": Told("free and busy times"),
    "VAVAILABILITY": Told("availability"),
}
_FILE = Told("file")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave.

    Positions count the entries of the file (events, tasks, notes) from 1; the occurrences of one
    series share theirs. `problems` are places ("event 3, line 47") with a sentence each; `refused`
    are the positions that gave no event, with the sentence that `problems` also has. `zone` is
    the IANA zone that the calendar calls its own, the one to offer for floating times.
    """

    events: tuple[tuple[int, Event], ...]
    problems: tuple[tuple[str, str], ...]
    refused: tuple[tuple[int, str], ...]
    calendar_name: str = ""
    zone: str = ""
    method: str = ""


def read(
    source: Path | str | bytes,
    *,
    default_zone: str | None = None,
    window: tuple[date, date] | None = None,
    most: int = 2000,
) -> Reading:
    """Read every event of a file, series unrolled into occurrences.

    `default_zone` is the IANA zone of times that tell none; without it they stay floating.
    `window` is the first day and the day after the last for the occurrences of series (single
    events always come); without it each series is followed for two years from its first start.
    At most `most` occurrences of a series are given, ten times that of a file; what is cut is
    told among the problems. KnownError if the file cannot be opened or is no calendar.
    """
    lines, notes = content.lines(_bytes(source))
    root, repairs = blocks.nest(lines)
    if not any(block.name in _FRAMES for block in root.inside):
        raise KnownError(
            "This file is not a calendar.", "Choose a file that begins with BEGIN:VCALENDAR."
        )
    problems: list[tuple[str, str]] = [
        (Told("line {line}", line=n) if n else _FILE, sentence) for n, sentence in notes + repairs
    ]
    heads = [block for block in root.inside if block.name == "VCALENDAR"]
    everywhere = _zones(root)
    zone = next((found for head in heads if (found := _own_zone(head))), "")
    events: list[tuple[int, Event]] = []
    refused: list[tuple[int, str]] = []
    unroller = Unroller(Clocks(), window, most, 10 * most)
    position = 0
    for calendar in _calendars(root):
        clocks = Clocks(
            default=Named(default_zone) if default_zone else None,
            likely=(default_zone or "", zone),
        )
        clocks.carry([*_zones(calendar), *everywhere])
        entries: list[Entry] = []
        for block in _entries(calendar):
            position += 1
            try:
                entries.append(_entry(block, clocks, position))
            except (ValueError, OverflowError) as wrong:
                refused.append((position, told(wrong)))
                problems.append((_where(position, block.number), told(wrong)))
        unroller.clocks = clocks
        events += unroller.unroll(entries)
        problems += [(_where(e.position, e.number), note) for e in entries for note in e.notes]
        problems += [(_FILE, sentence) for sentence in clocks.missing.values()]
    said = unroller.notes + unroller.refused
    problems += [(_where(e.position, e.number), sentence) for e, sentence in said]
    refused += [(e.position, sentence) for e, sentence in unroller.refused]
    if not position:
        problems.append((_FILE, Told("The calendar holds no event.")))
    return Reading(
        events=tuple(sorted(events, key=lambda pair: pair[0])),
        problems=tuple(problems),
        refused=tuple(sorted(refused)),
        calendar_name=_told(heads, "X-WR-CALNAME") or _told(heads, "NAME"),
        zone=zone,
        method=_told(heads, "METHOD").upper(),
    )


def _zones(top: blocks.Block) -> list[blocks.Block]:
    return [block for block in top.walk() if block.name == "VTIMEZONE"]


def _bytes(source: Path | str | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    path = Path(source)
    try:
        if path.stat().st_size > _LARGEST:
            raise KnownError(
                f"{path.name} is larger than {_LARGEST // 1_000_000} MB.",
                "Export a shorter time from the calendar program.",
            )
        return path.read_bytes()
    except OSError as wrong:
        reason = wrong.strerror or "unreadable"
        raise KnownError(
            f"{path.name} cannot be opened: {reason}.", "Check that the file is still there."
        ) from wrong


def _calendars(root: Block) -> Iterator[Block]:
    """The calendars of a file; entries that stand outside of any make one more."""
    loose = Block("VCALENDAR", 0, inside=[b for b in root.inside if b.name != "VCALENDAR"])
    if loose.inside:
        yield loose
    for block in root.walk():
        if block.name == "VCALENDAR":
            yield block


def _entries(calendar: Block) -> Iterator[Block]:
    return (block for block in calendar.inside if block.name in blocks.ENTRIES)


def _entry(block: Block, clocks: Clocks, position: int) -> Entry:
    if block.name != "VEVENT":
        raise ValueError(Told("It is {what}, not an event.", what=_KINDS[block.name]))
    return entry(block, clocks, position=position)


def _own_zone(calendar: Block) -> str:
    line = calendar.first("X-WR-TIMEZONE") or calendar.first("TIMEZONE-ID")
    return zones.known(line.text) if line else ""


def _told(calendars: list[Block], name: str) -> str:
    lines = (calendar.first(name) for calendar in calendars)
    return next((line.text.strip() for line in lines if line), "")


def _where(position: int, number: int) -> str:
    return Told("entry {position}, line {line}", position=position, line=number)
