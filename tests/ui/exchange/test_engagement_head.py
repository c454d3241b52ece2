"""The head of an engagement's workspace says what clashes in it, and lets headquarters erase it."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from sciattache.domain.directory.person import Person
from sciattache.domain.office.clash import Clash
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.store.office import Office
from sciattache.sync import clashes, membership
from sciattache.ui.exchange.erasing import Erasing
from sciattache.ui.window import Window
from sciattache.ui.workspace.page import Workspace

from ..conftest import identity


@pytest.fixture
def visit(office: Office) -> str:
    """The visit of the Academy with a reception, and somebody who is there."""
    with office.step("Plan") as session:
        of = session.query(Engagement).one().id
        item = AgendaItem(engagement=of, title="Reception")
        session.add(item)
        session.flush()
        who = session.query(Person).first()
        assert who is not None
        session.add(Attendance(item=item.id, person=who.id))
    return of


def _clash(office: Office, record: str, field: str, kept: str, other: str) -> None:
    with office.step("Clash") as session:
        session.add(Clash(record=record, attribute=field, kept=f'"{kept}"', other=f'"{other}"'))


def _opened(window: Window, visit: str) -> Workspace:
    window.desk.open_engagement(visit)
    return cast("Workspace", window.stack.currentWidget())


def test_clashes_of_an_engagement_and_of_its_programme_are_counted_in_its_head(
    window: Window, office: Office, visit: str, qtbot: QtBot
) -> None:
    window.desk.look_again()
    page = _opened(window, visit)
    mark = page.header.clashes
    assert not mark.isVisible()
    _clash(office, identity(office, AgendaItem, title="Reception"), "title", "Reception", "Dinner")
    window.desk.look_again()
    qtbot.waitUntil(lambda: mark.text() == "1 clash to decide")
    assert mark.isVisible()
    _clash(office, visit, "city", "Paris", "Lyon")
    with office.session() as session:
        attendance = session.query(Attendance).one().id
    _clash(office, attendance, "role", "host", "guest")
    window.desk.look_again()
    qtbot.waitUntil(lambda: mark.text() == "3 clashes to decide")
    qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    screen = window.stack.currentWidget()
    qtbot.waitUntil(lambda: bool(screen.clashes.found))
    assert screen.tab == "clashes"
    assert screen.clashes.detail.told.title == "Visit of the Academy", "its own come first"


def test_clashes_of_other_records_and_settled_ones_are_not_its_own(
    office: Office, visit: str
) -> None:
    with office.step("Another") as session:
        session.add(Engagement(title="Another visit", kind="inbound_delegation"))
    another = identity(office, Engagement, title="Another visit")
    _clash(office, another, "city", "Paris", "Lyon")
    _clash(office, visit, "city", "Paris", "Lyon")
    with office.session() as session:
        assert clashes.of_whole(session, visit, "engagement") == [visit]
        assert clashes.of_whole(session, another, "engagement") == [another]
        clashes.settle(session, session.query(Clash).filter_by(record=visit).one(), "kept")
    with office.session() as session:
        assert clashes.of_whole(session, visit, "engagement") == []


def test_an_engagement_is_erased_everywhere_from_its_workspace_at_headquarters(
    window: Window, office: Office, visit: str, qtbot: QtBot
) -> None:
    assert not _opened(window, visit).header.more.isVisible(), "an office cannot"
    membership.become_headquarters(office)
    window.desk.go("today")
    page = _opened(window, visit)
    assert page.header.more.isVisible()
    page.header.more.erase.trigger()
    dialog = _only(page.window().findChildren(Erasing))
    qtbot.keyClicks(dialog.name, "visit of the academy")
    qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    qtbot.waitUntil(lambda: not window.desk.long.jobs, timeout=30_000)
    with office.session() as session:
        for cls in (Engagement, AgendaItem, Attendance):
            assert session.query(cls).count() == 0
    assert page.bar.isHidden() and page.header.isHidden()


def _only(found: list[Erasing]) -> Erasing:
    (one,) = found
    return one
