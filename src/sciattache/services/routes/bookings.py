"""What becomes of the stays and legs of a trip when a proposed order of its stops is taken.

Stays move with their stop, and legs between stops that still follow one another move too; what was
booked is wanted anew, and says what was booked.  A leg between stops that do not follow one another
any more is cancelled and says so; nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards import identifiers
from sciattache.domain.standards.text import fold
from sciattache.domain.standards.timezones import clock
from sciattache.services.cloning import shifted
from sciattache.services.dossier import Dossier
from sciattache.services.routes import spots
from sciattache.services.routes.roadshow import Proposal, Stage, present
from sciattache.services.routes.wording import Reason, reason
from sciattache.services.travelling import distance

NEAR = 80.0
"""Kilometres within which the end of a leg is taken to be at a stop."""

_WAIT = timedelta(days=1)
"""How long one waits for the next leg of a journey at most."""

_BOOKED = frozenset({"held", "booked", "ticketed"})


@dataclass(frozen=True)
class Follow:
    """New values of a stay or a leg, and why; ``noted`` where that is to stand in its notes."""

    record: Stay | Leg
    values: Mapping[str, Any]
    why: tuple[Reason, ...]
    noted: bool


def follow(dossier: Dossier, proposal: Proposal) -> tuple[Follow, ...]:
    """What becomes of each stay and leg; of those that stay as they are, nothing."""
    if not proposal.stages:
        return ()
    return (*_stays(dossier, proposal), *_legs(dossier, proposal))


def _stays(dossier: Dossier, proposal: Proposal) -> Iterator[Follow]:
    stages = {stage.stop: stage for stage in proposal.stages}
    for stay in dossier.stays:
        stop = _stop_of(stay, dossier)
        stage = stages.get(stop.id) if stop else None
        if stop is None or stage is None or stay.state == "cancelled":
            continue
        values = _nights(stay, stop, stage)
        if values:
            booked = stay.state in _BOOKED
            why = reason(
                "stay.booked" if booked else "stay", hotel=stay.hotel, after=values["arrives_on"],
                first=stay.arrives_on or stage.first, last=stay.departs_on or stage.last,
            )  # fmt: skip
            yield Follow(stay, _anew(values, booked=booked), (why,), noted=booked)


def _anew(values: Mapping[str, Any], *, booked: bool) -> dict[str, Any]:
    """New days; what was booked for the old ones is wanted again."""
    return {**values, "state": "wanted"} if booked else {**values}


def _nights(stay: Stay, stop: Stop, stage: Stage) -> dict[str, date]:
    """The new nights: those of the whole stop with its days, others as many as before."""
    arrives, departs = stay.arrives_on, stay.departs_on
    if arrives is None or departs is None or stop.starts_on is None:
        return {}
    first = stage.first - stop.starts_on
    last = stage.last - (stop.ends_on or stop.starts_on)
    if arrives == stop.starts_on and arrives + first < departs + last:
        found = {"arrives_on": arrives + first, "departs_on": departs + last}
    else:
        found = {"arrives_on": arrives + last, "departs_on": departs + last}
    return found if found != {"arrives_on": arrives, "departs_on": departs} else {}


def _stop_of(stay: Stay, dossier: Dossier) -> Stop | None:
    """The stop of a stay: in its city, else the one whose days share the most nights with it."""
    place = dossier.places.get(stay.place or "")
    here = [stop for stop in dossier.stops if place and _is_at(place, None, stop, dossier)]
    listed = here or ([] if place and spots.of_place(place) else dossier.stops)
    shared = [(_nights_in(stay, stop), stop) for stop in listed]
    best = max((nights for nights, _ in shared), default=0)
    if best == 0:
        return listed[0] if len(here) == 1 else None
    return next(stop for nights, stop in shared if nights == best)


def _nights_in(stay: Stay, stop: Stop) -> int:
    if not (stay.arrives_on and stay.departs_on and stop.starts_on):
        return 0
    first = max(stay.arrives_on, stop.starts_on - timedelta(1))
    last = min(stay.departs_on, (stop.ends_on or stop.starts_on) + timedelta(1))
    return max((last - first).days, 0)


def _legs(dossier: Dossier, proposal: Proposal) -> Iterator[Follow]:
    way = _Way(present(dossier.stops), proposal)
    for journey in _journeys(dossier):
        origin, there = journey.origin, journey.there
        if origin is None and there is None:
            continue
        parted, by = way.parted(origin, there), way.by(origin, there)
        for leg in journey.legs:
            booked = leg.state in _BOOKED
            if parted is not None:
                off = reason(parted, leg=title(leg), first=origin.city if origin else "",
                             second=there.city if there else "")  # fmt: skip
                why = (off, reason("leg.cancel")) if booked else (off,)
                yield Follow(leg, {"state": "cancelled"}, why, noted=True)
            elif (day := _day(leg)) and (values := _moved(leg, by)):
                told = reason("leg.booked" if booked else "leg", leg=title(leg), first=day,
                              after=day + by)  # fmt: skip
                yield Follow(leg, _anew(values, booked=booked), (told,), noted=booked)


@dataclass
class _Journey:
    """Legs that change where no stop is, and the stops at both ends; None is home."""

    legs: list[Leg]
    origin: Stop | None
    there: Stop | None


def _journeys(dossier: Dossier) -> list[_Journey]:
    """The legs that are not cancelled: one that begins where another ended, within a day, and
    where no stop is, goes on with it.
    """
    found: list[_Journey] = []
    for leg in (one for one in dossier.legs if one.state != "cancelled"):
        origin = _end(leg, dossier, departs=True)
        there = _end(leg, dossier, departs=False)
        before = next((one for one in found if origin is None and _goes_on(one, leg)), None)
        if before is None:
            found.append(_Journey([leg], origin, there))
        else:
            before.legs.append(leg)
            before.there = there
    return found


def _goes_on(journey: _Journey, leg: Leg) -> bool:
    last = journey.legs[-1]
    if journey.there is not None or not last.destination or last.destination != leg.origin:
        return False
    wait = leg.departs_at - last.arrives_at if leg.departs_at and last.arrives_at else None
    return wait is not None and timedelta() <= wait <= _WAIT


class _Way:
    """The stops as they follow one another now, and as they would."""

    def __init__(self, stops: Sequence[Stop], proposal: Proposal) -> None:
        self._stages = {stage.stop: stage for stage in proposal.stages}
        self._now = [stop.id for stop in stops]
        self._then = list(proposal.order)

    def parted(self, origin: Stop | None, there: Stop | None) -> str | None:
        """The reason's key where two ends do not follow one another any more."""
        ends = (origin.id if origin else "", there.id if there else "")
        if origin is there or not self._follow(self._now, ends) or self._follow(self._then, ends):
            return None
        return "leg.off" if all(ends) else "leg.off.last" if origin else "leg.off.first"

    def by(self, origin: Stop | None, there: Stop | None) -> timedelta:
        """By how many days a leg moves: with the stop that it leads to, else leaves."""
        if there is not None and (stage := self._stages.get(there.id)) and there.starts_on:
            return stage.first - there.starts_on
        if origin is not None and (stage := self._stages.get(origin.id)):
            last = origin.ends_on or origin.starts_on
            return stage.last - last if last else timedelta()
        return timedelta()

    @staticmethod
    def _follow(order: Sequence[str], ends: tuple[str, str]) -> bool:
        """Whether two ends follow one another in an order that begins and ends at home."""
        whole = ["", *order, ""]
        return ends in pairwise(whole)


