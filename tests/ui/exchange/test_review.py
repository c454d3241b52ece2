"""What an office wrote whose key was stolen is looked through at headquarters, and taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from sciattache.domain.directory.person import Person

from .conftest import Sitting
from .test_exchange import _enter, _people, travel

World = tuple[Sitting, Sitting, Sitting]


@pytest.fixture
def defaced(world: World, tmp_path: Path) -> World:
    """The first office moved a person of the second, deleted another, and added a third."""
    hq, a, b = world
    _enter(b, family_name="Curie", city="Paris")
    _enter(b, family_name="Noether")
    travel(world, tmp_path)
    with a.office.step("Deface") as session:
        session.query(Person).filter_by(family_name="Curie").one().city = "Nowhere"
        session.delete(session.query(Person).filter_by(family_name="Noether").one())
    _enter(a, family_name="Planted")
    hq.drop(*a.make(tmp_path / "up"))
    assert set(_people(hq)) == {("Curie", "Nowhere"), ("Planted", None)}
    hq.screen.turn_to("offices")
    hq.screen.offices.sheet.choose("1")
    return world


def _listed(sitting: Sitting) -> list[list[str]]:
    rows = sitting.screen.review.list
    return [
        [rows.topLevelItem(n).text(column) for column in range(4)]
        for n in range(rows.topLevelItemCount())
    ]


def test_whom_headquarters_shuts_out_it_looks_through_and_takes_back(defaced: World) -> None:
    hq = defaced[0]
    hq.click(hq.screen.offices.revoke)
    hq.click(hq.screen.offices.revoke)
    page = hq.screen.review
    assert page.isVisible() and "Lisbon" in page.title.text()
    assert sorted(_listed(hq)) == [
        ["Curie", "Person", "Changed", "City"],
        ["Noether", "Person", "Deleted", ""],
        ["Planted", "Person", "Added", ""],
    ]
    hq.click(page.act)
    assert set(_people(hq)) == {("Curie", "Paris"), ("Noether", None)}
    assert _listed(hq) == []
    hq.desk.undo()
    hq.settle()
    assert set(_people(hq)) == {("Curie", "Nowhere"), ("Planted", None)}
    assert len(_listed(hq)) == 3
    hq.click(page.back)
    assert hq.screen.offices.isVisible()


def test_what_is_not_ticked_stays_as_it_is(defaced: World) -> None:
    hq = defaced[0]
    hq.click(hq.screen.offices.review)
    page = hq.screen.review
    (planted,) = page.list.findItems("Planted", Qt.MatchFlag.MatchExactly)
    planted.setCheckState(0, Qt.CheckState.Unchecked)
    assert page.count.text() == "2 of 3 ticked"
    hq.click(page.act)
    assert set(_people(hq)) == {("Curie", "Paris"), ("Noether", None), ("Planted", None)}
    assert [row[0] for row in _listed(hq)] == ["Planted"]
    assert not page.act.isEnabled(), "what was left out stays left out"
    hq.click(page.all)
    assert page.act.isEnabled()


def test_what_was_written_over_meanwhile_is_left(defaced: World) -> None:
    hq = defaced[0]
    hq.click(hq.screen.offices.review)
    page = hq.screen.review
    with hq.office.step("Move person") as session:
        session.query(Person).filter_by(family_name="Curie").one().city = "Warsaw"
    assert len(page.list.chosen()) == 3
    hq.click(page.act)
    assert set(_people(hq)) == {("Curie", "Warsaw"), ("Noether", None)}


def test_only_what_was_written_since_a_day_is_listed(defaced: World) -> None:
    hq = defaced[0]
    hq.click(hq.screen.offices.review)
    page = hq.screen.review
    today = datetime.now(UTC).astimezone().date()
    for day, count in ((today + timedelta(days=1), 0), (today, 3)):
        page.since.setFocus()
        page.since.setText(day.isoformat())
        hq.bot.keyClick(page.since, Qt.Key.Key_Return)
        hq.settle()
        assert len(page.list.shown) == count


def test_a_day_that_is_none_is_refused(defaced: World) -> None:
    hq = defaced[0]
    hq.click(hq.screen.offices.review)
    page = hq.screen.review
    page.since.setText("someday")
    hq.bot.keyClick(page.since, Qt.Key.Key_Return)
    hq.settle()
    assert hq.said and len(page.list.shown) == 3
