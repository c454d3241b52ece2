"""One line of a programme as its reader sees it: an item or a leg, on clocks that are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.standards import identifiers, timezones
from sciattache.papers import words
from sciattache.papers.blocks import Standing, TimedItem
from sciattache.papers.reader import Reader
from sciattache.papers.values import diets
from sciattache.services.dossier import Dossier
from sciattache.services.programme import Line

_STANDING: dict[str | None, Standing] = {
    "proposed": "open",
    "asked": "open",
    "standby": "open",
    "declined": "off",
    "cancelled": "off",
}
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_FINDING = frozenset({"driver", "press"})
"""Who are at home there and find their way: they read addresses, and no hours of elsewhere."""
_MEALS = frozenset({"meal", "reception"})
_MOST_COMPANIONS = 4
"""Names on a line of one person's itinerary; further ones are counted."""


@dataclass(frozen=True)
class Lines:
    """The lines of one day whose banner names ``zone``; ``person`` is whose itinerary it is."""

    dossier: Dossier
    reader: Reader
    on: date | None
    zone: str
    person: str = ""

    def of(self, line: Line) -> TimedItem:
        """A line with its hours, on the clock of the day or on one that it names."""
        if isinstance(line.record, Leg):
            return self._leg(line.record, line)
        return self.item(line.record, line)

    def item(self, item: AgendaItem, line: Line | None = None) -> TimedItem:
        """An item of the programme; without a line, one that has no time yet."""
        reader, dossier = self.reader, self.dossier
        place = dossier.places.get(item.place or "")
        host = dossier.organisations.get(item.host or "")
        contact = dossier.people.get(item.contact or "")
        interpreter = dossier.people.get(reader.see(item, "interpreter") or "")
        start, end, other, clocks = self._hours(line)
        remarks = (
            reader.text(item, "description"),
            reader.pair(reader.say("fact.dress"), item.dress or ""),
            reader.pair(reader.say("fact.interpreter"), reader.name_in_line(interpreter)),
            reader.pair(reader.say("fact.objective"), reader.text(item, "objective")),
            reader.text(item, "remarks"),
            reader.pair(reader.say("column.diet"), self._diets(item)),
        )
        where = once(place.name if place else "", item.room or "")
        return TimedItem(
            start=start,
            end=end,
            other_hours="\n".join(filter(None, (clocks, other))),
            title=item.title,
            place=", ".join((*where, *self._address(place))),
            contact=", ".join(filter(None, (_host(host, where), reader.name_in_line(contact)))),
            participants=self._participants(item),
            remarks="\n".join(filter(None, remarks)),
            status=self._status(item.status),
            standing=_STANDING.get(item.status, "firm"),
            movement=item.kind == "movement",
        )

    def _leg(self, leg: Leg, line: Line) -> TimedItem:
        reader = self.reader
        number = " ".join(filter(None, (leg.carrier, leg.number)))
        start, end, other, clocks = self._hours(line)
        aboard = self.dossier.aboard(leg.id)
        others = [self.dossier.people.get(one) for one in aboard if one != self.person]
        names = [reader.name_in_line(one) for one in others]
        seat = next(
            (
                passage.seat
                for passage in self.dossier.passages.get(leg.id, ())
                if passage.person == self.person and passage.seat
            ),
            "",
        )
        reference = reader.text(leg, "reference")
        remarks = (
            f"{reader.say('seat')} {seat}" if seat else "",
            f"{reader.say('booking')} {reference}" if reference else "",
            reader.text(leg, "notes"),
        )
        return TimedItem(
            start=start,
            end=end,
            other_hours=other,
            title=way(reader, leg),
            place=", ".join(filter(None, (number, leg.terminal))),
            contact=clocks,
            participants=self._companions([name for name in names if name]),
            remarks="\n".join(filter(None, remarks)),
            movement=True,
        )

    def _address(self, place: Place | None) -> Iterable[str]:
        """Where a place is, for those who have to find it."""
        points = self.reader.see(place, "address") or ()
        finding = self.reader.audience in _FINDING
        here = [replace(point, country="") for point in points[:1]]
        return [" ".join(str(point).split("\n")) for point in here] if finding else ()

    def _diets(self, item: AgendaItem) -> str:
        """For how many the host of a meal cooks otherwise."""
        if self.reader.audience != "host" or item.kind not in _MEALS:
            return ""
        dossier, reader = self.dossier, self.reader
        coming = dossier.attending(item.id) or [one.person for one in dossier.participants]
        parts = {one.person: one for one in dossier.participants}
        found = Counter(
            code for id in coming for code in diets(reader, parts.get(id), dossier.people.get(id))
        )
        return reader.listed(f"{reader.word('diet', code)}\u00a0({n})" for code, n in found.items())

    def _status(self, status: str | None) -> str:
        """What an unsettled item says of itself."""
        if not status or status == "confirmed":
            return ""
        return self.reader.item_state(status).replace(" ", "\u00a0")

    def _participants(self, item: AgendaItem) -> str:
        reader, dossier = self.reader, self.dossier
        named = [one for one in dossier.attending(item.id) if one != self.person]
        guests = {p.person for p in dossier.participants if p.side == "guest"} - dossier.absent
        whole = bool(guests) and guests <= {*named, self.person} and reader.audience != "press"
        shown = [reader.say("whole_delegation")] if whole else []
        left_out = guests if whole else set()
        others = [dossier.people.get(one) for one in named if one not in left_out]
        shown += [reader.name_in_line(one) for one in others]
        team = reader.say("team", name=item.team) if item.team else ""
        return "\n".join(filter(None, (team, self._companions([one for one in shown if one]))))

    def _companions(self, names: Sequence[str]) -> str:
        if not self.person or len(names) <= _MOST_COMPANIONS + 1:
            return self.reader.listed(names)
        more = self.reader.say("and_more", count=len(names) - _MOST_COMPANIONS)
        return f"{self.reader.listed(names[:_MOST_COMPANIONS])} {more}"

    def _hours(self, line: Line | None) -> tuple[str, str, str, str]:
        """Start, end, the same at home, and the clocks where they are not those of the day."""
        if line is None:
            return "", "", "", ""
        if line.start is None and line.end is None:
            return self.reader.say("all_day"), "", "", ""
        start, end = self.hour(line.start), self.hour(line.end)
        if not start:
            end = f"–{end}"
        other = ""
        if line.start and line.other_start and self.reader.audience not in _FINDING:
            there = [self.hour(line.start), self.hour(line.end)]
            hours = [self.hour(line.other_start), self.hour(line.other_end)]
            other = "–".join(dict.fromkeys(filter(None, hours))) if hours != there else ""
        # two hours of one zone compare as on the wall, also where the clock is set back between
        moments = {moment.timestamp() for moment in (line.start, line.end) if moment}
        lasts = line.start is None or len(moments) == 2
        return start, end if lasts else "", other, self.clocks(line)

    def clocks(self, line: Line) -> str:
        """By which clocks a line's hours are, where the banner of the day does not say it."""
        noon = datetime.combine(self.on or date.min, time(12), timezones.clock(self.zone))
        ends = [moment for moment in (line.start, line.end) if moment is not None]
        if all(moment.utcoffset() == noon.utcoffset() for moment in ends):
            return ""
        zones = [str(moment.tzinfo) for moment in ends]
        if len({moment.utcoffset() for moment in ends}) == 1:
            return self.reader.clock(zones[0], ends[0])
        record = line.record
        stations = (record.origin, record.destination) if isinstance(record, Leg) else ("", "")
        places = [self._town(station, zone) for station, zone in zip(stations, zones, strict=True)]
        if places[0] == places[1]:
            places = [words.offset(moment) for moment in ends]
        told = zip(ends, places, strict=True)
        return " – ".join(f"{self.hour(moment)} {place}" for moment, place in told)

    def hour(self, moment: datetime | None) -> str:
        """An hour, with the days by which it falls after or before the day of the banner."""
        if moment is None:
            return ""
        apart = (moment.date() - self.on) // timedelta(days=1) if self.on else 0
        mark = f"{apart:+}".lstrip("+").translate(_RAISED) if apart else ""
        return words.clock(moment) + (mark if apart < 1 else f"⁺{mark}")

    def _town(self, station: str | None, zone: str) -> str:
        airport = _airport(station)
        return self.reader.city(airport) if airport else words.zone_city(zone, self.reader.language)


def way(reader: Reader, leg: Leg) -> str:
    """What a leg is called: how it goes, whence and where to."""
    ends = (station(reader, leg.origin), station(reader, leg.destination))
    return reader.pair(reader.word("leg_kind", leg.kind), " – ".join(filter(None, ends)))


def station(reader: Reader, name: str | None) -> str:
    """A place of departure or arrival; an airport's code gets its city."""
    airport = _airport(name)
    return f"{reader.city(airport)} ({name})" if airport else name or ""


def _airport(name: str | None) -> str:
    """The city of an airport given by its code (IATA), empty for anything else."""
    text = name or ""
    airport = identifiers.iata_airport(text) if len(text) == 3 and text.isupper() else None
    return airport.city if airport else ""


def once(place: str, room: str) -> tuple[str, ...]:
    """A place and a room in it, unless the place's name has the room in it."""
    return tuple(filter(None, (place, "" if room.casefold() in place.casefold() else room)))


def _host(host: object, where: Sequence[str]) -> str:
    """A host's name, unless the place already is named after it."""
    name = str(getattr(host, "name", ""))
    return "" if any(part.casefold().startswith(name.casefold()) for part in where) else name
