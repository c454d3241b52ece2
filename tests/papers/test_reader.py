"""How a reader is told names and lists."""

from datetime import UTC, datetime

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.participation import Participation
from sciattache.papers.reader import Reader, together
from sciattache.papers.values import terms


def test_a_short_name_stays_on_one_line() -> None:
    assert together("Prof. Ursina Brunner-Caduff") == "Prof.\u00a0Ursina\u00a0Brunner-Caduff"


def test_a_long_name_parts_neither_after_a_title_nor_after_a_particle() -> None:
    parted = together("H.E. Dr Maria Teresa de la Noronha van der Vilhena").split(" ")
    assert parted == ["H.E.\u00a0Dr\u00a0Maria", "Teresa", "de\u00a0la\u00a0Noronha",
                      "van\u00a0der\u00a0Vilhena"]  # fmt: skip


def test_a_list_has_the_comma_of_the_direction_in_which_it_is_set() -> None:
    arabic = Reader("guest", "ar")
    assert arabic.listed(["Ann Meier", "ليال"]) == "Ann Meier, ليال"
    assert arabic.listed(["ليال", "Ann Meier"]).replace("\u200f", "") == "ليال، Ann Meier"
    assert Reader("guest", "zh").listed(["王小明", "Ann"]) == "王小明、Ann"


def test_an_empty_text_is_not_listed() -> None:
    assert Reader("guest", "en").listed(["", "Ann", ""]) == "Ann"


def test_the_clock_of_no_city_is_named_once() -> None:
    assert Reader("guest", "en").clock("UTC", datetime(2026, 1, 1, tzinfo=UTC)) == "UTC"


def test_a_woman_is_called_what_she_is_in_languages_that_tell() -> None:
    head = Participation(engagement="e", person="p", role="head")
    woman, man = Person(id="p", gender="female"), Person(id="p", gender="male")
    assert Reader("guest", "es").role(head, woman) == "Jefa de delegación"
    assert Reader("guest", "es").role(head, man) == "Jefe de delegación"
    assert Reader("guest", "zh").role(head, woman) == Reader("guest", "zh").role(head, man)


def test_terms_one_after_the_other_have_one_capital() -> None:
    body = Organisation(name="x", sectors=("water", "policy", "ict"))
    spoken = Person(languages=("pt", "en"))
    assert terms(Reader("full", "en"), spoken, "languages") == "Portuguese, English"
    assert terms(Reader("full", "fr"), spoken, "languages") == "Portugais, anglais"
    assert terms(Reader("full", "fr"), body, "sectors") == (
        "Eau, politique scientifique, technologies de l’information et de la communication"
    )


def test_cities_in_one_field_are_each_said_in_the_language() -> None:
    assert Reader("guest", "es").city("Tokyo, Seoul") == "Tokio, Seúl"
    assert Reader("guest", "zh").city("Tokyo, Seoul") == "东京、首尔"
    assert Reader("guest", "zh").city("Hinterwald, Thal") == "Hinterwald, Thal"


def test_a_number_has_the_decimal_sign_of_the_language() -> None:
    assert Reader("full", "es").decimal(85.71) == "85,7"
    assert Reader("full", "ar").decimal(85.71) == "85.7"
    assert Reader("full", "en").decimal(4.0) == "4.0"
