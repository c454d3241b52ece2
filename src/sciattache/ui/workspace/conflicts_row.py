"""One conflict in the panel: its sentence, ways to its records, and the reason to let it stand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sciattache.services.conflicts import Conflict, Subject
from sciattache.ui.lettering import directed, isolated
from sciattache.ui.look import pixmap
from sciattache.ui.pieces import Flow, button, link_button, quiet, written
from sciattache.ui.words import say
from sciattache.ui.workspace.conflicts_words import mark, sentence
from sciattache.ui.workspace.marks import Mark

_WAYS = 4
"""To how many of its records a row offers the way."""


class ConflictRow(QFrame):
    """Enter goes to the first record, W asks why the conflict may stand; arrows go on."""

    wanted = Signal(object)
    """A :class:`Subject` to go to."""
    waived = Signal(object, str)
    counted = Signal(object)
    left = Signal(int)
    """By how many rows the focus is to go on."""

    def __init__(self, conflict: Conflict, titles: dict[str, str], language: str) -> None:
        super().__init__()
        self.conflict = conflict
        self.sentence = sentence(conflict, language)
        look = mark(conflict.severity)
        if conflict.waived is not None:
            look = Mark(say("Waived conflicts"), "check", "quiet")
        self.setObjectName("conflict")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{look.words}: {self.sentence}")
        sign = QLabel()
        sign.setPixmap(pixmap(look.icon, 16, look.tone))
        sign.setContentsMargins(0, 2, 0, 0)
        words = written(directed(sentence(conflict, language, isolated=True)))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._column.addWidget(words)
        if conflict.waived is not None:
            reason = written(conflict.waived, "quiet")
            reason.setAccessibleName(say("Why it may stand"))
            self._column.addWidget(reason)
        self._column.addWidget(self._ways(titles))
        self.act = self._act()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)
        row.addWidget(self.act, alignment=Qt.AlignmentFlag.AlignTop)
        self.reason: QLineEdit | None = None

    def go(self) -> None:
        """Go to the record that the conflict is about first."""
        if self.conflict.subjects:
            self.wanted.emit(self.conflict.subjects[0])

    def ask_reason(self) -> None:
        """Ask in place why the conflict may stand."""
        if self.conflict.waived is not None:
            return
        if self.reason is None:
            self.reason = QLineEdit()
            self.reason.setPlaceholderText(say("Why it may stand"))
            self.reason.setAccessibleName(say("Why it may stand"))
            self._asking = self._reason_line(self.reason)
            self._column.addWidget(self._asking)
        self._asking.show()
        self.act.hide()
        self.reason.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, asking = event.key(), self.reason is not None and self.reason.hasFocus()
        if asking and key == Qt.Key.Key_Escape:
            self._stop_asking()
        elif asking:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()
        elif key == Qt.Key.Key_W:
            self.ask_reason()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.left.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.setFocus()
            self.go()

    def _act(self) -> QPushButton:
        if self.conflict.waived is not None:
            made = link_button(say("Undo"), "undo-2")
            made.setToolTip(say("Let it count again"))
            made.clicked.connect(lambda: self.counted.emit(self.conflict))
        else:
            made = link_button(say("Waive…"), "check")
            made.setToolTip(say("Let it stand, with a reason that is kept"))
            made.clicked.connect(self.ask_reason)
        return made

    def _ways(self, titles: dict[str, str]) -> QWidget:
        """The ways to the records, by their titles."""
        made = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        line = Flow(made, gap=2)
        known = [one for one in self.conflict.subjects if titles.get(one.id)]
        rest = len(known) - _WAYS
        for subject in known[:_WAYS] if rest > 1 else known:
            line.addWidget(self._way(subject, titles[subject.id]))
        if rest > 1:
            more = quiet(say("and {count} more", count=rest))
            more.setContentsMargins(6, 5, 6, 5)
            line.addWidget(more)
        return made

    def _way(self, subject: Subject, title: str) -> QPushButton:
        shown = title.split(" · ")[0]
        made = link_button(isolated(shown if len(shown) <= 40 else f"{shown[:39]}…"))
        made.setToolTip(title)
        made.setAccessibleName(say("Go to {title}", title=title))
        made.clicked.connect(lambda: self.wanted.emit(subject))
        return made

    def _reason_line(self, reason: QLineEdit) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 4, 0, 0)
        line.setSpacing(8)
        keep, cancel = button(say("Waive"), primary=True), button(say("Cancel"))
        keep.setEnabled(False)
        reason.textChanged.connect(lambda words: keep.setEnabled(bool(words.strip())))
        reason.returnPressed.connect(self._keep)
        keep.clicked.connect(self._keep)
        cancel.clicked.connect(self._stop_asking)
        line.addWidget(reason, 1)
        line.addWidget(keep)
        line.addWidget(cancel)
        return made

    def _keep(self) -> None:
        words = self.reason.text().strip() if self.reason is not None else ""
        if words:
            self.waived.emit(self.conflict, words)

    def _stop_asking(self) -> None:
        self._asking.hide()
        self.act.show()
        self.setFocus()
