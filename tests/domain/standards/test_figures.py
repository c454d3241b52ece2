"""Figures mean what people who write them mean."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sciattache.domain.standards import figures


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("£584", "584", "GBP"),
        ("€ 1 200,50", "1200.50", "EUR"),
        ("1.234,56", "1234.56", None),
        ("1,234", "1234", None),
        ("CHF 1'200.50", "1200.50", "CHF"),
        ("(1,234.50)", "-1234.50", None),
        ("US$ 3.5m", "3500000", "USD"),
        ("EUR 12 million", "12000000", "EUR"),
        ("1000円", "1000", "JPY"),
    ],
)
def test_an_amount_is_read_with_its_currency(text: str, value: str, currency: str | None) -> None:
    assert figures.amount(text) == Decimal(value)
    assert figures.currency(text) == currency


@pytest.mark.parametrize("text", ["12 months", "10%", "Above limit", "", "3 x 5", "100 €/night"])
def test_what_is_more_than_an_amount_is_none(text: str) -> None:
    assert figures.amount(text) is None


@pytest.mark.parametrize(
    ("cells", "is_comma"),
    [
        (["1.234", "12,50"], True),
        (["1,234", "12.50"], False),
        (["1.234.567"], True),
        (["1,234"], None),
        (["1,5", "1.5"], None),
    ],
)
def test_a_column_tells_what_its_comma_means(cells: list[str], is_comma: bool | None) -> None:
    assert figures.decimal_comma(cells) is is_comma


def test_words_that_look_like_codes_of_currencies_are_words() -> None:
    assert figures.currency("All costs") is None
    assert figures.currency("cost_CHF") == "CHF"
