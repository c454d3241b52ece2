"""Timetables of trains: a line that leaves and a line that arrives, in any language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from sciattache.errors import Told
from sciattache.interchange.bookings import labels, moments
from sciattache.interchange.bookings.booking import (
    Found,
    Journey,
    Passenger,
    Refused,
    When,
    Where,
)

_STOP = re.compile(
    r"^[^\w]{0,4}(?P<label>[^\W\d]{1,10}[.:]?)\s*:?\s*(?P<hour>[012]?\d[:.][0-5]\d)\s*[|\s]\s*(?P<rest>\S.*)$"
)
_TRAIN = re.compile(r"(?P<kind>[A-Z]{1,4}[a-z]{0,3}(?:, ?[A-Z]{1,4})?)\s*(?P<number>\d{1,6})")
_BRACKETS = re.compile(r"\((?P<inside>[^()]*\d[^()]*)\)\s*(?:\|.*)?$")
_ALONE = re.compile(r"^(?P<kind>[A-Z]{1,4})\s+(?P<number>\d{1,6})(?:\s*\(\d+\))?$")
_PLATFORM = re.compile(r"\s+(?:-|–|▷|\|)\s*(?P<word>[^\W\d]{2,12}\.?)\s*(?P<name>[\w/\-]{0,6})\s*$")
_SEAT = re.compile(r"\|(?P<seat>\d{1,3}/\d{1,3}[A-Z]?)\s*$")
_MOST = 1_000
"""Trains that are read of one text."""
_LATEST = timedelta(hours=20)


def read(lines: list[str], on: date | None, sent: date | None) -> Found:
    """The trains of a timetable; ``on`` is the day of the first where it is known elsewhere."""
    pairs = _pairs(lines)[:_MOST]
    if not pairs:
        return []
    on = on or _day(lines, sent)
    reference = labels.reference(lines) or _numbered(lines)
    people = tuple(labels.passengers(lines))
    found: Found = []
    clock: datetime | None = None
    for number, leaves, comes in pairs:
        evidence = f"line {number + 1}: {' '.join(lines[number].split())[:80]}"
        if on is None:
            found.append(Refused(evidence, Told("It does not tell the day.")))
            continue
        departs = _after(on, leaves["hour"], clock)
        arrives = _after(departs.date(), comes["hour"], departs)
        clock = arrives
        if arrives - departs > _LATEST:
            found.append(Refused(evidence, Told("It would last longer than a day.")))
            continue
        one = _train(lines, number, (leaves, comes), (departs, arrives), evidence)
        found.append(replace(one, reference=reference, passengers=_seated(people, leaves)))
    return found


def _pairs(lines: list[str]) -> list[tuple[int, re.Match[str], re.Match[str]]]:
    """Where a line that leaves is followed by one that arrives, under another word."""
    found = []
    number = 0
    while number + 1 < len(lines):
        one, other = _STOP.match(lines[number]), _STOP.match(lines[number + 1])
        if one and other and one["label"].casefold() != other["label"].casefold():
            if _name_of(lines, number, one):
                found.append((number, one, other))
            number += 2
        else:
            number += 1
    return found


def _train(
    lines: list[str], number: int, stops: tuple[re.Match[str], re.Match[str]],
    at: tuple[datetime, datetime], evidence: str,
) -> Journey:  # fmt: skip
    leaves, comes = stops
    origin, platform = _station(leaves["rest"])
    destination, arrival_platform = _station(comes["rest"])
    return Journey(
        kind="train", number=_name_of(lines, number, leaves), origin=Where(name=origin),
        destination=Where(name=destination), departs=When(at=at[0]), arrives=When(at=at[1]),
        terminal=platform, arrival_terminal=arrival_platform, evidence=evidence,
    )  # fmt: skip


def _seated(people: tuple[Passenger, ...], leaves: re.Match[str]) -> tuple[Passenger, ...]:
    """Who travels, in the seat that stands behind the train, where there is one of each."""
    seat = _SEAT.search(leaves["rest"])
    if seat is None or len(people) > 1:
        return people
    return (Passenger(name=people[0].name if people else "", seat=seat["seat"]),)


def _name_of(lines: list[str], number: int, leaves: re.Match[str]) -> str:
    """The train of a leaving line: in brackets behind it, or on the line above."""
    behind = _BRACKETS.search(leaves["rest"])
    if behind and _TRAIN.search(behind["inside"]):
        return " ".join(behind["inside"].split())
    above = _ALONE.match(lines[number - 1].strip()) if number else None
    return f"{above['kind']} {above['number']}" if above else ""


def _station(text: str) -> tuple[str, str]:
    """A station without its train and platform, and the platform."""
    if "|" in text:
        return text.partition("|")[0].strip(), ""
    text = _BRACKETS.sub("", text) if _trains(text) else text
    found = _PLATFORM.search(f" {text}")
    if found is None:
        return " ".join(text.split()), ""
    return " ".join(f" {text}"[: found.start()].split()), found["name"]


def _trains(text: str) -> bool:
    found = _BRACKETS.search(text)
    return bool(found and _TRAIN.search(found["inside"]))


def _after(on: date, hour: str, clock: datetime | None) -> datetime:
    hours, minutes = re.split(r"[:.]", hour)
    moment = datetime.combine(on, datetime.min.time()) + timedelta(
        hours=int(hours), minutes=int(minutes)
    )
    while clock is not None and moment < clock:
        moment += timedelta(days=1)
    return moment


def _day(lines: list[str], sent: date | None) -> date | None:
    found = [day for line in lines for day in moments.days(line)]
    whole = {day.date for day in found if day.date}
    if whole:
        return min(whole) if len(whole) == 1 else None
    return moments.with_year(found[0], sent, ()) if len(found) == 1 else None


def _numbered(lines: list[str]) -> str:
    """A reference after a hash: *#9876543210: From Vienna*."""
    for line in lines[:3]:
        if match := re.match(r"\s*#(\d{6,14})\s*:", line):
            return match[1]
    return ""
