"""What was done in the office, and to the record in front; each step can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from sciattache.store import history, undo
from sciattache.store.history import Change, Done
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import joined
from sciattache.ui.pieces import clear, hairline, link_button, quiet, scrolled, text, tool_button
from sciattache.ui.words import say

_MOST = 100


class HistoryPanel(QDockWidget):
    """The steps of the office, or the changes of one record, the newest first."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setWindowTitle(say("History"))
        self.setTitleBarWidget(QWidget())
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setMinimumWidth(300)
        self._desk = desk
        self._identity: str | None = None
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(say("History"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(say("Office"))
        self.tabs.addTab(say("This record"))
        self.tabs.currentChanged.connect(lambda _: self.draw())
        close = tool_button("x", say("Close"))
        close.clicked.connect(self.hide)
        head.addWidget(self.tabs, 1)
        head.addWidget(close)
        column.addLayout(head)
        lines = QWidget()
        self.lines = QVBoxLayout(lines)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(8)
        column.addWidget(scrolled(lines))
        self.setWidget(inside)
        desk.changed.connect(lambda _: self.draw())
        self.draw()

    def follow(self, identity: str | None) -> None:
        """Tell which record is in front."""
        self._identity = identity
        self.tabs.setTabEnabled(1, identity is not None)
        if self.tabs.currentIndex() == 1:
            if identity is None:
                self.tabs.setCurrentIndex(0)
            else:
                self.draw()

    def draw(self) -> None:
        """Write the lines anew."""
        clear(self.lines)
        if not self._desk.has_office:
            return
        if self.tabs.currentIndex() == 1 and self._identity:
            self._draw_record(self._identity)
        else:
            self._draw_office()
        self.lines.addStretch()

    def _draw_office(self) -> None:
        with self._desk.read() as session:
            steps = history.steps(session, most=_MOST)
            last = undo.next_undo(session)
        if not steps:
            self.lines.addWidget(quiet(say("Nothing has been done yet.")))
        for done in steps:
            self._step(done, is_last=last is not None and last.id == done.id)

    def _draw_record(self, identity: str) -> None:
        with self._desk.read() as session:
            changes = history.of_record(session, identity)
        for change in sorted(changes, key=lambda one: -one.step.id):
            self._step(change.step, told=_sentences(change, self._desk.language))

    def _step(self, done: Done, *, is_last: bool = False, told: Iterable[str] = ()) -> None:
        title = text(say(done.title))  # the exchange's own steps have words of the program
        title.setWordWrap(True)
        font = title.font()
        font.setStrikeOut(done.undone)
        title.setFont(font)
        self.lines.addWidget(title)
        for sentence in told:
            line = quiet(sentence)
            line.setWordWrap(True)
            self.lines.addWidget(line)
        foot = QHBoxLayout()
        rows = say("{count} records", count=done.rows) if done.rows > 1 else ""
        state = say("taken back") if done.undone else ""
        parts = (_when(done.at, self._desk.language), done.author, rows, state)
        about = quiet(joined(*parts))
        about.setWordWrap(True)
        foot.addWidget(about, 1)
        if done.act == "act" and not done.undone:
            back = link_button(say("Undo"), "undo-2" if is_last else "")
            back.setAccessibleName(f"{say('Undo')}: {done.title}")
            back.clicked.connect(lambda: self._desk.undo(done.id))
            foot.addWidget(back)
        self.lines.addLayout(foot)
        self.lines.addWidget(hairline())


def _sentences(change: Change, language: str) -> list[str]:
    """What a change did, field by field: *City: Paris → Lyon*."""
    if change.op == "D":
        return [say("deleted")]
    found = []
    for field in change.type.fields():
        before, after = (
            showing.value(field, values.get(field.name), values, language)
            for values in (change.before, change.after)
        )
        if change.before.get(field.name) == change.after.get(field.name):
            continue
        now = after or say("nothing")
        words = f"{before} → {now}" if before else now
        found.append(f"{say(field.label)}: {words}"[:200])
    return found


def _when(at: datetime, language: str) -> str:
    local = at.astimezone()
    today = datetime.now().astimezone().date()
    hour = f"{local:%H:%M}"
    return hour if local.date() == today else f"{showing.day(local.date(), language)} {hour}"
