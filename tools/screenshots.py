"""Draw every screen of the desktop into a folder: light, dark and in Arabic.

python -m tools.screenshots FOLDER OFFICE
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from sciattache import app
from sciattache.domain.wings import type_called
from sciattache.store import query
from sciattache.store.office import open_office
from sciattache.ui import look, screens
from sciattache.ui.desk import Desk

LOOKS = (("light", "en"), ("dark", "en"), ("light", "ar"))


def main(words: list[str]) -> int:
    """Draw the screens of the office given into the folder given; gives the exit status."""
    if len(words) != 2:
        print("usage: python -m tools.screenshots FOLDER OFFICE", file=sys.stderr)
        return 2
    folder, office = Path(words[0]), Path(words[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / office.name
        shutil.copy2(office, copy)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, place)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        draw(folder, copy)
    return 0


def draw(folder: Path, office: Path) -> None:
    """Draw every screen in every look."""
    made = app.application()
    look.more_fonts()
    for theme, language in LOOKS:
        look.wear(made, theme)
        desktop = app.Desktop(made)
        desktop.speak(language)
        desktop.window.resize(1360, 860)
        desktop.desk.sit_at(open_office(office))
        desktop.window.show()
        name = theme if language == "en" else language
        for screen, grabbed in _screens(desktop):
            grabbed.grab().save(str(folder / f"{name}-{screen}.png"))
        desktop.window.close()
        desktop.desk.close()


def _screens(desktop: app.Desktop) -> Iterator[tuple[str, QWidget]]:
    """Every screen with its name, shown and settled."""
    window, desk = desktop.window, desktop.desk
    for screen in screens.SCREENS:
        desk.go(screen.name)
        _settle()
        yield screen.name, window
    for type_name in ("person", "organisation", "engagement"):
        identity = _first(desk, type_name)
        if identity is not None:
            desk.open_record(identity)
            _settle()
            yield f"record-{type_name}", window
    identity = _first(desk, "engagement")
    if identity is not None:
        desk.open_engagement(identity)
        _settle()
        yield "engagement", window
    desk.open_draft("interaction")
    _settle()
    yield "draft", window
    desk.go("people")
    window.open_finder()
    window._finder.box.setText("an")
    window._finder.look_up()
    _settle()
    yield "finder", window
    window._finder.hide()
    window.toggle_history()
    _settle()
    yield "history", window
    desk.sit_at(None)
    _settle()
    yield "welcome", window


def _first(desk: Desk, type_name: str) -> str | None:
    """The id of a record of a type that shows something."""
    cls = type_called(type_name)
    with desk.read() as session:
        rids = next(query.ids(session, cls, most=3), [])
        rows = query.rows(session, cls, rids)
    return str(rows[rids[-1]]["id"]) if rids else None


def _settle() -> None:
    """Let the window paint and its workers end."""
    loop = QEventLoop()
    QTimer.singleShot(500, loop.quit)
    loop.exec()
    QCoreApplication.processEvents()
    assert isinstance(QApplication.instance(), QApplication)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    raise SystemExit(main(sys.argv[1:]))
