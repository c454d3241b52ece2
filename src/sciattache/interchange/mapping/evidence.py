"""How far the values of a column are such as a field takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from sciattache.domain import identities
from sciattache.domain.fields import Field
from sciattache.domain.standards import figures
from sciattache.domain.vocabularies import COUNTRIES
from sciattache.interchange import days, hours
from sciattache.interchange.mapping.columns import Column
from sciattache.interchange.mapping.foreign import folded
from sciattache.interchange.mapping.targets import (
    ADDRESS_PARTS,
    DAYS,
    FULL_NAME,
    HOUR_OF,
    ID_OF,
    Target,
)
from sciattache.interchange.tables.looks import look

_ORGANISED = re.compile(
    r"universi|institut|laborator|compan|corporation|\b(?:ltd|limited|inc|llc|plc|gmbh|ag|s\.?a\.?"
    r"|sas|sarl|srl|s\.?p\.?a|bv|b\.v|nv|oy|ab|corp|co|kg)\b\.?|minist[eè]r(?:e|io|ium)|ministry|agenc|council|conseil"
    r"|commission|committee|comité|foundation|fondation|fundaci|stiftung|associa|society|société"
    r"|sociedad|gesellschaft|centre\b|center\b|centro|zentrum|school|école|escuela|college|academ"
    r"|embass|ambassade|botschaft|department|département|bank\b|banque|group\b|groupe|union\b"
    r"|federation|fédération|hospital|hôpital|office\b|authority|board\b|museum|press\b|partners\b"
    r"|ventures|capital\b|holding|international|technolog|systems|industr|services"
    r"|大学|研究|公司|集团|医院|学院|университет|институт|министерство|ооо|جامعة|شركة|وزارة|معهد",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]")
_PERSON = re.compile(r"[^\d@/:;=<>{}\[\]]{2,60}")
_PHONE = re.compile(r"[+(]?[\d][\d\s().\-/+x;,ext]*\d", re.I)
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w\-]+(?:\.[\w\-]+)+(?:/\S*)?|@\w+", re.I)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+", re.I)
_PRICE = re.compile(r"[$€£¥₹]\s*\d|\d\s*[$€£¥₹]")
_YEARLESS = re.compile(
    r"\d{1,2}(?:\s*[-–—/&]\s*\d{1,2})?[\s\-./]*[^\W\d]{3,9}\.?$|[^\W\d]{3,9}\.? \d{1,2}\b"
)
_COUNTED = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
"""Days as a spreadsheet counts them, 1954 to 2118."""
_LONGEST_NAME = 300


def share(target: Target, column: Column) -> float:
    """The part of a column's values that ``target`` would take as what they say; 1 of none."""
    if not column.cells:
        return 1.0
    fit = sum(_score(target)(cell) for cell in column.cells) / len(column.cells)
    if target.field is not None and _score(target) is _is_name and folded(column.heading) == "name":
        fit *= 0.5  # people and organisations have names in the first place
    return fit


def _score(target: Target) -> Callable[[Any], float]:
    name = target.path.rpartition(".")[2]
    field = target.field
    if name == "id" or (name.endswith(ID_OF) and (field is None or name != field.name)):
        return _is_id
    if name == FULL_NAME and field is None:
        return person
    if name in ADDRESS_PARTS:
        return _is_text
    if field is not None and name == field.name + HOUR_OF:
        return _is_hour
    if name == DAYS or field is None:
        return _is_days
    if field.kind.name == "reference":
        return _CALLED.get(field.target or "", _is_name)
    if field.kind.name in ("choice", "choices", "flag", "number", "real", "identifier"):
        return _parses(field)
    if field.kind.name == "points":
        return _POINTS.get(field.scheme or "", _is_text)
    if field.kind.name == "text" and field.required:
        return organisation if field.name == "name" and "employer" in field.aliases else _is_name
    return _KINDS.get(field.kind.name, _is_text)


def _parses(field: Field) -> Callable[[Any], float]:
    def fits(cell: Any) -> float:
        if isinstance(cell, str) and field.scheme == "partial-day":
            return _is_day(cell) or _safely(field, cell)
        return _safely(field, cell)

    return fits


def _safely(field: Field, cell: Any) -> float:
    try:
        return float(field.parse(cell) is not None)
    except (ValueError, OverflowError):
        return 0.0


