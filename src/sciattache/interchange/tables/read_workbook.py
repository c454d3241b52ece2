"""Read a table from a workbook: XLSX, XLSM, XLSB, XLS, ODS, or XML of Excel 2003."""

from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from sciattache.errors import KnownError, Told
from sciattache.interchange.tables.grid import Grid, grid_layout, grid_table, plain
from sciattache.interchange.tables.spreadsheet_xml import (
    is_spreadsheet_xml,
    read_spreadsheet_xml,
)
from sciattache.interchange.tables.table import Layout, Table
from sciattache.interchange.tables.workbook_safety import (
    MOST_CELLS,
    SheetFacts,
    damaged,
    refuse_unsafe,
    sealed,
    sheet_facts,
    too_large,
)

_BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def is_workbook(path: Path) -> bool:
    """Whether the file begins like a workbook, whatever its name."""
    with path.open("rb") as file:
        start = file.read(2048)
    return start.startswith(_BEGINNINGS) or is_spreadsheet_xml(start)


def read_workbook(path: Path, layout: Layout | None = None, *, sheet: str | None = None) -> Table:
    """Read the table in one sheet: the one named, else the first that is shown and holds any.

    Raises KnownError when the workbook is sealed, damaged or too large, or has no such sheet.
    """
    wanted = sheet or (layout.sheet if layout else None)
    grid, sheets, hidden = _grid(path, wanted)
    return grid_table(path, grid, layout or grid_layout(grid), sheets, hidden)


def find_workbook_layout(path: Path, *, sheet: str | None = None) -> Layout:
    """Where the table lies in this workbook, or in one sheet of it; errors as `read_workbook`."""
    return grid_layout(_grid(path, sheet)[0])


def read_grids(path: Path) -> list[tuple[Grid, SheetFacts]]:
    """The cells of every sheet as they lie, hidden sheets too; errors as `read_workbook`."""
    refuse_unsafe(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            facts = {name: sheet_facts(path, name) for name in names}
            sheets = {name: book.get_sheet_by_name(name) for name in names}
            return [
                (_sheet_grid(path, name, sheet, ()), facts[name]) for name, sheet in sheets.items()
            ]
    except PasswordError as fault:
        raise sealed(path) from fault
    except CalamineError as fault:
        raise (sealed if "password" in str(fault).lower() else damaged)(path) from fault


def _grid(path: Path, wanted: str | None) -> tuple[Grid, tuple[str, ...], frozenset[str]]:
    with path.open("rb") as file:
        start = file.read(2048)
    if is_spreadsheet_xml(start):
        grids, hidden = read_spreadsheet_xml(path)
        by_name = {grid.sheet: grid for grid in grids}
        shown = [grid for grid in grids if grid.sheet not in hidden and any(grid.cells)]
        first = shown[0].sheet if shown else next(iter(by_name), "")
        _refuse_unknown(path, wanted, list(by_name))
        return by_name.get(wanted or first, Grid("", [])), tuple(by_name), hidden
    refuse_unsafe(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            return _from_calamine(path, book, wanted)
    except PasswordError as fault:
        raise sealed(path) from fault
    except CalamineError as fault:
        if "password" in str(fault).lower():
            raise sealed(path) from fault
        raise damaged(path) from fault


def _from_calamine(
    path: Path, book: CalamineWorkbook, wanted: str | None
) -> tuple[Grid, tuple[str, ...], frozenset[str]]:
    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    names = tuple(each.name for each in sheets)
    hidden = frozenset(each.name for each in sheets if each.visible != SheetVisibleEnum.Visible)
    _refuse_unknown(path, wanted, list(names))
    shown = [name for name in names if name not in hidden]
    for name in [wanted] if wanted else [*shown, *hidden]:
        facts = sheet_facts(path, name)
        sheet = book.get_sheet_by_name(name)
        if not wanted and sheet.end is None and name != (shown or [*hidden])[-1]:
            continue
        if sheet.end is None and not wanted and shown:
            name, sheet, facts = shown[0], book.get_sheet_by_name(shown[0]), facts
        notes = (
            (
                Told(
                    "{count} cells hold an error instead of a value; left blank.",
                    count=facts.errors,
                ),
            )
            if facts.errors
            else ()
        )
        return _sheet_grid(path, name, sheet, notes), names, hidden
    return Grid("", []), names, hidden


def _sheet_grid(path: Path, name: str, sheet: CalamineSheet, notes: tuple[str, ...]) -> Grid:
    end = sheet.end
    if end is not None and (end[0] + 1) * (end[1] + 1) > MOST_CELLS:
        raise too_large(path)
    cells = [[*map(plain, row)] for row in sheet.to_python(skip_empty_area=False)]
    return Grid(name, cells, tuple(sheet.merged_cell_ranges or ()), notes)


def _refuse_unknown(path: Path, wanted: str | None, names: list[str]) -> None:
    if wanted is not None and wanted not in names:
        raise KnownError(
            f"“{path.name}” has no sheet “{wanted}”.",
            f"Choose one of: {', '.join(names)}." if names else "It holds no sheets.",
        )
