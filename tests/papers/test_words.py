"""What the words of papers promise in every language."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from sciattache.assets import resources
from sciattache.domain import vocabularies
from sciattache.domain.programmes.seating import Seating
from sciattache.domain.vocabularies import Vocabulary
from sciattache.domain.wings import TYPES
from sciattache.papers import words

TRANSLATED = [language for language in words.languages() if language != "en"]
WRITTEN = [value for value in vars(vocabularies).values() if isinstance(value, Vocabulary)]

# the longest name that Excel lets a sheet have
SHEET_NAME = 31


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_language_has_exactly_the_fixed_words_of_english(language: str) -> None:
    assert _bases(language) == _bases("en")


def test_every_fixed_word_is_said_somewhere() -> None:
    program = [*Path(words.__file__).parents[1].rglob("*.py"), *resources().glob("typst/*.typ")]
    source = "\n".join(file.read_text(encoding="utf-8") for file in program)

    def is_said(key: str) -> bool:
        stems = key.split(".")
        made = (".".join(stems[:n]) + ".{" in source for n in range(1, len(stems)))
        return key in source or any(made)

    assert {base for base in _bases("en") if not is_said(base)} == set()


@pytest.mark.parametrize("language", words.languages())
def test_words_that_change_with_a_number_have_each_form_of_the_language(language: str) -> None:
    for base in _bases(language):
        forms = {key.partition("#")[2] for key in words.all_words(language)
                 if key.partition("#")[0] == base}  # fmt: skip
        assert forms in ({""}, words.plural_forms(language)), base
    assert any("#" in key for key in words.all_words(language))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_places_of_the_english(language: str) -> None:
    english = {key.partition("#")[0]: _places(text) for key, text in words.all_words("en").items()}
    for key, text in words.all_words(language).items():
        base, _, form = key.partition("#")
        spelt_out = {"count"} if form in ("zero", "one", "two") else set()
        assert set(_places(text)) | spelt_out == set(english[base]) | spelt_out, key


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [("en", 1, "and 1 more"), ("fr", 1, "et 1 autre"), ("fr", 2, "et 2 autres"),
     ("es", 7, "y 7 más"), ("ar", 2, "وشخصان آخران"), ("ar", 3, "و3 آخرون"),
     ("zh", 3, "等另外3人")],
)  # fmt: skip
def test_words_agree_with_their_number(language: str, count: int, said: str) -> None:
    assert words.say("and_more", language, count=count) == said


def test_a_ministry_names_countries_as_it_does() -> None:
    assert words.country("TR", "en", {"TR": "Republic of Türkiye"}) == "Republic of Türkiye"
    assert words.country("FR", "en", {"TR": "Republic of Türkiye"}) == "France"


@pytest.mark.parametrize("language", words.languages())
def test_headings_are_short_and_distinct_enough_to_name_sheets(language: str) -> None:
    headings = [t for key, t in words.all_words(language).items() if key.startswith("heading.")]
    assert len({heading.casefold() for heading in headings}) == len(headings)
    for heading in headings:
        assert len(heading) <= SHEET_NAME
        assert not set(heading) & set("[]:*?/\\")


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_label_of_the_data_is_translated(language: str) -> None:
    assert set(_labels()) - set(_data(language)) == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_for_a_label_that_is_gone(language: str) -> None:
    assert set(_data(language)) - set(_labels()) == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_two_terms_of_one_vocabulary_never_read_alike(language: str) -> None:
    for vocabulary in WRITTEN:
        terms = [words.translated(label, language) for label in vocabulary.terms.values()]
        assert len(set(terms)) == len(terms), f"{vocabulary.name}: {terms}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_two_fields_of_one_type_never_read_alike(language: str) -> None:
    for cls in TYPES:
        labels = [words.translated(field.label, language) for field in cls.fields()]
        assert len(set(labels)) == len(labels), f"{cls.type_name()}: {labels}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_empty_or_has_loose_blanks(language: str) -> None:
    for table in (words.all_words(language), _data(language)):
        for english, text in table.items():
            assert text and text == text.strip(), english


def test_no_sign_of_french_is_parted_from_its_word_by_a_space_that_breaks() -> None:
    letters = resources() / "translations/letters/fr.json"
    tables = (words.all_words("fr"), _data("fr"), json.loads(letters.read_text(encoding="utf-8")))
    for text in (text for table in tables for text in table.values()):
        assert not re.search(r" [:;!?»]|« ", text), text


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_what_a_woman_is_called_is_what_somebody_is(language: str) -> None:
    file = resources() / "translations/women" / f"{language}.json"
    said = json.loads(file.read_text(encoding="utf-8"))
    roles = (vocabularies.PARTICIPATION_ROLES, vocabularies.RANKS)
    at_table = {Seating.field(name).label for name in ("host", "guest_of_honour")}
    assert set(said) <= {label for one in roles for label in one.terms.values()} | at_table
    for label, of_a_woman in said.items():
        assert of_a_woman != words.translated(label, language), label


def test_chinese_dates_run_from_one_to_the_other() -> None:
    november, december = date(2026, 11, 30), date(2026, 12, 2)
    assert words.date_range(date(2026, 12, 1), december, "zh") == "2026年12月1日至2日"
    assert words.date_range(november, december, "zh") == "2026年11月30日至12月2日"
    assert words.date_range(december, date(2027, 1, 2), "zh") == "2026年12月2日至2027年1月2日"


@pytest.mark.parametrize(("language", "said"), [
    ("en", "Tuesday 1 December"), ("fr", "Mardi 1er décembre"), ("es", "Martes 1 de diciembre"),
    ("ar", "الثلاثاء 1 ديسمبر"), ("zh", "12月1日星期二"),
])  # fmt: skip
def test_a_day_has_its_weekday_where_the_language_has_it(language: str, said: str) -> None:
    assert words.day_of_week(date(2026, 12, 1), language) == said


def test_a_label_nobody_translated_is_shown_in_english() -> None:
    assert words.translated("Unheard-of label", "fr") == "Unheard-of label"


def test_a_regional_language_takes_the_words_of_its_language() -> None:
    assert words.translated("Head of delegation", "fr-CA") == "Chef de délégation"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_city_that_a_zone_is_named_after_is_not_listed_twice(language: str) -> None:
    listed = words.own_cities(language)
    assert listed
    assert {name for name in listed if words.city(name, language) != listed[name]} == set()


def test_a_city_without_a_name_in_the_language_keeps_its_own() -> None:
    assert words.city("Hinterwald", "fr") == "Hinterwald"


@pytest.mark.parametrize("language", words.languages())
def test_no_country_is_named_by_a_sign_or_by_its_capital(language: str) -> None:
    for code in vocabularies.COUNTRIES.terms:
        assert not set(words.country(code, language)) & set("&/"), code
    congo = {words.country(code, language) for code in ("CD", "CG")}
    assert len(congo) == 2
    assert not any(" - " in name or "-" in name for name in congo)


def _bases(language: str) -> set[str]:
    return {key.partition("#")[0] for key in words.all_words(language)}


def _places(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _labels() -> Iterable[str]:
    for cls in TYPES:
        yield from (cls.about.label, cls.about.plural)
        for field in cls.fields():
            yield from filter(None, (field.label, field.help))
    for vocabulary in WRITTEN:
        yield from vocabulary.terms.values()


def _data(language: str) -> Mapping[str, str]:
    file: Path = resources() / "translations" / "data" / f"{language}.json"
    table: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return table


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Zurich"), ("es", "Zúrich"), ("zh", "苏黎世")]
)
def test_a_city_under_its_own_name_is_called_as_its_time_zone(language: str, said: str) -> None:
    assert words.city("Zürich", language) == words.zone_city("Europe/Zurich", language) == said
