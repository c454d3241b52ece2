"""Days as tables from outside write them: spans, and columns that tell day from month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sciattache.domain import identities
from sciattache.errors import Told

_NUMBERS = re.compile(r"(\d{1,2})([./\- ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)", re.S)
_BETWEEN = re.compile(
    r"\s*[–—]\s*|\s+(?:-|to|until|bis|au|al|hasta)\s+"
    r"|(?<=[^\W\d] \d)-(?=\d{1,2}\b)|(?<=[^\W\d] \d\d)-(?=\d{1,2}\b)"
    r"|(?<=^\d)-(?=\d{1,2} )|(?<=^\d\d)-(?=\d{1,2} )"
)
"""What stands between two days; a bare hyphen only beside a month, for dates have hyphens."""
_AROUND = timedelta(days=30)
"""How far before a visit and after it what belongs to it may be."""
_YEAR = re.compile(r"\b\d{4}\b")
_MONTH = re.compile(r"[^\W\d_]{3,}\.?")


def span(text: str) -> tuple[date, date]:
    """The first and last day of *January 9–12, 1866*; ``ValueError`` with a sentence if unclear.

    What one side does not say it takes from the other.
    """
    text = " ".join(text.split())
    halves = _BETWEEN.split(text)
    if len(halves) != 2:
        only = identities.day(text)
        if only is None:
            raise ValueError(Told("There is no date."))
        return only, only
    try:
        begins = identities.day(_completed(halves[0], halves[1]))
        ends = identities.day(_completed(halves[1], halves[0]))
    except ValueError:
        raise ValueError(
            Told("“{value}” is not a span of days; write YYYY-MM-DD.", value=text[:40])
        ) from None
    if begins is None or ends is None or ends < begins:
        raise ValueError(Told("“{value}” ends before it begins.", value=text[:40]))
    return begins, ends


def _completed(half: str, other: str) -> str:
    """A half with the month and year that only the other half has."""
    half = half.strip(" ,")
    month, year = _MONTH.search(other), _YEAR.search(other)
    if _MONTH.search(half) is None and month is not None:
        half = f"{month[0]} {half}"
    if _YEAR.search(half) is None and year is not None:
        half = f"{half}, {year[0]}"
    return half


def is_numeric(text: str) -> bool:
    """Whether a text is a day in figures, day and month in whatever order."""
    found = _NUMBERS.match(text.strip())
    return found is not None and 0 < int(found[1]) <= 31 and 0 < int(found[3]) <= 31


def day_first(cells: Iterable[Any]) -> bool | None:
    """Whether a column writes the day before the month; None where no cell tells, or two differ."""
    told = set()
    for cell in cells:
        found = _NUMBERS.match(cell.strip()) if isinstance(cell, str) else None
        if found is None:
            continue
        first, second = int(found[1]), int(found[3])
        if (first > 12) != (second > 12):
            told.add(first > 12)
    return told.pop() if len(told) == 1 else None


def day_first_within(cells: Iterable[Any], first: date, last: date) -> bool | None:
    """Which way of reading puts every day of a column near a visit; None where not just one does.

    ``first`` and ``last`` are the days of the visit.
    """
    texts = [cell for cell in cells if isinstance(cell, str) and _NUMBERS.match(cell.strip())]
    fits = []
    for order in (True, False):
        try:
            told = [identities.day(plainly(text, order)) for text in texts]
        except ValueError:
            continue
        if all(one and first - _AROUND <= one <= last + _AROUND for one in told):
            fits.append(order)
    return fits[0] if texts and len(fits) == 1 else None


def plainly(text: str, is_day_first: bool) -> str:
    """A date of such a column in ISO 8601, what follows it (an hour) kept; else the text."""
    found = _NUMBERS.match(text.strip())
    if found is None:
        return text
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    day, month = (one, other) if is_day_first else (other, one)
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    return f"{year:04}-{month:02}-{day:02}{found[5]}"
