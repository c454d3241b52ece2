"""Addresses as the post of each country wants them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.points import Address
from sciattache.domain.standards import postal
from sciattache.domain.standards.countries import countries


@pytest.mark.parametrize(
    ("country", "address", "written"),
    [
        ("CH", Address("Bundesgasse 3", "Bern", "", "3003"), ["Bundesgasse 3", "3003 Bern"]),
        ("GB", Address("10 Downing Street", "London", "", "SW1A 2AA"),
         ["10 Downing Street", "LONDON", "SW1A 2AA"]),
        ("US", Address("1200 New York Ave NW", "Washington", "DC", "20005"),
         ["1200 New York Ave NW", "WASHINGTON, DC 20005"]),
        ("IT", Address("Via Roma 1", "Trieste", "TS", "34121"),
         ["Via Roma 1", "34121 TRIESTE TS"]),
        ("JP", Address("2-1-1 Marunouchi", "Chiyoda-ku", "Tokyo", "100-0005"),
         ["2-1-1 Marunouchi", "Chiyoda-ku, Tokyo", "100-0005"]),
        ("SG", Address("8 College Road", "Singapore", "Singapore", "169857"),
         ["8 College Road", "Singapore 169857"]),
        ("AE", Address("P.O. Box 2562", "Abu Dhabi"), ["P.O. Box 2562", "Abu Dhabi"]),
        ("BR", Address("Rua A 1", "Campinas", "SP", "13083-970"),
         ["Rua A 1", "CAMPINAS-SP", "13083-970"]),
        ("TR", Address("Sokak 1", "Çankaya", "Ankara", "06690"), ["Sokak 1", "06690 Çankaya/Ankara"]),
        ("PT", Address("Largo A 1\n3.º Esq.", "Lisboa", "", "1200-998"),
         ["Largo A 1", "3.º Esq.", "1200-998 Lisboa"]),
    ],
)  # fmt: skip
def test_the_place_is_written_in_the_order_of_its_country(country, address, written) -> None:
    assert list(postal.lines(address, country)) == written


def test_what_parts_two_words_goes_with_a_word_that_is_missing() -> None:
    assert postal.lines(Address("", "Boston", "", "02110"), "US") == ("BOSTON 02110",)
    assert postal.lines(Address("", "", "MA", "02110"), "US") == ("MA 02110",)
    assert postal.lines(Address("", "Boston", "MA"), "US") == ("BOSTON, MA",)
    assert postal.lines(Address("", "", "MA"), "TR") == ("MA",)


@given(st.sampled_from(sorted(countries())), st.booleans(), st.booleans(), st.booleans())
def test_no_part_of_an_address_is_lost_and_none_is_said_twice(country, town, region, code) -> None:
    parts = {"locality": "Qtown" * town, "region": "Qregion" * region, "postal_code": "Q9" * code}
    told = " ".join(postal.lines(Address("Street", **parts), country)).casefold()
    assert [told.count(part) for part in ("street", "qtown", "qregion", "q9")] == [
        1, town, region, code,
    ]  # fmt: skip
    assert not told.endswith((",", "-", "/"))
