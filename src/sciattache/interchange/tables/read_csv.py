"""Read a table from a text file: CSV, TSV and their relatives."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TextIO

from sciattache.errors import KnownError, Told
from sciattache.interchange.tables.broken import profile_of
from sciattache.interchange.tables.dialect import Dialect, declared_delimiter, find_dialect
from sciattache.interchange.tables.encoding import SAMPLE, find_encoding
from sciattache.interchange.tables.ends import find_end
from sciattache.interchange.tables.looks import filled
from sciattache.interchange.tables.records import Frame, Records, Report
from sciattache.interchange.tables.shape import column_names, find_shape
from sciattache.interchange.tables.table import Layout, Row, Table

LARGEST_FILE = 512 << 20
MOST_CELLS = 10_000_000
MOST_COLUMNS = 16_384
_SHOWN = 5
_TOO_FEW, _TOO_MANY = Told("it has too few cells"), Told("it has too many cells")
_PROFILED = 100
_JSON = re.compile(r'[\[{\s]*(?:"(?:[^"\\]|\\.)*"\s*[:,\]]|[\]}])')


@dataclass(frozen=True)
class _Sample:
    """The first records of a file, blank ones too, each with the line it begins on."""

    grid: list[list[str]]
    numbers: list[int]


def find_csv_layout(source: Path | bytes) -> Layout:
    """Encoding, delimiter, quotes, header and first row of a text table, from its beginning.

    Raises KnownError when this is not text.
    """
    encoding = find_encoding(source)
    lines = _first_lines(source, encoding)
    dialect = find_dialect(lines)
    sample = _sample(lines, dialect)
    shape = find_shape(sample.grid)
    first = shape.first
    row = sample.numbers[first] if first < len(sample.numbers) else len(lines) + 1
    header = sample.numbers[shape.header[0]] if shape.header else None
    if header is not None and row <= header:
        row = header + 1
    return Layout(
        encoding, dialect.delimiter, dialect.quote, dialect.escape, header_row=header, first_row=row
    )


def read_csv(path: Path, layout: Layout | None = None) -> Table:
    """Read a text table, as it is found to lie or as `layout` says.

    Raises KnownError, naming the file and a remedy, when it is not text or too large.
    """
    _refuse_large(path)
    given = layout or find_csv_layout(path)
    frame = _frame(path, given)
    found, report = _all(path, given, frame)
    width = frame.width
    header = _header(report, width)
    lone = {number for number, length in report.lengths.items() if length == 1}
    ending = find_end(found, header, report.blanks, lone, is_given=given.last_row is not None)
    last = given.last_row or ending.last_row
    longest = max(report.lengths.values(), default=0)
    width, table_rows = _widened(ending.rows, width) if longest > width else (width, ending.rows)
    names = column_names([row.cells for row in report.header], width)
    report.undecoded = report.undecoded and not given.encoding.startswith("utf-8")
    notes = [*_above(path, given), *_notes(report, last or 1 << 62), *ending.notes]
    if not names:
        notes.append(Told("The file is empty."))
    return Table(
        source=path,
        layout=replace(given, last_row=last),
        columns=names,
        rows=table_rows,
        notes=tuple(notes),
        problems=(*report.problems, *ending.problems),
    )


def iter_csv(path: Path, layout: Layout | None = None) -> Iterator[Row]:
    """The rows of a text table one by one in little memory, notes below the table included."""
    _refuse_large(path)
    given = layout or find_csv_layout(path)
    with _opened(path, given) as file:
        yield from Records(file, _dialect(given), given, _frame(path, given))


def _all(path: Path, layout: Layout, frame: Frame) -> tuple[list[Row], Report]:
    rows: list[Row] = []
    if not frame.width:
        return rows, Report()
    with _opened(path, layout) as file:
        records = Records(file, _dialect(layout), layout, frame)
        reading = iter(records)
        while part := list(islice(reading, 20_000)):
            rows += part
            if len(rows) * frame.width > MOST_CELLS:
                raise KnownError(
                    f"“{path.name}” has more than {MOST_CELLS:,} cells.",
                    "Divide it into smaller files and read them one after the other.",
                )
    return rows, records.report


def _opened(path: Path, layout: Layout) -> TextIO:
    return path.open(encoding=layout.encoding, errors="replace", newline="")


def _dialect(layout: Layout) -> Dialect:
    return Dialect(layout.delimiter, layout.quote, layout.escape)


def _refuse_large(path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise KnownError(
            f"“{path.name}” is too large to read ({size >> 20} MB).",
            "Divide it into smaller files and read them one after the other.",
        )


def _first_lines(source: Path | bytes, encoding: str) -> list[str]:
    if isinstance(source, bytes):
        start, whole = source[:SAMPLE], len(source) <= SAMPLE
    else:
        with source.open("rb") as file:
            start = file.read(SAMPLE)
            whole = not file.read(1)
    text = start.decode(encoding, errors="ignore").replace("\0", "")
    _refuse_binary(text, source)
    lines = io.StringIO(text, newline="").readlines()
    return lines if whole or len(lines) < 2 else lines[:-1]


def _refuse_binary(text: str, source: Path | bytes) -> None:
    name = f"“{source.name}”" if isinstance(source, Path) else "This"
    odd = sum(sign < " " and sign not in "\t\r\n\f\x1f\x01" for sign in text)
    if odd > 0.02 * len(text):
        raise KnownError(f"{name} is not a text table.", "Save it as CSV or XLSX and try again.")
    begin = text[:500].lstrip("\ufeff \r\n\t").lower()
    if begin.startswith(("<!doctype html", "<html", "<?xml", "<table")):
        raise KnownError(
            f"{name} is a web page or an XML file, not a text table.",
            "Open it in a spreadsheet program, save it as CSV or XLSX and try again.",
        )

    if begin.startswith(("{", "[")) and _JSON.match(begin):
        raise KnownError(
            f"{name} is a JSON file, not a text table.",
            "Save what you need of it as CSV or XLSX and try again.",
        )


def _sample(lines: list[str], dialect: Dialect) -> _Sample:
    reader = dialect.reader(iter([dialect.ready(line) for line in lines]), strict=False)
    grid: list[list[str]] = []
    numbers: list[int] = []
    number = 1
    for cells in reader:
        declared = number == 1 and bool(declared_delimiter(lines[0]))
        grid.append([] if declared else [dialect.restored(cell) for cell in cells])
        numbers.append(number)
        number = reader.line_num + 1
    return _Sample(grid, numbers)


def _frame(path: Path, layout: Layout) -> Frame:
    lines = _first_lines(path, layout.encoding)
    sample = _sample(lines, _dialect(layout))
    body = [
        cells
        for cells, number in zip(sample.grid, sample.numbers, strict=True)
        if layout.first_row <= number <= (layout.last_row or number) and filled(cells)
    ]
    header = [
        cells
        for cells, number in zip(sample.grid, sample.numbers, strict=True)
        if layout.header_row is not None and layout.header_row <= number < layout.first_row
    ]
    named = max(map(len, header), default=0)
    lengths = Counter(map(len, body))
    usual = max(lengths, key=lambda each: (lengths[each], each == named, each), default=named)
    width = max(usual, named)
    if width > MOST_COLUMNS:
        raise KnownError(
            f"“{path.name}” has more than {MOST_COLUMNS:,} columns.",
            "Check the delimiter, or keep only the columns that you need.",
        )
    return Frame(
        width, usual, profile_of([row for row in body if len(row) == usual][:_PROFILED], width)
    )


def _header(report: Report, width: int) -> tuple[str, ...]:
    if len(report.header) != 1:
        return ("",) * width
    cells = [str(cell) for cell in report.header[0].cells]
    return (*cells, *[""] * (width - len(cells)))


def _widened(found: list[Row], width: int) -> tuple[int, list[Row]]:
    """Rows of equal length: as wide as the widest, so that no cell is lost."""
    widest = max((len(row.cells) for row in found), default=width)
    if widest == width:
        return width, found
    return widest, [
        row if len(row.cells) == widest else Row(row.number, row.cells + (None,) * (
            widest - len(row.cells)))
        for row in found
    ]  # fmt: skip


def _above(path: Path, layout: Layout) -> list[str]:
    top = layout.header_row or layout.first_row
    if top == 1:
        return []
    lines = _first_lines(path, layout.encoding)[: top - 1]
    dialect = _dialect(layout)
    return [
        Told("Above the table (row {row}): {text}", row=number, text=words)
        for number, line in enumerate(lines, 1)
        if (words := " ".join(cell.strip() for cell in dialect.cells([line]) if cell.strip()))
        and not (number == 1 and declared_delimiter(line))
    ]


def _notes(report: Report, last: int) -> list[str]:
    notes: list[str] = []
    by_reason: dict[str, list[int]] = {}
    for number, reason in report.mended.items():
        by_reason.setdefault(reason, []).append(number)
    named = max((len(row.cells) for row in report.header), default=0)
    for number, length in report.lengths.items():
        if number not in report.mended and named and length != named:
            reason = _TOO_FEW if length < named else _TOO_MANY
            by_reason.setdefault(reason, []).append(number)
    for reason, numbers in by_reason.items():
        within = [number for number in numbers if number <= last]
        if within:
            notes.append(Told("{rows}: {reason}.", rows=_named(within), reason=reason))
    if report.nulls:
        notes.append(Told("{count} null characters were left out.", count=report.nulls))
    if report.restored:
        notes.append(
            Told("Dashes and quotation marks lost in an earlier conversion were put right.")
        )
    if report.undecoded:
        notes.append(Told("Some characters could not be decoded; check the encoding."))
    return notes


def _named(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN]))
    if len(numbers) > _SHOWN:
        return Told("Rows {rows} and {count} more", rows=shown, count=len(numbers) - _SHOWN)
    return Told("Rows {rows}", rows=shown) if len(numbers) > 1 else Told("Row {rows}", rows=shown)
