"""What leaves this laptop with the next bundle, and what its marking keeps back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from sciattache.ui.exchange import files_told
from sciattache.ui.exchange.amounts import bundle_words, size_words, step_words, time_words
from sciattache.ui.exchange.waiting import Heap, Waiting
from sciattache.ui.lettering import joined
from sciattache.ui.look import pixmap
from sciattache.ui.pieces import clear, link_button, quiet, text
from sciattache.ui.words import say


class Preview(QWidget):
    """A sentence on what waits; the records themselves are shown where they are asked for."""

    wanted = Signal()
    """What goes is to be worked out, where that takes too long to be done unasked."""

    def __init__(self) -> None:
        super().__init__()
        self.summary, self.again, self.files = text(""), quiet(""), quiet("")
        for label in (self.summary, self.again, self.files):
            label.setWordWrap(True)
        self.resend = QCheckBox(say("Send them again now"))
        self.resend.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.more = link_button(say("Show what goes"), "eye")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        self.work_out = link_button(say("Work out what goes and how long it takes"), "eye")
        self.work_out.clicked.connect(self.wanted)
        self._list = QWidget()
        self.lines = QVBoxLayout(self._list)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (
            self.summary, self.again, self.resend, self.files, self.work_out, self.more, self._list,
        ):  # fmt: skip
            column.addWidget(widget)
        self._list.hide()

    def show_waiting(self, waiting: Waiting, line: float) -> None:
        """Show what waits, and how long it takes on a line of that speed."""
        self.summary.setText(_summary(waiting, line))
        self.again.setText(
            say(
                "Made before and not confirmed yet: {bundles}, {size}. They go again once they"
                " seem lost.",
                bundles=bundle_words(waiting.again), size=size_words(waiting.again_size),
            ) if waiting.again else ""
        )  # fmt: skip
        self.again.setVisible(bool(waiting.again))
        self.resend.setVisible(bool(waiting.again))
        if not waiting.again:
            self.resend.setChecked(False)
        self.files.setText(" ".join(files_told.told(waiting.contents)))
        self.files.setVisible(bool(self.files.text()))
        clear(self.lines)
        for heap in waiting.goes:
            self.lines.addWidget(_line(heap, "check", "quiet"))
        if waiting.held:
            self.lines.addWidget(quiet(say("Kept back by their marking:")))
            for heap in waiting.held:
                self.lines.addWidget(_line(heap, "lock", "warn"))
        self.work_out.setEnabled(True)
        self.work_out.setVisible(not waiting.whole and bool(waiting.steps or waiting.again))
        has = bool(waiting.goes or waiting.held)
        self.more.setVisible(has)
        self._list.setVisible(has and self.more.isChecked())

    def _unfold(self, shown: bool) -> None:
        self.more.setText(say("Hide what goes") if shown else say("Show what goes"))
        self.more.setAccessibleName(self.more.text())
        self._list.setVisible(shown)


def _summary(waiting: Waiting, line: float) -> str:
    if not waiting.whole and waiting.steps:
        return say("Up to {steps} wait to go to each of {count} offices.",
                   steps=step_words(waiting.steps), count=f"{waiting.offices:,}")  # fmt: skip
    count = sum(heap.count for heap in waiting.goes)
    held = sum(heap.count for heap in waiting.held)
    if waiting.goes and not waiting.steps:
        said = say("Nothing new waits to go.")
    elif not count:
        said = (
            say("Nothing new waits to go.") if waiting.again
            else say("Nothing waits to go. A bundle made now only confirms what came.")
        )  # fmt: skip
    else:
        records = say("1 record") if count == 1 else say("{count} records", count=f"{count:,}")
        said = say(
            "Waiting to go: {records}, {size}, {time} on this line.", records=records,
            size=size_words(waiting.size), time=time_words(waiting.size, line),
        )  # fmt: skip
    if held:
        said += " " + say("Kept back by their marking: {count}.", count=f"{held:,}")
    return said


def _line(heap: Heap, name: str, tone: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    mark = QLabel()
    mark.setPixmap(pixmap(name, 16, tone))
    rest = heap.count - len(heap.titles)
    more = say("and {count} more", count=f"{rest:,}") if rest > 0 and heap.titles else ""
    titles = quiet(joined(*heap.titles, more, by=", "))
    titles.setWordWrap(True)
    words = text(f"{heap.count:,}  {say(heap.name)}")
    words.setMinimumWidth(160)
    row.addWidget(mark)
    row.addWidget(words)
    row.addWidget(titles, 1)
    return made
