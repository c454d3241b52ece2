"""How amounts of money are said."""

import pytest

from sciattache.domain.identities import amount


@pytest.mark.parametrize(
    ("units", "currency", "language", "said"),
    [
        (835000, "CHF", "en", "CHF 8,350.00"),
        (-835000, "CHF", "en", "-CHF 8,350.00"),
        (835000, "CHF", "zh", "CHF 8,350.00"),
        (1250, "EUR", "en", "€12.50"),
        (280000, "AUD", "en", "A$2,800.00"),
        (835000, "CHF", "es", "8.350,00 CHF"),
        (540000, "JPY", "en", "¥540,000"),
    ],
)
def test_the_letters_of_a_currency_stand_apart_from_its_figures(
    units: int, currency: str, language: str, said: str
) -> None:
    assert amount(units, currency, language).replace("\u00a0", " ") == said
