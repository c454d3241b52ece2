"""The cells of a confirmation, and what each says: a flight number, a place, a day, an hour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sciattache.interchange.bookings import moments, places
from sciattache.interchange.bookings.booking import Where

_FLIGHT = re.compile(
    r"^(?P<label>(?:(?:your\s)?flight|flug|vol|vuelo|volo|v[oô]o|vlucht|lot|let|рейс|航班|便名)"
    r"(?:\s?(?:number|no|nr|n[°º]|num[eé]ro|nummer|n[úu]mero|-?nr))?\.?\s*:?\s*#?\s*)?"
    r"(?P<carrier>[A-Z]{2}|[A-Z]\d|\d[A-Z])[\s\-]?(?P<number>\d{1,4})(?![\w:/.]|-\d)(?P<rest>.*)$",
    re.I,
)
_AIRCRAFT = re.compile(r"^(?:A[23]\d\d|B7\d\d|E1\d\d|CRJ?\d|AT\d\d|DH\d)\b", re.I)
_NO_CARRIER = frozenset("NO NR OF AT TO KG PC ID AM PM ON IN BY OR EU VA CO".split())
_OTHER_HOURS = re.compile(
    r"duration|dauer|dur[ée]e|duraci[óo]n|durata|boarding|check-?\s?in|opens|closes|layover|stop-?over"
    r"|transfer time|flying time|flight time|flugzeit|umsteige|wartezeit|correspondance|escala"
    r"|gate closes",
    re.I,
)
NOT_OURS = re.compile(
    r"operated by|durchgef[üu]hrt|op[ée]r[ée] par|operado por|equipment|aircraft|flugzeug|airbus"
    r"|boeing",
    re.I,
)
_LEAVES = (
    r"depart(?:ure|s|ing)?|dep\.?|from|von|ab|abflug|d[ée]part|de|partenza|da|salida|desde|origem|partida"
    r"|origin|vertrek|van|wylot|odlet|avg[åa]ng"
)
_COMES = (
    r"arriv(?:al|es|ing)|arr\.?|to|nach|an|ankunft|arriv[ée]e|[àa]|arrivo|llegada|hasta|destino|chegada"
    r"|destination|aankomst|naar|przylot|p[řr][íi]let|ankomst"
)
_LABEL = re.compile(
    rf"^(?:(?P<leaves>{_LEAVES})|(?P<comes>{_COMES}))\s*[:\-–]\s*(?P<rest>.+)$", re.I
)
_ROUTE = re.compile(r"^(?P<from>.{3,40}?)\s*(?:[-–—→>➞/]|\bto\b|\bnach\b)\s*(?P<to>.{3,40})$")


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a cell says: ``what`` is flight, place, route, day or hour."""

    what: str
    cell: int
    value: object
    text: str = ""
    sure: bool = True


def parts(cells: Sequence[str]) -> list[Part]:
    """What the cells of a text say, in their order."""
    found = [part for number, cell in enumerate(cells) for part in _said(cell, number)]
    return _told_apart(found, moments.day_first(cells))


def split(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """The cells of a text, and the line on which each stands."""
    pairs = [(cell[:400], number) for number, line in enumerate(lines) for cell in _cells(line)]
    return [cell for cell, _ in pairs], [number for _, number in pairs]


def _told_apart(parts: list[Part], is_day_first: bool | None) -> list[Part]:
    """The parts, days in figures read as the rest of the text writes them."""
    if is_day_first is None:
        return parts
    made = []
    for part in parts:
        day = part.value
        if isinstance(day, moments.Day) and day.other is not None:
            one = (day.day, day.month) if is_day_first else day.other
            part = replace(part, value=replace(day, day=one[0], month=one[1], other=None))
        made.append(part)
    return made


def _cells(line: str) -> Iterator[str]:
    """The cells of a line, apart by wide gaps; a label stands with what it announces."""
    waiting = ""
    for cell in re.split(r"\s{2,}|\t|\s\|\s", line.strip()):
        if cell.endswith(":"):
            waiting = f"{waiting} {cell}".strip()
            continue
        if cell:
            yield f"{waiting} {cell}".strip()
            waiting = ""
    if waiting:
        yield waiting


def _said(cell: str, number: int) -> Iterator[Part]:
    if len(cell) > 160:
        return
    if flight := _flight_number(cell):
        yield Part("flight", number, flight, cell)
        return
    if _OTHER_HOURS.search(cell):
        return
    found: list[tuple[int, Part]] = []
    days, hours = moments.days(cell), moments.hours(cell)
    found += [(day.at, Part("day", number, day, cell)) for day in days]
    found += [(hour.at, Part("hour", number, hour, cell)) for hour in hours]
    rest = cell
    for at, end in [(one.at, one.end) for one in days] + [(one.at, one.end) for one in hours]:
        rest = rest[:at] + " " * (end - at) + rest[end:]
    if not NOT_OURS.search(cell):
        found += _places(rest, number, cell)
    yield from (part for _, part in sorted(found, key=lambda pair: pair[0]))


def _flight_number(cell: str) -> re.Match[str] | None:
    match = _FLIGHT.match(cell)
    if match is None or match["carrier"].upper() in _NO_CARRIER:
        return None
    if not match["label"] and (
        match["carrier"].upper() != match["carrier"] or _AIRCRAFT.match(cell)
    ):
        return None
    return None if moments.days(cell[: match.end("number") + 5]) and not match["label"] else match


def _places(cell: str, number: int, whole: str) -> list[tuple[int, Part]]:
    """The places of a cell; one that is only called by a name, and not announced, is not sure."""
    plain = " ".join(cell.split()).strip(" ,;-–|")
    if len(plain) < 3:
        return []
    label = _LABEL.match(plain)
    told = label["rest"] if label else plain
    pair = _ROUTE.match(told)
    if pair and places.coded(pair["from"]) and places.coded(pair["to"]):
        return [
            (at, Part("route", number, places.airport(end), end))
            for at, end in enumerate((pair["from"], pair["to"]))
        ]
    has_code = bool(places.coded(told))
    if not has_code and not label and (pair or not _is_name(told)):
        return []
    where = places.airport(told)
    # Beside a day or an hour an unknown name may be a weekday; alone it is a place.
    if where is None and label and cell == whole and re.search(r"[^\W\d_]{3}", told):
        where = Where(name=places.without_terminal(told)[0])
    if where is None:
        return []
    at = len(cell) - len(cell.lstrip())
    return [(at, Part("place", number, where, told, has_code or bool(label)))]


def _is_name(text: str) -> bool:
    return len(text) < 70 and text[0].isupper() and not re.search(r"[:;!?@]|\d{2}", text)
