"""Read the rows of a text table, mending those that are broken and telling what was done."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from sciattache.errors import Told
from sciattache.interchange.tables.broken import (
    OTHER_DELIMITERS,
    Profile,
    fit,
    split_broken,
    without_empty,
)
from sciattache.interchange.tables.dialect import Dialect
from sciattache.interchange.tables.guard import unguarded
from sciattache.interchange.tables.lines import Lines
from sciattache.interchange.tables.table import Layout, Problem, Row

if TYPE_CHECKING:
    from _csv import Reader

FIELD_LIMIT = 1 << 20
_TOO_LONG = Told("a cell in it has more than a million characters; shorten it")
_MOST_LINES = 8
_MOST_FITTED = 2_000
_ENOUGH_KNOWN = 5
_CLEARLY = 0.1
_NO_END = 1 << 62


@dataclass(frozen=True)
class Frame:
    """What the first rows tell of all: columns, how many cells a row usually has, their looks."""

    width: int
    usual: int
    profile: Profile


@dataclass
class Report:
    """What was met while reading: gathered here because the rows are given one by one."""

    header: list[Row] = field(default_factory=list)
    mended: dict[int, str] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)
    blanks: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    nulls: int = 0
    undecoded: bool = False
    restored: bool = False


class Records:
    """One pass through a text table, from its header to its last row.

    A record whose quotes are wrong is read line by line and never swallows what follows it. Each
    row has at least as many cells as the frame has columns; one with more keeps them all.
    """

    def __init__(self, file: TextIO, dialect: Dialect, layout: Layout, frame: Frame):
        self.report = Report()
        self._dialect = dialect
        self._frame = frame
        self._start = layout.header_row or layout.first_row
        self._first = layout.first_row
        self._last = layout.last_row or _NO_END
        self._at = 1
        self._lines = Lines(file, lambda: self._at, dialect.ready if dialect.is_long else None)

    def __iter__(self) -> Iterator[Row]:
        csv.field_size_limit(FIELD_LIMIT)
        while self._at <= self._last:
            before = self._at - 1
            reader = self._dialect.reader(self._lines.since(self._at), strict=True)
            try:
                yield from self._sound(reader, before)
                break
            except csv.Error:
                yield from self._broken(before + reader.line_num - self._at + 1)
        self.report.nulls = self._lines.nulls
        self.report.undecoded = self._lines.undecoded
        self.report.restored = self._lines.restored

    def _sound(self, reader: "Reader", before: int) -> Iterator[Row]:
        """Rows until the first broken record; the loop that a whole file goes through."""
        lines, first, last = self._lines, self._first, self._last
        usual = -1 if self._dialect.is_long else self._frame.width
        blank = self.report.blanks.add
        make = tuple.__new__
        for cells in reader:
            number = self._at
            following = before + reader.line_num + 1
            if len(cells) == usual and number > lines.guarded and first <= number <= last:
                self._at = following
                if any(cells):
                    yield make(Row, (number, tuple(cells)))
                else:
                    blank(number)
            elif number > last:
                return
            else:
                row = self._unusual(number, following - number, cells)
                self._at = following
                if row is not None:
                    yield row

    def _unusual(self, number: int, count: int, cells: list[str]) -> Row | None:
        """A row that needs a closer look, if it is one; raises csv.Error when it is broken."""
        if number < self._start:
            return None
        if not any(cells):
            self.report.blanks.add(number)
            return None
        width = self._frame.width
        if count > 1 and len(cells) not in (width, self._frame.usual) and self._split(number, 1):
            raise csv.Error("a quote swallowed the lines that follow")
        return self._kept(number, [self._dialect.restored(cell) for cell in cells], count)

    def _broken(self, taken: int) -> Iterator[Row]:
        """The row in the lines of a broken record, which takes as few of them as it can."""
        number = self._at
        for count in range(1, min(taken, _MOST_LINES) + 1):
            cells = self._split(number, count)
            if cells is not None:
                self._at = number + count
                if number >= self._start:
                    self.report.mended[number] = Told("a quote in it was taken as plain text")
                    row = self._kept(number, cells, count)
                    if row is not None:
                        yield row
                return
        self._at = number + 1
        if number >= self._start:
            text = self._lines.text(number).rstrip("\r\n")
            is_long = any(len(cell) >= FIELD_LIMIT for cell in text.split(self._dialect.delimiter))
            reason = _TOO_LONG if is_long else Told("its quotes are not closed properly")
            self.report.problems.append(Problem(number, reason, text))

    def _split(self, number: int, count: int) -> list[str] | None:
        text = self._lines.text(number, count)
        delimiter, quote = self._dialect.delimiter, self._dialect.quote
        for width in dict.fromkeys((self._frame.width, self._frame.usual)):
            cells = split_broken(text, delimiter, quote, width) if quote else None
            if cells is not None:
                return cells
        return None

    def _kept(self, number: int, cells: list[str], count: int) -> Row | None:
        """The row of these cells, fitted to the columns; a header line is reported instead."""
        cells = [unguarded(cell) for cell in cells]
        if number < self._first:
            self.report.header.append(Row(number, tuple(cells)))
            return None
        if len(cells) != self._frame.width:
            cells = self._fitted(number, cells, count)
        missing = [None] * (self._frame.width - len(cells))
        return Row(number, (*cells, *missing))

    def _fitted(self, number: int, cells: list[str], count: int) -> list[str]:
        """A row of another length than the table: put right where that is plain, else kept."""
        frame, report = self._frame, self.report
        report.lengths[number] = len(cells)
        if len(report.lengths) > _MOST_FITTED:
            return cells
        divided = self._otherwise_divided(self._lines.text(number, count), cells)
        if divided is not None:
            report.mended[number] = Told("its cells are divided by another sign than the others")
            return divided
        shorter = without_empty(cells, frame.profile) if len(cells) > frame.width else None
        cut = cells[: frame.width]
        if shorter is None or shorter == cut:
            return shorter or cells
        gain = fit(shorter, frame.profile) - fit(cut, frame.profile)
        if frame.profile[0].total() < _ENOUGH_KNOWN or gain < _CLEARLY:
            return cells
        report.mended[number] = Told("an empty cell too many was left out where the others fit")
        return shorter

    def _otherwise_divided(self, text: str, cells: list[str]) -> list[str] | None:
        """The cells by another delimiter, where only that one makes them fit the columns."""
        frame, dialect = self._frame, self._dialect
        if len(cells) == frame.usual or frame.width == 1:
            return None
        for delimiter in OTHER_DELIMITERS:
            if delimiter == dialect.delimiter or delimiter not in text:
                continue
            other = Dialect(delimiter, dialect.quote, dialect.escape).cells([text])
            known = fit(cells, frame.profile)
            if len(other) in (frame.width, frame.width - 1) and fit(other, frame.profile) > max(
                0.4, known
            ):
                return other
        return None