def person(cell: Any) -> float:
    """How much a cell looks like the name of a person."""
    if not isinstance(cell, str) or not _PERSON.fullmatch(cell) or not _LETTERS.search(cell):
        return 0.0
    if _ORGANISED.search(cell):
        return 0.1
    words = re.findall(r"[^\s,]+", cell)
    if len(words) == 1 and (cell.casefold() in _cities() or COUNTRIES.code(cell)):
        return 0.1
    if len(words) > 7 or (cell.islower() and cell.isascii()):
        return 0.2
    return 1.0 if len(words) > 1 or not cell.isascii() else 0.6


def organisation(cell: Any) -> float:
    """How much a cell looks like the name of an organisation."""
    if not _is_name(cell):
        return 0.0
    if _ORGANISED.search(str(cell)):
        return 1.0
    return 0.3 if str(cell).islower() and str(cell).isascii() else 0.55


def _is_name(cell: Any) -> float:
    """A text that may name something: letters, and neither figure nor date nor address."""
    if not isinstance(cell, str) or not _LETTERS.search(cell) or len(cell) > _LONGEST_NAME:
        return 0.0
    return float(look(cell) not in ("date", "time", "address") and _PRICE.search(cell) is None)


@cache
def _cities() -> frozenset[str]:
    """Cities that a time zone is called by: capitals for the most part."""
    zones = (zone.rpartition("/") for zone in available_timezones())
    return frozenset(city.replace("_", " ").casefold() for _, slash, city in zones if slash)


def _is_text(cell: Any) -> float:
    return float(not isinstance(cell, str) or not _MAIL.fullmatch(cell))


def _is_id(cell: Any) -> float:
    try:
        UUID(str(cell))
    except ValueError:
        return 0.0
    return 1.0


def _is_day(cell: Any) -> float:
    if isinstance(cell, date):
        return 1.0
    if isinstance(cell, int | float):
        return float(20_000 < cell < 80_000)
    if not isinstance(cell, str):
        return 0.0
    counted = _COUNTED.fullmatch(cell) is not None
    return float(counted or days.is_numeric(cell) or _reads(identities.day, cell))


def _is_days(cell: Any) -> float:
    if not isinstance(cell, str):
        return _is_day(cell)
    return (
        _is_day(cell) or float(_reads(days.span, cell)) or 0.8 * (_YEARLESS.match(cell) is not None)
    )


def _is_moment(cell: Any) -> float:
    if isinstance(cell, datetime):
        return 1.0
    return _is_day(cell) or float(isinstance(cell, str) and _reads(identities.moment, cell))


def _is_hour(cell: Any) -> float:
    return float(hours.read(cell) is not None)


def _is_amount(cell: Any) -> float:
    return float(figures.amount(cell) is not None)


def _is_mail(cell: Any) -> float:
    return float("@" in str(cell))


def _is_phone(cell: Any) -> float:
    digits = sum(sign.isdecimal() for sign in str(cell))
    return float(digits >= 5 and _PHONE.match(str(cell)) is not None)


def _is_link(cell: Any) -> float:
    return float(_LINK.match(str(cell)) is not None)


def _is_address(cell: Any) -> float:
    return float(
        isinstance(cell, str) and not _MAIL.fullmatch(cell) and bool(_LETTERS.search(cell))
    )


def _reads(read: Callable[[str], Any], text: str) -> bool:
    try:
        return read(text) is not None
    except (ValueError, OverflowError):
        return False


_CALLED: dict[str, Callable[[Any], float]] = {"person": person}
_POINTS: dict[str, Callable[[Any], float]] = {
    "email": _is_mail, "phone": _is_phone, "link": _is_link, "address": _is_address,
}  # fmt: skip
_KINDS: dict[str, Callable[[Any], float]] = {
    "date": _is_day, "instant": _is_moment, "money": _is_amount,
}  # fmt: skip


def is_specific(target: Target) -> bool:
    """Whether the values of ``target`` are known by themselves: names of people, organisations."""
    return _score(target) in (person, organisation)


def telling(target: Target) -> float:
    """How much a column that fits ``target`` tells of the record type: a note tells least."""
    field = target.field
    if target.path.rpartition(".")[2] in ADDRESS_PARTS:
        return _TELLING["text"]
    if field is None or field.required:
        return 1.0
    return _TELLING.get(field.kind.name, 1.0)


_TELLING = {"note": 0.4, "text": 0.6, "money": 0.8, "number": 0.7, "real": 0.8}


def named(columns: Sequence[Column]) -> int:
    """How many columns hold anything."""
    return sum(column.fill > 0 for column in columns)
