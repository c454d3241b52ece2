"""A name is split and shown by its owner's custom."""

import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.standards import codes, names
from sciattache.domain.standards.names import NameParts

# As written, country, (prefix, given, additional, family, suffix), order.
SPLIT = [
    ("John Smith", None, ("", "John", "", "Smith", ""), "given-first"),
    ("John Q. Public III", None, ("", "John", "Q.", "Public", "III"), "given-first"),
    ("Jane Doe, PhD", None, ("", "Jane", "", "Doe", "PhD"), "given-first"),
    ("Smith, John, Jr.", None, ("", "John", "", "Smith", "Jr."), "given-first"),
    ("WELLS JR, JESSE D", None, ("", "JESSE", "D", "WELLS", "JR"), "given-first"),
    ("Mr Smith", None, ("Mr", "", "", "Smith", ""), "given-first"),
    ("M. Smith", None, ("", "M.", "", "Smith", ""), "given-first"),
    ("M. Paul Pondi", "CM", ("M.", "Paul", "", "Pondi", ""), "given-first"),
    ("S.R. Nathan", "SG", ("", "S.R.", "", "Nathan", ""), "given-first"),
    (
        "H.E. Amb. Prof. Dr. Jan van der Berg, Jr.",
        None,
        ("H.E. Amb. Prof. Dr.", "Jan", "", "van der Berg", "Jr."),
        "given-first",
    ),
    ("Dr.-Ing. Hans Müller", "DE", ("Dr.-Ing.", "Hans", "", "Müller", ""), "given-first"),
    ("Tan Sri Ahmad bin Ali", "MY", ("Tan Sri", "Ahmad", "", "bin Ali", ""), "given-only"),
    ("Jean-Pierre DUPONT", "FR", ("", "Jean-Pierre", "", "Dupont", ""), "given-first"),
    ("DUPONT Jean-Pierre", None, ("", "Jean-Pierre", "", "Dupont", ""), "given-first"),
    ("McDONALD Ronald", None, ("", "Ronald", "", "McDonald", ""), "given-first"),
    ("VAN DER BERG Jan", "NL", ("", "Jan", "", "van der Berg", ""), "given-first"),
    ("JRR Tolkien", None, ("", "JRR", "", "Tolkien", ""), "given-first"),
    ("LEE Hsien Loong", None, ("", "Hsien Loong", "", "Lee", ""), "family-first"),
    ("Lee Hsien Loong", "SG", ("", "Hsien Loong", "", "Lee", ""), "family-first"),
    ("Tommy Koh", "SG", ("", "Tommy", "", "Koh", ""), "given-first"),
    ("Lee Sun-Yong", "KR", ("", "Sun-Yong", "", "Lee", ""), "family-first"),
    ("Ki-moon Ban", "KR", ("", "Ki-moon", "", "Ban", ""), "given-first"),
    ("Nguyễn Văn An", "VN", ("", "An", "Văn", "Nguyễn", ""), "family-first"),
    ("Nagy Imre", "HU", ("", "Imre", "", "Nagy", ""), "family-first"),
    ("Tibor Faragó", "HU", ("", "Tibor", "", "Faragó", ""), "given-first"),
    ("Kishida Fumio", "JP", ("", "Fumio", "", "Kishida", ""), "family-first"),
    ("Nobutoshi Akao", "JP", ("", "Nobutoshi", "", "Akao", ""), "given-first"),
    ("Gabriel García Márquez", "CO", ("", "Gabriel", "", "García Márquez", ""), "given-first"),
    ("Juan Carlos Pérez", "ES", ("", "Juan", "Carlos", "Pérez", ""), "given-first"),
    ("Ana M. Ruiz Soto", "MX", ("", "Ana", "M.", "Ruiz Soto", ""), "given-first"),
    ("José Ortega y Gasset", "ES", ("", "José", "", "Ortega y Gasset", ""), "given-first"),
    ("García Márquez, Gabriel", None, ("", "Gabriel", "", "García Márquez", ""), "given-first"),
    ("Luiz Inácio Lula da Silva", "BR", ("", "Luiz", "Inácio", "Lula da Silva", ""), "given-first"),
    (
        "Mohammed bin Salman Al Saud",
        "SA",
        ("", "Mohammed", "bin Salman", "Al Saud", ""),
        "given-first",
    ),
    ("Abdul Rahman Khan", None, ("", "Abdul Rahman", "", "Khan", ""), "given-first"),
    ("محمد بن سلمان آل سعود", "SA", ("", "محمد", "بن سلمان", "آل سعود", ""), "given-first"),
    ("Guðrún Jónsdóttir", "IS", ("", "Guðrún", "", "Jónsdóttir", ""), "given-only"),
    ("Suharto", "ID", ("", "Suharto", "", "", ""), "given-only"),
    ("U Thant", "MM", ("U", "Thant", "", "", ""), "given-only"),
    ("Семёнов Иван Петрович", None, ("", "Иван", "Петрович", "Семёнов", ""), "family-first"),
    ("王小明", None, ("", "小明", "", "王", ""), "family-first"),
    ("欧阳修", "CN", ("", "修", "", "欧阳", ""), "family-first"),
    ("王先生", None, ("", "", "", "王", "先生"), "family-first"),
    ("山田太郎", "JP", ("", "太郎", "", "山田", ""), "family-first"),
    ("남궁민수", "KR", ("", "민수", "", "남궁", ""), "family-first"),
    ("김 민준", "KR", ("", "민준", "", "김", ""), "family-first"),
    ("约翰·史密斯", None, ("", "约翰", "", "史密斯", ""), "given-first"),
    ("Dhabaleswar K (DK) Panda", None, ("", "Dhabaleswar", "K (DK)", "Panda", ""), "given-first"),
    ("", None, ("", "", "", "", ""), "given-first"),
]

