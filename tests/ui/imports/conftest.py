"""Files to import, as people send them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sciattache.ui.desk import Desk
from sciattache.ui.imports.screen import ImportsScreen

GUESTS = """Guests of the academy;;;
Surname;First name;E-mail;City
García;José;p0@example.org;Sevilla
Novák;Jan;jan.novak@example.org;Brno
;;;
Silva;Inês;ines@example.org;Porto
"""


@pytest.fixture
def guests(tmp_path: Path) -> Path:
    """A table with a title above it: one person whom the office has, two whom it has not."""
    path = tmp_path / "guests.csv"
    path.write_text(GUESTS, encoding="utf-8")
    return path


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    path = tmp_path / "programme.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nX-WR-CALNAME:Days in Paris\r\n"
        "BEGIN:VEVENT\r\nUID:one@example.org\r\nDTSTART:20260304T090000Z\r\n"
        "DTEND:20260304T100000Z\r\nSUMMARY:Reception\r\nLOCATION:Embassy\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def confirmation(tmp_path: Path) -> Path:
    """The mail of an airline."""
    path = tmp_path / "booking.eml"
    path.write_text(
        "Date: Tue, 12 Jan 2027 10:00:00 +0100\nContent-Type: text/plain\n\n"
        "Flight LH 400\nFrom: Frankfurt (FRA) 15 March 10:10\nTo: New York (JFK) 15 March 13:05\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Iterator[ImportsScreen]:
    made = ImportsScreen(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.wizard.leave()
