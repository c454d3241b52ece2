"""Unroll the series of a calendar into its occurrences, each a plain event (RFC 5545 3.8.4.4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sciattache.errors import Told, told
from sciattache.interchange.calendars import clocks as clock
from sciattache.interchange.calendars import recurrence
from sciattache.interchange.calendars.clocks import Clocks
from sciattache.interchange.calendars.entries import Entry
from sciattache.interchange.calendars.event import Event
from sciattache.interchange.calendars.times import LAST_YEAR, Moment

# A series that does not end is followed for so long after its first start.
_HORIZON = timedelta(days=731)
_LAST = datetime.combine(date(LAST_YEAR, 1, 1), datetime.min.time())


_REPLACED = Told("The file also holds a newer version of it.")


@dataclass(slots=True)
class Unroller:
    """How far to unroll, how many occurrences a file may still give, and what was left out."""

    clocks: Clocks
    window: tuple[date, date] | None
    most: int
    left: int
    notes: list[tuple[Entry, str]] = field(default_factory=list)
    refused: list[tuple[Entry, str]] = field(default_factory=list)

    def unroll(self, entries: Iterable[Entry]) -> Iterator[tuple[int, Event]]:
        """Give every event and occurrence with the position of the entry that tells it."""
        groups: dict[str | int, list[Entry]] = {}
        for entry in entries:
            groups.setdefault(entry.event.uid or entry.position, []).append(entry)
        for group in groups.values():
            masters = self._newest([e for e in group if not e.recurs])
            changes = self._changes([e for e in group if e.recurs], masters)
            for master in masters:
                yield from self._occurrences(master, changes)
            for change in changes.values():
                event = replace(change.event, recurrence_id=self._key_of(change))
                yield change.position, _filled(event, masters)

    def _newest(self, masters: list[Entry]) -> list[Entry]:
        """Leave out what a later SEQUENCE of the same uid replaces (RFC 5546 2.1.4)."""
        newest = max((e.event.sequence for e in masters), default=0)
        for entry in masters:
            if entry.event.sequence < newest:
                self.refused.append((entry, _REPLACED))
        return [e for e in masters if e.event.sequence == newest]

    def _changes(self, entries: list[Entry], masters: list[Entry]) -> dict[datetime, Entry]:
        """Changed occurrences by the wall-clock start that the series gave them."""
        found: dict[datetime, Entry] = {}
        for entry in entries:
            of_series = entry.recurs or Moment(entry.at.wall)
            at = self._wall(of_series, masters[0] if masters else entry)
            older = found.get(at)
            if older and older.event.sequence > entry.event.sequence:
                older, entry = entry, older
            if older:
                self.refused.append((older, _REPLACED))
            found[at] = entry
        return found

    def _occurrences(
        self, master: Entry, changes: dict[datetime, Entry]
    ) -> Iterator[tuple[int, Event]]:
        if not master.rules and not master.more:
            if master.at.wall not in changes:
                yield master.position, master.event
            return
        found = self._walls(master)
        if found is None:
            yield master.position, master.event
            return
        later = sorted((at, e) for at, e in changes.items() if e.and_later) if changes else []
        for wall in sorted(found.keys() - changes.keys()):
            moved = next((pair for pair in reversed(later) if pair[0] <= wall), None)
            try:
                yield master.position, self._occurrence(master, wall, found[wall], moved)
            except OverflowError:
                self.notes.append(
                    (master, Told("Its occurrence of {day} lasts too long.", day=wall.date()))
                )

    def _walls(self, master: Entry) -> dict[datetime, timedelta] | None:
        """Starts and lengths inside the window; None where no rule could be followed."""
        first = master.at.wall
        window = self._window(first)
        found: dict[datetime, timedelta] = {}
        followed = bool(master.more) or not master.rules
        for rule in master.rules:
            try:
                walls = recurrence.walls(
                    rule,
                    first,
                    zone=master.at.zone,
                    window=window,
                    most=min(self.most, max(self.left, 1)),
                )
            except (ValueError, OverflowError) as wrong:
                self.notes.append(
                    (master, Told("Its recurrence rule is left out: {why}.", why=told(wrong)))
                )
                continue
            followed = True
            if walls.ignored:
                note = Told("In its recurrence rule “{text}” is passed over.", text=walls.ignored)
                self.notes.append((master, note))
            found.update(dict.fromkeys(walls.starts, master.length))
            if walls.cut:
                sentence = Told(
                    "It {what}; only the {count} until then are taken.",
                    what=walls.cut,
                    count=len(walls.starts),
                )
                self.notes.append((master, sentence))
        if not followed:
            return None
        if not master.rules and window[0] <= first < window[1]:
            found[first] = master.length
        for moment, end in master.more[: self.most]:
            wall = self._wall(moment, master)
            if window[0] <= wall < window[1]:
                found[wall] = self._length(moment, end, master)
        self._take_away(found, master)
        if not found:
            self.refused.append((master, _nothing(self.window)))
        self.left -= len(found)
        return found

    def _take_away(self, found: dict[datetime, timedelta], master: Entry) -> None:
        for moment in master.fewer:
            found.pop(self._wall(moment, master), None)
        if master.without_rules and found:
            first, last = master.at.wall, max(found)
            gone = recurrence.excluded(master.without_rules, first, last, master.at.zone)
            for wall in gone & found.keys():
                del found[wall]

    def _occurrence(
        self, master: Entry, wall: datetime, length: timedelta, told: tuple[datetime, Entry] | None
    ) -> Event:
        """One occurrence, told by the master or by a change to this and all later ones."""
        source, shift = master, timedelta()
        if told:
            source = told[1]
            shift, length = source.at.wall - told[0], source.length
        key = _key(_at(wall, master).value)
        start = _at(wall + shift, source)
        zone = start.zone_name
        same_zone = source.event.end_zone == source.event.start_zone
        return replace(
            source.event,
            start=start.value,
            end=start.value + length,
            start_zone=zone,
            end_zone=zone if same_zone else source.event.end_zone,
            recurrence_id=key,
        )

    def _window(self, first: datetime) -> tuple[datetime, datetime]:
        if not self.window:
            return first, first + _HORIZON
        begin, end = (datetime.combine(day, datetime.min.time()) for day in self.window)
        return begin, min(end, _LAST)

    def _wall(self, moment: Moment, master: Entry) -> datetime:
        """The wall clock, in the zone of the series, of a time that names one of its starts."""
        at = master.at
        if not isinstance(at.value, datetime):
            day = self.clocks.place(moment).wall.date()
            return datetime.combine(day, datetime.min.time())
        if moment.is_date:
            return datetime.combine(moment.value, at.wall.time())
        placed = self.clocks.place(moment, at.zone)
        if at.zone is None or not placed.zone_name or not isinstance(placed.value, datetime):
            return placed.wall
        return at.zone.to_wall(placed.value)

    def _length(self, moment: Moment, end: Moment | timedelta | None, master: Entry) -> timedelta:
        if isinstance(end, timedelta):
            length = end
        elif end:
            length = self._wall(end, master) - self._wall(moment, master)
        else:
            return master.length
        return length if length >= timedelta() else master.length

    def _key_of(self, change: Entry) -> str:
        of_series = change.recurs or Moment(change.at.wall)
        return _key(self.clocks.place(of_series, change.at.zone).value)


def _at(wall: datetime, source: Entry) -> clock.Placed:
    if not isinstance(source.at.value, datetime):
        return clock.Placed(wall.date(), wall)
    return clock.on(wall, source.at.zone)


def _key(value: date | datetime) -> str:
    text = value.isoformat().replace("-", "").replace(":", "")
    return text.replace("+0000", "Z")


def _filled(event: Event, masters: list[Entry]) -> Event:
    """A change that says only when it happens is about what the series is about."""
    if event.title or not masters:
        return event
    whole = masters[0].event
    return replace(
        event,
        title=whole.title,
        description=event.description or whole.description,
        location=event.location or whole.location,
    )


def _nothing(window: tuple[date, date] | None) -> str:
    if window:
        return Told("None of its occurrences falls into the time asked for.")
    return Told(
        "It never happens: its series ends before it starts or leaves out every occurrence."
    )
