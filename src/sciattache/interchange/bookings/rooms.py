"""Rooms in a confirmation meant for people: a hotel, and the days of arrival and departure."""

from __future__ import annotations

import re
from datetime import date

from sciattache.errors import Told
from sciattache.interchange.bookings import labels, moments
from sciattache.interchange.bookings.booking import Found, Lodging, Refused, Where

_IN = re.compile(
    r"\b(?:check[\s-]?in|arrival|anreise|ankunft|einchecken|arriv[ée]e|entrada|llegada|arrivo|aankomst)"
    r"(?:\s*(?:date|day|datum|tag))?\b",
    re.I,
)
_OUT = re.compile(
    r"\b(?:check[\s-]?out|departure|abreise|auschecken|d[ée]part|salida|partenza|vertrek)"
    r"(?:\s*(?:date|day|datum|tag))?\b",
    re.I,
)
_HOTEL = re.compile(
    r"^(?:hotel|property|accommodation|lodging|unterkunft|h[ôo]tel|h[ée]bergement|alojamiento|struttura"
    r"|hotel name|name of (?:the )?hotel)\s*:\s*(?P<name>.{3,80})$",
    re.I,
)
_NAMED = re.compile(
    r"^(?P<name>(?:[\w'’&.\-]+ ){0,5}(?:hotel|hostel|inn|resort|suites|h[ôo]tel|pension|gasthof"
    r"|residence)"
    r"(?: [\w'’&.\-]+){0,5})$",
    re.I,
)
_ADDRESS = re.compile(
    r"^(?:address|adresse|anschrift|direcci[óo]n|indirizzo|adres)\s*:\s*(?P<told>.{5,160})$", re.I
)
_PHONE = re.compile(
    r"^(?:phone|tel(?:ephone|efon|\.)?|t[ée]l\.?)\s*:?\s*(?P<told>\+?[\d ()/.\-]{6,25})$", re.I
)
_ROOM = re.compile(
    r"^(?:room(?: type)?|zimmer(?:kategorie|typ)?|chambre|habitaci[óo]n"
    r"|camera)\s*:\s*(?P<told>.{3,80})$",
    re.I,
)


def read(lines: list[str], sent: date | None) -> Found:
    """The room that a text confirms, where it tells both days and names the hotel."""
    cells = [cell for line in lines for cell in _cells(line)]
    arrives, departs = _day(cells, _IN, sent), _day(cells, _OUT, sent)
    if arrives is None or departs is None:
        return []
    evidence = f"“{arrives[1][:60]}”"
    names = list(dict.fromkeys(_all(cells, _HOTEL, "name") or _all(cells, _NAMED, "name")))
    if len(names) != 1:
        return [Refused(evidence, Told("It is not clear which hotel it is."))]
    if not arrives[0] < departs[0]:
        return [Refused(evidence, Told("It ends on {day}, not after it begins.", day=departs[0]))]
    told = {
        name: (_all(cells, pattern, "told") or [""])[0]
        for name, pattern in (("address", _ADDRESS), ("phone", _PHONE), ("room", _ROOM))
    }
    return [
        Lodging(
            hotel=Where(name=names[0], address=told["address"], phone=told["phone"].strip()),
            arrives_on=arrives[0], departs_on=departs[0], room=told["room"],
            reference=labels.reference(cells), evidence=evidence,
            guests=tuple(passenger.name for passenger in labels.passengers(cells)),
        )
    ]  # fmt: skip


def _cells(line: str) -> list[str]:
    return [cell[:200] for cell in re.split(r"\s{3,}|\t", line.strip()) if cell]


def _day(cells: list[str], label: re.Pattern[str], sent: date | None) -> tuple[date, str] | None:
    """The day behind a label, in its cell or the next, and the cell."""
    for number, cell in enumerate(cells):
        match = label.search(cell)
        if match is None:
            continue
        after = cells[number + 1] if number + 1 < len(cells) else ""
        for text in (cell[match.end() :], "" if moments.days(cell) else after):
            for found in moments.days(text)[:1]:
                on = moments.with_year(found, sent, ()) if found.other is None else None
                if on is not None:
                    return on, cell
    return None


def _all(cells: list[str], pattern: re.Pattern[str], group: str) -> list[str]:
    joined = [
        f"{cell} {after}" if cell.endswith(":") else cell
        for cell, after in zip(cells, [*cells[1:], ""], strict=True)
    ]
    return [match[group].strip() for cell in joined if (match := pattern.match(cell))]
