"""An office is opened while its window is already seen."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from sciattache import app
from sciattache.domain.directory.person import Person
from sciattache.interchange.uncollected import uncollected
from sciattache.store.office import Office
from sciattache.ui import opening
from sciattache.ui.desk import Desk
from sciattache.ui.freshness import Freshness
from sciattache.ui.welcome import Welcome
from sciattache.ui.window import Window
from sciattache.ui.work import Progress


@pytest.fixture
def empty_desktop(qtbot: QtBot) -> Iterator[app.Desktop]:
    """The desktop on no office."""
    made = app.Desktop(app.application())
    made.speak("en")
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.desk.close()


def test_the_rail_is_shown_before_the_office_is_open(
    empty_desktop: app.Desktop, first_office: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "there.sciattache"
    path.write_bytes(first_office.read_bytes())
    empty_desktop.open_at(path)
    assert not empty_desktop.window.rail.isHidden() and not empty_desktop.desk.has_office
    empty_desktop.window.rail._buttons["people"].click()
    qtbot.waitUntil(lambda: empty_desktop.desk.has_office)
    assert empty_desktop.window.windowTitle() == "there · SciAttaché"


def test_what_is_read_ahead_is_never_looked_through_for_garbage_again() -> None:
    gc.unfreeze()
    try:
        opening.read_ahead(Progress())
        seen = {id(one) for one in gc.get_objects()}
        assert gc.get_freeze_count() > 50_000
        assert id(Window.__dict__["build"]) not in seen
        with uncollected():
            pass
        assert gc.get_freeze_count() > 50_000, "an import leaves it so"
    finally:
        gc.unfreeze()


def test_what_is_no_office_is_refused_in_the_window(
    empty_desktop: app.Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    damaged = tmp_path / "damaged.sciattache"
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    for path in (damaged, tmp_path, tmp_path / "missing.sciattache"):
        empty_desktop.open_at(path)
        qtbot.waitUntil(lambda: empty_desktop.window.notice.isVisible())
        assert str(path) in empty_desktop.window.notice.words.text()
        assert isinstance(empty_desktop.window.stack.currentWidget(), Welcome)


def test_a_hidden_screen_is_drawn_anew_when_it_is_shown(desk: Desk, qtbot: QtBot) -> None:
    drawn: list[bool] = []
    screen = QWidget()
    qtbot.addWidget(screen)
    Freshness(screen, desk, lambda: drawn.append(True))
    screen.show()
    screen.hide()
    for _ in range(3):
        desk.changed.emit({})
    assert drawn == []
    screen.show()
    assert drawn == [True]
    desk.changed.emit({})
    assert drawn == [True, True]


def test_undo_passes_a_box_in_which_nothing_was_typed(window: Window, office: Office) -> None:
    box = QComboBox(window)
    box.setEditable(True)
    box.show()
    box.setFocus()
    QApplication.processEvents()
    asked = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    QApplication.sendEvent(box, asked)
    assert not asked.isAccepted()
    line = box.lineEdit()
    assert line is not None
    line.insert("typed")
    QApplication.sendEvent(box, asked)
    assert asked.isAccepted()


def test_a_large_step_is_undone_and_redone_while_the_window_goes_on(
    desk: Desk, office: Office, qtbot: QtBot
) -> None:
    with office.step("Enter many people") as session:
        session.add_all([Person(given_name="Ada", family_name=f"N{n}") for n in range(60)])
    told: list[str] = []
    refused: list[object] = []
    desk.noticed.connect(lambda words, _: told.append(words))
    desk.refused.connect(refused.append)
    desk.undo()
    assert told == []
    desk.undo()
    assert len(refused) == 1
    qtbot.waitUntil(lambda: told == ["Undone: Enter many people"])
    with office.session() as session:
        assert session.query(Person).filter_by(given_name="Ada").count() == 0
    desk.redo()
    qtbot.waitUntil(lambda: told[1:] == ["Done again: Enter many people"])
    with office.session() as session:
        assert session.query(Person).filter_by(given_name="Ada").count() == 60
