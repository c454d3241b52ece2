"""Headquarters erases a record everywhere from its page, once its name is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.store import issues
from sciattache.store.dossiers import load
from sciattache.store.office import Office
from sciattache.sync import membership
from sciattache.ui.desk import Desk
from sciattache.ui.exchange.erasing import Erasing
from sciattache.ui.record_page import RecordPage, record_page

from ..conftest import identity

Opened = Callable[[str], Erasing]


@pytest.fixture
def headquarters(office: Office) -> Office:
    membership.become_headquarters(office)
    return office


@pytest.fixture
def opened(qtbot: QtBot, headquarters: Office) -> Iterator[Opened]:
    """The dialog for a person of this family name, opened from the menu of the page."""
    desk = Desk(headquarters)

    def opened(family: str) -> Erasing:
        page = _page(qtbot, desk, identity(headquarters, Person, family_name=family))
        assert page.more.isVisible()
        page.more.erase.trigger()
        (dialog,) = page.findChildren(Erasing)
        return cast("Erasing", dialog)

    yield opened
    desk.close()


def _page(qtbot: QtBot, desk: Desk, record: str) -> RecordPage:
    page = record_page(desk, record)
    assert page is not None
    qtbot.addWidget(page)
    page.show()
    return page


def _erase(qtbot: QtBot, dialog: Erasing) -> None:
    qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    qtbot.waitUntil(lambda: not dialog._desk.long.jobs, timeout=30_000)


def _invite(office: Office, family: str) -> str:
    visit = identity(office, Engagement, title="Visit of the Academy")
    person = identity(office, Person, family_name=family)
    with office.step("Invite") as session:
        session.add(Participation(engagement=visit, person=person))
    return visit


def _families(office: Office) -> set[str | None]:
    with office.session() as session:
        return {one.family_name for one in session.query(Person)}


def test_a_record_is_erased_once_its_name_is_typed(
    qtbot: QtBot, opened: Opened, headquarters: Office
) -> None:
    dialog = opened("Wang")
    for typed in ("", "Xiaoming", "Xiaoming Wong"):
        dialog.name.setText(typed)
        assert not dialog.act.isEnabled()
    dialog.name.setText("xiaoming  wang ")
    _erase(qtbot, dialog)
    assert "Wang" not in _families(headquarters)
    assert "1 record is erased here" in dialog.told.text()
    assert "No issued version" in dialog.told.text()
    dialog._desk.undo()
    assert "Wang" not in _families(headquarters), "it cannot be undone"


def test_the_issued_versions_that_still_tell_of_it_are_named(
    qtbot: QtBot, opened: Opened, headquarters: Office
) -> None:
    visit = _invite(headquarters, "Wang")
    with headquarters.step("Issue") as session:
        dossier = load(session, session.query(Engagement).filter_by(id=visit).one())
        issues.keep(session, dossier, number=1, at=datetime.now(UTC))
    with headquarters.step("Put off") as session:
        session.delete(session.query(Participation).one())
    dialog = opened("Wang")
    dialog.name.setText("Xiaoming Wang")
    _erase(qtbot, dialog)
    assert "Visit of the Academy, version 1, issued on" in dialog.told.text()


def test_what_another_record_needs_is_not_erased_and_it_is_told_why(
    qtbot: QtBot, opened: Opened, headquarters: Office
) -> None:
    dialog = opened("García")
    said: list[str] = []
    dialog._desk.refused.connect(lambda error: said.append(str(error)))
    _invite(headquarters, "García")
    dialog.name.setText("José García")
    _erase(qtbot, dialog)
    assert said and "García" in _families(headquarters)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, Erasing)
                and one.isVisible()]  # fmt: skip


def test_an_office_that_is_not_headquarters_is_offered_nothing_of_the_kind(
    qtbot: QtBot, desk: Desk, office: Office
) -> None:
    page = _page(qtbot, desk, identity(office, Person, family_name="Wang"))
    assert not page.more.isVisible()


def test_a_record_without_a_name_is_erased_by_what_it_is(
    qtbot: QtBot, opened: Opened, headquarters: Office
) -> None:
    with headquarters.step("Add") as session:
        session.add(Person(family_name=" "))
    dialog = opened(" ")
    assert dialog.name_of_record == "Person"
    assert not dialog.act.isEnabled()
    dialog.name.setText("person")
    assert dialog.act.isEnabled()
