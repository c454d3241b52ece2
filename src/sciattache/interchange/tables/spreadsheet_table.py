"""The rows of a sheet as a table of the spreadsheet: named, filtered, summed, with its choices."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn

from sciattache.interchange.tables.cells import escaped
from sciattache.interchange.tables.formula import Formula, column
from sciattache.interchange.tables.sheet import Sheet, Value

_LAWFUL = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,253}")
_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[RrCc]\d*|[Rr]\d*[Cc]\d*")
"""What a spreadsheet would take for a cell's name (ECMA-376, 18.5.1.2)."""
_SUM_OF_SHOWN = "SUBTOTAL(109,{})"
"""The sum of the rows that a filter leaves."""

Places = Mapping[str, str]
"""Where the words of each list of choices stand, by its name."""


def is_lawful(name: str) -> bool:
    """Whether a spreadsheet takes this name for a table."""
    return bool(_LAWFUL.fullmatch(name)) and not _A_CELL.fullmatch(name)


def labels(sheet: Sheet) -> list[str]:
    """The heads of the columns; those of a table are all there and all different."""
    if not sheet.table:
        return [one.label for one in sheet.columns]
    found: list[str] = []
    taken: set[str] = set()
    for one in sheet.columns:
        wanted = " ".join(one.label.split()) or one.name
        label, count = wanted, 1
        while label.casefold() in taken:
            count += 1
            label = f"{wanted} {count}"
        taken.add(label.casefold())
        found.append(label)
    return found


def totals(sheet: Sheet, heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[Value]:
    """The row under a table: its label, and the sum of each column that has one."""
    found: list[Value] = []
    for place, one in enumerate(sheet.columns):
        if one.total:
            text = _SUM_OF_SHOWN.format(column(sheet.table, heads[place]))
            found.append(Formula(text, _sum(row[place] for row in rows)))
        else:
            found.append(None if place else sheet.total_label)
    return found


def add_table(page: Any, sheet: Sheet, heads: Sequence[str], first: int, last: int) -> None:
    """Make the rows `first` (the head) to `last` a table, with the total under them."""
    widest = get_column_letter(len(heads))
    below = bool(sheet.total_label)
    table = Table(
        displayName=sheet.table,
        name=sheet.table,
        ref=f"A{first}:{widest}{last + below}",
        totalsRowCount=1 if below else None,
    )
    table.autoFilter = AutoFilter(ref=f"A{first}:{widest}{last}")
    table.tableColumns = [
        TableColumn(
            id=number,
            name=escaped(label),
            totalsRowFunction="sum" if below and one.total else None,
            totalsRowLabel=escaped(sheet.total_label) if below and number == 1 else None,
        )
        for number, (label, one) in enumerate(zip(heads, sheet.columns, strict=True), 1)
    ]
    page.tables.add(table)


def offer_choices(page: Any, sheet: Sheet, places: Places, first: int, last: int) -> None:
    """Let the cells of each column with choices be filled from its list, or left empty."""
    for number, one in enumerate(sheet.columns, 1):
        place = places.get(one.choices.name) if one.choices else None
        if place:
            letter = get_column_letter(number)
            offered = DataValidation("list", formula1=place, allow_blank=True)
            offered.showErrorMessage = True
            offered.add(f"{letter}{first}:{letter}{last}")
            page.data_validations.append(offered)


def places_of(title: str, rows: Sequence[Sequence[Value]], first: int) -> dict[str, str]:
    """Where each list stands on the sheet of choices: rows of its name, the word and the code."""
    spans: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(rows, first):
        name = str(row[0])
        spans[name] = (spans.get(name, (number, 0))[0], number)
    sheet = quote_sheetname(title)
    return {name: f"{sheet}!$B${start}:$B${end}" for name, (start, end) in spans.items()}


def _sum(values: Iterable[Value]) -> Decimal:
    found = (one.value if isinstance(one, Formula) else one for one in values)
    return sum((Decimal(one) for one in found if isinstance(one, (int, Decimal))), Decimal())
