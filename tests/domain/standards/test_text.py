"""Text is found however it is typed."""

import sqlite3
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.standards import text

TOKENIZER = "unicode61 remove_diacritics 0 categories ''L* N* Co Mn Mc''"

FOUND_BY = [
    ("José", "jose"),
    ("José", "JOSE\u0301"),
    ("Łódź", "lodz"),
    ("Ørsted", "orsted"),
    ("Straße", "strasse"),
    ("Æsir", "aesir"),
    ("Đặng", "dang"),
    ("Nguyễn", "nguyen"),
    ("İstanbul", "istanbul"),
    ("Işık", "isik"),
    ("Όμηρος", "ομηρος"),
    ("Όμηρος", "omiros"),
    ("Семёнов", "семенов"),
    ("Семёнов", "semenov"),
    ("أحمد", "احمد"),
    ("أحمد", "ahmd"),
    ("مُحَمَّد", "محمد"),
    ("محمد", "mhmd"),
    ("מֹשֶׁה", "משה"),
    ("王小明", "王"),
    ("王小明", "小明"),
    ("王小明", "明"),
    ("王小明", "wang"),
    ("王小明", "xiao ming"),
    ("王小明", "wangxiao"),
    ("홍길동", "길동"),
    ("홍길동", "hong gil"),
    ("สมชาย นภา", "นภา"),
    ("サトウ", "さとう"),
    ("ｻﾞｲ", "ザイ"),
    ("ﬁnance", "finance"),
    ("Ｗａｎｇ", "wang"),
    ("O'Brien", "obrien"),
    ("O'Brien", "o'brien"),
    ("O’Brien", "o'brien"),
    ("O'Brien", "brien"),
    ("Obrien", "o'brien"),
    ("Müller", "muller"),
    ("Müller", "mueller"),
    ("Müller", "müll"),
    ("Mueller", "müller"),
    ("Jørgensen", "joergensen"),
    ("Jean-Pierre", "jean pierre"),
    ("Jean-Pierre", "jeanp"),
    ("jose@x.org", "jose"),
    ("jose@x.org", "x.org"),
    ("jose@x.org", "jose@x.org"),
    ("U.S.A.", "usa"),
    ("+41 22 917 12 34", "+41229171234"),
    ("+41229171234", "+41 22 917 12 34"),
    ("+41229171234", "022 917 12 34"),
    ("+41229171234", "0229171234"),
    ("+12025550123", "(202) 555-0123"),
    ("0000-0002-1825-0097", "0000-0002-1825-0097"),
    ("0000-0002-1825-0097", "00000002"),
    ("Room ٤٢", "42"),
    ("Institute of Physics", "phys inst"),
]

NOT_FOUND_BY = [
    ("José", "ose"),
    ("王小明", "王明"),
    ("ばば", "はは"),
    ("กา", "กี"),
    ("Jane Smith", "jane jones"),
]


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        f"CREATE VIRTUAL TABLE found USING fts5(words, tokenize='{TOKENIZER}', prefix='1 2 3')"
    )
    yield connection
    connection.close()


def finds(index: sqlite3.Connection, stored: str, typed: str) -> bool:
    index.execute("DELETE FROM found")
    index.execute("INSERT INTO found VALUES (?)", (text.words(stored),))
    expression = text.query(typed)
    rows = index.execute("SELECT rowid FROM found WHERE found MATCH ?", (expression,)).fetchall()
    return bool(rows)


@pytest.mark.parametrize(("stored", "typed"), FOUND_BY)
def test_a_stored_text_is_found_by_what_people_type(
    index: sqlite3.Connection, stored: str, typed: str
) -> None:
    assert finds(index, stored, typed)


@pytest.mark.parametrize(("stored", "typed"), NOT_FOUND_BY)
def test_a_stored_text_is_not_found_by_something_else(
    index: sqlite3.Connection, stored: str, typed: str
) -> None:
    assert not finds(index, stored, typed)


@pytest.mark.parametrize("typed", ["", "  ", '"', "*", "- + ^ : ( ) { }", "\x00", "\u200f", "…"])
def test_nothing_to_look_for_is_an_empty_query(typed: str) -> None:
    assert text.query(typed) == ""


@pytest.mark.parametrize(
    "typed", ["a AND", "NOT b", 'x" OR "y', "NEAR(a b)", "words:a", "^a", "a*", "{a}:b", "-a"]
)
def test_search_syntax_is_only_text(index: sqlite3.Connection, typed: str) -> None:
    assert finds(index, f"before {typed} after", typed)


@given(st.text())
def test_every_query_is_one_that_the_index_understands(typed: str) -> None:
    expression = text.query(typed)
    if not expression:
        return
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE found USING fts5(words, tokenize='{TOKENIZER}')")
    connection.execute("SELECT rowid FROM found WHERE found MATCH ?", (expression,)).fetchall()
    connection.close()


LIVING_SCRIPTS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x17F),
        st.characters(min_codepoint=0x386, max_codepoint=0x481, exclude_categories=["Cn"]),
        st.characters(min_codepoint=0x5D0, max_codepoint=0x5EA),
        st.characters(min_codepoint=0x621, max_codepoint=0x652, exclude_categories=["Cn"]),
        st.characters(min_codepoint=0x904, max_codepoint=0x939),
        st.characters(min_codepoint=0xE01, max_codepoint=0xE30),
        st.characters(min_codepoint=0x3041, max_codepoint=0x3096),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF),
        st.characters(min_codepoint=0xAC00, max_codepoint=0xACFF),
    ),
    max_size=12,
)


@given(LIVING_SCRIPTS)
def test_every_text_is_found_by_itself(stored: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE found USING fts5(words, tokenize='{TOKENIZER}')")
    assert not text.query(stored) or finds(connection, stored, stored)
    connection.close()


@given(st.text())
def test_folding_twice_changes_nothing(written: str) -> None:
    once = text.fold(written)
    assert text.fold(once) == once


@given(st.text())
def test_cleaning_twice_changes_nothing(written: str) -> None:
    once = text.clean(written)
    assert text.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_cleaning_keeps_lines_tabs_and_inner_marks_of_direction() -> None:
    assert text.clean(" \u200fa\tb\r\nc\x00 \u200ed\u200e ") == "a\tb\nc \u200ed"


def test_signs_of_indic_scripts_are_letters() -> None:
    assert text.fold("हिन्दी") == "हिन्दी"
