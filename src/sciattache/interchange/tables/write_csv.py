"""Write a table as CSV that spreadsheets open rightly and that reads back unchanged."""

import csv
from datetime import date, datetime, time
from pathlib import Path

from sciattache.interchange.tables.formula import Formula
from sciattache.interchange.tables.guard import guarded
from sciattache.interchange.tables.sheet import Sheet, Value
from sciattache.interchange.tables.signs import cleaned


def write_csv(path: Path, sheet: Sheet) -> tuple[str, ...]:
    """Write UTF-8 with a byte order mark, by RFC 4180, text in quotes, ISO 8601 dates.

    Text that a spreadsheet would run is guarded by an apostrophe, which reading takes off again.
    Control characters are left out; the notes that come back tell in how many cells.
    """
    dirty = 0

    def written(value: Value) -> str | int | float | None:
        nonlocal dirty
        if isinstance(value, str):
            text = cleaned(value)
            dirty += text != value
            return guarded(text)
        return _plain(value)

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        writer.writerow([written(column.label) for column in sheet.columns])
        for row in sheet.rows:
            writer.writerow([written(value) for value in row])
    return (f"Control characters were left out of {dirty} cells.",) if dirty else ()


def _plain(value: Value) -> str | int | float | None:
    if value is None:
        return ""
    if isinstance(value, Formula):
        return _plain(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)
