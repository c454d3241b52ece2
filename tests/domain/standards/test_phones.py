"""Telephone numbers are stored one way, and never lost."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.standards import phones


@pytest.mark.parametrize(
    ("written", "country", "stored"),
    [
        ("+41 22 917 12 34", None, "+41229171234"),
        ("022 917 12 34", "CH", "+41229171234"),
        ("0041229171234", None, "+41229171234"),
        ("٠٢٢ ٩١٧ ١٢ ٣٤", "CH", "+41229171234"),
        ("+44 (0)20 7946 0958", None, "+442079460958"),
        ("(202) 555-0123 ext. 45", "US", "+12025550123;ext=45"),
        ("tel:+1-202-555-0123;ext=45", None, "+12025550123;ext=45"),
        ("+12025550123;ext=45", None, "+12025550123;ext=45"),
        ("+39 06 698 12345", None, "+390669812345"),
        ("022 767 61 11", "IM", "+44227676111"),
        ("022 917 12 34", None, "022 917 12 34"),
        ("+41 22 917 12 34 / +41 22 917 12 35", None, "+41 22 917 12 34 / +41 22 917 12 35"),
        ("+1 202 555 0123 (office)", None, "+1 202 555 0123 (office)"),
        ("112", "CH", "112"),
        (" ask\x00 Anna ", "CH", "ask Anna"),
        ("", None, ""),
    ],
)
def test_a_number_is_stored_as_e164_or_as_written(
    written: str, country: str | None, stored: str
) -> None:
    assert phones.normal(written, country) == stored


def test_a_number_is_shown_in_international_form() -> None:
    assert phones.shown("+41229171234", "en") == "+41 22 917 12 34"
    assert phones.shown("+12025550123;ext=45", "fr") == "+1 202-555-0123 poste 45"
    assert phones.shown("ask Anna", "fr") == "ask Anna"


def test_a_number_tells_whether_its_plan_has_it() -> None:
    assert phones.parse("+41229171234") == phones.Phone("+41229171234", "", True, "CH")
    wrong = phones.parse("+41009171234")
    assert wrong is None or not wrong.valid


@given(
    st.sampled_from(sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)),
    st.text("0123456789", min_size=4, max_size=12),
)
def test_the_quick_way_agrees_with_the_library(calling_code: int, national: str) -> None:
    written = f"+{calling_code}{national}"
    found = phones.parse(written)
    assert phones.normal(written) == (found.e164 if found else written)


@given(
    st.one_of(st.text(), st.from_regex(r"\+?[0-9]{2,3}( [0-9]{2,4}){2,4}", fullmatch=True)),
    st.sampled_from([None, *sorted(phonenumbers.SUPPORTED_REGIONS)]),
)
def test_normalising_twice_changes_nothing(written: str, country: str | None) -> None:
    once = phones.normal(written, country)
    assert phones.normal(once, country) == once
