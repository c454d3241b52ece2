"""Six words that two offices say to each other: shown large, and typed in."""

from __future__ import annotations

from functools import cache

from mnemonic import Mnemonic
from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sciattache.ui.exchange.qr import QrCode
from sciattache.ui.pieces import quiet, restyle, text
from sciattache.ui.words import say

COUNT = 6
_ACROSS = 3
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


@cache
def known_words() -> tuple[str, ...]:
    """The words of which the six are taken (BIP 39)."""
    return tuple(Mnemonic("english").wordlist)


def leading(words: QWidget) -> QHBoxLayout:
    """Words where reading begins in the window; an alignment would go by their own direction."""
    row = QHBoxLayout()
    row.addWidget(words)
    row.addStretch()
    return row


class SixWords(QWidget):
    """The words in large letters, to be read out, and a code that a telephone reads."""

    def __init__(self, *, side: int = 148) -> None:
        super().__init__()
        self.words = ""
        self._labels = [text("") for _ in range(COUNT)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(12)
        for number, label in enumerate(self._labels):
            font = QFont(label.font())
            font.setPointSizeF(18)
            font.setWeight(QFont.Weight.DemiBold)
            label.setFont(font)
            label.setAlignment(_LEFT)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            cell = QHBoxLayout()
            cell.setSpacing(8)
            mark = quiet(str(number + 1))
            mark.setFixedWidth(12)
            cell.addWidget(mark, alignment=Qt.AlignmentFlag.AlignVCenter)
            cell.addWidget(label, 1)
            grid.addLayout(cell, number // _ACROSS, number % _ACROSS)
        self.code = QrCode(side, say("The six words as a QR code"))
        # English words are read from the left, in an Arabic window too.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(32)
        row.addWidget(self.code)
        column = QVBoxLayout()
        column.addStretch()
        column.addLayout(grid)
        column.addStretch()
        row.addLayout(column)
        row.addStretch()

    def show_words(self, words: str) -> None:
        """Show six words."""
        self.words = words
        for label, word in zip(self._labels, words.split(), strict=True):
            label.setText(word)
        self.code.show_text(words)
        self.setAccessibleName(words)


class WordsEntry(QWidget):
    """Six fields to type the words in; all at once where they are pasted."""

    changed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[QLineEdit] = []
        self._known = QStringListModel(known_words(), self)
        self._mistake = text("", "mistake")
        self._mistake.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for number in range(COUNT):
            field = self._field(number)
            self.fields.append(field)
            cell = QHBoxLayout()
            cell.setSpacing(8)
            mark = quiet(str(number + 1))
            mark.setFixedWidth(12)
            cell.addWidget(mark)
            cell.addWidget(field)
            grid.addLayout(cell, number // _ACROSS, number % _ACROSS)
        holder = QWidget()
        holder.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(leading(holder))
        column.addWidget(self._mistake)

    def words(self) -> str:
        """What was typed."""
        return " ".join(field.text().strip().casefold() for field in self.fields).strip()

    def is_whole(self) -> bool:
        """Whether all six are words that there are."""
        return all(field.text().strip().casefold() in known_words() for field in self.fields)

    def _field(self, number: int) -> QLineEdit:
        made = QLineEdit()
        made.setFixedWidth(148)
        made.setAccessibleName(say("Word {number}", number=number + 1))
        completer = QCompleter(self._known, made)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setModelSorting(QCompleter.ModelSorting.CaseInsensitivelySortedModel)
        made.setCompleter(completer)
        made.textChanged.connect(lambda typed: self._typed(number, typed))
        made.editingFinished.connect(self._judge)
        made.returnPressed.connect(lambda: self._go_on(number))
        return made

    def _typed(self, number: int, typed: str) -> None:
        """Spread several words over the fields that follow."""
        several = typed.replace("\n", " ").split()
        if len(several) > 1:
            for field, word in zip(self.fields[number:], several, strict=False):
                field.setText(word)
            self.fields[min(number + len(several), COUNT) - 1].setFocus()
            self._judge()
        self.changed.emit()

    def _go_on(self, number: int) -> None:
        if self.is_whole():
            self.finished.emit()
        elif number + 1 < COUNT:
            self.fields[number + 1].setFocus()

    def _judge(self) -> None:
        """Mark what is no such word, before it is sent."""
        wrong = []
        for field in self.fields:
            word = field.text().strip()
            unknown = bool(word) and word.casefold() not in known_words()
            field.setProperty("mistaken", "true" if unknown else "false")
            restyle(field)
            if unknown:
                wrong.append(word)
        self._mistake.setVisible(bool(wrong))
        if wrong:
            self._mistake.setText(
                say("“{word}” is not one of the words: ask for it again.", word=wrong[0])
            )
