"""A programme laid out as a board: days as columns, hours as rows, teams side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from sciattache.services.programme import Day, Line

Part = Literal["whole", "start", "middle", "end"]

DAY = 24 * 60
"""Minutes on the wall from midnight to midnight; a clock that is put forward shows them all."""
SHORTEST = 15
"""Minutes that a block takes at least, so that it can be read and taken hold of."""
_STUB = 45
"""Minutes that each end of a leg takes when it ends by another clock, or on another day."""


@dataclass(frozen=True)
class Block:
    """An item or a leg in a day's column, or the part of it that falls on that day.

    ``top`` and ``bottom`` are minutes from midnight on the clock of the end that is shown;
    ``left`` and ``right`` are shares of the column's width.  ``part`` says whether it is all of it,
    or what is before, between or after midnights; the two ends of a leg are *start* and *end*.
    """

    line: Line
    on: date
    top: int
    bottom: int
    part: Part = "whole"
    left: float = 0.0
    right: float = 1.0

    @property
    def identity(self) -> str:
        return self.line.record.id

    @property
    def team(self) -> str:
        return self.line.record.team or ""


def blocks(days: Iterable[Day]) -> tuple[Block, ...]:
    """Every block of a programme, day by day, so placed that none hides another.

    Items of different teams stand in tracks beside each other; what is for everybody takes the
    whole width.  A leg whose ends have different clocks or days is shown at both ends, each on its
    own clock: it may arrive on the column before the one from which it departs.
    """
    listed = tuple(days)
    by_day: dict[date, list[Block]] = {day.on: [] for day in listed}
    for day in listed:
        for line in day.lines:
            for block in _parts(line):
                by_day.setdefault(block.on, []).append(block)
    return tuple(block for on in sorted(by_day) for block in _placed(by_day[on]))


def teams(found: Iterable[Block]) -> tuple[str, ...]:
    """The teams whose items stand in tracks of their own, in order."""
    return tuple(sorted({block.team for block in found if block.team}))


def _parts(line: Line) -> Iterator[Block]:
    start, end = line.start or line.end, line.end or line.start
    if start is None or end is None:
        return
    if line.kind == "leg" and (start.date() != end.date() or start.utcoffset() != end.utcoffset()):
        yield _block(line, start.date(), _minute(start), _minute(start) + _STUB, "start")
        yield _block(line, end.date(), _minute(end) - _STUB, _minute(end), "end")
        return
    first, last = start.date(), max(start.date(), end.date())
    if last > first and _minute(end) == 0:
        last -= timedelta(days=1)
    for number in range((last - first).days + 1):
        on = first + timedelta(days=number)
        top = _minute(start) if on == first else 0
        bottom = DAY if (end.date() > on) else _minute(end)
        yield _block(line, on, top, bottom, _part(on, first, last))


def _part(on: date, first: date, last: date) -> Part:
    if first == last:
        return "whole"
    return "start" if on == first else "end" if on == last else "middle"


def _block(line: Line, on: date, top: int, bottom: int, part: Part) -> Block:
    top, bottom = max(0, top), min(DAY, bottom)
    if bottom - top < SHORTEST:
        bottom = min(DAY, top + SHORTEST)
        top = min(top, bottom - SHORTEST)
    return Block(line, on, top, bottom, part)


def _placed(found: Sequence[Block]) -> Iterator[Block]:
    """One day's blocks with their shares of the width."""
    tracks = teams(found)
    for cluster in _clusters(sorted(found, key=lambda block: (block.top, -block.bottom))):
        yield from _side_by_side(cluster, tracks)


def _clusters(found: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks in groups of which none overlaps another group."""
    cluster: list[Block] = []
    until = 0
    for block in found:
        if cluster and block.top >= until:
            yield cluster
            cluster = []
        cluster.append(block)
        until = max(until, block.bottom) if len(cluster) > 1 else block.bottom
    if cluster:
        yield cluster


def _side_by_side(cluster: Sequence[Block], tracks: Sequence[str]) -> Iterator[Block]:
    shared = [block for block in cluster if not block.team]
    columns = [*_lanes(shared)]
    parted = any(block.team for block in cluster)
    groups: list[list[list[Block]]] = [columns] if columns else []
    if parted:
        groups += [_lanes([b for b in cluster if b.team == team]) or [[]] for team in tracks]
    width = 1 / max(len(groups), 1)
    for place, lanes in enumerate(groups):
        share = width / max(len(lanes), 1)
        for number, lane in enumerate(lanes):
            left = place * width + number * share
            for block in lane:
                yield replace(block, left=left, right=left + share)


def _lanes(found: Sequence[Block]) -> list[list[Block]]:
    """Blocks in as few lanes as go, none overlapping another in its lane; the first free one."""
    lanes: list[list[Block]] = []
    for block in found:
        lane = next((one for one in lanes if one[-1].bottom <= block.top), None)
        if lane is None:
            lanes.append([block])
        else:
            lane.append(block)
    return lanes


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
