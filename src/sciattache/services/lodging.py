"""Who sleeps in which room, night by night; a room that is shared counts once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sciattache.domain.programmes.stay import Stay
from sciattache.services import rooming
from sciattache.services.dossier import Dossier


@dataclass(frozen=True)
class Bed:
    """Where somebody sleeps one night, with whom in the room, and whether the room counts here.

    Without a person it is a bed of everybody's stay for which nobody is known yet.
    """

    stay: Stay
    on: date
    person: str | None
    others: tuple[str, ...] = ()
    counts: bool = True


def beds(dossier: Dossier) -> list[Bed]:
    """Every bed of every night, hotel by hotel, each in the order of nights, rooms and people.

    What is cancelled, and who has declined, is left out. A stay without a person is for all who
    need a night and have no bed of their own.
    """
    places = {one.person: number for number, one in enumerate(dossier.participants)}
    found: dict[tuple[str, date], list[tuple[Stay, str | None]]] = defaultdict(list)
    for stay, on, person in _taken(dossier):
        found[stay.hotel or "", on].append((stay, person))
    first: dict[str, date] = {}
    for hotel, on in sorted(found):
        first.setdefault(hotel, on)
    listed: list[Bed] = []
    for hotel, on in sorted(found, key=lambda one: (first[one[0]], one[0], one[1])):
        rooms = _rooms(found[hotel, on])
        rooms.sort(key=lambda room: _place(room, places))
        for room in rooms:
            listed += _in_room(room, on)
    return listed


def _taken(dossier: Dossier) -> Iterator[tuple[Stay, date, str | None]]:
    """Each stay's nights with who sleeps there; a sharer without a stay of their own does too."""
    stays = [one for one in dossier.stays if one.state != "cancelled" and one.arrives_on]
    own: set[tuple[str, date]] = set()
    for stay in stays:
        if stay.person and stay.person not in dossier.absent:
            for on in nights(stay):
                own.add((stay.person, on))
                yield stay, on, stay.person
    for stay in stays:
        for on in nights(stay):
            other = stay.shares_with
            if other and other not in dossier.absent and (other, on) not in own:
                own.add((other, on))
                yield stay, on, other
    yield from _everybodys([one for one in stays if one.person is None], dossier, own)


def _everybodys(
    stays: Sequence[Stay], dossier: Dossier, own: set[tuple[str, date]]
) -> Iterator[tuple[Stay, date, str | None]]:
    wanted = rooming.needs(dossier) if stays else []
    for stay in stays:
        for on in nights(stay):
            people: list[str | None] = [
                one.person
                for one in wanted
                if one.arrives_on <= on < one.departs_on and (one.person, on) not in own
            ]
            for person in people or [None]:
                yield stay, on, person


def nights(stay: Stay) -> list[date]:
    """The evenings of a stay; without a check-out it is one."""
    if stay.arrives_on is None:
        return []
    last = stay.departs_on or stay.arrives_on + timedelta(days=1)
    return [stay.arrives_on + timedelta(days=n) for n in range((last - stay.arrives_on).days)]


_Room = list[tuple[Stay, str | None]]


def _rooms(there: _Room) -> list[_Room]:
    """Those of one hotel and night by room: of one number, of one stay, or sharing by name."""
    rooms: list[_Room] = []
    for one in there:
        mine = [room for room in rooms if any(_together(one, other) for other in room)]
        merged = [other for room in mine for other in room] + [one]
        rooms = [room for room in rooms if room not in mine] + [merged]
    return rooms


def _together(one: tuple[Stay, str | None], other: tuple[Stay, str | None]) -> bool:
    (stay, person), (theirs, mate) = one, other
    if stay.person is None or theirs.person is None:
        return False
    if stay is theirs or (stay.room and stay.room == theirs.room):
        return True
    by_name = (stay.shares_with is not None and stay.shares_with == mate) or (
        theirs.shares_with is not None and theirs.shares_with == person
    )
    return by_name and not (stay.room and theirs.room)


def _place(room: _Room, places: dict[str, int]) -> tuple[str, int]:
    last = len(places)
    return (room[0][0].room or "\uffff", min(places.get(person or "", last) for _, person in room))


def _in_room(room: _Room, on: date) -> Iterator[Bed]:
    for number, (stay, person) in enumerate(room):
        others = tuple(other for _, other in room if other and other != person)
        yield Bed(stay, on, person, others, counts=number == 0)
