"""What a cell looks like, judged by its text or type alone."""

import re
from collections.abc import Sequence

from sciattache.interchange.tables.table import Cell

BLANK = frozenset({"", "-", "–", "—", ".", "n/a", "na", "null", "none", "nil", "#n/a"})
TYPED = frozenset({"number", "date", "time"})

_NUMBER = re.compile(
    r"[(+\-−]?\s*(?:[$€£¥₹]|[A-Z]{3}\s)?\s*[+\-−]?(?:\d[\d.,'’\u00a0\u202f ]*|\.\d+)"
    r"(?:e[+\-]?\d+)?\s*(?:%|[$€£¥₹]|\s[A-Z]{3})?\)?",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan|feb|fév|fev|mar|mär|apr|avr|abr|may|mai|mag|jun|juin|giu|jul|juil|lug|aug|août|ago|"
    r"sep|set|oct|okt|out|ott|nov|dec|dez|déc|dic|ene|gen)[^\W\d]{0,7}\.?"
)
_DATE = re.compile(
    r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
    rf"|\d{{1,2}}\.?[-/ .]?(?:de )?{_MONTH}(?:[-/ ,.]+(?:de )?\d{{2,4}})?"
    rf"|{_MONTH}[- ]\d{{1,2}}(?:,? ?\d{{2,4}})?)"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AP]M|Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AP]M)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/](?:\d\d|\d{4}))?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^@\s]+@[^@\s]+\.\w+", re.IGNORECASE)
_CODE = re.compile(r"(?=\S*\d)[A-Z0-9][A-Z0-9_/.\-]*", re.IGNORECASE)
_LONG = 120


def look(cell: Cell) -> str:
    """One of blank, number, date, time, address, code, long, text."""
    if cell is None:
        return "blank"
    if isinstance(cell, (bool, int, float)):
        return "number"
    if not isinstance(cell, str):
        return "date"
    text = cell.strip()
    if text.lower() in BLANK:
        return "blank"
    if len(text) > _LONG:
        return "long"
    for name, pattern in _PATTERNS:
        if pattern.fullmatch(text):
            return name
    return "text"


def filled(cells: Sequence[Cell]) -> int:
    """How many of these cells hold anything."""
    return sum(1 for cell in cells if cell is not None and cell != "")


def is_year(cell: Cell) -> bool:
    """Whether this reads as a year or a span of years, as columns of figures are often named."""
    if isinstance(cell, bool) or not isinstance(cell, (int, str)):
        return False
    return _YEAR.fullmatch(str(cell).strip()) is not None


_PATTERNS = (
    ("number", _NUMBER),
    ("time", _TIME),
    ("date", _DATE),
    ("address", _ADDRESS),
    ("code", _CODE),
)
