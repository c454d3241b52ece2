"""On which clock the hours of an agenda's rows are, where no column tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sciattache.domain import identities
from sciattache.interchange.bookings.around import Around

Told = list[tuple[str, str, Any]]
"""The cells of a row: the record beside it, the field, the cell."""


def of_items(around: Around) -> Callable[[Told], Told]:
    """What gives the zones of a row's hours: its beginning's, the stop's, the engagement's."""

    def of_row(filled: Told) -> Told:
        told = {name: cell for before, name, cell in filled if not before}
        start = naive(told.get("starts_at"))
        zone = str(told.get("start_zone") or "") or (_zone(around, start.date()) if start else "")
        wanted = {"start_zone": start, "end_zone": naive(told.get("ends_at"))}
        return [
            ("", name, zone) for name, at in wanted.items() if zone and at and not told.get(name)
        ]

    return of_row


def naive(cell: Any) -> datetime | None:
    """A cell's date and hour where it tells no offset."""
    try:
        at = cell if isinstance(cell, datetime) else identities.moment(str(cell or ""))
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is None else None


def _zone(around: Around, on: date) -> str:
    """The clock of the stop that has this day, else of the engagement."""
    here = (
        zone for _, zone, first, last in around.stops
        if zone and first and first <= on <= (last or first)
    )  # fmt: skip
    return next(here, around.zone)
