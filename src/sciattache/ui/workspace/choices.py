"""Which paper is wanted, for whom, in which language and size."""

from __future__ import annotations

from babel import Locale
from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.vocabularies import AUDIENCES, PAPER_SIZES, PRINT_LOOKS
from sciattache.papers import words
from sciattache.papers.flowing.meeting_brief import briefed
from sciattache.papers.kinds import Kind, Wish
from sciattache.ui.box import Box
from sciattache.ui.desk import Desk
from sciattache.ui.pieces import section, text
from sciattache.ui.words import say
from sciattache.ui.workspace.kinds_list import FindLine, KindsList
from sciattache.ui.workspace.protection import Protection
from sciattache.ui.workspace.reading import Seen

_WIDEST_SHEET = 330


class Choices(QWidget):
    """The kinds of paper in a list, and under it what can be chosen for the one in front."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._people: list[tuple[str, str]] = []
        self._whom: str | None = None
        self.kinds = KindsList(desk.language)
        self.find_line = FindLine(self.kinds)
        self.person, self.audience, self.item = Box(), Box(), Box()
        self.language, self.sizes, self.looks = Box(), Box(), Box()
        self.stocks, self.start = Box(), Box()
        self.stocks.view().setMinimumWidth(_WIDEST_SHEET)
        self.start.setToolTip(say("Where a sheet begins that was used in part, along its rows."))
        self.other_language = Box()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(4)
        column.addWidget(section(say("Papers")))
        column.addWidget(self.find_line)
        column.addSpacing(4)
        column.addWidget(self.kinds, 10)
        column.addSpacing(8)
        self._labels: dict[Box, QWidget] = {}
        for box, words_ in (
            (self.person, say("For")), (self.item, say("About")), (self.audience, say("Audience")),
            (self.language, say("Language")), (self.other_language, say("Second language")),
            (self.sizes, say("Paper size")), (self.looks, say("Look")),
            (self.stocks, say("Sheet")), (self.start, say("First piece")),
        ):  # fmt: skip
            label = text(words_, "label")
            label.setBuddy(box)
            box.setAccessibleName(words_)
            self._labels[box] = label
            column.addWidget(label)
            column.addWidget(box)
            column.addSpacing(4)
        self.parts = QListWidget()
        self.parts.setAccessibleName(say("Parts of the book"))
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._parts_label = text(say("Parts of the book"), "label")
        self._parts_label.setBuddy(self.parts)
        column.addWidget(self._parts_label)
        column.addWidget(self.parts)
        self.protection = Protection()
        column.addWidget(self.protection)
        column.addStretch(1)
        self.setFixedWidth(232)
        for code in words.languages():
            self.language.addItem(own_name(code), code)
            self.other_language.addItem(own_name(code), code)
        spoken = str(QSettings().value("papers/language", desk.language))
        self.language.setCurrentIndex(max(self.language.findData(spoken), 0))
        second = "en" if self.language.currentData() != "en" else "fr"
        self.other_language.setCurrentIndex(self.other_language.findData(second))
        self.sizes.addItem(say("The office's own"), None)
        for code in PAPER_SIZES.terms:
            self.sizes.addItem(code, code)
        self.looks.addItem(say("The office's own look"), None)
        for code in PRINT_LOOKS.terms:
            self.looks.addItem(say(PRINT_LOOKS.label(code)), code)
        self._fit_kind()
        self.kinds.turned.connect(self._turned)
        self.language.activated.connect(
            lambda _: QSettings().setValue("papers/language", self.language.currentData())
        )
        self.stocks.activated.connect(lambda _: self._fit_sheet())
        self.person.activated.connect(lambda _: self._chose_person())
        self.parts.itemChanged.connect(lambda _: self.changed.emit())
        for box in self._labels:
            box.activated.connect(lambda _: self.changed.emit())

    @property
    def kind(self) -> Kind:
        """The kind of paper in front."""
        return self.kinds.kind

    @property
    def wish(self) -> Wish:
        """How it is wanted."""
        return Wish(
            audience=self.audience.currentData() or self.kind.audiences[0],
            language=self.language.currentData() or "en",
            subject=self._subject(),
            size=self.sizes.currentData(),
            stock=self.stocks.currentData() if self.kind.stocks else None,
            start=self.start.currentData() or 1,
            other_language=self.other_language.currentData() if self.kind.two_languages else None,
            parts=self._chosen_parts(),
            look=self.looks.currentData() if self.kind.suffix == ".pdf" else None,
        )

    def choose(self, kind: str) -> None:
        """Turn to a kind of paper."""
        self.kinds.choose(kind)

    def show_people(self, seen: Seen) -> None:
        """Offer the participants of an engagement, and the items that there is a brief for."""
        self.kinds.show_dossier(seen.dossier)
        self._people = [(seen.name(one.person), one.person) for one in seen.dossier.participants]
        self._offer_people()
        chosen = self.item.currentData()
        self.item.clear()
        for item in briefed(seen.dossier):
            self.item.addItem(item.title, item.id)
        self.item.setCurrentIndex(max(self.item.findData(chosen), 0))

    def about(self, item: str) -> None:
        """Turn to the item that a paper is to be about."""
        self.item.setCurrentIndex(max(self.item.findData(item), 0))

    def _subject(self) -> str | None:
        boxes = {"participant": self.person, "principal": self.person, "item": self.item}
        box = boxes.get(self.kind.about)
        return box.currentData() if box else None

    def _offer_people(self) -> None:
        """The participants; before them nobody by name, where a paper can do without."""
        self.person.clear()
        if self.kind.about == "principal":
            self.person.addItem(say("Nobody by name"), None)
        for name, identity in self._people:
            self.person.addItem(name, identity)
        self.person.setCurrentIndex(max(self.person.findData(self._whom), 0))

    def _chose_person(self) -> None:
        self._whom = self.person.currentData()

    def _chosen_parts(self) -> tuple[str, ...]:
        """The parts that are ticked; none where all are."""
        items = [self.parts.item(row) for row in range(self.parts.count())]
        ticked = [one for one in items if one.checkState() == Qt.CheckState.Checked]
        if len(ticked) in (0, len(items)):
            return ()
        return tuple(one.data(Qt.ItemDataRole.UserRole) for one in ticked)

    def _offer_parts(self) -> None:
        """The parts of a book to tick, all of them at first."""
        parts = self.kind.parts
        self.parts.blockSignals(True)
        self.parts.clear()
        for name, label in parts:
            item = QListWidgetItem(say(label))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setCheckState(Qt.CheckState.Checked)
            item.setSizeHint(QSize(0, 28))
            self.parts.addItem(item)
        self.parts.blockSignals(False)
        self.parts.setFixedHeight(28 * len(parts) + 4)
        for widget in (self.parts, self._parts_label):
            widget.setVisible(bool(parts))

    def _turned(self) -> None:
        self._fit_kind()
        self.changed.emit()

    def _fit_kind(self) -> None:
        """Show only the choices that the kind in front leaves."""
        kind, held = self.kind, self.audience.currentData()
        self.audience.clear()
        for code in kind.audiences:
            self.audience.addItem(say(AUDIENCES.label(code)), code)
        self.audience.setCurrentIndex(max(self.audience.findData(held), 0))
        self._offer_people()
        self._offer_parts()
        self.stocks.clear()
        self.stocks.addItem(say("The usual one"), None)
        for stock in kind.stocks:
            self.stocks.addItem(say(stock.title), stock.key)
        for box, wanted in (
            (self.person, kind.about in ("participant", "principal", "recipient")),
            (self.item, kind.about == "item"),
            (self.audience, len(kind.audiences) > 1), (self.other_language, kind.two_languages),
            (self.stocks, bool(kind.stocks)), (self.start, bool(kind.stocks)),
            (self.looks, kind.suffix == ".pdf"),
        ):  # fmt: skip
            self._offer(box, wanted)
        self._fit_sheet()

    def _fit_sheet(self) -> None:
        """A sheet has its own paper size, and so many pieces."""
        kind = self.kind
        key = self.stocks.currentData()
        self._offer(self.sizes, kind.suffix == ".pdf" and key is None)
        usual = {one.page: one for one in reversed(kind.stocks)}
        chosen = [one for one in kind.stocks if one.key == key] or list(usual.values())
        pieces = [one.per_sheet for one in chosen]
        self.start.clear()
        for piece in range(1, min(pieces, default=0) + 1):
            self.start.addItem(str(piece), piece)

    def _offer(self, box: Box, wanted: bool) -> None:
        box.setVisible(wanted)
        self._labels[box].setVisible(wanted)


def own_name(code: str) -> str:
    """A language as its speakers call it."""
    name = Locale.parse(code).get_display_name(code) or code
    return name[:1].upper() + name[1:]
