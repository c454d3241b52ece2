"""Texts below one another: in their column, at one size, and cut only where they must be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciattache.papers.fixed.shaped import measure
from sciattache.papers.fixed.stack import Row, stack

ADDRESS = ("Ana Silva", "Universidade do Tejo Norte", "Rua do Ensaio 45", "4050-999 Porto")


def test_what_fits_is_set_at_the_largest_size() -> None:
    made = stack([Row(text) for text in ADDRESS], 200, 100, largest=10, smallest=6)
    assert {line.size for line in made.lines} == {10}
    assert [line.text for line in made.lines] == list(ADDRESS)


def test_all_texts_shrink_together_before_one_is_cut() -> None:
    made = stack([Row(text, lines=1) for text in ADDRESS], 100, 100, largest=10, smallest=5)
    assert len({line.size for line in made.lines}) == 1
    assert [line.text for line in made.lines] == list(ADDRESS)


def test_a_text_that_even_the_smallest_size_does_not_hold_ends_in_an_ellipsis() -> None:
    made = stack([Row("word " * 60, lines=2)], 100, 100, largest=10, smallest=8)
    assert len(made.lines) == 2
    assert made.lines[-1].text.endswith("…")


def test_a_text_without_letters_takes_no_room() -> None:
    rows = (Row("Ana"), Row(""), Row("\u200b"), Row("Silva"))
    assert [line.text for line in stack(rows, 99, 99, largest=9, smallest=5).lines] == [
        "Ana",
        "Silva",
    ]


@settings(max_examples=60)
@given(
    st.lists(st.builds(Row, st.text(max_size=60), lines=st.integers(1, 3)), max_size=6),
    st.floats(30, 300),
    st.floats(10, 150),
)
def test_lines_stay_in_their_box_one_below_the_other(rows, width, height) -> None:
    made = stack(rows, width, height, largest=14, smallest=5)
    downs = [line.down for line in made.lines]
    assert downs == sorted(downs)
    assert made.height <= height + 1e-6
    assert all(down <= height for down in downs)
    for line in made.lines:
        wide = measure(line.text, line.size, line.row.bold, language=line.row.language)
        assert wide <= width + 0.01 or len(line.text) <= 2


@pytest.mark.parametrize("text", ["Embassy of Switzerland in Lisbon", "Ministry for Science"])
def test_a_line_that_is_hardly_too_long_is_broken_where_a_reader_would(text: str) -> None:
    width = measure(text, 10) * 0.97
    made = stack([Row(text)], width, 60, largest=10, smallest=10)
    first, second = (line.text for line in made.lines)
    assert abs(len(first) - len(second)) <= len(text) / 2
    assert not first.endswith((" in", " for"))
