"""Settings: language and look, who works here, the office's post, backups, seal, check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.office.post import Post
from sciattache.store import query
from sciattache.store.office import problems
from sciattache.ui import words
from sciattache.ui.desk import Desk
from sciattache.ui.freshness import Freshness
from sciattache.ui.look import icon
from sciattache.ui.pieces import (
    button,
    clear,
    hairline,
    heading,
    link_button,
    quiet,
    scrolled,
    section,
    text,
)
from sciattache.ui.settings.backups import Backups
from sciattache.ui.settings.policy import PolicyTable
from sciattache.ui.settings.seal import Seal
from sciattache.ui.words import say

_LOOKS = (
    ("light", "Light", "sun"), ("dark", "Dark", "moon"), ("system", "As the system", "sun-moon"),
)  # fmt: skip


def settings_screen(desk: Desk) -> Settings:
    """The screen of settings."""
    return Settings(desk)


def _of_server() -> QWidget:
    told = quiet(say("This office is in a database: copies and keys of it are the server's matter."
                     " Ask whoever runs it (pg_dump)."))  # fmt: skip
    told.setWordWrap(True)
    return told


class Settings(QWidget):
    """Everything that is set for this person, this computer and this office."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        column.addWidget(heading(say("Settings")))
        self.policy = PolicyTable(desk)
        is_file = isinstance(desk.office.place, Path)
        self.backups: QWidget = Backups(desk) if is_file else _of_server()
        self.seal: QWidget = Seal(desk) if is_file else _of_server()
        parts: tuple[tuple[str, Callable[[QVBoxLayout], object]], ...] = (
            ("Language and look", self._looks), ("You", self._author), ("The office", self._post),
            ("Who reads what on paper", lambda into: into.addWidget(self.policy)),
            ("Backups", lambda into: into.addWidget(self.backups)),
            ("Seal", lambda into: into.addWidget(self.seal)), ("Check", self._check),
        )  # fmt: skip
        for number, (title, part) in enumerate(parts):
            if number:
                column.addSpacing(8)
                column.addWidget(hairline())
            column.addSpacing(4)
            column.addWidget(section(say(title)))
            part(column)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, widest=720))
        Freshness(self, desk, self._show_post)

    def _looks(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        self.language = QComboBox()
        self.language.setAccessibleName(say("Language"))
        for code in words.languages():
            name = "English" if code == "en" else QLocale(code).nativeLanguageName()
            self.language.addItem(name[:1].upper() + name[1:], code)
        self.language.setCurrentIndex(self.language.findData(self._desk.language))
        self.language.activated.connect(
            lambda _: self._desk.language_changed.emit(self.language.currentData())
        )
        row.addWidget(self.language)
        group = QButtonGroup(self)
        worn = str(QSettings().value("look/theme") or "system")
        for name, label, picture in _LOOKS:
            chip = QToolButton()
            chip.setText(say(label))
            chip.setIcon(icon(picture, chosen="accent"))
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setCheckable(True)
            chip.setChecked(name == worn)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setAccessibleName(say(label))
            chip.clicked.connect(lambda _=False, name=name: self._desk.theme_changed.emit(name))
            group.addButton(chip)
            row.addWidget(chip)
        row.addStretch()
        column.addLayout(row)

    def _author(self, column: QVBoxLayout) -> None:
        column.addWidget(text(say("Your name, as the history shows it"), "label"))
        self.author = QLineEdit(self._desk.office.author)
        self.author.setAccessibleName(say("Your name, as the history shows it"))
        self.author.setMaximumWidth(320)
        self.author.editingFinished.connect(self._keep_author)
        column.addWidget(self.author)

    def _keep_author(self) -> None:
        name = self.author.text().strip()
        if name:
            QSettings().setValue("author", name)
            self._desk.office.author = name

    def _post(self, column: QVBoxLayout) -> None:
        self._post_name = text("")
        self._post_more = quiet(say("Its name, letterhead and logo stand on every paper."))
        column.addWidget(self._post_name)
        column.addWidget(self._post_more)
        self._post_button = link_button("", "landmark")
        self._post_button.clicked.connect(self._open_post)
        column.addWidget(self._post_button)
        self._show_post()

    def _show_post(self) -> None:
        found = self._our_post()
        title = ""
        if found is not None:
            with self._desk.read() as session:
                title = query.titles(session, [found]).get(found, "")
        self._post_name.setText(title)
        self._post_name.setVisible(bool(title))
        self._post_button.setText(say("Open the record") if found else say("Describe this office"))
        self._post_button.setAccessibleName(self._post_button.text())

    def _our_post(self) -> str | None:
        with self._desk.read() as session:
            found = session.query(Post.id).filter_by(ours=True).first()
        return str(found[0]) if found else None

    def _open_post(self) -> None:
        found = self._our_post()
        if found:
            self._desk.open_record(found)
        else:
            self._desk.open_draft("post", ours=True)

    def _check(self, column: QVBoxLayout) -> None:
        column.addWidget(quiet(say("Reads the whole office and looks for damage.")))
        check = button(say("Check now"), "clipboard-check")
        check.clicked.connect(self._run_check)
        row = QHBoxLayout()
        row.addWidget(check)
        row.addStretch()
        column.addLayout(row)
        self.found = QVBoxLayout()
        column.addLayout(self.found)

    def _run_check(self) -> None:
        office = self._desk.office
        self._desk.run(say("Checking the office"), lambda _: problems(office), self._show_problems)

    def _show_problems(self, found: list[str]) -> None:
        clear(self.found)
        for sentence in found or [say("The office is whole.")]:
            line = text(sentence, "mistake" if found else "")
            line.setWordWrap(True)
            self.found.addWidget(line)
