"""Headquarters merges what two offices know twice at its screen, and takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sciattache.domain.directory.person import Person
from sciattache.domain.points import Point

from .conftest import Dialogs, Sitting, join, new_office
from .test_exchange import _enter, _people

World = tuple[Sitting, Sitting, Sitting]


@pytest.fixture
def cities(
    qtbot: QtBot, tmp_path: Path, dialogs: Dialogs, headquarters: Sitting, blank: Path
) -> Iterator[World]:
    """Headquarters and the offices of two cities, both of which know Ana Silva."""
    posts = []
    for name in ("Lisbon", "Tokyo"):
        made = Sitting(qtbot, new_office(blank, tmp_path / f"{name}.sciattache"), dialogs)
        join(made, headquarters, tmp_path / name, name)
        _enter(made, given_name="Ana", family_name="Silva", city=name,
               emails=(Point("ana@uni.pt"),))  # fmt: skip
        headquarters.drop(*made.make(tmp_path / f"up-{name}"))
        posts.append(made)
    headquarters.screen.turn_to("duplicates")
    headquarters.settle()
    yield headquarters, posts[0], posts[1]
    for made in posts:
        made.close()


def rows(sitting: Sitting) -> list[str]:
    return [
        row.cells[0].words if row.cells else f"[{row.heading}]"
        for row in sitting.screen.duplicates.sheet.rows.rows
    ]


def test_two_records_of_one_person_are_shown_with_their_offices(cities: World) -> None:
    page = cities[0].screen.duplicates
    assert rows(cities[0]) == ["Ana Silva"]
    assert page.pair.isVisible()
    assert {side.office for side in page.pair.told.sides} == {"Lisbon", "Tokyo"}
    assert set(page.pair.takes) == {"city"}


@pytest.mark.parametrize("taken", [0, 1])
def test_who_merges_says_which_stays_and_with_which_values(cities: World, taken: int) -> None:
    hq = cities[0]
    page = hq.screen.duplicates
    page.pair.stays[0].setChecked(True)
    hq.click(page.pair.takes["city"][taken])
    stays, other = page.pair.told.sides
    city = (stays, other)[taken].office
    hq.click(page.pair.merge)
    assert _people(hq) == [("Silva", city)]
    assert rows(hq) == ["[Merged]", "Ana Silva"]
    with hq.office.session() as session:
        assert session.query(Person).one().id == stays.id
    hq.click(page.merged.back)
    assert sorted(_people(hq)) == [("Silva", "Lisbon"), ("Silva", "Tokyo")]
    assert rows(hq) == []


def test_two_who_are_two_are_not_shown_again(cities: World) -> None:
    hq = cities[0]
    hq.click(hq.screen.duplicates.pair.apart)
    assert rows(hq) == []
    assert len(_people(hq)) == 2


def test_undo_beside_the_notice_takes_a_merging_back(cities: World) -> None:
    hq = cities[0]
    hq.click(hq.screen.duplicates.pair.merge)
    assert len(_people(hq)) == 1
    hq.desk.undo()
    hq.settle()
    assert len(_people(hq)) == 2
    assert rows(hq) == []
