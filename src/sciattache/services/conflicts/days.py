"""Public holidays, weekends and closed doors at the place of an item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.place import Place
from sciattache.domain.standards import hours as opening
from sciattache.domain.standards.public_holidays import holiday, is_weekend
from sciattache.domain.standards.timezones import clock
from sciattache.services.conflicts.conflict import NOTE, WARNS, Conflict, found
from sciattache.services.conflicts.facts import WORKING, Booking, Facts
from sciattache.services.conflicts.wording import Country, Names


def holidays(facts: Facts) -> Iterator[Conflict]:
    """Work on a public holiday or at the weekend of the place; confirmed, it is but a note."""
    days: dict[tuple[date, str, str], list[Booking]] = {}
    spots: dict[tuple[str | None, date], tuple[str, str]] = {}
    for one in facts.bookings:
        if one.kind not in WORKING:
            continue
        on = one.local.date()
        spot = (one.origin or vars(one.record).get("stop"), on)
        if spot not in spots:
            spots[spot] = _where(facts, one)
        country, region = spots[spot]
        if country:
            days.setdefault((on, country, region), []).append(one)
    for (on, country, region), bookings in days.items():
        feast = holiday(country, on, region=region)
        if feast is not None:
            yield _on(facts, "holiday", on, country, bookings, holiday=feast)
        elif is_weekend(country, on):
            yield _on(facts, "weekend", on, country, bookings)


def closed(facts: Facts) -> Iterator[Conflict]:
    """An item outside the hours of its place; work, where that has none, outside its host's."""
    places, hosts = _hours(facts.dossier.places), _hours(facts.dossier.organisations)
    for one in facts.bookings if places or hosts else ():
        if one.moves or one.end <= one.start:
            continue
        known = places.get(one.origin or "")
        if known is None and one.kind in WORKING:
            known = hosts.get(vars(one.record).get("host") or "")
        if known is not None and not _is_open(facts, one, known[0]):
            yield found(
                "hours", NOTE if one.status == "confirmed" else WARNS, about=(one.record,),
                facts=(one.start, one.end, known[0]), at=one.local,
                title=facts.title(one.record), place=known[1], hours=known[0],
            )  # fmt: skip


def _hours(known: Mapping[str, Place] | Mapping[str, Organisation]) -> dict[str, tuple[str, str]]:
    """The opening hours that can be read, with whose they are."""
    return {
        id: (one.hours, one.name or "?")
        for id, one in known.items()
        if one.hours and opening.can_be_read(one.hours)
    }


def _is_open(facts: Facts, one: Booking, text: str) -> bool:
    place = facts.place(one.origin)
    there = clock(place.zone) if place and place.zone else clock(one.zone)
    country = _where(facts, one)[0] if "PH" in text else ""
    start, end = one.start.astimezone(there), one.end.astimezone(there)
    return opening.are_open(text, start, end, country=country or None)


def _where(facts: Facts, one: Booking) -> tuple[str, str]:
    """The country of an item and, where its place's address tells, the part of the country."""
    place, stop = facts.place(one.origin), facts.stop_of(one)
    at_stop = facts.place(stop.place) if stop else None
    country = (
        (place.country if place else None)
        or (stop.country if stop else None)
        or (at_stop.country if at_stop else None)
        or ("" if stop else facts.engagement.country)
    )
    regions = [
        address.region
        for spot in (place, at_stop) if spot and spot.country in (country, None)
        for address in spot.address or () if address.region
    ]  # fmt: skip
    return country or "", regions[0] if regions else ""


def _on(
    facts: Facts, rule: str, on: date, country: str, bookings: list[Booking], **values: str
) -> Conflict:
    records = [one.record for one in bookings]
    sure = all(one.status == "confirmed" for one in bookings)
    return found(
        rule, NOTE if sure else WARNS, about=records, facts=(on, country), day=on,
        country=Country(country), titles=Names(tuple(facts.title(one) for one in records)),
        more=values,
    )  # fmt: skip
