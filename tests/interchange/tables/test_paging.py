"""A sheet is printed at a size to read, on as little paper as that takes."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sciattache.interchange.tables.paging import SIDE, paging
from sciattache.interchange.tables.sheet import Choices, Column, Sheet
from sciattache.interchange.tables.write_workbook import About, workbook

A4, A3 = 9, 8
LONG = {A4: 842, A3: 1191, 1: 792, 3: 1224}
DIGIT = 5.25  # points of a digit of Calibri at 11


def page(columns: list[Column], *rows: list[str], **about: str) -> Any:
    made, _ = workbook([Sheet("Data", tuple(columns), rows, block=("Visit",))], About(**about))
    return load_workbook(io.BytesIO(made)).active


def test_a_column_of_words_is_as_wide_as_what_it_holds_up_to_what_it_asks_for() -> None:
    columns = [Column("a", "From", width=20), Column("b", "What", width=20), Column("c", "Free")]
    shown = page(columns, ["LIS", "word " * 9, ""])
    assert [shown.column_dimensions[letter].width for letter in "ABC"] == [6, 20, 7]


def test_what_is_chosen_from_a_list_stands_on_one_line() -> None:
    listed = Choices("Kinds", (("Honorarios y tasas", "fees"),))
    shown = page([Column("kind", "Tipo", width=18, choices=listed)], ["Honorarios y tasas"])
    assert shown.column_dimensions["A"].width == 21
    assert not shown.row_dimensions[4].height


def test_a_column_to_be_filled_in_keeps_the_width_it_asks_for() -> None:
    shown = page([Column("a", "From", width=20)], [""])
    assert shown.column_dimensions["A"].width == 20


def test_a_table_too_wide_for_the_large_sheet_goes_on_several_that_begin_alike() -> None:
    columns = [Column(f"c{n}", f"Head {n}", width=50, leads=n == 1) for n in range(9)]
    shown = page(columns, ["word " * 40] * 9, title="Visit", foot="Draft")
    assert (shown.page_setup.paperSize, shown.page_setup.fitToWidth) == (A3, 2)
    assert shown.print_title_cols == "$B:$B"
    assert shown.oddHeader.left.text == "&BVisit&B", "no page shows a part of the line above"
    assert shown.print_title_rows == "$3:$3"
    assert shown.print_area == "'Data'!$A$3:$I$4"


def test_the_head_of_pages_from_the_right_stands_in_that_order_in_a_line_from_the_left() -> None:
    columns = [Column(f"c{n}", f"Head {n}", width=50) for n in range(9)]
    block = ("Visit", "كشف المسافرين")
    sheet = Sheet("Data", tuple(columns), [["word " * 40] * 9], right_to_left=True, block=block)
    made, _ = workbook([sheet], About(title="Visit"))
    shown = load_workbook(io.BytesIO(made)).active
    assert shown.oddHeader.right.text == "\u202b&BVisit&B · كشف المسافرين\u202c"


def test_a_table_that_one_sheet_holds_repeats_no_column() -> None:
    shown = page([Column("a", "Name", leads=True)], ["Ann"], title="Visit", foot="Draft")
    assert (shown.page_setup.paperSize, shown.page_setup.fitToWidth) == (A4, 1)
    assert not shown.print_title_cols
    assert not shown.oddHeader.left.text
    assert shown.print_title_rows == "$1:$3"


@given(st.lists(st.floats(6, 60), min_size=1, max_size=60), st.sampled_from(["A4", "Letter"]))
def test_all_columns_find_room_at_eight_points_on_as_few_pages_as_can_be(widths, size) -> None:
    found = paging(widths, size)
    room = (LONG[found.paper] - 2 * SIDE * 72) / DIGIT / 8 * 11
    assert sum(widths) <= found.across * room
    assert sum(widths) > (found.across - 1) * (room - max(widths)) or found.across == 1


@pytest.mark.parametrize(("width", "paper"), [(200, A4), (210, A3), (296, A3)])
def test_one_sheet_is_taken_as_long_as_it_can_be_read(width: float, paper: int) -> None:
    found = paging([width / 10] * 10, "A4")
    assert (found.paper, found.across) == (paper, 1)


@pytest.mark.parametrize(
    ("text", "lines"), [("aaaaaa bbbbbb cccccc", 3), ("字" * 12, 3), ("a b", 1)]
)
def test_a_row_is_as_tall_as_its_words_need_when_none_is_broken(text: str, lines: int) -> None:
    shown = page([Column("a", "Head", width=10)], [text])
    assert (shown.row_dimensions[4].height or 15) == 15 * lines


def test_a_head_takes_two_lines_at_most() -> None:
    shown = page([Column("a", "Country that gave out the passport", width=6)], ["CH"])
    assert shown.row_dimensions[3].height == 30
