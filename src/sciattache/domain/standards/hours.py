"""Opening hours as OpenStreetMap writes them: ``Mo-Fr 09:00-17:00; PH off``."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

import opening_hours


def normal(text: str) -> str:
    """Opening hours as they stand; ``ValueError`` with a sentence when they cannot be read."""
    plain = text.strip()
    if not can_be_read(plain):
        raise ValueError(
            f"“{plain[:40]}” are not opening hours; write them like Mo-Fr 09:00-17:00; PH off."
        )
    return plain


def can_be_read(text: str) -> bool:
    """Whether a text, from another program perhaps, is opening hours."""
    return bool(opening_hours.validate(text))


def are_open(text: str, start: datetime, end: datetime, *, country: str | None = None) -> bool:
    """Whether a place is open all the time from ``start`` to ``end``, both on its own clock.

    ``country`` (ISO 3166-1) says whose public holidays ``PH`` means.
    """
    known = _read(text, country)
    begins, ends = start.replace(tzinfo=None), end.replace(tzinfo=None)
    if not known.is_open(begins):
        return False
    change = known.next_change(begins)
    return change is None or change >= ends


@lru_cache(maxsize=512)
def _read(text: str, country: str | None) -> opening_hours.OpeningHours:
    try:
        return opening_hours.OpeningHours(text, country=country)
    except opening_hours.UnknownCountryError:  # type: ignore[attr-defined]  # not in its stubs
        return opening_hours.OpeningHours(text)
