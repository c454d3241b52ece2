"""Read the one-file XML workbooks of Excel 2002 and 2003."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, parse

from sciattache.errors import KnownError, Told
from sciattache.interchange.tables.grid import Grid, Merge, plain
from sciattache.interchange.tables.table import Cell
from sciattache.interchange.tables.workbook_safety import MOST_CELLS, damaged, too_large

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{NAMESPACE}}}"
_VISIBLE = "{urn:schemas-microsoft-com:office:excel}Visible"
_LARGEST = 64 << 20


def is_spreadsheet_xml(start: bytes) -> bool:
    """Whether a file that starts so is such a workbook."""
    return b"<?xml" in start[:64] and NAMESPACE.encode() in start


def read_spreadsheet_xml(path: Path) -> tuple[list[Grid], frozenset[str]]:
    """The sheets of such a workbook, and the names of those it hides.

    Raises KnownError when it is damaged, too large, or its XML is hostile.
    """
    if path.stat().st_size > _LARGEST:
        raise too_large(path)
    try:
        root = parse(path).getroot()
    except (ParseError, LookupError, ValueError) as fault:
        if isinstance(fault, DefusedXmlException):
            raise KnownError(
                f"“{path.name}” declares entities, as harmful files do.",
                "Ask for a copy saved as XLSX.",
            ) from fault
        raise damaged(path) from fault
    if root is None:
        raise damaged(path)
    grids: list[Grid] = []
    hidden: set[str] = set()
    for sheet in root.iter(_SS + "Worksheet"):
        name = sheet.get(_SS + "Name", "")
        visible = next(sheet.iter(_VISIBLE), None)
        if visible is not None and (visible.text or "") != "SheetVisible":
            hidden.add(name)
        grids.append(_grid(path, name, sheet))
    return grids, frozenset(hidden)


def _grid(path: Path, name: str, sheet: Element) -> Grid:
    cells: list[list[Cell]] = []
    merges: list[Merge] = []
    errors = count = 0
    for row in sheet.iter(_SS + "Row"):
        top = _index(row, len(cells))
        count += (top - len(cells)) + 1
        if count > MOST_CELLS:
            raise too_large(path)
        cells += [[] for _ in range(top - len(cells))]
        line: list[Cell] = []
        for cell in row.iter(_SS + "Cell"):
            left = _index(cell, len(line))
            count += (left - len(line)) + 1
            if count > MOST_CELLS:
                raise too_large(path)
            line += [None] * (left - len(line))
            value, failed = _value(cell)
            errors += failed
            across = int(cell.get(_SS + "MergeAcross", 0))
            down = int(cell.get(_SS + "MergeDown", 0))
            if across or down:
                merges.append(((top, left), (top + down, left + across)))
            line += [value, *[None] * min(across, 16_384)]
        cells.append(line)
    notes = (
        (Told("{count} cells hold an error instead of a value; left blank.", count=errors),)
        if errors
        else ()
    )
    return Grid(name, cells, tuple(merges), notes)


def _index(element: Element, following: int) -> int:
    """The place of a row or cell from 0; only those after a gap tell it."""
    given = element.get(_SS + "Index", "")
    return max(following, int(given) - 1) if given.isdigit() else following


def _value(cell: Element) -> tuple[Cell, bool]:
    data = cell.find(_SS + "Data")
    if data is None:
        return None, False
    text = "".join(data.itertext())
    kind = data.get(_SS + "Type", "String")
    if kind == "Error":
        return None, True
    try:
        return plain(_READERS.get(kind, str)(text)), False
    except ValueError:
        return plain(text), False


def _moment(text: str) -> object:
    moment = datetime.fromisoformat(text)
    return moment.date() if moment.time() == datetime.min.time() else moment


_READERS: dict[str, Callable[[str], object]] = {
    "Number": float,
    "Boolean": lambda text: text.strip() == "1",
    "DateTime": _moment,
}
