"""Pieces that are pure: trail, days, spans."""

from __future__ import annotations

from datetime import date

import pytest

from sciattache.ui import showing
from sciattache.ui.days import _next
from sciattache.ui.look import COLOURS
from sciattache.ui.places import Spot, Trail


def test_a_trail_goes_back_and_forth() -> None:
    trail = Trail()
    one, two, three = (Spot("screen", name) for name in ("one", "two", "three"))
    for spot in (one, two, three):
        trail.visit(spot)
    assert trail.back() == two
    assert trail.back() == one
    assert trail.back() is None
    assert trail.forward() == two
    trail.visit(three)
    assert not trail.can_go_forward


def test_a_draft_is_not_gone_back_to() -> None:
    trail = Trail()
    trail.visit(Spot("screen", "people"))
    trail.visit(Spot("draft", "person"))
    trail.visit(Spot("screen", "today"))
    assert trail.back() == Spot("screen", "people")


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2026, 3, 3), date(2026, 3, 6), "3–6 Mar 2026"),
        (date(2026, 3, 30), date(2026, 4, 2), "30 Mar – 2 Apr 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 Dec 2026 – 2 Jan 2027"),
        (date(2026, 3, 3), None, "3 Mar 2026"),
    ],
)
def test_a_span_of_days_is_short(first: date, last: date | None, told: str) -> None:
    assert showing.days(first, last, "en") == told


@pytest.mark.parametrize(
    ("birthday", "falls"),
    [
        ("1980-04-12", date(2026, 4, 12)),
        ("--02-01", date(2027, 2, 1)),
        ("1984-02-29", date(2027, 2, 28)),
        ("1985", None),
        ("1985-04", None),
    ],
)
def test_a_birthday_comes_round(birthday: str, falls: date | None) -> None:
    assert _next(birthday, date(2026, 3, 1)) == falls


@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize("words", ["text", "quiet", "accent", "good", "warn", "bad"])
@pytest.mark.parametrize("ground", ["base", "panel"])
def test_words_stand_out_from_their_ground(theme: str, words: str, ground: str) -> None:
    light, dark = sorted(
        (_luminance(COLOURS[theme][name]) for name in (words, ground)), reverse=True
    )
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