def _end(leg: Leg, dossier: Dossier, *, departs: bool) -> Stop | None:
    """The stop at an end of a leg; of several in one city the one nearest in time."""
    words = leg.origin if departs else leg.destination
    place = dossier.places.get((leg.origin_place if departs else leg.destination_place) or "")
    here = [stop for stop in dossier.stops if _is_at(place, words, stop, dossier)]
    day = _day(leg)

    def apart(stop: Stop) -> int:
        edge = stop.ends_on if departs else stop.starts_on
        return abs((edge - day).days) if edge and day else 0

    return min(here, key=apart, default=None)


def _is_at(place: Place | None, words: str | None, stop: Stop, dossier: Dossier) -> bool:
    """Whether a place, or what a ticket calls it, is at a stop."""
    named = fold(stop.city)
    cities = [fold(one) for one in (place.city if place else None, words) if one]
    if named in cities or any(one.startswith(f"{named} ") for one in cities):
        return True
    airport = identifiers.iata_airport(words) if words and len(words.strip()) == 3 else None
    spot = (spots.of_place(place) if place else None) or (
        (airport.lat, airport.lon) if airport else None
    )
    there = spots.of_stop(stop, dossier)
    return bool(spot and there and distance(spot, there) <= NEAR)


def _moved(leg: Leg, by: timedelta) -> dict[str, Any]:
    """The same hours of the wall so many days later."""
    if not by:
        return {}
    found: dict[str, Any] = {}
    for name, zone in (("departs_at", leg.departure_zone), ("arrives_at", leg.arrival_zone)):
        moment = getattr(leg, name)
        if moment is not None:
            found[name] = shifted(moment, by, clock(zone))
    return found


def _day(leg: Leg) -> date | None:
    if leg.departs_at is not None:
        return leg.departs_at.astimezone(clock(leg.departure_zone)).date()
    return leg.arrives_at.astimezone(clock(leg.arrival_zone)).date() if leg.arrives_at else None


def title(leg: Leg) -> str:
    """What a leg is called: its number and its ends."""
    ends = " – ".join(filter(None, (leg.origin, leg.destination)))
    return " ".join(filter(None, (leg.carrier, leg.number, ends))) or "?"
