"""Days as tables write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.interchange import days

_DAYS = st.dates(date(1850, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("January 9–12, 1866", "1866-01-09", "1866-01-12"),
        ("April 30–May 21, 1905", "1905-04-30", "1905-05-21"),
        ("December 28, 1905–January 3, 1906", "1905-12-28", "1906-01-03"),
        ("9-12 January 1866", "1866-01-09", "1866-01-12"),
        ("Jan 9-12, 2013", "2013-01-09", "2013-01-12"),
        ("9 Jan - 2 Feb 2013", "2013-01-09", "2013-02-02"),
        ("3 to 6 March 2026", "2026-03-03", "2026-03-06"),
        ("21/1/2013 - 23/1/2013", "2013-01-21", "2013-01-23"),
        ("14-Jan-2013", "2013-01-14", "2013-01-14"),
        ("November 21, 2020", "2020-11-21", "2020-11-21"),
    ],
)
def test_a_span_in_words(text: str, first: str, last: str) -> None:
    assert tuple(map(str, days.span(text))) == (first, last)


@pytest.mark.parametrize("text", ["14-Jan", "NIL return", "", "March 6–3, 2026", "soon – later"])
def test_what_is_no_span_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        days.span(text)


@given(_DAYS, st.integers(0, 400))
def test_a_span_in_iso_comes_back(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert days.span(f"{first} – {last}") == (first, last)


@given(st.lists(_DAYS, min_size=1).filter(lambda found: any(d.day > 12 for d in found)))
def test_a_column_that_tells_is_read_as_it_was_written(written: list[date]) -> None:
    cells = [f"{day.day:02}/{day.month:02}/{day.year}" for day in written]
    told = days.day_first(cells)
    assert told is True
    assert [days.plainly(cell, told) for cell in cells] == [day.isoformat() for day in written]


def test_a_column_that_contradicts_itself_tells_nothing() -> None:
    assert days.day_first(["13/1/2026", "1/13/2026"]) is None


def test_the_days_of_a_visit_tell_day_from_month_where_only_one_way_fits() -> None:
    first, last = date(2026, 12, 7), date(2026, 12, 10)
    assert days.day_first_within(["07/12/2026", "10/12/2026"], first, last) is True
    assert days.day_first_within(["12/07/2026", "12/10/2026"], first, last) is False
    assert days.day_first_within(["07/12/2026", "12/07/2026"], first, last) is None
    assert days.day_first_within(["04/05/1971"], first, last) is None
    assert days.day_first_within(["05/06/2026"], date(2026, 5, 20), date(2026, 6, 2)) is None
    assert days.day_first_within([None, ""], first, last) is None
