"""The window names a woman's role as papers do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.ui import showing, words
from tests.ui.workspace.conftest import Visit
from tests.ui.workspace.test_people_views import opened, set_

HEAD = {"fr": ("Cheffe de délégation", "Chef de délégation"), "ar": ("رئيسة الوفد", "رئيس الوفد")}


@pytest.fixture(params=HEAD)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The window speaks French, then Arabic."""
    translator = words.Catalogue(request.param)
    qapp.installTranslator(translator)
    yield request.param
    qapp.removeTranslator(translator)


@pytest.fixture
def spoken(visit: Visit, language: str) -> Visit:
    """Ana, a woman, and Bo, a man, each head a delegation; there is a car."""
    visit.desk.language = language
    set_(visit, Person, "ana", gender="female", rank="ambassador")
    set_(visit, Person, "bo", gender="male")
    set_(visit, Participation, "part_bo", role="head")
    visit.desk.act("Add", lambda session: session.add(Vehicle(engagement="visit", name="Car 1")))
    return visit


@pytest.mark.parametrize("view", ["people", "line"])
def test_the_lists_of_participants_say_hers_of_her_and_his_of_him(
    spoken: Visit, qtbot: QtBot, language: str, view: str
) -> None:
    _, shown = opened(spoken, qtbot, view)
    said = {row.identity: [cell.words for cell in row.cells] for row in shown.sheet.rows.rows}
    hers, his = HEAD[language]
    assert hers in said["part_ana"] and his not in said["part_ana"]
    assert his in said["part_bo"] and hers not in said["part_bo"]


def test_the_cars_say_hers_of_her_and_his_of_him(
    spoken: Visit, qtbot: QtBot, language: str
) -> None:
    _, shown = opened(spoken, qtbot, "cars")
    said = {card.identity: card.under for pile in shown.board.piles for card in pile.cards}
    assert (said["part_ana"], said["part_bo"]) == HEAD[language]


def test_a_list_says_the_rank_of_a_woman_as_hers(spoken: Visit, language: str) -> None:
    rank = Person.field("rank")
    said = [
        showing.value(rank, "ambassador", {"gender": gender}, language)
        for gender in ("female", "male", None)
    ]
    hers = {"fr": "Ambassadrice", "ar": "سفيرة"}[language]
    assert said[0] == hers and hers not in said[1:]
