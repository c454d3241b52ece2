"""A panel that gives records out as a workbook, a CSV file, cards or a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.records import Record
from sciattache.domain.standards import text as texts
from sciattache.domain.wings import TYPES, type_called
from sciattache.interchange import exporting
from sciattache.interchange.exporting import Given
from sciattache.store import query
from sciattache.ui.desk import Desk
from sciattache.ui.look import icon
from sciattache.ui.pieces import button, heading, link_button, quiet, text
from sciattache.ui.words import say
from sciattache.ui.work import Progress

_CARD_TYPES = frozenset({"person", "organisation"})
_FORMATS = {
    "xlsx": (".xlsx", "4.0"), "csv": (".csv", "4.0"), "ics": (".ics", "4.0"),
    "vcf": (".vcf", "4.0"), "vcf3": (".vcf", "3.0"),
}  # fmt: skip
"""Each format with the ending of its files and the version of cards."""
_NOTES = 12


def open_exports(
    desk: Desk,
    parent: QWidget,
    cls: type[Record] | None = None,
    *,
    where: Mapping[str, Any] | None = None,
    words: str = "",
) -> ExportPanel:
    """Show the panel over ``parent``: for the records of ``cls`` that a list shows, or for any."""
    made = ExportPanel(desk, parent, cls, where=where, words=words)
    made.open()
    return made


class ExportPanel(QDialog):
    """Which records, in which format, into which file; then what was altered on the way."""

    written = Signal(object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        cls: type[Record] | None = None,
        *,
        where: Mapping[str, Any] | None = None,
        words: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Export"))
        self.setObjectName("page")
        self._desk, self._where, self._words = desk, dict(where or {}), words
        self._narrowed = cls is not None and bool(self._where or words.strip())
        self._first = cls.type_name() if cls is not None else ""
        self._named = False
        self.type, self.format = QComboBox(), QComboBox()
        for one in sorted(TYPES, key=lambda one: say(one.about.plural)):
            self.type.addItem(say(one.about.plural), one.type_name())
        self.listed, self.all = QRadioButton(say("Those listed now")), QRadioButton(say("All"))
        group = QButtonGroup(self)
        group.addButton(self.listed)
        group.addButton(self.all)
        (self.listed if self._narrowed else self.all).setChecked(True)
        self.file = QLineEdit()
        self.browse = button(say("Choose"), "folder-open")
        self.browse.clicked.connect(self.ask)
        self.act = button(say("Export"), "upload", primary=True)
        self.act.setDefault(True)
        self.act.clicked.connect(self.export)
        self.told, self.notes = text(""), quiet("")
        for label in (self.told, self.notes):
            label.setWordWrap(True)
            label.hide()
        self.open_file = link_button(say("Open the file"), "external-link")
        self.open_file.hide()
        self.type.setCurrentIndex(max(self.type.findData(self._first or "person"), 0))
        self.type.currentIndexChanged.connect(lambda _: self._other_type())
        self.format.currentIndexChanged.connect(lambda _: self._rename())
        self.file.textEdited.connect(lambda _: self._name())
        self.open_file.clicked.connect(self._open)
        group.buttonToggled.connect(lambda *_: self._count())
        self._lay_out()
        self._other_type()

    def ask(self) -> None:
        """Choose where the file is to be."""
        name, _ = QFileDialog.getSaveFileName(
            self,
            say("Export"),
            self.file.text(),
            f"{self.format.currentText()} (*{self._ending()})",
        )
        if name:
            path = Path(name)
            self._named = True
            self.file.setText(str(path if path.suffix else path.with_suffix(self._ending())))

    def export(self) -> None:
        """Write the file, in a worker's thread."""
        cls, desk = self._cls(), self._desk
        path = Path(self.file.text().strip()).expanduser()
        version = self._version()
        where, words = (self._where, self._words) if self._takes_listed() else ({}, "")

        def work(progress: Progress) -> Given:
            with desk.read() as session:
                return exporting.export(
                    session, cls, path, where=where, words=words, version=version,
                    report=progress.report,
                )  # fmt: skip

        self.act.setEnabled(False)
        QSettings().setValue("exports/folder", str(path.parent))
        title = say("Exporting {kind}", kind=say(cls.about.plural).lower())
        desk.run(title, work, self._done, lambda: self.act.setEnabled(True))

    def _done(self, given: Given) -> None:
        self.act.setEnabled(True)
        cls = self._cls()
        kind = say(cls.about.label if given.count == 1 else cls.about.plural).lower()
        self.told.setText(
            say("{count} {kind} written to {file}", count=f"{given.count:,}", kind=kind,
                file=given.file.name)
        )  # fmt: skip
        self.told.show()
        notes = list(given.notes[:_NOTES])
        if len(given.notes) > _NOTES:
            notes.append(say("And {count} more.", count=len(given.notes) - _NOTES))
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self.open_file.show()
        self._written = given.file
        self.written.emit(given)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def _cls(self) -> type[Record]:
        return type_called(str(self.type.currentData()))

    def _ending(self) -> str:
        return _FORMATS[str(self.format.currentData())][0]

    def _version(self) -> str:
        return _FORMATS[str(self.format.currentData())][1]

    def _takes_listed(self) -> bool:
        return self._narrowed and self.listed.isEnabled() and self.listed.isChecked()

    def _other_type(self) -> None:
        """Offer the formats that these records can have."""
        name, chosen = self._cls().type_name(), self.format.currentData()
        self.format.blockSignals(True)
        self.format.clear()
        self.format.addItem(say("Excel workbook"), "xlsx")
        self.format.addItem(say("CSV table"), "csv")
        if name in _CARD_TYPES:
            self.format.addItem(say("Contact cards, vCard 4.0"), "vcf")
            self.format.addItem(say("Contact cards, vCard 3.0 for older programs"), "vcf3")
        if name == "agenda_item":
            self.format.addItem(say("Calendar"), "ics")
        self.format.setCurrentIndex(max(self.format.findData(chosen), 0))
        self.format.blockSignals(False)
        for choice in (self.listed, self.all):
            choice.setVisible(self._narrowed)
        self.listed.setEnabled(name == self._first)
        if name != self._first:
            self.all.setChecked(True)
        self._rename()
        self._count()

    def _rename(self) -> None:
        """Name the file after what is in it, until somebody named it."""
        if self._named and self.file.text().strip():
            path = Path(self.file.text().strip())
            self.file.setText(str(path.with_suffix(self._ending())))
            return
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(str(QSettings().value("exports/folder", home)))
        name = texts.fold(say(self._cls().about.plural)).replace(" ", "-") or "export"
        self.file.setText(str(folder / f"{name}{self._ending()}"))

    def _name(self) -> None:
        self._named = True
        self.act.setEnabled(bool(self.file.text().strip()))

    def _count(self) -> None:
        """Tell how many records go out."""
        cls, desk, listed = self._cls(), self._desk, self._takes_listed()
        where, words = (self._where, self._words) if listed else ({}, "")

        def work(_: Progress) -> int:
            with desk.read() as session:
                if not where and not words:
                    return query.count(session, cls)
                return sum(map(len, query.ids(session, cls, where=where, words=words)))

        def done(count: int) -> None:
            if cls is self._cls() and listed == self._takes_listed():
                kind = say(cls.about.label if count == 1 else cls.about.plural).lower()
                self.count.setText(f"{count:,} {kind}")

        desk.fetch(work, done)

    def _lay_out(self) -> None:
        self.count = quiet("")
        self._written = Path()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(heading(say("Export")))
        column.addLayout(_labelled(say("Records"), self.type))
        which = QHBoxLayout()
        which.setSpacing(16)
        for widget in (self.listed, self.all, self.count):
            which.addWidget(widget)
        which.addStretch(1)
        column.addLayout(which)
        column.addLayout(_labelled(say("Format"), self.format))
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.file, 1)
        where.addWidget(self.browse)
        label = text(say("File"), "label")
        self.file.setAccessibleName(say("File"))
        label.setBuddy(self.file)
        box = QVBoxLayout()
        box.setSpacing(4)
        box.addWidget(label)
        box.addLayout(where)
        column.addLayout(box)
        column.addWidget(self.told)
        column.addWidget(self.notes)
        column.addWidget(self.open_file)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        close = button(say("Close"))
        close.clicked.connect(self.close)
        foot.addWidget(close)
        foot.addWidget(self.act)
        column.addSpacing(4)
        column.addLayout(foot)
        column.addStretch(1)
        self.setMinimumWidth(520)
        self.setWindowIcon(icon("upload"))


def _labelled(words: str, widget: QWidget) -> QVBoxLayout:
    """A box with its label above it."""
    made = QVBoxLayout()
    made.setSpacing(4)
    label = text(words, "label")
    label.setBuddy(widget)
    widget.setAccessibleName(words)
    made.addWidget(label)
    made.addWidget(widget)
    return made
