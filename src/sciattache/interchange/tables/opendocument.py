"""Where formulas stand in a sheet of an OpenDocument workbook, whose reader tells values alone."""

from __future__ import annotations

from defusedxml.ElementTree import fromstring

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST = 100_000
"""Cells that formulas are told of; a file with more repeats one without measure."""


def formulas(content: bytes, sheet: str) -> frozenset[tuple[int, int]]:
    """The rows and columns, from 0, of cells with a formula (OpenDocument 1.3, part 3, 9.1).

    ``content`` is the package's content.xml; ``ValueError`` where there are too many.
    """
    if b"table:formula" not in content:
        return frozenset()
    found: set[tuple[int, int]] = set()
    for table in fromstring(content).iter(f"{_TABLE}table"):
        if table.get(f"{_TABLE}name") != sheet:
            continue
        down = 0
        for row in table.iter(f"{_TABLE}table-row"):
            tall, across = _count(row.get(f"{_TABLE}number-rows-repeated")), 0
            for cell in row:
                if cell.tag not in _CELLS:
                    continue
                wide = _count(cell.get(f"{_TABLE}number-columns-repeated"))
                if cell.get(f"{_TABLE}formula"):
                    if len(found) + tall * wide > _MOST:
                        raise ValueError("formulas are repeated without measure")
                    found |= {(down + y, across + x) for y in range(tall) for x in range(wide)}
                across += wide
            down += tall
    return frozenset(found)


def _count(repeated: str | None) -> int:
    """How often a row or cell stands; once where that is not told."""
    return max(1, int(repeated)) if repeated and repeated.isdecimal() else 1
