"""What is written reads back unchanged, runs no formula, and is the same at every writing."""

import csv
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from sciattache.errors import KnownError
from sciattache.interchange import tables
from sciattache.interchange.tables.guard import guarded, unguarded
from sciattache.interchange.tables.sheet import Column, Sheet, Value
from sciattache.interchange.tables.signs import cleaned
from sciattache.interchange.tables.write_csv import write_csv
from sciattache.interchange.tables.write_workbook import write_workbook

NOON = datetime.fromisoformat("2024-02-29 12:30")

NAMES = (Column("name", "Name"), Column("phone", "Phone", "phone"), Column("notes", "Notes"))
FORMULAS = ["=1+1", "+33 1 23", "-5", "@SUM(A1)", "\tx", "\rx", "'=1", "''+x", "=cmd|' /C calc'!A0"]
dangerous = st.sampled_from(FORMULAS)
texts = st.one_of(st.text(max_size=40), dangerous, st.text("'=+-@\t\r\n\",;|\\ a", max_size=12))
quiet = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)


def clean_rows(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return [row for each in rows if any(row := tuple(cleaned(cell) for cell in each))]


@given(texts)
def test_a_guard_comes_off_as_it_went_on(text: str) -> None:
    assert unguarded(guarded(text)) == text


@quiet
@given(st.lists(st.tuples(texts, texts, texts), max_size=8))
def test_csv_reads_back_unchanged(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    path = tmp_path / "out.csv"
    write_csv(path, Sheet("People", NAMES, rows))
    table = tables.read(path)
    assert table.columns == ("Name", "Phone", "Notes")
    assert [row.cells for row in table.rows] == clean_rows(rows)
    assert table.problems == ()


@quiet
@given(st.lists(st.tuples(texts), min_size=1, max_size=8))
def test_csv_of_one_column_reads_back_unchanged(
    tmp_path: Path, rows: list[tuple[str, ...]]
) -> None:
    path = tmp_path / "out.csv"
    write_csv(path, Sheet("People", NAMES[:1], rows))
    assert [row.cells for row in tables.read(path).rows] == clean_rows(rows)


def test_no_cell_of_a_csv_begins_like_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_csv(path, Sheet("S", NAMES[:1], [[text] for text in FORMULAS]))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert all(row[0][0] not in "=+-@\t\r" for row in csv.reader(file))


def test_values_of_a_csv_are_plain_and_dates_are_iso(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    columns = tuple(Column(name, name) for name in "abcdef")
    row: list[Value] = [date(2024, 2, 29), NOON, -5, Decimal("1.50"), True, None]
    write_csv(path, Sheet("S", columns, [row]))
    cells = tables.read(path).rows[0].cells
    assert cells == ("2024-02-29", "2024-02-29 12:30:00", "-5", "1.50", "true", "")


@settings(quiet, max_examples=40)
@given(st.lists(st.tuples(texts, texts, texts), max_size=5))
def test_workbook_text_reads_back_unchanged(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(path, [Sheet("People", NAMES, rows)])
    book = load_workbook(path)
    page: Any = book["People"]
    read = [tuple(cell.value or "" for cell in row) for row in page.iter_rows(min_row=2)]
    assert [row for row in read if any(row)] == [
        tuple(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row)
        for row in clean_rows(rows)
    ] or any("\r" in cell for row in rows for cell in row)
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


COLUMNS = (
    Column("name", "Name"), Column("code", "Code", "code"), Column("day", "Day", "date"),
    Column("at", "At", "instant"), Column("n", "Number", "number"), Column("fee", "Fee", "money"),
    Column("vip", "VIP", "flag"), Column("start", "Start", "time"),
)  # fmt: skip
ROW: list[Value] = ["José", "007", date(2024, 2, 29), NOON, 3, Decimal("12.50"), True,
       time(9, 30)]  # fmt: skip


def test_a_workbook_holds_values_of_their_own_types(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(path, [Sheet("Data", COLUMNS, [ROW, [None] * 8, ROW])])
    table = tables.read(path)
    assert table.columns == tuple(column.label for column in COLUMNS)
    assert table.rows[0].cells == (*ROW[:5], 12.5, *ROW[6:])


def test_numbers_in_a_column_of_codes_are_text(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(path, [Sheet("Data", (Column("c", "Code", "code"),), [[7], [10**20]])])
    assert [row.cells[0] for row in tables.read(path).rows] == ["7", "1" + "0" * 20]


def test_a_workbook_is_ready_to_read_and_to_print(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(path, [Sheet("اسماء", COLUMNS, [ROW], right_to_left=True)], title="List")
    page: Any = load_workbook(path).active
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:H2"
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.sheet_view.rightToLeft
    assert page["A1"].font.bold
    assert page["A2"].border.bottom.style == "hair"


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (first, second):
        write_workbook(path, [Sheet("Data", COLUMNS, [ROW])], title="T", author="A")
    assert first.read_bytes() == second.read_bytes()


def test_control_characters_are_left_out_with_a_note(tmp_path: Path) -> None:
    sheet = Sheet("Data", NAMES, [["a\x00b", "\x1f", "fine\nline"]])
    expected = "Control characters were left out of 2 cells"
    assert write_csv(tmp_path / "out.csv", sheet)[0].startswith(expected)
    assert write_workbook(tmp_path / "out.xlsx", [sheet])[0].startswith(expected)


def test_a_text_too_long_for_a_cell_is_refused_before_writing(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    with pytest.raises(KnownError, match="row 2"):
        write_workbook(path, [Sheet("Data", NAMES[:1], [["x" * 32_768]])])
    assert not path.exists()
    write_workbook(path, [Sheet("Data", NAMES[:1], [["x" * 32_767]])])
    assert len(str(tables.read(path).rows[0].cells[0])) == 32_767


def test_sheet_names_are_made_lawful_and_different(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    titles = ["a/b:c", "A b c", "x" * 40, "x" * 40, ""]
    write_workbook(path, [Sheet(title, NAMES, []) for title in titles])
    names = tables.read(path).sheets
    assert len({name.casefold() for name in names}) == 5
    assert all(0 < len(name) <= 31 for name in names)
