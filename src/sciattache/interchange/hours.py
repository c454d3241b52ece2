"""Hours of the day as tables from outside write them, alone or from one to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sciattache.services import hours

_HOUR = re.compile(
    r"\d{1,2}\s*[:.h]\s*\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\d{4}|\d{1,2}\s*h",
    re.I,
)
_BETWEEN = re.compile(r"\s*(?:[-–—]|\bto\b|\buntil\b|\bbis\b|\bà\b|\ba\b)\s*", re.I)
_MIDNIGHT = datetime(1900, 1, 1, tzinfo=UTC)
"""The beginning of some day."""
_LATER = re.compile(r"\s*\(?\+\s*(\d)(?:\s*(?:d|day|days))?\)?$", re.I)


@dataclass(frozen=True)
class Span:
    """Hours of the day as a cell has them: the first, the last where it has two, and days later."""

    first: time
    last: time | None = None
    later: int = 0


def read(cell: Any) -> Span | None:
    """The hours that a cell tells: *09:30*, *9.30 pm*, *0930*, *06:20 +1*, *9:00–10:30*."""
    if isinstance(cell, datetime):
        return Span(cell.time()) if cell.year <= 1900 else None
    if isinstance(cell, time):
        return Span(cell.replace(microsecond=0))
    if isinstance(cell, float):
        return Span((_MIDNIGHT + timedelta(days=cell)).time()) if 0 <= cell < 1 else None
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    marked = _LATER.search(text)
    parts = _BETWEEN.split(text[: marked.start()] if marked else text)
    found = [_hour(part) for part in parts]
    if not 1 <= len(found) <= 2 or found[0] is None or found[-1] is None:
        return None
    return Span(found[0], found[1] if len(found) == 2 else None, int(marked[1]) if marked else 0)


def _hour(text: str) -> time | None:
    text = text.strip()
    if not _HOUR.fullmatch(text):
        return None
    if seconds := re.fullmatch(r"(\d{1,2}:\d{2}):\d{2}(.*)", text):
        text = seconds[1] + seconds[2]
    try:
        return hours.read(text.rstrip("hH ") if re.fullmatch(r"\d{1,2}\s*h", text, re.I) else text)
    except ValueError:
        return None
