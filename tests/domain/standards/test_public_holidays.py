"""Public holidays and weekends by country."""

from __future__ import annotations

from datetime import date

import pytest

from sciattache.domain.standards.public_holidays import holiday, is_weekend


@pytest.mark.parametrize(
    ("country", "region", "on", "name"),
    [
        ("FR", "", date(2026, 7, 14), "National Day"),
        ("FR", "", date(2026, 7, 15), None),
        ("JP", "", date(2026, 5, 5), "Children's Day"),
        ("DE", "", date(2026, 11, 1), None),
        ("DE", "Bayern", date(2026, 11, 1), "All Saints' Day"),
        ("DE", "DE-NW", date(2026, 11, 1), "All Saints' Day"),
        ("DE", "nowhere", date(2026, 11, 1), None),
        ("XX", "", date(2026, 7, 14), None),
        (None, "", date(2026, 7, 14), None),
    ],
)
def test_holidays_are_those_of_the_country_and_its_part(
    country: str | None, region: str, on: date, name: str | None
) -> None:
    assert holiday(country, on, region=region) == name


@pytest.mark.parametrize(
    ("country", "weekdays"), [("FR", {5, 6}), ("EG", {4, 5}), ("AE", {5, 6}), ("XX", {5, 6})]
)
def test_the_weekend_is_the_countrys_own(country: str, weekdays: set[int]) -> None:
    week = [date(2026, 3, 2 + day) for day in range(7)]
    assert {day.weekday() for day in week if is_weekend(country, day)} == weekdays
