"""Currencies by ISO 4217: codes, names and minor units."""

from __future__ import annotations

from functools import cache, lru_cache

from sciattache.domain.standards import locales

# Minor units of ISO 4217; two where nothing is said. (CLDR gives what is customary, which differs.)
_DIGITS = {
    **dict.fromkeys(
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0
    ),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}

_ALSO = {
    "$": "USD",
    "us$": "USD",
    "usd$": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "c$": "CAD",
    "s$": "SGD",
    "€": "EUR",
    "euros": "EUR",
    "£": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "sterling": "GBP",
    "stg": "GBP",
    "fr.": "CHF",
    "sfr": "CHF",
    "sfr.": "CHF",
    "¥": "JPY",
    "yen": "JPY",
    "rmb": "CNY",
    "元": "CNY",
    "円": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₦": "NGN",
    "zł": "PLN",
    "zloty": "PLN",
    "kč": "CZK",
    "won": "KRW",
    "₩": "KRW",
    "rupees": "INR",
    "rs": "INR",
    "rs.": "INR",
}


@cache
def currencies() -> dict[str, str]:
    """Every currency that is legal tender somewhere today: code and English name."""
    from babel.core import get_global  # heavy: read when first asked

    uses = [use for uses in get_global("territory_currencies").values() for use in uses]
    codes = sorted({code for code, _since, until, tender in uses if tender and not until})
    names = locales.of("en").currencies
    return {code: names.get(code, code) for code in codes}


def currency_digits(code: str) -> int:
    """How many decimals a currency's minor unit has: EUR 2, JPY 0, KWD 3 (ISO 4217)."""
    return _DIGITS.get(code, 2)


@lru_cache(maxsize=1024)
def currency_name(code: str, language: str = "en") -> str:
    """The currency in a reader's language (BCP 47); an unknown code as it stands."""
    return str(locales.of(language).currencies.get(code, code))


@lru_cache(maxsize=1024)
def currency_code(text: str) -> str | None:
    """The currency meant, by code, sign or name; a bare $ is the US dollar, a bare ¥ the yen."""
    plain = text.strip()
    if plain.upper() in currencies():
        return plain.upper()
    by_sign = _ALSO.get(plain.casefold()) or _by_sign().get(plain)
    return by_sign or _by_name().get(locales.key(plain))


@cache
def _by_sign() -> dict[str, str]:
    signs = locales.of("en").currency_symbols
    return {sign: code for code, sign in signs.items() if code in currencies()}


@cache
def _by_name() -> dict[str, str]:
    from babel.numbers import get_currency_name  # heavy: read when first asked

    found: dict[str, str] = {}
    for language in reversed(locales.WORKING):
        locale = locales.of(language)
        for code in currencies():
            for count in (None, 1, 2, 5):  # one, few and many, in the languages that tell apart
                name = get_currency_name(code, count=count, locale=locale)
                found[locales.key(name)] = code
    return found