HYPHENATED = NameParts(given="Ki-moon", family="Ban", order="family-first")


@pytest.mark.parametrize(("written", "country", "expected", "order"), SPLIT)
def test_a_name_is_split_by_the_custom_of_its_country(
    written: str, country: str | None, expected: tuple[str, ...], order: str
) -> None:
    parts = names.split(written, country)
    assert (parts.prefix, parts.given, parts.additional, parts.family, parts.suffix) == expected
    assert parts.order == (order if written else "given-first")


def test_a_name_in_two_scripts_keeps_both() -> None:
    parts = names.split("Wang Xiaoming (王小明)")
    assert (parts.family, parts.given, parts.native) == ("Wang", "Xiaoming", "王小明")
    assert parts.order == "family-first"


def test_an_order_that_is_told_overrides_custom() -> None:
    assert names.split("Imre Nagy", "HU", "given-first").family == "Nagy"
    assert names.split("Varga Petra", None, "family-first").family == "Varga"
    assert names.split("John Smith", None, "given-only").given == "John Smith"


@pytest.mark.parametrize(
    ("parts", "shown", "listed", "sort_key", "initials"),
    [
        (
            NameParts(given="Jean", family="Dupont"),
            "Jean Dupont",
            "Dupont, Jean",
            "dupont jean",
            "JD",
        ),
        (HYPHENATED, "Ban Ki-moon", "Ban Ki-moon", "ban ki-moon", "BK"),
        (names.split("王小明"), "王小明", "王小明", "王 小明", "王小"),
        (names.split("约翰·史密斯"), "约翰·史密斯", "史密斯, 约翰", "史密斯 约翰", "约史"),
        (
            names.split("Nguyễn Văn An", "VN"),
            "Nguyễn Văn An",
            "Nguyễn Văn An",
            "nguyen an van",
            "NA",
        ),
        (
            names.split("Jan van der Berg", "NL"),
            "Jan van der Berg",
            "van der Berg, Jan",
            "berg jan",
            "JB",
        ),
        (
            names.split("Juan De La Cruz"),
            "Juan De La Cruz",
            "De La Cruz, Juan",
            "de la cruz juan",
            "JD",
        ),
        (names.split("Suharto"), "Suharto", "Suharto", "suharto", "S"),
        (
            names.split("Guðrún Jónsdóttir", "IS"),
            "Guðrún Jónsdóttir",
            "Guðrún Jónsdóttir",
            "gudrun jonsdottir",
            "GJ",
        ),
        (NameParts(native="أحمد"), "أحمد", "أحمد", "احمد", "أ"),
        (NameParts(), "", "", "", ""),
    ],
)
def test_a_name_is_shown_listed_and_sorted_by_its_owners_order(
    parts: NameParts, shown: str, listed: str, sort_key: str, initials: str
) -> None:
    assert names.shown(parts) == shown
    assert names.listed(parts) == listed
    assert names.sort_key(parts) == sort_key
    assert names.initials(parts) == initials


