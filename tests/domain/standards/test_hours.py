"""Opening hours are read as OpenStreetMap writes them."""

from __future__ import annotations

from datetime import datetime

import pytest

from sciattache.domain.standards import hours

OFFICE = "Mo-Fr 09:00-12:00,13:30-17:00; PH off"


@pytest.mark.parametrize(
    ("start", "end", "open_"),
    [
        ("2026-11-30T09:00", "2026-11-30T12:00", True),
        ("2026-11-30T08:59", "2026-11-30T10:00", False),
        ("2026-11-30T11:00", "2026-11-30T14:00", False),
        ("2026-11-28T10:00", "2026-11-28T11:00", False),
        ("2026-12-25T10:00", "2026-12-25T11:00", False),
    ],
)
def test_a_place_is_open_when_all_of_the_time_is_within_its_hours(
    start: str, end: str, open_: bool
) -> None:
    span = datetime.fromisoformat(start), datetime.fromisoformat(end)
    assert hours.are_open(OFFICE, *span, country="DE") is open_


def test_a_country_whose_holidays_nobody_keeps_has_none() -> None:
    start, end = datetime(2026, 12, 25, 10), datetime(2026, 12, 25, 11)
    assert hours.are_open(OFFICE, start, end, country="KM")


def test_what_are_no_hours_is_refused_with_the_way_to_write_them() -> None:
    with pytest.raises(ValueError, match="write them like Mo-Fr"):
        hours.normal("nine to five")
