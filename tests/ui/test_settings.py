"""Backups, seal and check, as a person does them."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sciattache.app import Desktop
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.participation import Participation
from sciattache.errors import KnownError
from sciattache.store import backup, keys, narrowing
from sciattache.store.office import Office
from sciattache.ui.settings.screen import Settings
from sciattache.ui.welcome import Unseal


def settings(desktop: Desktop) -> Settings:
    desktop.desk.go("settings")
    return cast("Settings", desktop.window.stack.currentWidget())


def press(qtbot: QtBot, page: Settings, words: str) -> None:
    found = next(one for one in page.findChildren(QPushButton) if one.text() == words)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_back_up_now(desktop: Desktop, qtbot: QtBot) -> None:
    page = settings(desktop)
    press(qtbot, page, "Back up now")
    qtbot.waitUntil(lambda: page.backups.copies.count() == 1 and desktop.window.notice.isVisible())
    assert len(backup.backups(desktop.desk.office.path)) == 1


def test_check_says_that_the_office_is_whole(desktop: Desktop, qtbot: QtBot) -> None:
    page = settings(desktop)
    press(qtbot, page, "Check now")
    qtbot.waitUntil(lambda: page.found.count() == 1)
    label = page.found.itemAt(0).widget()
    assert label.text() == "The office is whole."  # type: ignore[union-attr]


def test_a_short_passphrase_is_refused_in_place(desktop: Desktop, qtbot: QtBot) -> None:
    page = settings(desktop)
    page.seal.passphrase.setText("short")
    press(qtbot, page, "Seal")
    assert page.seal.mistake.isVisible()
    assert desktop.desk.office.key is None


def test_seal_and_open_with_the_passphrase(desktop: Desktop, qtbot: QtBot) -> None:
    page = settings(desktop)
    path = desktop.desk.office.path
    page.seal.passphrase.setText("a long passphrase")
    page.seal.again.setText("a long passphrase")
    press(qtbot, page, "Seal")
    assert not desktop.window.stack.isEnabled()
    qtbot.waitUntil(lambda: desktop.desk.has_office, timeout=20_000)
    assert keys.is_sealed(path) and desktop.window.stack.isEnabled()
    assert desktop.window.notice.words.text() == "The seal is set."
    desktop.desk.sit_at(None)
    desktop.open_at(path)
    qtbot.waitUntil(lambda: isinstance(desktop.window.stack.currentWidget(), Unseal))
    asking = cast("Unseal", desktop.window.stack.currentWidget())
    assert asking.passphrase.hasFocus()
    asking.passphrase.setText("a wrong one")
    qtbot.keyClick(asking.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(desktop.window.notice.isVisible)
    assert not desktop.desk.has_office
    asking.passphrase.setText("a long passphrase")
    qtbot.keyClick(asking.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.desk.has_office)


def test_a_backup_is_brought_back(desktop: Desktop, qtbot: QtBot) -> None:
    office = desktop.desk.office
    kept = backup.back_up(office)
    with office.step("Enter one more") as session:
        session.add(Person(given_name="Ada", family_name="Lovelace"))
    page = settings(desktop)
    press(qtbot, page, "Bring back")
    press(qtbot, page, "Bring back, and set today's office aside")
    qtbot.waitUntil(lambda: desktop.desk.has_office, timeout=20_000)
    with desktop.desk.read() as session:
        assert session.query(Person).filter_by(family_name="Lovelace").count() == 0
    assert "is kept as" in desktop.window.notice.words.text()
    assert kept.is_file()


def test_an_exchange_that_is_refused_leaves_the_office_as_it_was(
    desktop: Desktop, qtbot: QtBot
) -> None:
    path = desktop.desk.office.path

    def refuse(_: Office) -> Office:
        raise KnownError("Not today.")

    desktop.desk.exchange("Trying", refuse, lambda: None)
    qtbot.waitUntil(lambda: desktop.desk.has_office)
    assert desktop.desk.office.path == path
    assert desktop.window.notice.words.text() == "Not today."
    assert desktop.window.rail.isEnabled()


def test_the_author_is_remembered(desktop: Desktop, qtbot: QtBot) -> None:
    page = settings(desktop)
    page.author.setText("Ada")
    qtbot.keyClick(page.author, Qt.Key.Key_Return)
    assert desktop.desk.office.author == "Ada"
    assert QSettings().value("author") == "Ada"


def test_a_tick_taken_off_keeps_a_field_from_an_audience_and_put_back_shows_it(
    desktop: Desktop,
) -> None:
    page = settings(desktop)
    tree = page.policy.tree
    (top,) = tree.findItems("People", Qt.MatchFlag.MatchExactly)
    row = next(top.child(n) for n in range(top.childCount()) if top.child(n).text(0) == "E-mail")
    guest = [tree.headerItem().text(n) for n in range(tree.columnCount())].index("Guest")

    def hidden() -> dict[str, list[str]]:
        with desktop.desk.read() as session:
            return narrowing.hidden(session)

    row.setCheckState(guest, Qt.CheckState.Unchecked)
    assert hidden() == {"person.emails": ["guest"]}
    row.setCheckState(guest, Qt.CheckState.Checked)
    assert hidden() == {}
    (parts,) = tree.findItems(Participation.about.plural, Qt.MatchFlag.MatchExactly)
    labels = {parts.child(n).text(0) for n in range(parts.childCount())}
    assert Participation.field("title").label in labels
    assert Participation.field("passport_number").label not in labels
