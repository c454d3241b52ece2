"""What a person sees fits, in every language and in a small window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from sciattache import app
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.errors import Told
from sciattache.store.office import Office
from sciattache.ui import words
from sciattache.ui.days import NATIONAL_DAYS
from sciattache.ui.exports import ExportPanel
from sciattache.ui.forms import RecordForm
from sciattache.ui.imports import wording
from sciattache.ui.imports.screen import ImportsScreen
from sciattache.ui.papers_screen import PapersScreen
from sciattache.ui.window import Window
from sciattache.ui.workspace.page import Workspace
from tests.ui.conftest import identity


@pytest.fixture(params=words.languages())
def spoken(desktop: app.Desktop, request: pytest.FixtureRequest) -> Iterator[app.Desktop]:
    """The desktop in each language."""
    desktop.speak(request.param)
    desktop.window.start_anew()
    yield desktop
    desktop.speak("en")


def test_the_rail_shows_every_name_whole(spoken: app.Desktop) -> None:
    for button in spoken.window.rail.findChildren(QToolButton):
        assert button.width() >= button.sizeHint().width(), button.text()


def test_the_papers_bar_is_never_narrower_than_its_buttons(
    spoken: app.Desktop, qtbot: QtBot, office: Office
) -> None:
    spoken.window.resize(900, 600)
    spoken.desk.go("papers")
    papers = cast("PapersScreen", spoken.window.stack.currentWidget()).papers
    qtbot.waitUntil(lambda: papers.made is not None, timeout=20_000)
    for width in (900, 1400):
        spoken.window.resize(width, 600)
        qtbot.wait(20)
        for button in (papers.save, papers.save_all):
            assert button.width() >= button.sizeHint().width()
            assert button.accessibleName() in button.toolTip() or button.toolTip()
    assert papers.save.text() == papers.save.accessibleName()


def test_a_participant_beside_the_list_is_shown_whole(
    spoken: app.Desktop, qtbot: QtBot, office: Office
) -> None:
    visit = identity(office, Engagement, title="Visit of the Academy")
    with office.step("Take part") as session:
        person = session.query(Person).first()
        assert person is not None
        session.add(Participation(id="part", engagement=visit, person=person.id, side="guest"))
    spoken.window.resize(1366, 768)
    spoken.desk.open_engagement(visit, "participants")
    page = cast("Workspace", spoken.window.stack.currentWidget())
    page._edit(Participation, "part", True)
    qtbot.waitUntil(page.panel.isVisible)
    area = cast("QScrollArea", page.panel._stack.currentWidget())
    qtbot.waitUntil(lambda: area.viewport().width() >= area.widget().minimumSizeHint().width())
    assert spoken.window.width() == 1366


def test_the_history_shows_its_lines_whole(window: Window, office: Office, qtbot: QtBot) -> None:
    long = "Change the title of a visit that goes to six towns in eleven days and comes back"
    for number in range(12):
        with office.step(f"{long} {number}") as session:
            engagement = session.query(Engagement).one()
            engagement.purpose = f"For the time being {number}"
    window.desk.look_again()
    window.toggle_history()
    qtbot.wait(50)
    labels = [one for one in window._history.findChildren(QLabel) if one.text().startswith(long)]
    assert len(labels) == 12
    for label in labels:
        flags = int(Qt.TextFlag.TextWordWrap)
        room = QFontMetrics(label.font()).boundingRect(
            0, 0, label.width(), 1000, flags, label.text()
        )
        assert label.height() >= room.height()


@pytest.mark.parametrize(
    ("direction", "side"),
    [
        (Qt.LayoutDirection.LeftToRight, Qt.DockWidgetArea.RightDockWidgetArea),
        (Qt.LayoutDirection.RightToLeft, Qt.DockWidgetArea.LeftDockWidgetArea),
    ],
)
def test_the_history_opens_at_the_end_of_the_line(
    window: Window, direction: Qt.LayoutDirection, side: Qt.DockWidgetArea
) -> None:
    window.setLayoutDirection(direction)
    window.toggle_history()
    assert window.dockWidgetArea(window._history) == side


def test_qt_says_its_own_words_in_the_language_of_the_window(desktop: app.Desktop) -> None:
    desktop.speak("fr")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    desktop.speak("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_every_national_day_is_translated() -> None:
    names = {name for _, name in NATIONAL_DAYS.values()}
    for language in words.languages()[1:]:
        assert names - set(words.catalogue(language)) == set()


def test_what_an_import_would_make_is_told_in_the_language_of_the_window(
    desktop: app.Desktop,
) -> None:
    desktop.speak("fr")
    told = wording.apart(Told("{new}: {called}.", new=Told("New engagement"), called="New York"))
    desktop.speak("en")
    assert told == "Nouvel événement\N{NO-BREAK SPACE}: New York."


def form_of_the_visit(window: Window, office: Office, qtbot: QtBot) -> RecordForm:
    form = RecordForm(window.desk, Engagement)
    qtbot.addWidget(form)
    form.show()
    assert form.show_record(identity(office, Engagement, title="Visit of the Academy"))
    return form


def test_the_only_country_that_fits_is_taken_when_one_leaves(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    box = cast("Any", form_of_the_visit(window, office, qtbot).editors["country"])
    box.setFocus()
    box.setEditText("united k")
    box.lineEdit().editingFinished.emit()
    assert box.value() == "GB"
    with office.session() as session:
        assert session.query(Engagement).one().country == "GB"


def test_a_country_that_is_none_is_refused_under_its_field(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    form = form_of_the_visit(window, office, qtbot)
    box = cast("Any", form.editors["country"])
    box.setFocus()
    box.setEditText("6/8/2011")
    box.lineEdit().editingFinished.emit()
    assert box.check() == "“6/8/2011” is not in the list."
    with office.session() as session:
        assert session.query(Engagement).one().country is None


def test_the_imports_say_into_which_engagement_files_go(window: Window, office: Office) -> None:
    visit = identity(office, Engagement, title="Visit of the Academy")
    window.desk.go("imports", engagement=visit)
    screen = cast("ImportsScreen", window.stack.currentWidget())
    assert screen.home.into.text() == "Into Visit of the Academy"
    screen.home.elsewhere.click()
    assert screen.home.into.isHidden() and not screen._engagement


def test_a_list_is_exported_as_it_is_narrowed(window: Window, office: Office, qtbot: QtBot) -> None:
    with office.step("Plan") as session:
        session.add(Engagement(
            title="Roadshow", kind="roadshow", starts_on=date.today() + timedelta(days=3),  # noqa: DTZ011
        ))  # fmt: skip
    window.desk.go("roadshows")
    window.call("give_out")
    panel = window.findChild(ExportPanel)
    assert isinstance(panel, ExportPanel)
    assert panel.listed.isChecked()
    qtbot.waitUntil(lambda: panel.count.text().startswith("1 "))
    panel.close()
