"""Look into a workbook's package before opening it: sealed, a bomb, not a workbook at all."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from sciattache.errors import KnownError
from sciattache.interchange.tables import opendocument

LARGEST_UNPACKED = 1 << 30
MOST_CELLS = 12_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEALED = "EncryptedPackage".encode("utf-16-le")
_RATIO = 300
_SMALL = 32 << 20
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=\"(\d{1,8})\"")
_COLUMN = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})\d")
_FORMULA = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>/]*>\s*<(?:\w+:)?f\b")
_ERROR = re.compile(rb"<(?:\w+:)?c\b[^>]*?\bt=\"e\"")
_REPEATED = re.compile(
    rb"<table:table-cell\b(?=[^>]*office:value-type)[^>]*number-columns-repeated=\"(\d+)\""
)
_REPEATED_ROWS = re.compile(rb"number-rows-repeated=\"(\d+)\"(?![^>]*/>)")


@dataclass(frozen=True)
class SheetFacts:
    """What a sheet's XML tells that a reader of values does not: how many cells hold an error, and
    where formulas stand, as rows and columns counted from 0."""

    errors: int = 0
    formulas: frozenset[tuple[int, int]] = frozenset()


def refuse_unsafe(path: Path) -> None:
    """Raise KnownError for a workbook that is sealed, damaged, or would unpack without measure."""
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(_OLE):
        if _SEALED in path.read_bytes():
            raise sealed(path)
        return
    if not start.startswith(b"PK"):
        raise KnownError(
            f"“{path.name}” is not a workbook, whatever its name says.",
            "Open it in a spreadsheet program, save it as XLSX and try again.",
        )
    try:
        with zipfile.ZipFile(path) as package:
            _refuse_bomb(path, package.infolist())
            if "content.xml" in package.namelist():
                _refuse_repeated(path, package)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as fault:
        raise damaged(path) from fault


def sealed(path: Path) -> KnownError:
    """The error for a workbook with a password."""
    return KnownError(
        f"“{path.name}” is protected with a password.",
        "Save a copy without a password and read that.",
    )


def damaged(path: Path) -> KnownError:
    """The error for a workbook that cannot be opened."""
    return KnownError(
        f"“{path.name}” is damaged or not a workbook.",
        "Open it in a spreadsheet program, save it again as XLSX and try again.",
    )


def too_large(path: Path) -> KnownError:
    """The error for a workbook that holds, or claims to hold, too much."""
    return KnownError(
        f"“{path.name}” unpacks to more than can be read.",
        "Keep only the sheet that you need, save it as a new workbook and read that.",
    )


def sheet_facts(path: Path, sheet: str) -> SheetFacts:
    """Facts about one sheet of an XLSX file, or where formulas stand in one of OpenDocument.

    Raises KnownError when its cells lie so far apart that reading them would fill the memory.
    """
    try:
        with zipfile.ZipFile(path) as package:
            if "content.xml" in package.namelist():
                return SheetFacts(formulas=_formulas(path, package.read("content.xml"), sheet))
            part = _part(package, sheet)
            text = package.read(part) if part else b""
    except (zipfile.BadZipFile, KeyError):
        return SheetFacts()
    except (DefusedXmlException, ParseError) as fault:
        raise damaged(path) from fault
    last_row = max(map(int, _ROW.findall(text)), default=0)
    if last_row * 16_384 > MOST_CELLS:
        columns = {_number(letters) for letters in set(_COLUMN.findall(text))}
        if last_row * max(columns, default=0) > MOST_CELLS:
            raise too_large(path)
    formulas = {(int(row) - 1, _number(letters) - 1) for letters, row in _FORMULA.findall(text)}
    return SheetFacts(len(_ERROR.findall(text)), frozenset(formulas))


def _formulas(path: Path, content: bytes, sheet: str) -> frozenset[tuple[int, int]]:
    try:
        return opendocument.formulas(content, sheet)
    except ValueError as fault:
        raise too_large(path) from fault


def _refuse_bomb(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if unpacked > LARGEST_UNPACKED or (unpacked > _SMALL and unpacked > _RATIO * packed):
        raise too_large(path)


def _refuse_repeated(path: Path, package: zipfile.ZipFile) -> None:
    """OpenDocument writes one cell for a million equal ones."""
    text = package.read("content.xml")
    widest = max(map(int, _REPEATED.findall(text)), default=1)
    tallest = sum(count for count in map(int, _REPEATED_ROWS.findall(text)) if count < 1_000_000)
    if widest > 1 and widest * max(1, tallest) > MOST_CELLS:
        raise too_large(path)


def _part(package: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part that holds a sheet; '' when this is not an XLSX file."""
    names = package.namelist()
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return ""
    book = fromstring(package.read("xl/workbook.xml"))
    links = fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links.iter(_LINK)}
    for entry in book.iter(_MAIN):
        if entry.get("name") == sheet:
            target = targets.get(entry.get(_ID), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return part if part in names else ""
    return ""


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
