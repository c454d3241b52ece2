"""Settings: language and look, who works here, the office's post, backups, seal, check."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.office.post import Post
from sciattache.errors import KnownError
from sciattache.store import backup, keys, query
from sciattache.store.engine import Key
from sciattache.store.office import Office, problems
from sciattache.ui import showing, words
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
from sciattache.ui.words import say

_SHORTEST = 8
"""Characters that a passphrase has at least."""
_LOOKS = (
    ("light", "Light", "sun"), ("dark", "Dark", "moon"), ("system", "As the system", "sun-moon"),
)  # fmt: skip


def settings_screen(desk: Desk) -> Settings:
    """The screen of settings."""
    return Settings(desk)


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
        parts = (
            ("Language and look", self._looks), ("You", self._author), ("The office", self._post),
            ("Backups", self._backups), ("Seal", self._seal), ("Check", self._check),
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
            found = session.query(Post.id).filter(Post.ours.is_(True)).first()
        return str(found[0]) if found else None

    def _open_post(self) -> None:
        found = self._our_post()
        if found:
            self._desk.open_record(found)
        else:
            self._desk.open_draft("post", ours=True)

    def _backups(self, column: QVBoxLayout) -> None:
        place = quiet(str(backup.folder(self._desk.office.path)))
        place.setWordWrap(True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(place)
        self._copies = QVBoxLayout()
        self._copies.setSpacing(0)
        column.addLayout(self._copies)
        row = QHBoxLayout()
        row.setSpacing(8)
        now = button(say("Back up now"), "archive")
        now.clicked.connect(self._back_up)
        elsewhere = button(say("Back up to…"), "hard-drive")
        elsewhere.clicked.connect(self._back_up_elsewhere)
        row.addWidget(now)
        row.addWidget(elsewhere)
        row.addStretch()
        column.addLayout(row)
        self._show_backups()

    def _show_backups(self) -> None:
        clear(self._copies)
        found = backup.backups(self._desk.office.path)
        if not found:
            self._copies.addWidget(quiet(say("None yet. One is made every eight hours of work.")))
        for path in found:
            self._copies.addWidget(self._copy(path))

    def _copy(self, path: Path) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        about = path.stat()
        made = datetime.fromtimestamp(about.st_mtime).astimezone()
        when = f"{showing.day(made.date(), self._desk.language, weekday=True)} {made:%H:%M}"
        row.addWidget(text(when))
        row.addWidget(quiet(f"{about.st_size / 2**20:,.1f} MB"), 1)
        back = link_button(say("Bring back"), "undo-2")
        back.setAccessibleName(f"{say('Bring back')}: {when}")
        back.clicked.connect(lambda: self._restore(path, back))
        row.addWidget(back)
        return line

    def _back_up(self, to: Path | None = None) -> None:
        office = self._desk.office

        def done(path: Path) -> None:
            self._show_backups()
            self._desk.notify(say("Backed up to {path}", path=str(path)))

        self._desk.run(say("Backing up"), lambda _: backup.back_up(office, to), done)

    def _back_up_elsewhere(self) -> None:
        path = self._desk.office.path
        start = f"{Path.home()}/{path.stem}-{datetime.now().astimezone():%Y-%m-%d}{path.suffix}"
        name, _ = QFileDialog.getSaveFileName(self, say("Back up to…"), start)
        if name:
            self._back_up(Path(name))

    def _restore(self, path: Path, back: QWidget) -> None:
        """Asks once more, in place, because the office goes back in time."""
        if back.property("sure") is None:
            back.setProperty("sure", True)
            back.setText(say("Bring back, and set today's office aside"))  # type: ignore[attr-defined]
            return
        office = self._desk.office
        self._desk.sit_at(None)
        try:
            kept = backup.restore(path, office.path, key=office.key)
        except KnownError as error:
            self._desk.refuse(error)
            self._reopen(office)
            return
        self._reopen(office)
        if kept is not None:
            self._desk.notify(say("What was here is kept as {name}", name=kept.name))

    def _reopen(self, office: Office) -> None:
        from sciattache.store.office import open_office

        again = open_office(office.path, key=office.key)
        again.author = office.author
        self._desk.sit_at(again)

    def _seal(self, column: QVBoxLayout) -> None:
        key = self._desk.office.key
        sealed = say("Sealed with a passphrase.") if key and key.passphrase else (
            say("Sealed with a key in this computer's keystore.") if key
            else say("Not sealed: whoever has the file can read it.")
        )  # fmt: skip
        column.addWidget(text(sealed))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.passphrase = self._secret(say("New passphrase"))
        self.again = self._secret(say("The same again"))
        self.again.returnPressed.connect(self._seal_by_passphrase)
        row.addWidget(self.passphrase)
        row.addWidget(self.again)
        seal = button(
            say("Change the passphrase") if key and key.passphrase else say("Seal"), "lock"
        )
        seal.clicked.connect(self._seal_by_passphrase)
        row.addWidget(seal)
        row.addStretch()
        column.addLayout(row)
        self._seal_mistake = text("", "mistake")
        self._seal_mistake.hide()
        column.addWidget(self._seal_mistake)
        more = QHBoxLayout()
        if key is None or key.raw is None:
            store = link_button(say("Use this computer's keystore"), "key-round")
            store.clicked.connect(self._seal_by_keystore)
            more.addWidget(store)
        if key is not None:
            unseal = link_button(say("Remove the seal"), "lock-open")
            unseal.clicked.connect(lambda: self._change_key(None))
            more.addWidget(unseal)
        more.addStretch()
        column.addLayout(more)

    def _secret(self, label: str) -> QLineEdit:
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setPlaceholderText(label)
        made.setAccessibleName(label)
        made.setFixedWidth(200)
        return made

    def _seal_by_passphrase(self) -> None:
        first, again = self.passphrase.text(), self.again.text()
        self._seal_mistake.show()
        if len(first) < _SHORTEST:
            self._seal_mistake.setText(
                say("A passphrase has at least {count} characters.", count=_SHORTEST)
            )
        elif first != again:
            self._seal_mistake.setText(say("The two are not the same."))
        else:
            self._change_key(Key(passphrase=first))

    def _seal_by_keystore(self) -> None:
        self._change_key(keys.new_key())

    def _change_key(self, key: Key | None) -> None:
        before = self._desk.office
        self._desk.long.stop()
        self._desk.quick.stop()
        try:
            after = backup.change_key(before, key)
            if key is not None and key.raw is not None:
                after = _kept_in_keystore(after, before.key)
        except KnownError as error:
            self._reopen(before)
            self._desk.refuse(error)
            return
        after.author = before.author
        self._desk.sit_at(after)
        self._desk.notify(say("The seal is set.") if key else say("The seal is removed."))

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


def _kept_in_keystore(after: Office, before: Key | None) -> Office:
    """The sealed office once the keystore has its key; without that the seal is as it was."""
    try:
        keys.remember(after.path, after.key or keys.new_key())
    except KnownError:
        backup.change_key(after, before).close()
        raise
    return after
