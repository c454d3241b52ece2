"""The lines in which reservation systems (Galileo, Amadeus, Sabre) write flights."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sciattache import errors
from sciattache.domain.standards import identifiers
from sciattache.errors import Told
from sciattache.interchange.bookings import clocks, labels, moments, places
from sciattache.interchange.bookings.booking import (
    Found,
    Journey,
    Passenger,
    Refused,
    When,
    Where,
)

_SEGMENT = re.compile(
    r"^[\s>*]*(?P<row>\d{1,2})[.)]?\s+\.?\s*(?P<carrier>[A-Z]{2}|[A-Z]\d|\d[A-Z])\s*(?P<number>\d{1,4})\s?"
    r"(?P<class>[A-Z])?\s+(?P<day>\d{1,2}[A-Z]{3}(?:\d{2}|\d{4})?)\s*(?P<weekday>[1-7]|[A-Z]{1,2})?\s*"
    r"(?P<origin>[A-Z]{3})[\s/-]?(?P<destination>[A-Z]{3})[\s*]*(?P<status>[A-Z]{2})(?P<seats>\d{1,2})(?P<rest>.*)$"
)
_HOURS = re.compile(
    r"(?:\s|^)(?P<departs>\d{3,4}[APNM]?)\s+(?P<mark>[#*\-+]?)(?P<arrives>\d{3,4}[APNM]?)"
    r"(?P<after>[+#-]\d?)?(?:\s+(?P<day>\d{1,2}[A-Z]{3}))?"
)
_NAME = re.compile(
    r"(?<![\w.])(?P<row>\d{1,2})\.\s?(?:\d{1,2})?\s?"
    r"(?P<family>[A-Z][A-Z'\- ]*)/(?P<given>[A-Z][A-Z'\- ]*?)"
    r"(?=\s{2,}|\s*[*(]|\s*\d{1,2}\.|\s*$)"
)
_HEAD = re.compile(
    r"^\s*RP/\S+/\S+\s.*\s(?P<code>[A-Z0-9]{6})\s*$|^\s*(?P<other>[A-Z0-9]{6})/[A-Z0-9]{2}\s"
)
_OPERATED = re.compile(r"OPERATED BY\s+(?P<who>.{2,40})", re.I)
_MOST = 1_000
"""Flights that are read of one text."""
_SURE = {"HK", "HS", "TK", "KK", "KL", "RR", "SS", "GK", "HN"}
_CANCELLED = {"UN", "UC", "HX", "XX", "NO", "UX", "XK"}
_MARKS = {"": 0, "#": 1, "+": 1, "*": 2, "-": -1}


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    match: re.Match[str]


def read(lines: list[str], sent: date | None) -> Found:
    """The flights in a text of a reservation system; ``sent`` is when it was written."""
    segments = [
        _Line(number, line, match)
        for number, line in enumerate(lines)
        if (match := _SEGMENT.match(line.rstrip())) and moments.days(match["day"])
    ][:_MOST]
    if not segments:
        return []
    people = _people(lines, segments)
    reference = labels.reference(lines) or _locator(lines)
    found: Found = []
    for segment in segments:
        evidence = f"line {segment.number + 1}: {' '.join(segment.text.split())[:80]}"
        try:
            found.append(_flight(segment, lines, people, reference, sent, evidence))
        except ValueError as error:
            found.append(Refused(evidence, errors.told(error)))
    return found


def _flight(
    segment: _Line, lines: list[str], people: tuple[Passenger, ...], reference: str,
    sent: date | None, evidence: str,
) -> Journey:  # fmt: skip
    said = segment.match
    for code in (said["origin"], said["destination"]):
        if identifiers.iata_airport(code) is None:
            raise ValueError(Told("{code} is no airport that is known.", code=code))
    origin, destination = (
        places.airport(code) or Where(name=code) for code in (said["origin"], said["destination"])
    )
    told = moments.days(said["day"])[0]
    on = moments.with_year(told, sent, ())
    if on is None:
        raise ValueError(f"{said['day']} does not tell the year, and nothing else does.")
    hours = _HOURS.search(said["rest"])
    leaves = moments.compact_hour(hours["departs"]) if hours else None
    comes = moments.compact_hour(hours["arrives"]) if hours else None
    if hours is None or leaves is None or comes is None:
        raise ValueError("Its hours cannot be read.")
    departs = datetime.combine(on, leaves)
    later = _MARKS[hours["mark"]] or _after(hours["after"])
    arrives = datetime.combine(on + timedelta(days=later), comes)
    if hours["day"] and (landing := moments.days(hours["day"])):
        day = moments.with_year(landing[0], on, (on,))
        arrives = datetime.combine(day or on, comes)
    remarks = (
        []
        if told.year
        else [Told("The year {year} is concluded; the text does not tell it.", year=on.year)]
    )
    arrives, remark = clocks.arrival(origin, departs, destination, arrives, is_marked=later != 0)
    below = lines[segment.number + 1] if segment.number + 1 < len(lines) else ""
    operated = _OPERATED.search(below)
    if operated:
        remarks.append(Told("Operated by {carrier}.", carrier=operated["who"].strip().title()))
    state = "cancelled" if said["status"] in _CANCELLED else "wanted"
    return Journey(
        kind="flight", carrier_code=said["carrier"], number=str(int(said["number"])),
        origin=origin, destination=destination, departs=When(at=departs), arrives=When(at=arrives),
        reference=reference, passengers=people, evidence=evidence,
        state="booked" if said["status"] in _SURE else state,
        remarks=tuple(filter(None, (*remarks, remark))),
    )  # fmt: skip


def _people(lines: list[str], segments: list[_Line]) -> tuple[Passenger, ...]:
    rows = {segment.number for segment in segments}
    found: dict[str, Passenger] = {}
    for number, line in enumerate(lines):
        if number in rows:
            continue
        for match in _NAME.finditer(line):
            name = labels.slashed(match["family"].strip(), " ".join(match["given"].split()))
            found.setdefault(name, Passenger(name=name))
    return tuple(found.values()) or tuple(labels.passengers(lines))


def _locator(lines: list[str]) -> str:
    for line in lines[:40]:
        if match := _HEAD.match(line):
            return match["code"] or match["other"]
    return ""


def _after(mark: str | None) -> int:
    if not mark:
        return 0
    days = int(mark[1:] or 1)
    return -days if mark[0] == "-" else days
