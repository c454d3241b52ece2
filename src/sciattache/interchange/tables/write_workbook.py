"""Write tables as a workbook: values of their own types, our own formulas alone, ready to print."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from sciattache.errors import KnownError
from sciattache.interchange.tables.cells import cell, styled
from sciattache.interchange.tables.formula import Formula
from sciattache.interchange.tables.package import EPOCH, settled
from sciattache.interchange.tables.page import (
    LINE,
    TITLE,
    TITLE_LINE,
    add_styles,
    head_row,
    make_tall,
    printed,
    set_up,
    style_of,
)
from sciattache.interchange.tables.paging import PaperSize
from sciattache.interchange.tables.sheet import Sheet, Value
from sciattache.interchange.tables.signs import cleaned
from sciattache.interchange.tables.spreadsheet_table import (
    Places,
    add_table,
    is_lawful,
    labels,
    offer_choices,
    places_of,
    totals,
)

LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_576
_HEAD = 230
"""Signs that the head of a page may have."""
_FROM_RIGHT, _END_OF_WAY = "\u202b", "\u202c"
"""Around parts that stand from right to left where the line itself runs from the left."""
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")


@dataclass(frozen=True)
class About:
    """What a workbook says of itself in its properties, and at the foot of each page."""

    title: str = ""
    author: str = ""
    foot: str = ""
    subject: str = ""
    category: str = ""
    version: str = ""
    language: str = ""
    keywords: str = ""


@dataclass
class _Page:
    """A sheet under way: its openpyxl page, and what of it is known so far."""

    page: Any
    sheet: Sheet
    rows: list[list[Value]]
    heads: list[str]
    widths: list[float] = field(default_factory=list)
    results: dict[str, Formula] = field(default_factory=dict)
    at: int = 0
    dirty: int = 0

    def append(self, values: Sequence[Value], cells: list[Any]) -> None:
        """Write the next row, as tall as its longest text."""
        self.at += 1
        if self.widths:
            make_tall(self.page, self.at, values, self.widths)
        for place, value in enumerate(values, 1):
            if isinstance(value, Formula):
                self.results[f"{get_column_letter(place)}{self.at}"] = value
        self.page.append(cells)


def write_workbook(
    path: Path, sheets: Sequence[Sheet], *, title: str = "", author: str = ""
) -> tuple[str, ...]:
    """Write these sheets into a file; gives back notes on what was altered. See `workbook`."""
    content, notes = workbook(sheets, About(title, author))
    path.write_bytes(content)
    return notes


def workbook(
    sheets: Sequence[Sheet], about: About, *, paper: PaperSize = "A4"
) -> tuple[bytes, tuple[str, ...]]:
    """A workbook of these sheets, and notes on what was altered; equal input gives equal bytes.

    Header frozen, filtered and repeated on each printed page, which is landscape and as wide as
    the table (a wide one on A3 or Tabloid, one wider still on several pages). Raises KnownError
    for a text or a table longer than a workbook can hold.
    """
    filled = [(sheet, _rows(sheet)) for sheet in sheets or [Sheet("", (), ())]]
    _refuse_names([sheet.table for sheet in sheets if sheet.table])
    book = Workbook(write_only=True)
    add_styles(book, right_to_left=any(sheet.right_to_left for sheet in sheets))
    _describe(book, about)
    taken: set[str] = set()
    pages = [
        _Page(
            book.create_sheet(_sheet_name(sheet.title, taken)), sheet, rows,
            [cleaned(label) for label in labels(sheet)],
        )
        for sheet, rows in filled
    ]  # fmt: skip
    places: dict[str, str] = {}
    for one in pages:
        if one.sheet.lists_choices:
            places |= places_of(one.page.title, one.rows, head_row(one.sheet) + 1)
    for one in pages:
        _set_foot(one.page, about, one.sheet)
        _fill(one, places, paper)
    raw = io.BytesIO()
    book.save(raw)
    notes = tuple(
        f"Control characters were left out of {one.dirty} cells of “{one.sheet.title}”."
        for one in pages
        if one.dirty
    )
    return settled(raw.getvalue(), {at: one.results for at, one in enumerate(pages, 1)}), notes


def _describe(book: Workbook, about: About) -> None:
    said = book.properties
    said.title, said.creator = cleaned(about.title) or None, cleaned(about.author) or None
    said.subject, said.category = cleaned(about.subject) or None, cleaned(about.category) or None
    said.version, said.language = cleaned(about.version) or None, about.language or None
    said.keywords = cleaned(about.keywords) or None
    said.created = said.modified = EPOCH


def _set_foot(page: Any, about: About, sheet: Sheet) -> None:
    """The foot of each page; at its head the title, where the rows repeated do not say it."""
    first, last = ("right", "left") if sheet.right_to_left else ("left", "right")
    if about.title and not sheet.block:
        getattr(page.oddHeader, first).text = printed(about.title)
        getattr(page.oddHeader, last).text = "&A"
    getattr(page.oddFooter, first).text = printed(about.foot)
    getattr(page.oddFooter, last).text = "&P / &N"


def _name_pages(page: Any, sheet: Sheet, rows: int) -> None:
    """Print the lines above a table of several pages at the head of each, and not as cells.

    A page of further columns would show what the repeated one holds of them, cut.
    """
    head, across = head_row(sheet), get_column_letter(len(sheet.columns))
    last = head + max(rows, bool(sheet.table)) + bool(sheet.total_label)
    title, *lines = (printed(line, most=_HEAD // len(sheet.block)) or "" for line in sheet.block)
    words = " · ".join((f"&B{title}&B", *lines))
    if sheet.right_to_left:
        words = f"{_FROM_RIGHT}{words}{_END_OF_WAY}"
    getattr(page.oddHeader, "right" if sheet.right_to_left else "left").text = words
    page.print_title_rows = f"{head}:{head}"
    page.print_area = f"A{head}:{across}{last}"


def _rows(sheet: Sheet) -> list[list[Value]]:
    """The rows of a sheet, known to fit: a page that was begun cannot be given up."""
    first = head_row(sheet) + 1
    rows = [[_checked(value, sheet, place) for value in row]
            for place, row in enumerate(sheet.rows, first)]  # fmt: skip
    if len(rows) + first > MOST_ROWS:
        raise KnownError(
            f"“{sheet.title}” has more rows than a workbook can hold.", "Export it as CSV instead."
        )
    return rows


def _fill(one: _Page, places: Places, paper: PaperSize) -> None:
    """Set the page up and write its rows, which write-only pages want in this order."""
    page, sheet, rows, heads = one.page, one.sheet, one.rows, one.heads
    widths = set_up(page, sheet, heads, rows, paper)
    if page.page_setup.fitToWidth > 1 and sheet.block:
        _name_pages(page, sheet, len(rows))
    _write_block(one, sum(widths))
    one.widths = widths
    styles = [style_of(column.kind, "head") for column in sheet.columns]
    one.append(heads, [styled(page, *pair) for pair in zip(heads, styles, strict=True)])
    for row in rows:
        values = [cleaned(value) if isinstance(value, str) else value for value in row]
        one.dirty += sum(clean != value for clean, value in zip(values, row, strict=True))
        pairs = zip(values, sheet.columns, strict=True)
        one.append(values, [cell(page, value, column) for value, column in pairs])
    if sheet.table and sheet.columns:
        _close_table(one, places)


def _close_table(one: _Page, places: Places) -> None:
    """Write the total and name the table; one without rows gets an empty one, which it needs."""
    page, sheet, heads, first = one.page, one.sheet, one.heads, one.at - len(one.rows)
    if not one.rows:
        one.append([None] * len(heads), [cell(page, None, column) for column in sheet.columns])
    last = one.at
    if sheet.total_label:
        below = totals(sheet, heads, one.rows)
        one.append(
            below,
            [
                styled(page, value, style_of(column.kind, "total"), column)
                for value, column in zip(below, sheet.columns, strict=True)
            ],
        )
    add_table(page, sheet, heads, first, last)
    offer_choices(page, sheet, places, first + 1, last)


def _write_block(one: _Page, width: float) -> None:
    """The lines above the table, each across all of it, and an empty row."""
    across = get_column_letter(max(len(one.sheet.columns), 1))
    count = len(one.sheet.block)
    # a list: openpyxl's own set is written in another order each time
    one.page.merged_cells = [f"A{number}:{across}{number}" for number in range(1, count + 1)]
    for number, text in enumerate(one.sheet.block):
        line = cleaned(text)
        if number == 0:
            make_tall(one.page, 1, [line], [width / 1.25], line=TITLE_LINE)
        else:
            make_tall(one.page, number + 1, [line], [width])
        one.append([line], [styled(one.page, line, LINE if number else TITLE)])
    if one.sheet.block:
        one.append([], [])


def _checked(value: Value, sheet: Sheet, row: int) -> Value:
    if isinstance(value, str) and _units(value) > LONGEST_TEXT:
        raise KnownError(
            f"A text in row {row} of “{sheet.title}” is longer than a workbook cell can hold "
            f"({LONGEST_TEXT:,} characters).",
            "Export it as CSV, or shorten the text.",
        )
    return value


def _units(text: str) -> int:
    """The length as Excel counts it, in UTF-16 units."""
    return len(text) + sum(sign > "\uffff" for sign in text) if not text.isascii() else len(text)


def _refuse_names(names: Sequence[str]) -> None:
    wrong = [name for name in names if not is_lawful(name)]
    if wrong or len({name.casefold() for name in names}) < len(names):
        raise ValueError(f"tables cannot be called so: {wrong or names}")


def _sheet_name(title: str, taken: set[str]) -> str:
    """A sheet name of at most 31 characters, without signs that Excel forbids, not yet taken."""
    wanted = _FORBIDDEN.sub(" ", cleaned(title)).strip().strip("'")[:31] or "Sheet"
    name, count = wanted, 1
    while name.casefold() in taken:
        count += 1
        mark = f" ({count})"
        name = wanted[: 31 - len(mark)] + mark
    taken.add(name.casefold())
    return name
