"""Read one VEVENT into an event and the marks by which it recurs."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sciattache.errors import Told, told
from sciattache.interchange.calendars import people, times
from sciattache.interchange.calendars.blocks import Block
from sciattache.interchange.calendars.clocks import Clocks, Placed
from sciattache.interchange.calendars.event import Event, span
from sciattache.interchange.calendars.names import ADDRESSES, CONSUMED
from sciattache.interchange.calendars.times import Moment

# vCalendar 1.0 has more words; each means that the event may not happen.
_STATUS = {
    "CONFIRMED": "confirmed",
    "ACCEPTED": "confirmed",
    "TENTATIVE": "tentative",
    "NEEDS ACTION": "tentative",
    "NEEDS-ACTION": "tentative",
    "SENT": "tentative",
    "CANCELLED": "cancelled",
    "CANCELED": "cancelled",
    "DECLINED": "cancelled",
}
_EXTRA_LENGTH = 100_000


@dataclass(slots=True)
class Entry:
    """A VEVENT as it stands, before its series is worked out."""

    position: int
    number: int
    event: Event
    at: Placed
    recurs: Moment | None = None
    and_later: bool = False
    rules: tuple[str, ...] = ()
    without_rules: tuple[str, ...] = ()
    more: list[tuple[Moment, Moment | timedelta | None]] = field(default_factory=list)
    fewer: list[Moment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.event.length


def entry(block: Block, clocks: Clocks, *, position: int) -> Entry:
    """Read a VEVENT; ValueError, with a sentence, where it has no start to stand on."""
    notes: list[str] = []
    start_line = block.first("DTSTART")
    if not start_line:
        raise ValueError(Told("It has no start (DTSTART)."))
    try:
        moment = times.moment(start_line)
        start = clocks.place(moment)
    except (ValueError, OverflowError) as wrong:
        raise ValueError(Told("Its start cannot be read: {why}.", why=told(wrong))) from wrong
    if not moment.whole:
        notes.append(
            Told(
                "The start “{text}” is read without its last part.",
                text=start_line.value.strip()[:40],
            )
        )
    end = _end(block, start, clocks, notes)
    found = Entry(position, block.number, _event(block, start, end, notes), start, notes=notes)
    _recurrence(found, block)
    return found


def _event(block: Block, start: Placed, end: Placed, notes: list[str]) -> Event:
    status_line = block.first("STATUS")
    status = _STATUS.get(status_line.text.strip().upper(), "") if status_line else "confirmed"
    if status_line and not status:
        notes.append(
            Told(
                "The status “{text}” is not known; taken as confirmed.", text=status_line.text[:40]
            )
        )
    transparency = _text(block, "TRANSP").strip().upper()
    return Event(
        uid=_text(block, "UID").strip(),
        title=_text(block, "SUMMARY").strip(),
        start=start.value,
        end=end.value,
        start_zone=start.zone_name,
        end_zone=end.zone_name,
        description=_text(block, "DESCRIPTION"),
        location=_text(block, "LOCATION").strip(),
        geo=people.place_on_earth(block),
        url=_address(block, "URL"),
        categories=tuple(
            dict.fromkeys(text for line in block.every("CATEGORIES") for text in line.texts)
        ),
        status=status or "confirmed",
        organiser=people.organiser(block),
        attendees=people.attendees(block),
        transparency="transparent" if transparency in {"TRANSPARENT", "1"} else "opaque",
        sequence=_count(block, "SEQUENCE"),
        created=_stamp(block, "CREATED"),
        modified=_stamp(block, "LAST-MODIFIED"),
        alarms=_alarms(block, start, end),
        extra=_extra(block, notes),
    )


def _end(block: Block, start: Placed, clocks: Clocks, notes: list[str]) -> Placed:
    """The end told or implied (RFC 5545 3.6.1), brought to the kind of the start."""
    end_line, length_line = block.first("DTEND"), block.first("DURATION")
    implied = after(start, timedelta(days=1) if _is_date(start.value) else timedelta(), clocks)
    try:
        if end_line:
            end = _alike(clocks.place(times.moment(end_line), start.zone), start, clocks)
        elif length_line:
            length = times.duration(length_line.value)
            end = after(start, length, clocks, nominal="T" not in length_line.value.upper())
        else:
            return implied
    except (ValueError, OverflowError) as wrong:
        notes.append(Told("Its end cannot be read: {why}.", why=told(wrong)))
        return implied
    if end.value < start.value:
        line = end_line or length_line
        text = line.value.strip()[:40] if line else ""
        notes.append(Told("It ends before it starts ({text}).", text=text))
        return implied
    if _is_date(start.value) and end.value == start.value:
        return implied
    return end


def after(start: Placed, length: timedelta, clocks: Clocks, *, nominal: bool = False) -> Placed:
    """What is so much later: whole days by the calendar, if `nominal`, else elapsed time."""
    if not isinstance(start.value, datetime):
        days = timedelta(days=-(-length // timedelta(days=1)))
        return clocks.place(Moment(start.value + days))
    if start.zone is None or nominal:
        return clocks.place(Moment(start.wall + length), start.zone)
    instant = start.value + length
    wall = start.zone.to_wall(instant)
    return Placed(instant, wall, start.zone.name_at(wall), start.zone)


def _alike(end: Placed, start: Placed, clocks: Clocks) -> Placed:
    """An end of another kind than the start: a midnight, or the day after a time of day."""
    if _is_date(start.value) == _is_date(end.value):
        if isinstance(end.value, datetime) and bool(end.zone_name) != bool(start.zone_name):
            return clocks.place(Moment(end.wall), start.zone)
        return end
    if _is_date(end.value):
        return clocks.place(Moment(end.wall), start.zone)
    midnight = datetime.combine(end.wall.date(), datetime.min.time())
    return clocks.place(Moment(end.wall.date() + timedelta(days=end.wall > midnight)))


def _recurrence(found: Entry, block: Block) -> None:
    found.rules = tuple(line.text for line in block.every("RRULE") if line.value.strip())
    found.without_rules = tuple(line.text for line in block.every("EXRULE"))
    for line in block.every("RDATE"):
        more, bad = times.moments(line)
        found.more += more
        found.notes += [
            Told("The further date “{text}” cannot be read.", text=text) for text in bad
        ]
    for line in block.every("EXDATE"):
        fewer, bad = times.moments(line)
        found.fewer += [moment for moment, _ in fewer]
        found.notes += [
            Told("The date left out, “{text}”, cannot be read.", text=text) for text in bad
        ]
    line_of_series = block.first("RECURRENCE-ID")
    if line_of_series:
        try:
            found.recurs = times.moment(line_of_series)
        except (ValueError, OverflowError) as wrong:
            found.notes.append(
                Told("Which occurrence it replaces cannot be read: {why}.", why=told(wrong))
            )
        reach = line_of_series.parameters.get("RANGE", "").upper()
        found.and_later = reach == "THISANDFUTURE"


def _alarms(block: Block, start: Placed, end: Placed) -> tuple[timedelta, ...]:
    found = []
    for alarm in block.inside:
        line = alarm.first("TRIGGER") if alarm.name == "VALARM" else None
        if not line:
            continue
        try:
            if "P" in line.value.upper():
                length = times.duration(line.value)
                at_end = line.parameters.get("RELATED", "").upper() == "END"
                found.append(length + span(start.value, end.value) if at_end else length)
            elif isinstance(start.value, datetime) and start.value.tzinfo:
                value = times.moment(line).value
                if isinstance(value, datetime) and value.tzinfo:
                    found.append(value - start.value)
        except (ValueError, OverflowError):
            continue
    return tuple(dict.fromkeys(found))


def _extra(block: Block, notes: list[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for line in block.lines:
        if line.name in CONSUMED:
            continue
        if "BINARY" in line.parameters.get("VALUE", "").upper() or (
            line.parameters.get("ENCODING", "").upper() in {"BASE64", "B"}
        ):
            notes.append(Told("A file enclosed in it is left out."))
            continue
        value = line.value.strip() if line.name in ADDRESSES else line.text
        if value and len(value) <= _EXTRA_LENGTH:
            found.append((line.name, value))
    return tuple(sorted(found, key=lambda pair: pair[0]))


def _text(block: Block, name: str) -> str:
    line = block.first(name)
    return line.text if line else ""


def _address(block: Block, name: str) -> str:
    line = block.first(name)
    return line.value.strip() if line else ""


def _count(block: Block, name: str) -> int:
    text = _text(block, name).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _stamp(block: Block, name: str) -> datetime | None:
    line = block.first(name)
    if not line:
        return None
    try:
        value = times.moment(line).value
    except (ValueError, OverflowError):
        return None
    # RFC 5545 wants UTC here; a time without Z is taken for one.
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else None


def _is_date(value: date | datetime) -> bool:
    return not isinstance(value, datetime)
