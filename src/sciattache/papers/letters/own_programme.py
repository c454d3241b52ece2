"""What is on for one recipient of a letter: flights, meetings with their rooms, and hotels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.papers import words
from sciattache.papers.flowing.programme_lines import once, station
from sciattache.papers.reader import GONE, Reader
from sciattache.services.dossier import Dossier
from sciattache.services.programme import Line


def flights(dossier: Dossier, to: Participation, reader: Reader) -> Iterator[str]:
    """Each leg on which somebody is, a line each: its number, its ends, its day and hours."""
    for leg in dossier.legs:
        listed = dossier.passages.get(leg.id)
        is_guest = (to.side or "guest") == "guest"
        is_aboard = to.person in dossier.aboard(leg.id) if listed else is_guest
        if leg.state in GONE or leg.kind != "flight" or not is_aboard:
            continue
        number = " ".join(filter(None, (leg.carrier, leg.number)))
        ends = [station(reader, end) for end in (leg.origin, leg.destination) if end]
        yield reader.listed((number, " – ".join(ends), _when(dossier, leg, reader)))


def meetings(dossier: Dossier, items: Iterable[AgendaItem], reader: Reader) -> Iterator[str]:
    """Each item, a line each: its day and hours, its title, its place and room."""
    for item in items:
        place = dossier.places.get(item.place or "")
        where = once(place.name if place else "", item.room or "")
        yield reader.listed((_when(dossier, item, reader), item.title, *where))


def hotels(dossier: Dossier, to: Participation, reader: Reader) -> Iterator[str]:
    """Where somebody sleeps, a line each: the hotel and from when to when."""
    for stay in dossier.stays:
        if stay.state in GONE or to.person not in (stay.person, stay.shares_with):
            continue
        first, last = stay.arrives_on, stay.departs_on
        nights = words.date_range(first, last, reader.language) if first and last else ""
        yield reader.listed((stay.hotel, nights))


def _when(dossier: Dossier, record: AgendaItem | Leg, reader: Reader) -> str:
    """The day and the hours, each on the clock of its own end."""
    line: Line | None = dossier.lines.get(record.id)
    if line is None or line.start is None:
        return ""
    day = words.plain_date(line.start.date(), reader.language)
    hours = "–".join(words.clock(end) for end in (line.start, line.end) if end is not None)
    return reader.listed((day, hours))
