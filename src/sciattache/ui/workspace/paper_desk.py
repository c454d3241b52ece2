"""The papers of one engagement: chosen, seen as they will be, saved and printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.papers import catalogue
from sciattache.papers.file_names import file_name
from sciattache.papers.kinds import EDITABLE, Kind, Wish
from sciattache.papers.letters.kinds import said_in
from sciattache.papers.outbox.dispatching import Outgoing
from sciattache.ui.desk import Desk
from sciattache.ui.look import icon
from sciattache.ui.pieces import button, chip_button, hairline, quiet, scrolled, text, tool_button
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace import rendering
from sciattache.ui.workspace.choices import Choices
from sciattache.ui.workspace.delivery import Delivery
from sciattache.ui.workspace.drafting import open_draft
from sciattache.ui.workspace.letters import open_letters
from sciattache.ui.workspace.pages_view import PagesView
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.sent import SentView
from sciattache.ui.workspace.workbook_view import Sheet, WorkbookView, sheets

_SIDE = 252
"""Pixels of the choices at the side."""
_ICON, _PLACE = 50, 160
"""Pixels of a button without its words; of the place in the paper and the gaps of the bar."""
_PAUSE = 350
"""Milliseconds without a change after which the paper is made anew."""


@dataclass(frozen=True)
class Made:
    """A paper that was made, with what its preview needs; or why it could not be."""

    kind: Kind
    wish: Wish
    content: bytes = b""
    sizes: rendering.Sizes = ()
    sheets: tuple[Sheet, ...] = ()
    refusal: str = ""
    bug: Exception | None = None


class PaperDesk(QWidget):
    """Choices at one side, the paper in front; made anew in the background as records change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.seen: Seen | None = None
        self.made: Made | None = None
        self._work: Progress | None = None
        self._wanted = False
        self.choices = Choices(desk)
        self.choices.changed.connect(lambda: self._want(0))
        self.pages, self.workbook = PagesView(desk), WorkbookView()
        self._refused = text("")
        self._refused.setWordWrap(True)
        self._refused.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._refused.setContentsMargins(32, 32, 32, 32)
        self._stack = QStackedWidget()
        self.sent = SentView(desk)
        for widget in (self.pages, self.workbook, self._refused, self.sent):
            self._stack.addWidget(widget)
        self._delivery = Delivery(self, desk)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._make)
        self._lay_out()
        self.pages.turned.connect(self._show_place)
        self.pages.zoomed.connect(lambda zoom: self._zoom.setText(f"{zoom:.0%}"))
        self.workbook.open.clicked.connect(lambda: self._deliver("open"))

    def show_seen(self, seen: Seen) -> None:
        """Show the papers of an engagement as it is now."""
        other = self.seen is None or self.seen.engagement.id != seen.engagement.id
        self.seen = seen
        self.choices.show_people(seen)
        self.sent.show_seen(seen)
        self.save_all.setEnabled(True)
        self._want(0 if other else _PAUSE)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._wanted:
            self._pause.start(0)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()

    def focus_first(self) -> None:
        self.choices.kinds.setFocus()

    def _lay_out(self) -> None:
        self._busy, self._place, self._zoom = quiet(""), quiet(""), QToolButton()
        self._zoom.setToolTip(say("As wide as the view"))
        self._zoom.setAccessibleName(say("As wide as the view"))
        self._zoom.setMinimumWidth(52)
        self._zoom.clicked.connect(self.pages.fit_width)
        acts: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("chevron-up", say("Page before"), lambda: self.pages.go_to(self.pages.page - 1)),
            ("chevron-down", say("Next page"), lambda: self.pages.go_to(self.pages.page + 1)),
            ("zoom-out", say("Smaller"), lambda: self.pages.zoom_by(-1)),
            ("zoom-in", say("Larger"), lambda: self.pages.zoom_by(1)),
        )
        before, after, smaller, larger = (self._tool(*act) for act in acts)
        self._tools = (before, self._place, after, smaller, self._zoom, larger)
        self.save = button(say("Save as…"), "save")
        self.print = button(say("Print…"), "printer")
        self.save_all = button(say("Save all…"), "folder-open")
        self.save_all.setToolTip(say("Every paper for every audience, into one folder"))
        self.more = button(say("More"), "ellipsis")
        self.more.setMenu(self._menu())
        self.save.clicked.connect(lambda: self._deliver("save"))
        self.print.clicked.connect(lambda: self._deliver("print"))
        self.save_all.clicked.connect(self._save_all)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.setSpacing(4)
        for widget in self._tools:
            bar.addWidget(widget)
        bar.addSpacing(8)
        bar.addWidget(self._busy, 1)
        self._acts = (self.save, self.print, self.save_all, self.more)
        for widget in self._acts:
            widget.setToolTip(widget.toolTip() or widget.accessibleName())
            bar.addSpacing(4)
            bar.addWidget(widget)
        tools = sum(one.sizeHint().width() for one in self._tools) + _PLACE
        self._spacious = tools + sum(one.sizeHint().width() for one in self._acts)
        self._tight = tools + len(self._acts) * _ICON
        column, row = QVBoxLayout(), QHBoxLayout(self)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        under = QVBoxLayout(side)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(scrolled(self.choices), 1)
        under.addWidget(hairline())
        self.show_sent = chip_button(say("Sent out"), "send")
        self.show_sent.setCheckable(True)
        self.show_sent.toggled.connect(lambda _: self._turn())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(self.show_sent)
        foot.addStretch(1)
        under.addLayout(foot)
        row.addWidget(side)
        row.addWidget(hairline(upright=True))
        row.addLayout(column, 1)
        self._dress()

    def _fit(self) -> None:
        """Show what the bar has room for: words or icons alone, and where one is in the paper."""
        room = self.width() - _SIDE
        for one in self._acts:
            one.setText(one.accessibleName() if room >= self._spacious else "")
        there = self.made is not None and not self.made.refusal and _is_paged(self.made)
        there = there and not self.show_sent.isChecked()
        for widget in self._tools:
            widget.setVisible(there and room >= self._tight)

    def _tool(self, name: str, words: str, do: Callable[[], None]) -> QWidget:
        made = tool_button(name, words)
        made.clicked.connect(lambda: do())
        return made

    def _want(self, pause: int) -> None:
        self._wanted = True
        if self.isVisible():
            self._pause.start(pause)

    def _make(self) -> None:
        """Make the paper in a thread; what was under way for an older wish is forgotten."""
        if self.seen is None or not self.isVisible():
            return
        self._wanted = False
        if self._work is not None:
            self._work.cancel()
        identity, kind, wish = self.seen.engagement.id, self.choices.kind, self.choices.wish
        self._busy.setText(say("Making the paper…"))

        def job(progress: Progress) -> Made:
            progress.report()
            return make(self._desk, identity, kind, wish)

        self._work = work = self._desk.fetch(job, lambda made: self._show(made, work))

    def _show(self, made: Made, work: Progress) -> None:
        if not isValid(self) or work is not self._work:
            return
        self._work = None
        self._busy.setText(_too_long(made))
        self.made = made
        if made.bug is not None:
            self._desk.broke(made.bug)
        if made.refusal:
            self._refused.setText(made.refusal)
        elif _is_paged(made):
            self.pages.show_paper(made.content, made.sizes)
        else:
            self.workbook.show_workbook(made.sheets)
        self._turn()

    def _turn(self) -> None:
        """Bring to the front what left the office, or the paper."""
        made = self.made
        if self.show_sent.isChecked():
            self._stack.setCurrentWidget(self.sent)
        elif made is not None and made.refusal:
            self._stack.setCurrentWidget(self._refused)
        elif made is not None:
            self._stack.setCurrentWidget(self.pages if _is_paged(made) else self.workbook)
        self._dress()

    def _dress(self) -> None:
        made = self.made
        there = made is not None and not made.refusal
        self.print.setVisible(there and made is not None and _is_paged(made))
        self._fit()
        self.save.setEnabled(there)
        self.as_word.setEnabled(there and made is not None and EDITABLE in made.kind.endings)
        for one in (self.save_all, self.more):
            one.setEnabled(self.seen is not None)

    def _show_place(self, page: int, of: int) -> None:
        self._place.setText(say("{page} of {count}", page=page, count=of))

    def _deliver(self, way: str) -> None:
        paper = self._paper()
        if self.seen is None or paper is None:
            return
        protection = self.choices.protection
        if way != "save":
            self._delivery.deliver(way, self.seen, paper)
        elif protection.is_settled():
            self._delivery.save(self.seen, paper, protection.secret)

    def _save_editable(self) -> None:
        paper, protection = self._paper(), self.choices.protection
        if self.seen is None or self.made is None or paper is None:
            return
        if protection.is_settled():
            self._delivery.save_editable(self.seen, paper, self.made.wish, protection.secret)

    def _save_for_others(self, save: Callable[[Seen, Wish, str], None]) -> None:
        if self.seen is not None and self._goes_open():
            save(self.seen, self.choices.wish, file_name(self.seen.engagement.title or ""))

    def _draft(self) -> None:
        if self.seen is not None and self.made is not None and self._goes_open():
            open_draft(self._desk, self, self.seen, self.made.kind.name, self.choices.wish)

    def _write_letters(self) -> None:
        if self.seen is not None and self._goes_open():
            open_letters(self._desk, self, self.seen)

    def _goes_open(self) -> bool:
        """Whether what cannot be protected may leave so; why not is told."""
        if self.choices.protection.secret is None:
            return True
        self._desk.refuse(
            KnownError(
                say("Only papers that are saved can be protected with a password."),
                say("Take the mark off the choice to go on without one."),
            )
        )
        return False

    def _menu(self) -> QMenu:
        """What else can be made of the papers in front."""
        menu = QMenu(self)
        delivery = self._delivery
        acts: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("file-text", say("Save as Word document…"), self._save_editable),
            ("calendar-days", say("Save the calendar…"),
             lambda: self._save_for_others(delivery.save_calendar)),
            ("id-card", say("Save the contacts…"),
             lambda: self._save_for_others(delivery.save_contacts)),
            ("mail", say("E-mail draft…"), self._draft),
            ("send", say("Letters…"), self._write_letters),
        )  # fmt: skip
        made = []
        for name, words, do in acts:
            act = menu.addAction(icon(name), words)
            act.triggered.connect(lambda _=False, do=do: do())
            made.append(act)
        self.as_word, self.as_calendar, self.as_contacts, self.as_draft, self.as_letters = made
        return menu

    def _paper(self) -> Outgoing | None:
        """The paper in front as it would leave."""
        made, seen = self.made, self.seen
        if made is None or made.refusal or seen is None:
            return None
        whose = (seen.name(made.wish.subject),) if made.wish.subject else ()
        return Outgoing(
            f"{self._name(made)}{made.kind.suffix}", made.content, made.kind.name,
            made.wish.audience, made.wish.language, whose,
            said=said_in(seen.dossier, made.kind.name, made.wish),
        )  # fmt: skip

    def _save_all(self) -> None:
        protection = self.choices.protection
        if self.seen is not None and protection.is_settled():
            self._delivery.save_all(self.seen, self.choices.wish.language, protection.secret)

    def _name(self, made: Made) -> str:
        """How the file is called: the visit, the paper, and for whom."""
        seen = self.seen
        parts = [
            (seen.engagement.title if seen else "") or "",
            made.kind.called(self._desk.language),
        ]
        if made.wish.subject and seen is not None:
            titles = {item.id: item.title for item in seen.dossier.items}
            parts.append(titles.get(made.wish.subject) or seen.name(made.wish.subject))
        return " - ".join(file_name(part) for part in parts)


def _is_paged(made: Made) -> bool:
    return made.kind.suffix == ".pdf"


def _too_long(made: Made) -> str:
    """What is said of a paper that has more sides than it should have."""
    sides, most = len(made.sizes), made.kind.sides
    if not most or sides <= most:
        return ""
    return say("{count} sides; {most} at most are wanted", count=sides, most=most)


def make(desk: Desk, identity: str, kind: Kind, wish: Wish) -> Made:
    """Make a paper and what its preview needs; in any thread."""
    try:
        with desk.read() as session:
            engagement = session.query(Engagement).filter_by(id=identity).one()
            content = catalogue.make(session, engagement, kind.name, wish)
    except KnownError as error:
        return Made(kind, wish, refusal=f"{error.sentence} {error.remedy}".strip())
    except Exception as error:  # told in the window's thread, where nobody waits then for ever
        return Made(kind, wish, refusal=say("This paper could not be made."), bug=error)
    if kind.suffix == ".pdf":
        return Made(kind, wish, content, sizes=rendering.sizes(content))
    return Made(kind, wish, content, sheets=sheets(content))
