"""A table model that holds ordered row numbers and reads rows as they are painted."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from shiboken6 import isValid

from sciattache.domain.records import Record
from sciattache.store import query
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.lists.columns import Column
from sciattache.ui.words import say
from sciattache.ui.work import Progress

PAGE = 64
"""Rows read at once."""
_PAGES = 64
"""Pages kept."""
FIRST = 200
"""Rows whose numbers are read before the others, so that the list is painted at once."""

RECORDS = "application/x-sciattache-records"
"""What is dragged out of a list: the type's name, then ids, a line each."""
NATIVE = Qt.ItemDataRole.UserRole + 1
IDENTITY = Qt.ItemDataRole.UserRole + 2

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Asked:
    """What a list is asked to show."""

    where: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    order_by: str = ""
    descending: bool = False


@dataclass(frozen=True)
class Row:
    """One row as painted: its record's id, the name in its own script, and the cells."""

    id: str
    native: str
    cells: tuple[str, ...]


class RecordModel(QAbstractTableModel):
    """The records of one type that are asked for, in order.

    The numbers of the first rows are read at once; the rest are read in slices in a worker, so
    that a million rows neither block the window nor are held as rows.
    """

    loaded = Signal(int)
    """How many rows there are, once all are known."""

    def __init__(self, desk: Desk, cls: type[Record], columns: Sequence[Column]) -> None:
        super().__init__()
        self._desk, self.cls, self.columns = desk, cls, list(columns)
        self.asked = Asked()
        self._rids: array[int] = array("q")
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._reading: Progress | None = None
        self._titles_of = {
            f.target for f in cls.fields() if f.kind.name == "reference" and f.target
        }
        desk.changed.connect(self._look_again)

    def ask(self, asked: Asked) -> None:
        """Show other records, or the same in another order."""
        self.asked = asked
        if not asked.order_by and not asked.words:
            with self._desk.read() as session:
                first = next(query.ids(session, self.cls, most=FIRST, **vars(asked)), [])
            self._take(array("q", first))
        else:
            self._read_first()
        self._read_all()

    def ask_order(self, order_by: str, descending: bool) -> None:
        """Order by a field, or by name where ``order_by`` is empty."""
        self.ask(replace(self.asked, order_by=order_by, descending=descending))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else len(self._rids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.row(index.row()).cells[index.column()]
        if role == NATIVE:
            return self.row(index.row()).native if index.column() == 0 else ""
        if role == IDENTITY:
            return self.row(index.row()).id
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.row(index.row()).cells[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return say(self.columns[section].label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [RECORDS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ids = dict.fromkeys(self.row(index.row()).id for index in indexes)
        made = QMimeData()
        made.setData(RECORDS, "\n".join((self.cls.type_name(), *ids)).encode())
        made.setText("\n".join(self.row(n).cells[0] for n in sorted({i.row() for i in indexes})))
        return made

    def row(self, number: int) -> Row:
        """A row as painted, read with its neighbours when it is not at hand."""
        page, offset = divmod(number, PAGE)
        held = self._pages.get(page)
        if held is None:
            held = self._read_page(page)
            self._pages[page] = held
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        return held[offset]

    def rid(self, number: int) -> int:
        """The row number in the store of a row of the list."""
        return self._rids[number]

    def number_of(self, rid: int) -> int:
        """Where the list has a record, or -1."""
        try:
            return self._rids.index(rid)
        except ValueError:
            return -1

    def _read_page(self, page: int) -> list[Row]:
        rids = self._rids[page * PAGE : (page + 1) * PAGE]
        with self._desk.read() as session:
            rows = query.rows(session, self.cls, rids)
            wanted = showing.references(self.cls, rows.values())
            titles = query.titles(session, sorted(wanted)) if wanted else {}
        return [self._painted(rows.get(rid), titles) for rid in rids]

    def _painted(self, row: Mapping[str, Any] | None, titles: Mapping[str, str]) -> Row:
        if row is None:  # deleted by somebody since the numbers were read
            return Row("", "", ("",) * len(self.columns))
        native = str(row.get("native_name") or "")
        title = str(row["_title"] or "—")
        language = self._desk.language
        cells = (
            title if column.field is None
            else showing.value(column.field, row[column.field.name], row, language, titles)
            for column in self.columns
        )  # fmt: skip
        return Row(str(row["id"]), "" if native in title else native, tuple(cells))

    def _read_first(self) -> None:
        """Show the first rows of an order that takes long to know, before all are known."""
        asked, desk, cls = self.asked, self._desk, self.cls

        def read(_: Progress) -> array[int]:
            with desk.read() as session:
                return array("q", next(query.ids(session, cls, most=FIRST, **vars(asked)), []))

        def done(rids: array[int]) -> None:
            if isValid(self) and asked is self.asked and self._reading is not None:
                self._take(rids)

        desk.fetch(read, done)

    def _read_all(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        asked, desk, cls = self.asked, self._desk, self.cls

        def read(progress: Progress) -> array[int]:
            rids: array[int] = array("q")
            with desk.read() as session:
                for part in query.ids(session, cls, **vars(asked)):
                    progress.report(len(rids))
                    rids.extend(part)
            return rids

        def done(rids: array[int]) -> None:
            if isValid(self) and asked is self.asked:
                self._reading = None
                self._take(rids)
                self.loaded.emit(len(rids))

        self._reading = desk.fetch(read, done)

    def _take(self, rids: array[int]) -> None:
        held = self._rids
        if rids == held:
            return
        if 0 < len(held) < len(rids) and rids[: len(held)] == held:
            self.beginInsertRows(QModelIndex(), len(held), len(rids) - 1)
            self._pages.pop((len(held) - 1) // PAGE, None)
            self._rids = rids
            self.endInsertRows()
            return
        self.beginResetModel()
        self._rids = rids
        self._pages.clear()
        self.endResetModel()

    def _look_again(self, touched: dict[int, set[int]]) -> None:
        """Read anew what is painted, and the order where records of this type changed."""
        if self.cls.about.tag not in touched and not self._titles_of:
            return
        self._pages.clear()
        if self._rids:
            last = self.index(len(self._rids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        if self.cls.about.tag in touched:
            self._read_all()
