"""A spreadsheet program opens every workbook and works its formulas out to the same results."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from sciattache.papers import words
from sciattache.papers.catalogue import KINDS, draw
from sciattache.papers.kinds import Wish

_SOFFICE = shutil.which("soffice")
_WRONG = 987_654
"""What each formula is said to come to before the program works it out."""
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"""
_BOOKS = [
    (kind.name, language)
    for kind in KINDS
    if kind.suffix == ".xlsx"
    for language in (words.languages() if kind.name == "workbook" else ("en",))
]
"""Each by itself, and the one that has the sheets of all in every language."""


@pytest.fixture(scope="module")
def busy(planted):
    """One dossier for all tests here, which only read it."""
    return planted.busy()


@pytest.fixture(scope="module")
def worked_out(busy, tmp_path_factory) -> Path:
    """Every workbook, each of its results spoilt, as LibreOffice saves it again."""
    folder = tmp_path_factory.mktemp("recalculated")
    made = {
        f"{kind}-{language}": draw(busy, kind, Wish(language=language)) for kind, language in _BOOKS
    }
    return recalculated(folder, made)


def recalculated(folder: Path, books: dict[str, bytes]) -> Path:
    """The folder with workbooks, by name, as LibreOffice works them out anew."""
    if _SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed here")
    profile = folder / "profile/user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    for name, made in books.items():
        (folder / f"{name}.xlsx").write_bytes(_spoilt(made))
    subprocess.run(
        [
            _SOFFICE, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"),
            *map(str, sorted(folder.glob("*.xlsx"))),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )  # fmt: skip
    return folder / "out"


def _spoilt(made: bytes) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(found, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            spoilt, count = re.subn(rb"</f><v>[^<]*", b"</f><v>%d" % _WRONG, content)
            assert count == content.count(b"<f>")
            new.writestr(name, spoilt)
    return found.getvalue()


@pytest.mark.parametrize(("kind", "language"), _BOOKS)
def test_a_spreadsheet_program_comes_to_the_same_results(busy, worked_out, kind, language) -> None:
    made = draw(busy, kind, Wish(language=language))
    count = agreeing(made, worked_out / f"{kind}-{language}.xlsx")
    assert (count > 0) is (kind not in ("manifest", "contact-list", "guest-data"))


def agreeing(made: bytes, worked_out: Path) -> int:
    """How many formulas of a workbook come to what it says; all of them do."""
    formulas = openpyxl.load_workbook(io.BytesIO(made))
    ours = openpyxl.load_workbook(io.BytesIO(made), data_only=True)
    theirs = openpyxl.load_workbook(worked_out, data_only=True)
    assert theirs.sheetnames == formulas.sheetnames
    count = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                found = theirs[sheet.title][cell.coordinate].value
                if cell.data_type == "f":
                    count += 1
                    expected = ours[sheet.title][cell.coordinate].value
                    assert expected is not None
                    assert found == pytest.approx(expected, abs=1e-6), (sheet.title, cell)
                elif cell.value is not None:
                    assert found == cell.value, (sheet.title, cell)
    return count
