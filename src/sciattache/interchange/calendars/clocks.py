"""Put the times of one file on the right clock, saying so once where a zone is not known."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sciattache.errors import Told
from sciattache.interchange.calendars import zones
from sciattache.interchange.calendars.blocks import Block
from sciattache.interchange.calendars.rules import Rules
from sciattache.interchange.calendars.times import Moment
from sciattache.interchange.calendars.zones import Carried, Named, Zone


@dataclass(frozen=True, slots=True)
class Placed:
    """A date, an instant in UTC with its zone's name, or a floating time; and its wall clock."""

    value: date | datetime
    wall: datetime
    zone_name: str = ""
    zone: Zone | None = None


@dataclass(slots=True)
class Clocks:
    """The zones of one calendar: the rules that it carries, the caller's own, what was missing."""

    default: Zone | None = None
    likely: tuple[str, ...] = ()
    missing: dict[str, str] = field(default_factory=dict)
    _carried: dict[str, Block] = field(default_factory=dict)
    _found: dict[str, Zone | None] = field(default_factory=dict)

    def carry(self, blocks: Iterable[Block]) -> None:
        """Take the VTIMEZONEs of a calendar; the first of a name counts."""
        for block in blocks:
            for line in block.every("TZID"):
                self._carried.setdefault(_plain(line.text), block)

    def place(self, moment: Moment, beside: Zone | None = None) -> Placed:
        """Find the instant; `beside` is the zone to take where none is named."""
        value = moment.value
        if not isinstance(value, datetime):
            return Placed(value, datetime.combine(value, datetime.min.time()))
        if value.tzinfo is not None:
            zone = (self._zone(moment.tzid) if moment.tzid else None) or _UTC
            wall = zone.to_wall(value)
            return Placed(value, wall, zone.name_at(wall), zone)
        named = self._zone(moment.tzid) if moment.tzid else None
        return on(value, named or beside or self.default)

    def _zone(self, tzid: str) -> Zone | None:
        name = _plain(tzid)
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> Zone | None:
        block = self._carried.get(name)
        location = block.first("X-LIC-LOCATION") if block else None
        found = zones.known(name) or (zones.known(location.text) if location else "")
        if block and not _is_iana(name, found):
            try:
                rules = Rules(block)
            except ValueError:
                pass
            else:
                return Carried(rules, (found, *self.likely))
        if found:
            return Named(found)
        self.missing[name] = Told("The time zone “{name}” is not known.", name=name[:60])
        return None


def on(wall: datetime, zone: Zone | None) -> Placed:
    """Put a naive wall-clock time on a clock; it stays floating where there is none."""
    if zone is None:
        return Placed(wall, wall)
    return Placed(zone.to_utc(wall), wall, zone.name_at(wall), zone)


def _plain(tzid: str) -> str:
    return tzid.replace("\\", "").strip().strip('"').strip()


def _is_iana(name: str, found: str) -> bool:
    """Whether the file's own name ends in an IANA name, so that its rules add nothing."""
    return bool(found) and name.lower().endswith(found.lower())


_UTC = Named("UTC")
