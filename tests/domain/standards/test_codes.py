"""Codes are found by whatever people write."""

import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.standards import codes


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ch", "CH"),
        ("CHE", "CH"),
        ("Republic of Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Russian Federation", "RU"),
        ("Côte d’Ivoire", "CI"),
        ("COTE D'IVOIRE", "CI"),
        ("Ivory Coast", "CI"),
        ("Viet Nam", "VN"),
        ("U.S.A.", "US"),
        ("United States of America", "US"),
        ("UK", "GB"),
        ("United Kingdom of Great Britain and Northern Ireland", "GB"),
        ("Czech Republic", "CZ"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Palestine", "PS"),
        ("Kosovo", "XK"),
        ("Holy See", "VA"),
        ("Taiwan", "TW"),
        ("European Union", "EU"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Bolivia (Plurinational State of)", "BO"),
        ("Congo", "CG"),
        ("Democratic Republic of the Congo", "CD"),
        ("St. Kitts & Nevis", "KN"),
        ("Suisse", "CH"),
        ("Alemania", "DE"),
        ("瑞士", "CH"),
        ("ألمانيا", "DE"),
        ("Magyarország", "HU"),
        ("საქართველო", "GE"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_is_found_by_any_of_its_names(written: str, code: str | None) -> None:
    assert codes.country_code(written) == code


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "zh-Hans", "ru", "ja", "pt-BR"])
def test_every_country_is_found_by_the_name_that_we_show(language: str) -> None:
    for code in codes.countries():
        assert codes.country_code(codes.country_name(code, language)) == code


def test_countries_are_those_of_iso_3166_and_two_more() -> None:
    assert len(codes.countries()) == 251
    assert codes.country_name("KR") == "South Korea"
    assert codes.country_name("KR", "fr") == "Corée du Sud"
    assert codes.country_name("??", "xx") == "??"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("fr", "fr"),
        ("FRA", "fr"),
        ("fre", "fr"),
        ("French", "fr"),
        ("Français", "fr"),
        ("中文", "zh"),
        ("Mandarin", "zh"),
        ("Farsi", "fa"),
        ("Tiếng Việt", "vi"),
        ("pt_BR", "pt-BR"),
        ("Brazilian Portuguese", "pt-BR"),
        ("Chinese (Simplified)", "zh-Hans"),
        ("iw", "he"),
        ("nonsense", None),
        ("und", None),
        ("", None),
    ],
)
def test_a_language_is_found_by_tag_and_name(written: str, code: str | None) -> None:
    assert codes.language_code(written) == code


def test_a_language_is_named_in_the_readers_language() -> None:
    assert codes.language_name("fr", "de") == "Französisch"
    assert codes.language_name("zh-Hant") == "Traditional Chinese"
    assert codes.language_name("??") == "??"


@pytest.mark.parametrize(
    ("written", "code"),
    [("eur", "EUR"), ("€", "EUR"), ("US dollars", "USD"), ("Swiss francs", "CHF"), ("¥", "JPY")],
)
def test_a_currency_is_found_by_code_sign_and_name(written: str, code: str) -> None:
    assert codes.currency_code(written) == code


def test_minor_units_are_those_of_iso_4217() -> None:
    digits = {code: codes.currency_digits(code) for code in ("EUR", "JPY", "KWD", "HUF", "ISK")}
    assert digits == {"EUR": 2, "JPY": 0, "KWD": 3, "HUF": 2, "ISK": 0}
    assert codes.currency_code("beans") is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Europe/Zurich", "Europe/Zurich"),
        ("europe/stockholm", "Europe/Stockholm"),
        ("US/Eastern", "America/New_York"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("W. Europe", "Europe/Berlin"),
        ("India Standard Time", "Asia/Kolkata"),
        ("/mozilla.org/20050126_1/America/Chicago", "America/Chicago"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Paris", "Europe/Paris"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("GMT+2", "Etc/GMT-2"),
        ("GMT-0500", "Etc/GMT+5"),
        ("UTC−3", "Etc/GMT+3"),
        ("+05:30", "Asia/Kolkata"),
        ("Etc/GMT-2", "Etc/GMT-2"),
        ("Z", "UTC"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
        ("(GMT+01.00) Sarajevo/Warsaw/Zagreb", "Europe/Sarajevo"),
        ("(GMT-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("New York", "America/New_York"),
        ("EST", "America/New_York"),
        ("Customized Time Zone", None),
        ("GMT+27", None),
        ("", None),
    ],
)
def test_a_zone_is_found_by_the_names_that_programs_give_it(written: str, name: str | None) -> None:
    assert codes.zone(written) == name


def test_every_zone_to_choose_is_one_that_python_knows() -> None:
    assert len(codes.zones()) > 400
    for name in codes.zones():
        ZoneInfo(name)
        assert codes.zone(name) == name


def test_a_country_has_a_zone_only_where_its_clocks_agree() -> None:
    assert codes.zone_of("CH") == "Europe/Zurich"
    assert codes.zone_of("DE") == "Europe/Berlin"
    assert codes.zone_of("CN") == "Asia/Shanghai"
    assert codes.zone_of("US") is None
    assert codes.zone_of("??") is None


def test_a_zone_is_shown_by_its_city() -> None:
    assert codes.zone_city("America/Argentina/Buenos_Aires") == "Buenos Aires"


@given(st.text())
def test_any_text_may_be_looked_up(written: str) -> None:
    assert codes.country_code(written) in (None, *codes.countries())
    assert codes.currency_code(written) in (None, *codes.currencies())
    codes.language_code(written)
    zone = codes.zone(written)
    assert zone is None or ZoneInfo(zone).key == zone


def test_the_standards_load_no_heavy_library() -> None:
    program = (
        "import sys; from sciattache.domain.standards import codes, identifiers, names, phones;"
        "heavy = {'babel', 'phonenumbers', 'pycountry', 'langcodes', 'airportsdata', 'anyascii'};"
        "print(heavy & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert run.stdout.strip() == b"set()"
