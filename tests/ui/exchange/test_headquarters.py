"""Headquarters is made where an office is made."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sciattache import app
from sciattache.ui.welcome import Welcome


def test_headquarters_is_made_from_the_first_page_and_shows_its_offices(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "headquarters.sciattache"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    desktop = app.Desktop(app.application())
    desktop.speak("en")
    qtbot.addWidget(desktop.window)
    desktop.window.start_anew()
    desktop.window.show()
    welcome = desktop.window.stack.currentWidget()
    assert isinstance(welcome, Welcome)
    welcome.ask_headquarters()
    qtbot.waitUntil(lambda: desktop.desk.has_office, timeout=30_000)
    desktop.desk.go("exchange")
    screen = desktop.window.stack.currentWidget()
    qtbot.waitUntil(lambda: screen.tab == "offices", timeout=10_000)
    assert screen.seen.is_headquarters
    desktop.desk.close()
