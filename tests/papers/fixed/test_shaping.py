"""Shaping: right glyphs, right order, and never an empty box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.papers.fixed.characters import LONGEST, clean, clusters
from sciattache.papers.fixed.shaping import Line, shape

EMOJI = "Ana 😀 🇫🇷 👩‍🔬 Silva"


def numbers(line: Line) -> list[int]:
    return [glyph.number for run in line.runs for glyph in run.glyphs]


@given(st.text(max_size=60), st.booleans())
def test_no_text_prints_an_empty_box(text: str, bold: bool) -> None:
    assert 0 not in numbers(shape(text, bold))


@given(st.text(max_size=40))
def test_the_width_is_the_sum_of_the_advances(text: str) -> None:
    line = shape(text)
    assert line.width == sum(glyph.advance for run in line.runs for glyph in run.glyphs)
    assert line.bottom <= 0 <= line.top


def test_an_arabic_name_stands_from_right_to_left() -> None:
    first, second = shape("محمد").runs, shape("بن").runs
    both = shape("محمد بن").runs
    visual = [glyph.number for run in both for glyph in run.glyphs]
    assert visual[:2] == [glyph.number for run in second for glyph in run.glyphs]
    assert visual[-4:] == [glyph.number for run in first for glyph in run.glyphs]


def test_an_arabic_name_gets_no_vowel_signs_that_nobody_wrote() -> None:
    assert len(numbers(shape("محمد"))) == 4


def test_latin_inside_arabic_keeps_its_own_direction() -> None:
    runs = shape("جامعة KAUST").runs
    assert not runs[0].right_to_left
    assert "".join(runs[0].texts[place] for place in sorted(runs[0].texts)) == "KAUST"


def test_a_devanagari_conjunct_is_one_cluster_with_its_letters() -> None:
    texts = [text for run in shape("श्री").runs for text in run.texts.values()]
    assert "".join(texts) == "श्री"


@pytest.mark.parametrize(
    ("language", "face"), [("ja", "jp"), ("ko", "kr"), ("zh-Hant-TW", "tc"), ("zh", "sc")]
)
def test_han_letters_take_the_form_of_their_country(language: str, face: str) -> None:
    assert shape("骨", language=language).runs[0].face.name == f"NotoSansCJK{face}-Regular"


def test_han_beside_kana_is_japanese() -> None:
    assert {run.face.name for run in shape("山田 やまだ").runs} >= {"NotoSansCJKjp-Regular"}


def test_bold_is_a_bold_face_or_a_heavier_regular_one() -> None:
    latin, han = shape("Li", bold=True).runs[0], shape("李", bold=True).runs[0]
    assert (latin.face.name, latin.heavier) == ("NotoSans-Bold", False)
    assert han.heavier or han.face.name.endswith("Bold")


def test_pictures_are_left_out_with_the_space_that_they_took() -> None:
    assert shape(EMOJI).text == "Ana Silva"


def test_letters_that_no_typeface_has_are_written_in_latin() -> None:
    assert shape("𞤀𞤣𞤤𞤢𞤥").text == "Adlam"


def test_styled_letters_of_the_web_become_plain_ones() -> None:
    assert shape("𝐉𝐨𝐬é").text == "José"


@pytest.mark.parametrize("text", ["", "\x00\x07", "\u200b\u2066\u2069", "\ud800", "😀"])
def test_a_text_with_nothing_to_print_has_no_width(text: str) -> None:
    assert shape(text).width == 0


def test_white_space_of_any_kind_is_one_space() -> None:
    assert clean(" Ana\r\n\tMaria\u00a0\u3000Silva ") == "Ana Maria Silva"


def test_decomposed_letters_are_composed() -> None:
    assert clean("Jose\u0301") == "José"


def test_a_text_beyond_all_measure_is_cut_and_says_so() -> None:
    assert len(clean("x" * 40_000)) == LONGEST
    assert clean("x" * 40_000).endswith("…")


def test_marks_and_joiners_stay_with_their_letter() -> None:
    assert clusters("न्र e\u0301") == ["न्र", " ", "e\u0301"]
    assert clusters("เจ้าฟ้า") == ["เจ้า", "ฟ้า"]
