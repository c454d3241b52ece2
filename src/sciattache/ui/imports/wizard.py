"""An import under way: what the file is, its columns, what would happen, and the import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sciattache.errors import KnownError
from sciattache.interchange.importing import Wish
from sciattache.ui.desk import Desk
from sciattache.ui.imports import looking
from sciattache.ui.imports.busy import Busy
from sciattache.ui.imports.columns_page import ColumnsPage
from sciattache.ui.imports.file_page import FilePage
from sciattache.ui.imports.head import COLUMNS, FILE, PREVIEW, RESULT, Head
from sciattache.ui.imports.looking import Outcome, Seen, Understood
from sciattache.ui.imports.preview_page import PreviewPage
from sciattache.ui.imports.result_page import ResultPage
from sciattache.ui.pieces import button, hairline, link_button, restyle
from sciattache.ui.words import say
from sciattache.ui.work import Progress


class Wizard(QWidget):
    """The steps of an import in one place; nothing is written before the last."""

    left = Signal()
    moved = Signal(int)
    """The step that is shown now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.engagement = ""
        self._files: list[Path] = []
        self._seen: Seen | None = None
        self._understood: Understood | None = None
        self.outcome: Outcome | None = None
        self._work: Progress | None = None
        self._reading: Progress | None = None
        self.step = FILE
        self.file_page = FilePage(desk)
        self.columns_page = ColumnsPage(desk)
        self.preview_page = PreviewPage(desk)
        self.result_page = ResultPage(desk)
        self.busy = Busy()
        self.pages = QStackedWidget()
        for page in (
            self.file_page, self.columns_page, self.preview_page, self.result_page, self.busy,
        ):  # fmt: skip
            self.pages.addWidget(page)
        self.file_page.layout_changed.connect(self._look)
        self.file_page.meaning_changed.connect(self._understand)
        self.columns_page.changed.connect(self._dress)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._keys()

    def begin(self, files: Sequence[Path], engagement: str = "") -> None:
        """Begin with the first of ``files``."""
        self._stop()
        self._forget()
        self._files = list(files)
        self.engagement = engagement or self.engagement
        self.head.show_file(self._files[0].name)
        self.file_page.begin(self._files[0], self.engagement)
        self.columns_page.forget()
        self._show(FILE)
        self.setFocus()  # so that its keys work while the file is read
        self._look()

    def focus_first(self) -> None:
        """Put the cursor where this step begins."""
        page: Any = self.pages.currentWidget()
        if page is not self.busy:
            page.focus_first()

    def forward(self) -> None:
        """Go to the next step; at the last but one: import."""
        if not self.next.isEnabled():
            return
        if self.step == FILE and self._has_columns():
            self._show(COLUMNS)
        elif self.step in (FILE, COLUMNS):
            self._plan()
        elif self.step == PREVIEW:
            self._take()
        elif len(self._files) > 1:
            self.begin(self._files[1:], self.engagement)
        else:
            self.leave()

    def back(self) -> None:
        """Go one step back; from the first, leave."""
        if self._work is not None:
            self._work.cancel()
        elif self.step == COLUMNS or (self.step == PREVIEW and not self._has_columns()):
            self._show(FILE)
        elif self.step == PREVIEW:
            self._show(COLUMNS)
        else:
            self.leave()

    def leave(self) -> None:
        """Give up what is left to do, and go to where imports begin."""
        self._stop()
        self._forget()
        self.engagement = ""
        self.left.emit()

    def wish(self) -> Wish:
        """What is asked of the import, from the pages."""
        asked = self.file_page.wish()
        return replace(asked, columns=self.columns_page.columns(), remembered=False) if (
            self.columns_page.is_mapped()
        ) else asked  # fmt: skip

    def _has_columns(self) -> bool:
        return self._seen is not None and self._seen.table is not None

    def _look(self) -> None:
        """Read the file as the first page says."""
        file, asked = self._files[0], self.file_page.wish()
        self._understood = None

        def work(_: Progress) -> Seen | KnownError:
            return looking.look(file, asked.layout, asked.sheet)

        self._fetch(work, self._looked)
        self._dress()

    def _looked(self, found: Seen | KnownError) -> None:
        if isinstance(found, KnownError):
            self._seen = None
            self.file_page.refuse(found)
            self._dress()
            return
        self._seen = found
        self.file_page.show_seen(found)
        if self.hasFocus():
            self.focus_first()
        if found.table is not None:
            self._understand()
        elif found.kind in ("calendar", "bookings") and not self.engagement:
            self._dress()
        elif self.step == FILE:
            self._dress()
            self._plan()

    def _understand(self) -> None:
        """Guess what the rows and columns are."""
        seen = self._seen
        self._understood = None
        if seen is None or seen.table is None:
            self._dress()
            return
        asked = self.file_page.wish()
        desk = self._desk

        def work(_: Progress) -> Understood:
            with desk.read() as session:
                return looking.understand(session, seen, asked)

        self._fetch(work, self._is_understood)
        self._dress()

    def _is_understood(self, found: Understood) -> None:
        self._understood = found
        assert self._seen is not None
        self.file_page.show_understood(found)
        given = ("engagement",) if self.file_page.wish().into else ()
        self.columns_page.show_understood(self._seen, found, self.file_page.chosen_type(), given)
        self._dress()

    def _plan(self) -> None:
        seen, asked, desk = self._seen, self.wish(), self._desk
        assert seen is not None
        words = say("Comparing with the office")

        def work(progress: Progress) -> Outcome:
            with desk.read() as session:
                return looking.plan(
                    session, seen, asked, lambda done, of: progress.report(done, of, words)
                )

        def done(outcome: Outcome) -> None:
            self.outcome = outcome
            self.preview_page.show_outcome(outcome)
            self._show(PREVIEW)

        self._run(say("Reading {file}", file=seen.file.name), work, done)

    def _take(self) -> None:
        outcome, desk = self.outcome, self._desk
        assert outcome is not None
        reading = outcome.reading

        def work(progress: Progress) -> Outcome:
            return looking.take(desk.office, reading, progress.report)

        def done(outcome: Outcome) -> None:
            self.outcome = outcome
            self.result_page.show_outcome(outcome, more=len(self._files) - 1)
            self._show(RESULT)

        self._run(say("Importing {file}", file=reading.file.name), work, done)

    def _run(
        self, title: str, work: Callable[[Progress], Outcome], done: Callable[[Outcome], None]
    ) -> None:
        step = self.step

        def ended(outcome: Outcome) -> None:
            if self._work is progress:
                self._work = None
                done(outcome)

        def failed() -> None:
            if self._work is progress:
                self._work = None
                self._show(step)

        progress = self._desk.run(title, work, ended, failed)
        self._work = progress
        self.busy.follow(progress)
        self.pages.setCurrentWidget(self.busy)
        self.busy.stop.setFocus()
        self._dress()

    def _fetch(self, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        """Read something in a thread; what was being read before is forgotten."""
        if self._reading is not None:
            self._reading.cancel()

        def ended(found: Any) -> None:
            if self._reading is reading:
                self._reading = None
                done(found)

        reading = self._desk.fetch(work, ended)
        self._reading = reading

    def _stop(self) -> None:
        for progress in (self._work, self._reading):
            if progress is not None:
                progress.cancel()
        self._work = self._reading = None

    def _forget(self) -> None:
        """Show nothing of the import before, and drop what it held in a thread."""
        self.preview_page.rows.show_outcome(None)
        self.result_page.rows.show_outcome(None)
        seen, outcome = self._seen, self.outcome
        self._seen = self._understood = self.outcome = None
        if seen is not None:
            self._desk.fetch(lambda _: looking.forget(seen, outcome), lambda _: None)

    def _show(self, step: int) -> None:
        self.step = step
        self.pages.setCurrentIndex(step)
        self._dress()
        self.moved.emit(step)
        if self.isVisible():
            self.focus_first()

    def _dress(self) -> None:
        """Name the steps, the file's kind, and what the buttons do."""
        self.head.show_step(self.step, self._seen)
        working = self._work is not None
        self.back_button.setText(say("Back"))
        self.back_button.setVisible(not working and self.step in (COLUMNS, PREVIEW))
        self.quit.setVisible(not working and self.step != RESULT)
        self.next.setVisible(not working)
        self.next.setText(self._next_words())
        self.next.setAccessibleName(self.next.text())
        can = self._can_go_on()
        self.next.setEnabled(can)
        self.next.setProperty("role", "primary" if can else "")
        restyle(self.next)

    def _next_words(self) -> str:
        if self.step == PREVIEW:
            counts = self.outcome.counts if self.outcome else {}
            wanted = counts.get("new", 0) + counts.get("updates", 0)
            if not wanted:
                return say("Nothing to import")
            return say("Import 1 row") if wanted == 1 else say(
                "Import {count} rows", count=f"{wanted:,}"
            )  # fmt: skip
        if self.step == RESULT:
            return say("Next file") if len(self._files) > 1 else say("Done")
        return say("Next")

    def _can_go_on(self) -> bool:
        if self.step == FILE:
            return self._seen is not None and self.file_page.is_complete() and (
                not self._has_columns() or self._understood is not None
            )  # fmt: skip
        if self.step == COLUMNS:
            return self._understood is not None and self.columns_page.is_complete()
        if self.step == PREVIEW:
            counts = self.outcome.counts if self.outcome else {}
            return bool(counts.get("new") or counts.get("updates"))
        return True

    def _lay_out(self) -> None:
        self.head = Head()
        self.quit = link_button(say("Leave without importing"), "x")
        self.quit.clicked.connect(self.leave)
        self.back_button = button(say("Back"), "")
        self.back_button.setToolTip("Esc")
        self.back_button.clicked.connect(self.back)
        self.next = button(say("Next"), "", primary=True)
        self.next.setToolTip("Ctrl+↵")
        self.next.clicked.connect(self.forward)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 24, 12)
        foot.setSpacing(8)
        foot.addWidget(self.quit)
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hairline())
        column.addWidget(self.pages, 1)
        column.addWidget(hairline())
        column.addLayout(foot)

    def _keys(self) -> None:
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (
            ("Ctrl+Return", self.forward), ("Ctrl+Enter", self.forward), ("Esc", self.back),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, context=inside).activated.connect(act)
