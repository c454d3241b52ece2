"""Names as large as a box holds, broken where a reader would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.papers.fixed.fitting import NOTHING, fit
from sciattache.papers.fixed.shaped import measure

WIDE, HIGH = 220.0, 90.0


def lines(name: str, number: int = 3, least: float = 10) -> tuple[str, ...]:
    return fit(name, WIDE, HIGH, 48, least, number).lines


@given(
    st.text(max_size=200),
    st.floats(20, 400),
    st.floats(8, 200),
    st.integers(1, 4),
    st.booleans(),
)
def test_what_is_fitted_stays_inside_its_box(
    text: str, width: float, height: float, number: int, bold: bool
) -> None:
    found = fit(text, width, height, 48, 7, number, bold=bold)
    assert len(found.lines) <= number
    assert found.size <= 48
    assert found.height <= height + 1e-6
    assert all(measure(line, found.size, bold) <= width + 1e-6 for line in found.lines)


def test_a_short_name_is_as_large_as_allowed() -> None:
    assert fit("Li", WIDE, HIGH, 48, 10).size == 48


def test_a_name_fills_the_width() -> None:
    found = fit("Wolfgang Amadeus", WIDE, HIGH, 200, 10, 1)
    assert measure(found.lines[0], found.size) == pytest.approx(WIDE)


def test_a_long_name_breaks_between_words_and_not_after_a_particle() -> None:
    name = "María de los Ángeles Fernández de Córdoba y Álvarez de Toledo"
    found = lines(name)
    assert " ".join(found) == name
    assert not any(line.split()[-1] in {"de", "los", "y"} for line in found)


def test_a_double_name_may_break_after_its_hyphen() -> None:
    assert lines("Rakotomalala-Razafindrakotohasina", 2)[0] == "Rakotomalala-"


@pytest.mark.parametrize(
    ("name", "number", "broken"),
    [("Jean-Jacques Bechio", 3, ("Jean-Jacques", "Bechio")),
     ("Edmundo De Alba Alcaraz", 2, ("Edmundo", "De Alba Alcaraz"))],
)  # fmt: skip
def test_neither_a_double_name_nor_a_particle_is_left_behind_for_a_little_size(
    name: str, number: int, broken: tuple[str, ...]
) -> None:
    assert fit(name, 242, 130, 60, 10, number, bold=True).lines == broken


def test_a_short_hyphenated_name_stays_whole() -> None:
    assert "Min-su" in " ".join(fit("Kim Min-su", 60, 90, 48, 8).lines)


def test_a_word_breaks_only_when_it_must() -> None:
    assert len(lines("Andrianampoinimerina", 3, 8)) == 1
    assert len(fit("Andrianampoinimerina", 80, HIGH, 48, 14, 3).lines) > 1


def test_a_thai_name_breaks_between_whole_letters() -> None:
    name = "เจ้าฟ้ามหาจักรีสิรินธรรัฐสีมาคุณากรปิยชาติ" * 2
    found = fit(name, 150, HIGH, 48, 14, 3).lines
    assert len(found) > 1
    assert not any(0xE30 <= ord(line[0]) <= 0xE3A for line in found)


def test_a_long_chinese_line_breaks_between_any_letters() -> None:
    found = fit("中华人民共和国国家自然科学基金委员会", 120, HIGH, 48, 14, 3)
    assert "".join(found.lines) == "中华人民共和国国家自然科学基金委员会"
    assert len(found.lines) > 1


def test_a_name_beyond_all_measure_is_cut_with_an_ellipsis() -> None:
    assert lines("x" * 40_000)[-1].endswith("…")


def test_nothing_to_print_takes_no_room() -> None:
    assert fit("\x00 😀", WIDE, HIGH, 48, 10) == NOTHING