def test_a_formal_name_has_its_titles_and_degrees() -> None:
    assert names.shown(names.split("Dr. Jane Doe, PhD"), formal=True) == "Dr. Jane Doe, PhD"
    assert names.shown(names.split("Mr John Smith Jr."), formal=True) == "Mr John Smith Jr."
    assert names.shown(names.split("王小明教授"), formal=True) == "王小明教授"


@pytest.mark.parametrize(
    ("written", "script", "direction"),
    [
        ("José", "Latn", "ltr"),
        ("王小明 Wang", "Latn", "ltr"),
        ("王小明", "Hani", "ltr"),
        ("홍길동", "Hang", "ltr"),
        ("サトウ", "Kana", "ltr"),
        ("أحمد", "Arab", "rtl"),
        ("(מֹשֶׁה)", "Hebr", "rtl"),
        ("Семёнов", "Cyrl", "ltr"),
        ("Όμηρος", "Grek", "ltr"),
        ("นภา", "Thai", "ltr"),
        ("አበበ", "Ethi", "ltr"),
        ("42", "Zyyy", "ltr"),
    ],
)
def test_script_and_direction_are_those_of_the_letters(
    written: str, script: str, direction: str
) -> None:
    assert names.script(written) == script
    assert names.direction(written) == direction


COUNTRY = st.sampled_from([None, "ES", "CN", "KR", "VN", "HU", "JP", "SA", "IS", "MY", "RU", "FR"])


def letters(text: str) -> list[str]:
    return sorted(re.findall(r"\w", text.casefold()))


@given(st.text("abcXYZé王小김.,-'’ ()\"·IVjrdMÉal", max_size=30), COUNTRY)
def test_no_letter_of_a_name_is_lost_or_made_up(written: str, country: str | None) -> None:
    parts = names.split(written, country)
    kept = " ".join((parts.prefix, parts.given, parts.additional, parts.family, parts.suffix))
    if parts.native:
        assert set(letters(f"{kept} {parts.native}")) == set(letters(written))
    else:
        assert letters(kept) == letters(written)


@given(st.text(), COUNTRY)
def test_any_text_can_be_split_and_shown(written: str, country: str | None) -> None:
    parts = names.split(written, country)
    assert names.shown(parts, formal=True) == names.shown(parts, formal=True).strip()
    names.listed(parts), names.sort_key(parts), names.initials(parts)


_PART = {
    "GivenName": "given",
    "FirstInitial": "given",
    "Surname": "family",
    "LastInitial": "family",
}


def test_real_names_come_apart_as_their_labels_say(real_data: Path) -> None:
    source = (real_data / "names" / "probablepeople_person_A.xml").read_text(encoding="utf-8")
    root = ElementTree.fromstring(re.sub(r"&(?!\w+;)", "&amp;", source).partition("?>")[2])
    right = tried = 0
    for name in root:
        words = [(part.tag, (part.text or "").strip()) for part in name]
        if len(" ".join(word for _, word in words).split()) < 2 or "And" in dict(words):
            continue
        parts = names.split(" ".join(word for _, word in words))
        expected = {"given": "", "family": ""}
        for tag, word in words:
            if tag in _PART:
                expected[_PART[tag]] = f"{expected[_PART[tag]]} {word}".strip(" ,")
        tried += 1
        found = (parts.given.casefold(), parts.family.casefold())
        right += found == (expected["given"].casefold(), expected["family"].casefold())
    assert tried > 700
    assert right / tried > 0.95


def test_every_delegate_has_a_name_to_sort_by(real_data: Path) -> None:
    path = real_data / "tables_delegations" / "unfccc_pre-cop_participants_A.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        country = codes.country_code(row["Delegation_ISO"])
        parts = names.split(row["Person_Name"], country)
        assert letters(names.shown(parts, formal=True)) == letters(row["Person_Name"])
        assert names.sort_key(parts)
