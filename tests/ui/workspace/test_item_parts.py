"""An item's cues and the paragraphs of its brief are kept where the item is edited."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.cue import Cue
from sciattache.ui.line import LineButton
from sciattache.ui.workspace import workspace
from sciattache.ui.workspace.page import Workspace
from tests.ui.workspace.conftest import Visit


@pytest.fixture
def page(visit: Visit, qtbot: QtBot) -> Workspace:
    made = workspace(visit.desk, "visit", "programme")
    assert isinstance(made, Workspace)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    made.panel.show_record(AgendaItem, "lunch")
    return made


def shows(page: Workspace, qtbot: QtBot, *wanted: str) -> None:
    """Wait until the lines of both lists read so."""

    def reads() -> None:
        found = page.panel.parts.findChildren(LineButton)
        assert [one.text() for one in found if one.isVisible()] == list(wanted)

    qtbot.waitUntil(reads)


def press(page: Workspace, qtbot: QtBot, name: str) -> None:
    named = [one for one in page.panel.parts.findChildren(QToolButton)
             if one.accessibleName() == name and one.isVisible()]  # fmt: skip
    qtbot.mouseClick(named[0], Qt.MouseButton.LeftButton)


def brief(visit: Visit, *texts: str, part: str = "background") -> None:
    visit.desk.act("Brief", lambda session: session.add_all(
        BriefParagraph(id=text.lower(), item="lunch", text=text, position=number, part=part)
        for number, text in enumerate(texts, 1)
    ))  # fmt: skip


def test_a_cue_is_added_in_the_panel_and_stands_by_its_hour(
    page: Workspace, visit: Visit, qtbot: QtBot
) -> None:
    page.panel.parts.adders[Cue].click()
    form = page.panel.form()
    assert form is not None and form.cls is Cue
    assert not form.ui.findChild(object, "item").isVisible()
    for name, typed in (("minutes", "-10"), ("cue", "Check the flags")):
        editor = form.editors[name]
        editor.setFocus()
        editor.setText("")
        qtbot.keyClicks(editor, typed)
        editor.clearFocus()
    QApplication.processEvents()
    (kept,) = visit.all(Cue)
    assert (kept.item, kept.minutes, kept.cue) == ("lunch", -10, "Check the flags")
    page.panel.back.click()
    assert page.panel.identity == "lunch"
    shows(page, qtbot, "11:50 Check the flags")


def test_cues_come_in_the_order_of_their_minutes_and_lead_to_their_form(
    page: Workspace, visit: Visit, qtbot: QtBot
) -> None:
    visit.desk.act("Plan", lambda session: session.add_all([
        Cue(id="late", item="lunch", minutes=15, cue="Speech"),
        Cue(id="early", item="lunch", minutes=0, cue="Enter"),
    ]))  # fmt: skip
    shows(page, qtbot, "12:00 Enter", "12:15 Speech")
    next(one for one in page.panel.parts.findChildren(LineButton) if "Enter" in one.text()).click()
    assert (page.panel.cls, page.panel.identity) == (Cue, "early")
    assert not page.panel.parts.isVisible()


def test_paragraphs_are_put_in_order_within_their_part(
    page: Workspace, visit: Visit, qtbot: QtBot
) -> None:
    brief(visit, "One", "Two", "Three")
    brief(visit, "Table", part="addendum")
    shows(page, qtbot, "One", "Two", "Three", "Table")
    press(page, qtbot, "Earlier: Three")
    shows(page, qtbot, "One", "Three", "Two", "Table")
    press(page, qtbot, "Later: One")
    shows(page, qtbot, "Three", "One", "Two", "Table")
    press(page, qtbot, "Later: Two")
    shows(page, qtbot, "Three", "One", "Two", "Table")
    visit.desk.undo()
    shows(page, qtbot, "One", "Three", "Two", "Table")


def test_a_new_paragraph_comes_after_those_that_there_are(page: Workspace, visit: Visit) -> None:
    brief(visit, "One", "Two")
    QApplication.processEvents()
    page.panel.parts.adders[BriefParagraph].click()
    form = page.panel.form()
    assert form is not None and form.cls is BriefParagraph
    assert form.editors["position"].text() == "3"


def test_what_is_taken_away_comes_back_by_undo(page: Workspace, visit: Visit, qtbot: QtBot) -> None:
    brief(visit, "One")
    shows(page, qtbot, "One")
    press(page, qtbot, "Remove One")
    shows(page, qtbot)
    visit.desk.undo()
    shows(page, qtbot, "One")


def test_an_item_that_is_duplicated_takes_its_cues_and_its_brief_along(
    page: Workspace, visit: Visit
) -> None:
    brief(visit, "One")
    visit.desk.act("Plan", lambda s: s.add(Cue(id="enter", item="lunch", minutes=0, cue="Enter")))
    QApplication.processEvents()
    page.tab._copy("lunch")
    copies = [one for one in visit.all(AgendaItem) if one.title == "Lunch" and one.id != "lunch"]
    assert [one.item for one in visit.all(Cue)] == ["lunch", copies[0].id]
    assert [one.text for one in visit.all(BriefParagraph)] == ["One", "One"]


def test_the_form_tells_at_its_head_what_stands_at_its_foot_and_leads_there(
    page: Workspace, visit: Visit, qtbot: QtBot
) -> None:
    brief(visit, "One", "Two")
    panel = page.panel
    qtbot.waitUntil(lambda: panel.to_parts.text() == "Cues: 0 · Paragraphs of the brief: 2")
    last = panel.parts.adders[BriefParagraph]
    assert last.visibleRegion().isEmpty()
    panel.to_parts.click()
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())
    panel.parts.adders[Cue].click()
    assert not panel.to_parts.isVisible()
