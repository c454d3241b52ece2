"""The page of one record: its name, its form, what is linked to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeDatabase, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sciattache.domain.records import Record
from sciattache.domain.wings import type_called
from sciattache.errors import KnownError
from sciattache.store import blobs, history, query, removal
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.exchange.erase_menu import EraseMenu
from sciattache.ui.exchange.record_mark import ClashMark
from sciattache.ui.forms import RecordForm
from sciattache.ui.lettering import directed, joined
from sciattache.ui.pieces import clear, quiet, scrolled, text, tool_button
from sciattache.ui.related import RelatedList, related_to
from sciattache.ui.words import new_words, say

_WIDEST = 800
_UNDER = {
    "person": ("rank", "city", "country"),
    "organisation": ("kind", "city", "country"),
    "engagement": ("kind", "state", "city", "country"),
    "place": ("kind", "city", "country"),
}
"""What the grey line under a name says."""

_BRIEFED = frozenset({"person", "organisation"})


def record_page(desk: Desk, identity: str) -> RecordPage | None:
    """The page of the record with that id, or None when it is gone."""
    cls = type_of(desk, identity)
    if cls is None:
        return None
    page = RecordPage(desk, cls)
    return page if page.show_record(identity) else None


def draft_page(desk: Desk, type_name: str, values: dict[str, Any]) -> RecordPage:
    """A page with an empty form, ``values`` filled in."""
    page = RecordPage(desk, type_called(type_name))
    page.show_draft(values)
    return page


def type_of(desk: Desk, identity: str) -> type[Record] | None:
    """The type of the record with that id."""
    with desk.read() as session:
        tag = (
            session.connection()
            .exec_driver_sql("SELECT t FROM entry WHERE id = ?", (identity,))
            .scalar()
        )
    return history.type_of(tag) if tag is not None else None


class RecordPage(QWidget):
    """One record, or the draft of one; ``beside`` a list, or alone."""

    kept = Signal(str)

    def __init__(self, desk: Desk, cls: type[Record], *, beside: bool = False) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._desk, self.cls, self._related_id = desk, cls, ""
        self._to_list: list[tuple[type[Record], str]] = []
        self._next_list = QTimer(self, singleShot=True, interval=0)
        self._next_list.timeout.connect(self._list_next)
        self.form = RecordForm(desk, cls)
        self.form.kept.connect(self._kept)
        self.form.shown.connect(self._dress)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addLayout(self._head(beside))
        self._lists = QVBoxLayout()
        self._lists.setSpacing(12)
        column.addWidget(self.form)
        column.addLayout(self._lists)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(inner, widest=_WIDEST)
        outer.addWidget(self._area)
        desk.changed.connect(self._look_again)

    def show_record(self, identity: str) -> bool:
        """Show a record; whether it is there."""
        if not self.form.show_record(identity):
            return False
        self._show_related(identity)
        self._area.verticalScrollBar().setValue(0)
        return True

    def show_draft(self, values: dict[str, Any]) -> None:
        """Show an empty form."""
        self.form.show_draft(**values)
        self._to_list = []
        clear(self._lists)

    def begin_edit(self) -> None:
        self.form.focus()

    def focus_first(self) -> None:
        if self.form.record is None:
            self.form.focus()

    def make_new(self) -> None:
        """Another record of the same type."""
        self._desk.open_draft(self.cls.type_name())

    def record_id(self) -> str | None:
        return self.form.record.id if self.form.record is not None else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.form.record is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.attach([path for path in paths if path.is_file()])

    def attach(self, paths: list[Path]) -> None:
        """Keep files as attachments of the record, in one step."""
        identity = self.record_id()
        if identity is None or not paths:
            return
        attachment = type_called("attachment")
        kept: list[Record] = []
        try:
            with self._desk.office.remember() as session:
                for path in paths:
                    content = path.read_bytes()
                    media = QMimeDatabase().mimeTypeForFile(str(path)).name()
                    kept.append(
                        attachment(
                            file_name=path.name, subject=identity, media_type=media,
                            size=len(content), content=blobs.keep(session, content, media),
                        )
                    )  # fmt: skip
        except KnownError as error:
            self._desk.refuse(error)
            return
        except OSError as error:
            self._desk.refuse(KnownError(f"{error.filename}: {error.strerror}"))
            return
        words = paths[0].name if len(paths) == 1 else str(len(paths))
        title = say("Attach {what}", what=words)
        self._desk.act(title, lambda session: session.add_all(kept), notify=True)

    def remove(self) -> None:
        """Delete the record, undoable."""
        record = self.form.record
        if record is None:
            return
        title = say(
            "Delete {kind} {what}", kind=say(self.cls.about.label).lower(), what=self.title.text()
        )

        def work(session: Any) -> bool:
            removal.remove(session, session.query(self.cls).filter_by(id=record.id).one())
            return True

        self._desk.act(title, work, notify=True)

    def open_brief(self) -> None:
        """Show what the office knows of a person or an organisation, as a paper."""
        from sciattache.ui.office_paper import open_brief  # what draws papers is heavy

        identity = self.record_id()
        if identity is not None:
            open_brief(self._desk, self, self.cls, identity)

    def _head(self, beside: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        names = QVBoxLayout()
        names.setSpacing(2)
        self.title = text("", "title")
        self.title.setWordWrap(True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.under = quiet("")
        self.under.setWordWrap(True)
        names.addWidget(self.title)
        names.addWidget(self.under)
        self.clashes = ClashMark(self._desk)
        marks = QHBoxLayout()
        marks.addWidget(self.clashes)
        marks.addStretch()
        names.addLayout(marks)
        row.addLayout(names, 1)
        self._open = tool_button("external-link", say("Open the record"))
        self._open.clicked.connect(lambda: self._desk.open_record(self.record_id() or ""))
        self._workspace = tool_button("calendar-days", say("Open the programme"))
        self._workspace.clicked.connect(lambda: self._desk.open_engagement(self.record_id() or ""))
        self.brief = tool_button("file-text", say("Brief"))
        self.brief.clicked.connect(self.open_brief)
        self._delete = tool_button("trash-2", say("Delete"))
        self._delete.clicked.connect(self.remove)
        self.more = EraseMenu(self._desk)
        self._open.setVisible(beside)
        self._workspace.setVisible(self.cls.type_name() == "engagement")
        for tool in (self._workspace, self.brief, self._open, self._delete, self.more):
            row.addWidget(tool, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    def _dress(self) -> None:
        """Write the head from what the form shows."""
        record = self.form.record
        self.clashes.follow(record.id if record is not None else None)
        self.more.follow(record.id if record is not None else None)
        self._delete.setVisible(record is not None)
        self.brief.setVisible(record is not None and self.cls.type_name() in _BRIEFED)
        if record is None:
            self.title.setText(new_words(self.cls))
            lacking = ", ".join(say(field.label) for field in self.form.lacking())
            self.under.setText(
                say("Kept once it has: {fields}", fields=lacking)
                if lacking else say("Kept with the first thing that you fill in")
            )  # fmt: skip
            return
        with self._desk.read() as session:
            title = query.titles(session, [record.id]).get(record.id, "")
        native = getattr(record, "native_name", None) or ""
        both = f"{title}  {native}" if native and native not in title else title
        self.title.setText(directed(both or "—") if native else both or "—")
        around = {"gender": getattr(record, "gender", None)}
        parts = (
            showing.value(
                field, field.kind.store(getattr(record, field.name)), around, self._desk.language
            )
            for field in map(self.cls.field, _UNDER.get(self.cls.type_name(), ()))
        )
        self.under.setText(joined(*parts) or directed(say(self.cls.about.label)))

    def _show_related(self, identity: str) -> None:
        if self._related_id == identity:
            return
        self._related_id = identity
        clear(self._lists)
        self._to_list = related_to(self.cls)
        self._next_list.start()

    def _list_next(self) -> None:
        """Add one list, then let the window breathe before the next."""
        if self._to_list and self._desk.has_office:
            cls, name = self._to_list.pop(0)
            of = self._related_id
            self._lists.addWidget(RelatedList(self._desk, cls, name, of, self.attach))
            self._next_list.start()

    def _kept(self, identity: str) -> None:
        self._show_related(identity)
        self.kept.emit(identity)

    def _look_again(self, touched: dict[int, set[int]]) -> None:
        record = self.form.record
        if record is None or record.rid not in touched.get(self.cls.about.tag, ()):
            return
        with self._desk.read() as session:
            gone = session.query(self.cls.rid).filter_by(id=record.id).one_or_none() is None
        self._area.setEnabled(not gone)
        if gone:
            self.under.setText(say("Deleted"))
