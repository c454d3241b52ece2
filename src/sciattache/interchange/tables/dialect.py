"""Find delimiter, quote and escape of a text table from its first lines."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sciattache.interchange.tables.looks import look

if TYPE_CHECKING:
    from _csv import Reader

_DECLARED = re.compile(r"\ufeff?\"?sep=(.{1,2}?)\"?[\r\n]*", re.IGNORECASE)
_SINGLE = ",;\t|"
_RARE = ":^~\x1f\x01 "
_LONG_ONES = ("||", "::", ";;", "\t\t", "~|", "|~", "@@", "##")
STAND_IN = "\ue0ff"
_ROWS = 200
_LINES = 1000


@dataclass(frozen=True)
class Dialect:
    """How the cells of a line are told apart; a delimiter like ', ' eats the spaces after it."""

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""

    @property
    def is_spaced(self) -> bool:
        return len(self.delimiter) == 2 and self.delimiter[1] == " " != self.delimiter[0]

    @property
    def is_long(self) -> bool:
        return len(self.delimiter) > 1 and not self.is_spaced

    def reader(self, lines: Iterator[str], *, strict: bool) -> "Reader":
        """A csv reader of these lines; for a long delimiter they hold STAND_IN instead."""
        return csv.reader(
            lines,
            delimiter=STAND_IN if self.is_long else self.delimiter[0],
            quotechar=self.quote or None,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            escapechar=self.escape or None,
            doublequote=True,
            skipinitialspace=self.is_spaced,
            strict=strict,
        )

    def ready(self, line: str) -> str:
        """The line as `reader` wants it."""
        return line.replace(self.delimiter, STAND_IN) if self.is_long else line

    def cells(self, lines: Sequence[str]) -> list[str]:
        """The cells of one record, leniently."""
        for cells in self.reader(iter([self.ready(line) for line in lines]), strict=False):
            return [self.restored(cell) for cell in cells]
        return []

    def restored(self, cell: str) -> str:
        return cell.replace(STAND_IN, self.delimiter) if self.is_long else cell


def declared_delimiter(line: str) -> str:
    """The delimiter that a first line `sep=;` declares, as Excel writes it; '' for none."""
    found = _DECLARED.fullmatch(line)
    return found[1] if found else ""


def find_dialect(lines: Sequence[str]) -> Dialect:
    """The dialect under which these lines make the steadiest table of sensible cells."""
    lines = lines[:_LINES]
    declared = declared_delimiter(lines[0]) if lines else ""
    if declared:
        return _escaped(Dialect(declared, _quote(lines[1:], declared)), lines[1:])
    text = "".join(lines)
    single = [sign for sign in _SINGLE + _RARE if sign in text]
    best, best_score = Dialect(",", _quote(lines, ",")), 0.0
    for delimiter in single:
        for way in (delimiter, delimiter + " "):
            tried = Dialect(way, _quote(lines, delimiter))
            score = _score(tried, lines) if way in text and way != "  " else 0.0
            if score > best_score:
                best, best_score = tried, score
    for delimiter in _LONG_ONES:
        if delimiter in text and delimiter[0] == best.delimiter and _never_alone(lines, delimiter):
            best = Dialect(delimiter, _quote(lines, delimiter))
    return _with_spaces(_escaped(best, lines), lines)


def _score(dialect: Dialect, lines: Sequence[str]) -> float:
    rows = [cells for cells in _rows(dialect, lines) if any(cells)]
    if not rows:
        return 0.0
    widths = Counter(map(len, rows))
    width = max(widths, key=lambda each: (widths[each] * (1 - 1 / (each + 0.5)), each))
    if width == 1:
        return 0.0
    steady = widths[width] / len(rows)
    looks = Counter(look(cell) for cells in rows[:50] for cell in cells)
    if dialect.delimiter == " " and 2 * looks["text"] > looks.total():
        return 0.0  # words with spaces between them are a name or a sentence, not a row
    sensible = 1 - (0.4 * looks["text"] + 0.6 * looks["long"]) / looks.total()
    clean = 1 - sum(_ragged(cell, dialect.quote) for row in rows for cell in row) / sum(
        len(row) for row in rows
    )
    usual = 1.0 if dialect.delimiter[0] in _SINGLE else 0.5
    return usual * steady**2 * (1 - 1 / (width + 0.5)) * (0.5 + sensible) * clean


def _ragged(cell: str, quote: str) -> bool:
    """Whether this cell looks like a piece of a quoted one."""
    return bool(quote) and cell[:1] != cell[-1:] and quote in (cell[:1], cell[-1:])


def _rows(dialect: Dialect, lines: Sequence[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = dialect.reader(iter([dialect.ready(line) for line in lines]), strict=False)
    try:
        for cells in reader:
            rows.append(cells)
            if len(rows) == _ROWS:
                break
    except csv.Error:
        return rows
    return rows


def _quote(lines: Sequence[str], delimiter: str) -> str:
    """The quote of these lines: the sign that opens and closes cells; '"' when none does."""
    text = "\n".join(line.rstrip("\r\n") for line in lines)
    edge = re.escape(delimiter[0])
    counts = {
        sign: min(
            len(re.findall(rf"(?:^|{edge} ?){sign}", text, re.MULTILINE)),
            len(re.findall(rf"{sign} ?(?:{edge}|\r?$)", text, re.MULTILINE)),
        )
        for sign in ('"', "'")
    }
    return "'" if counts["'"] > 1 and counts["'"] > counts['"'] else '"'


def _escaped(dialect: Dialect, lines: Sequence[str]) -> Dialect:
    """The dialect with a backslash before quotes, where the lines can be read only so."""
    other = Dialect(dialect.delimiter, dialect.quote, "\\")
    if not any("\\" + dialect.quote in line for line in lines):
        return dialect
    return other if _is_sound(other, lines) and not _is_sound(dialect, lines) else dialect


def _is_sound(dialect: Dialect, lines: Sequence[str]) -> bool:
    """Whether nearly all records can be read strictly."""
    reader = dialect.reader(iter([dialect.ready(line) for line in lines]), strict=True)
    faults = 0
    while True:
        try:
            if next(reader, None) is None:
                return faults == 0 or faults < 0.05 * len(lines)
        except csv.Error:
            faults += 1


def _never_alone(lines: Sequence[str], delimiter: str) -> bool:
    """Whether this long delimiter makes rows of one length under a full header."""
    rows = [cells for cells in _rows(Dialect(delimiter), lines) if any(cells)]
    return len({len(cells) for cells in rows}) == 1 < len(rows) and all(rows[0])


def _with_spaces(dialect: Dialect, lines: Sequence[str]) -> Dialect:
    """The dialect with ', ' when a space follows nearly every delimiter or comes before a quote."""
    sign = dialect.delimiter[0]
    if dialect.is_long or sign == " ":
        return dialect
    text = "".join(lines[:_ROWS])
    before_quote = bool(dialect.quote) and f"{sign} {dialect.quote}" in text
    plain = Dialect(sign, dialect.quote, dialect.escape)
    cells = [cell for row in _rows(plain, lines) for cell in row[1:] if cell]
    spaced = sum(cell[0] == " " for cell in cells)
    needed = 0.5 if before_quote else 0.9
    if len(cells) > 1 and spaced >= needed * len(cells):
        return Dialect(sign + " ", dialect.quote, dialect.escape)
    return plain
