"""Workbooks of other people become the rows that they see, and hostile ones are refused."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sciattache.errors import KnownError
from sciattache.interchange import tables

NOON = datetime.fromisoformat("2024-02-29 12:30")


def saved(folder: Path, rows: list[list[Any]], *, merge: str = "") -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    if merge:
        page.merge_cells(merge)
    path = folder / "book.xlsx"
    book.save(path)
    return path


def test_values_come_in_their_own_types(tmp_path: Path) -> None:
    row = [
        "007",
        3.0,
        2.5,
        True,
        date(2024, 2, 29),
        NOON,
        time(9, 30),
        None,
    ]
    table = tables.read(saved(tmp_path, [[f"name {n}" for n in range(8)], row, row]))
    cells = table.rows[0].cells
    assert cells[:4] == ("007", 3, 2.5, True)
    assert type(cells[1]) is int
    assert cells[4:] == (date(2024, 2, 29), NOON, time(9, 30), None)


def test_the_header_is_found_under_a_title_and_notes_are_cut_off(tmp_path: Path) -> None:
    body = [["A", date(1980, 1, 1)], ["B", date(1981, 1, 1)]]
    rows: list[list[Any]] = [
        ["Staff"],
        [],
        ["Name", "Born"],
        *body,
        [],
        ["Figures are provisional"],
    ]
    table = tables.read(saved(tmp_path, rows, merge="A1:B1"))
    assert table.columns == ("Name", "Born")
    assert [row.number for row in table.rows] == [4, 5]
    assert table.notes == (
        "Above the table (row 1): Staff",
        "Below the table (row 7): Figures are provisional",
    )


def test_a_merged_name_stands_over_its_columns(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Who", "Trip", None],
        [None, "Days", "Cost"],
        ["A", 1, 2.5],
        ["B", 2, 3.5],
    ]
    table = tables.read(saved(tmp_path, rows, merge="B1:C1"))
    assert table.columns == ("Who", "Trip Days", "Trip Cost")


def test_a_sheet_is_chosen_by_name_and_hidden_ones_are_marked(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Empty"
    for title in ("Data", "Secret"):
        page = book.create_sheet(title)
        page.append(["name", "n"])
        page.append([title, 1])
    book["Secret"].sheet_state = "hidden"
    path = tmp_path / "book.xlsx"
    book.save(path)
    table = tables.read(path)
    assert table.sheets == ("Empty", "Data", "Secret")
    assert table.hidden == {"Secret"}
    assert table.rows[0].cells == ("Data", 1)
    assert tables.read(path, sheet="Secret").rows[0].cells == ("Secret", 1)
    with pytest.raises(KnownError, match="Nowhere"):
        tables.read(path, sheet="Nowhere")


def test_error_cells_are_blank_with_a_note(tmp_path: Path) -> None:
    path = saved(tmp_path, [["name", "n"], ["A", "#DIV/0!"], ["B", 2]])
    table = tables.read(path)
    assert table.rows[0].cells == ("A", None)
    assert any("1 cells hold an error" in note for note in table.notes)


def test_a_workbook_under_a_wrong_name_is_still_read(tmp_path: Path) -> None:
    path = saved(tmp_path, [["a", "b"], ["x", 1]]).rename(tmp_path / "export.csv")
    assert tables.read(path).columns == ("a", "b")


def test_a_sealed_workbook_asks_for_a_copy_without_password(tmp_path: Path) -> None:
    path = tmp_path / "sealed.xlsx"
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(512))
    with pytest.raises(KnownError, match="password"):
        tables.read(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx"])
def test_a_damaged_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.xlsx"
    path.write_bytes(content)
    with pytest.raises(KnownError, match=r"bad\.xlsx"):
        tables.read(path)


def changed(path: Path, part: str, content: bytes) -> Path:
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()} | {part: content}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = changed(saved(tmp_path, [["a"]]), "xl/media/big.bin", bytes(64 << 20))
    with pytest.raises(KnownError, match="unpacks"):
        tables.read(path)


def test_cells_far_apart_do_not_fill_the_memory(tmp_path: Path) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    path = changed(saved(tmp_path, [["a"]]), "xl/worksheets/sheet1.xml", sheet)
    with pytest.raises(KnownError, match="unpacks"):
        tables.read(path)


def test_entities_in_a_workbook_are_not_expanded(tmp_path: Path) -> None:
    path = saved(tmp_path, [["name", "n"], ["A", 1]])
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{lol}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'
    )
    changed(path, "xl/worksheets/sheet1.xml", sheet.encode())
    try:
        table = tables.read(path)
    except KnownError:
        return
    assert all(len(name) < 100 for name in table.columns)


XML_2003 = """<?xml version="1.0"?>{doctype}
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>
<Row><Cell><Data ss:Type="String">Name</Data></Cell><Cell><Data ss:Type="String">Day</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">N</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">{name}</Data></Cell>
<Cell><Data ss:Type="DateTime">2024-02-29T00:00:00.000</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="Number">3</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_xml_of_excel_2003_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    path.write_text(XML_2003.format(doctype="", name="Zoé"), encoding="utf-8")
    table = tables.read(path)
    assert table.columns == ("Name", "Day", "Column 3", "N")
    assert list(table.rows) == [(3, ("Zoé", date(2024, 2, 29), None, 3))]


def test_xml_of_excel_2003_with_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.xml"
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    path.write_text(XML_2003.format(doctype=doctype, name="&e;"), encoding="utf-8")
    with pytest.raises(KnownError, match="entities"):
        tables.read(path)
