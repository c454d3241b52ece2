"""A cell of a workbook: a value in its own type and format; a formula only where we made it."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from sciattache.interchange.tables.formula import Formula
from sciattache.interchange.tables.page import style_of
from sciattache.interchange.tables.sheet import Column, Value

_FORMATS = {
    "date": "yyyy-mm-dd",
    "instant": "yyyy-mm-dd hh:mm",
    "time": "hh:mm",
    "number": "General",
    "flag": "General",
}
_TEXT = "@"
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would read as a control character (ECMA-376, 22.9.2.19)."""
_EXACT_DIGITS = 15


def cell(page: WriteOnlyWorksheet, value: Value, column: Column) -> Any:
    """A cell of the table, which holds the value in its own type and no text as a formula."""
    return _made(page, typed(value, column.kind), style_of(column.kind), column)


def styled(page: WriteOnlyWorksheet, value: Value, style: str, column: Column | None = None) -> Any:
    """A cell of the head, of the total, or above the table."""
    return _made(page, value, style, column)


def escaped(text: str) -> str:
    """The text as the parts of a workbook spell it."""
    return _ESCAPE.sub("_x005F_", text)


def _made(page: WriteOnlyWorksheet, value: Value, style: str, column: Column | None) -> Any:
    if isinstance(value, Formula):
        cell = WriteOnlyCell(page, value=f"={value.text}")
        cell.style = style
        cell.number_format = _format(value, column)
        return cell
    cell = WriteOnlyCell(page, value=value)  # type: ignore[arg-type]
    cell.style = style
    if isinstance(cell.value, str):
        cell.value = escaped(cell.value)
        cell.data_type = "s"
        cell.number_format = _TEXT
    elif value is not None:
        cell.number_format = _format(value, column)
    return cell


def _format(value: Value, column: Column | None) -> str:
    if column is None:
        return "General"
    if column.kind == "money":
        plain = "#,##0" + ("." + "0" * column.digits if column.digits else "")
        below = f"[Red]-{plain}" if column.warns else f"-{plain}"
        return f'{plain};{below};"–"'
    if column.warns:
        return "0;[Red]-0;0"
    return _FORMATS.get(column.kind, _natural_format(value))


def typed(value: Value, kind: str) -> Value:
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
