"""Write tables as a workbook: values of their own types, no formula, ready to print."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from sciattache.errors import KnownError
from sciattache.interchange.tables.page import (
    PaperSize,
    add_styles,
    make_tall,
    printed,
    set_up,
    style_of,
)
from sciattache.interchange.tables.sheet import Sheet, Value
from sciattache.interchange.tables.signs import cleaned

LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_576
_FORMATS = {
    "date": "yyyy-mm-dd",
    "instant": "yyyy-mm-dd hh:mm",
    "time": "hh:mm",
    "number": "General",
    "money": "#,##0.00",
    "flag": "General",
}
_TEXT = "@"
EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would read as a control character (ECMA-376, 22.9.2.19)."""
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
_EXACT_DIGITS = 15


def write_workbook(
    path: Path, sheets: Sequence[Sheet], *, title: str = "", author: str = ""
) -> tuple[str, ...]:
    """Write these sheets into a file; gives back notes on what was altered. See `workbook`."""
    content, notes = workbook(sheets, title=title, author=author)
    path.write_bytes(content)
    return notes


def workbook(
    sheets: Sequence[Sheet],
    *,
    title: str = "",
    author: str = "",
    foot: str = "",
    paper: PaperSize = "A4",
) -> tuple[bytes, tuple[str, ...]]:
    """A workbook of these sheets, and notes on what was altered; equal input gives equal bytes.

    Header frozen, filtered and repeated on each printed page, which is landscape and as wide as
    the table (a wide one on A3 or Tabloid), with `title` at its head and `foot` at its foot.
    Raises KnownError for a text or a table longer than a workbook can hold.
    """
    filled = [(sheet, _rows(sheet)) for sheet in sheets or [Sheet("", (), ())]]
    book = Workbook(write_only=True)
    add_styles(book)
    book.properties.title = cleaned(title) or None
    book.properties.creator = cleaned(author) or None
    book.properties.created = book.properties.modified = EPOCH
    notes: list[str] = []
    taken: set[str] = set()
    for sheet, rows in filled:
        page: Any = book.create_sheet(_sheet_name(sheet.title, taken))
        notes += _fill(page, sheet, rows, paper)
        page.oddHeader.left.text = printed(title)
        page.oddHeader.right.text = "&A" if title else None
        page.oddFooter.left.text = printed(foot)
    raw = io.BytesIO()
    book.save(raw)
    return settled(raw.getvalue()), tuple(notes)


def settled(package: bytes) -> bytes:
    """The package with every time in it fixed, so that equal input gives equal bytes."""
    result = io.BytesIO()
    stamp = EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(?<=W3CDTF\">)[^<]+", stamp, content)
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return result.getvalue()


def _rows(sheet: Sheet) -> list[list[Value]]:
    """The rows of a sheet, known to fit: a page that was begun cannot be given up."""
    rows = [[_checked(value, sheet, place) for value in row]
            for place, row in enumerate(sheet.rows, 2)]  # fmt: skip
    if len(rows) >= MOST_ROWS:
        raise KnownError(
            f"“{sheet.title}” has more rows than a workbook can hold.", "Export it as CSV instead."
        )
    return rows


def _fill(page: Any, sheet: Sheet, rows: list[list[Value]], paper: PaperSize) -> list[str]:
    """Set the page up and write its rows, which write-only pages want in this order."""
    labels = [cleaned(column.label) for column in sheet.columns]
    widths = set_up(page, sheet, labels, rows, paper)
    kinds = [column.kind for column in sheet.columns]
    make_tall(page, 1, labels, widths)
    page.append(
        [_cell(page, label, kind, head=True) for label, kind in zip(labels, kinds, strict=True)]
    )
    dirty = 0
    for place, row in enumerate(rows, 2):
        cells = []
        for column, value in zip(sheet.columns, row, strict=True):
            clean = cleaned(value) if isinstance(value, str) else value
            dirty += clean != value
            cells.append(_cell(page, clean, column.kind))
        make_tall(page, place, row, widths)
        page.append(cells)
    return [f"Control characters were left out of {dirty} cells of “{sheet.title}”."] * (dirty > 0)


def _cell(page: WriteOnlyWorksheet, value: Value, kind: str, *, head: bool = False) -> Any:
    """A cell that holds the value in its own type and never as a formula."""
    cell = WriteOnlyCell(page, value=value if head else _typed(value, kind))  # type: ignore[arg-type]
    cell.style = style_of(kind, head=head)
    if isinstance(cell.value, str):
        cell.value = _ESCAPE.sub("_x005F_", cell.value)
        cell.data_type = "s"
        cell.number_format = _TEXT
    elif cell.value is not None:
        cell.number_format = _FORMATS.get(kind, _natural_format(cell.value))
    return cell


def _typed(value: Value, kind: str) -> Value:
    """The value as this kind of column holds it: codes and phones as text, zones taken off."""
    if value is None or value == "":
        return None
    if kind in ("text", "code", "phone") and isinstance(value, (int, float, Decimal)):
        return str(value)
    if isinstance(value, (datetime, time)) and value.tzinfo is not None:
        return value.replace(tzinfo=None)
    if isinstance(value, (date, datetime)) and value.year < 1900:
        return value.isoformat()
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        digits = len(str(value).lstrip("-").replace(".", "").strip("0"))
        return str(value) if digits > _EXACT_DIGITS else value
    if isinstance(value, float) and (value != value or value in (float("inf"), -float("inf"))):
        return str(value)
    return value


def _natural_format(value: object) -> str:
    if isinstance(value, datetime):
        return _FORMATS["instant"]
    if isinstance(value, date):
        return _FORMATS["date"]
    return _FORMATS["time"] if isinstance(value, time) else "General"


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
