"""Two offices and headquarters, each with its file and its screen, joined through the screens."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from sciattache.store import clock
from sciattache.store.office import Office, create, open_office
from sciattache.sync import membership
from sciattache.ui.desk import Desk
from sciattache.ui.exchange.screen import ExchangeScreen
from tests.keystore import Keystore


class Sitting:
    """Somebody at an office's screen of the exchange."""

    def __init__(self, bot: QtBot, office: Office, dialogs: Dialogs) -> None:
        self.bot, self.office, self.dialogs = bot, office, dialogs
        self.desk = Desk(office)
        self.said: list[str] = []
        self.desk.noticed.connect(lambda words, _: self.said.append(words))
        self.desk.refused.connect(lambda error: self.said.append(str(error)))
        self.desk.broken.connect(lambda words: self.said.append(f"broken: {words}"))
        self.screen = ExchangeScreen(self.desk)
        bot.addWidget(self.screen)
        self.screen.resize(820, 700)
        self.screen.show()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.bot.waitUntil(
            lambda: (
                not self.desk.long.jobs
                and not self.desk.quick.jobs
                and not self.screen._soon.isActive()
            ),
            timeout=30_000,
        )

    def click(self, button: QAbstractButton) -> None:
        """Press a button as a hand does, and wait for what follows."""
        assert button.isVisible() and button.isEnabled(), button.text()
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def drop(self, *paths: Path) -> None:
        """Drop files or folders onto the screen."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPoint(40, 40), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        self.screen.dropEvent(event)
        self.settle()

    def make(self, folder: Path) -> list[Path]:
        """Make bundles into a folder; gives those that are new there."""
        folder.mkdir(parents=True, exist_ok=True)
        before = set(folder.rglob("*"))
        self.screen.turn_to("send")
        self.dialogs.folder = folder
        self.screen.send.ways.choose_folder()
        self.settle()
        self.click(self.screen.send.make)
        return sorted(path for path in set(folder.rglob("*")) - before if path.is_file())

    def close(self) -> None:
        self.desk.close()


class Dialogs:
    """The dialogs that choose files, answered."""

    file: Path | None = None
    folder: Path | None = None


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> Dialogs:
    made = Dialogs()
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(made.file or ""), ""))
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_: ([str(made.file)] if made.file else [], "")
    )
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(made.folder or ""))
    return made


@pytest.fixture
def keystore() -> Iterator[Keystore]:
    """The computer's keystore, empty, and gone with the test."""
    before = keyring.get_keyring()
    made = Keystore()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def lone(qtbot: QtBot, office: Office, dialogs: Dialogs) -> Iterator[Sitting]:
    """An office that belongs to nobody."""
    made = Sitting(qtbot, office, dialogs)
    yield made
    made.close()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new office, of which copies are made: each goes on as one of its own."""
    path = tmp_path_factory.mktemp("blank") / "blank.sciattache"
    create(path).close()
    return path


def new_office(blank: Path, path: Path) -> Office:
    shutil.copy2(blank, path)
    made = open_office(path)
    with made.remember() as session:
        session.connection().connection.cursor().execute(
            "UPDATE clock SET inc = ?", (clock.new_incarnation(),)
        )
    return made


@pytest.fixture
def headquarters(qtbot: QtBot, tmp_path: Path, dialogs: Dialogs, blank: Path) -> Iterator[Sitting]:
    office = new_office(blank, tmp_path / "headquarters.sciattache")
    membership.become_headquarters(office)
    made = Sitting(qtbot, office, dialogs)
    yield made
    made.close()


@pytest.fixture
def world(
    qtbot: QtBot, tmp_path: Path, dialogs: Dialogs, headquarters: Sitting, blank: Path
) -> Iterator[tuple[Sitting, Sitting, Sitting]]:
    """Headquarters and two laptops of one office, joined."""
    posts = []
    for name in ("a", "b"):
        office = new_office(blank, tmp_path / f"{name}.sciattache")
        office.author = {"a": "Ana", "b": "Bruno"}[name]
        made = Sitting(qtbot, office, dialogs)
        join(made, headquarters, tmp_path / name, "Lisbon")
        posts.append(made)
    yield headquarters, posts[0], posts[1]
    for made in posts:
        made.close()


def join(post: Sitting, headquarters: Sitting, folder: Path, name: str) -> str:
    """Ask, be enrolled, take the answer, type the words; gives the words."""
    folder.mkdir(exist_ok=True)
    post.dialogs.file = folder / "request.psb"
    post.screen.join.office.setText(name)
    post.click(post.screen.join.save)
    headquarters.screen.turn_to("offices")
    headquarters.drop(folder / "request.psb")
    enrolling = headquarters.screen.offices.enrolling
    headquarters.click(enrolling.yes)
    headquarters.dialogs.file = folder / "answer.psb"
    headquarters.click(enrolling.save)
    words = enrolling.words.words
    post.drop(folder / "answer.psb")
    for field, word in zip(post.screen.join.entry.fields, words.split(), strict=True):
        field.setText(word)
    post.click(post.screen.join.join)
    return words
