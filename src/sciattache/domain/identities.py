"""Normal forms of written values: e-mails, phones, identifiers, days, moments and amounts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

_ONE, _OTHER = (datetime.fromisoformat(day) for day in ("1904-01-01", "1908-12-28"))
"""Two days that share no part: a date read over each alike is a whole date."""


def normal(scheme: str | None, text: str, country: str | None = None) -> str:
    """``text`` in the normal form of ``scheme``; ``ValueError`` with a sentence when it has none.

    E-mails and phones are kept as written when they are not well formed, because a contact
    list's wrong address is still what somebody gave us; identifiers are refused.
    """
    rule = _RULES.get(scheme or "")
    return rule(text.strip(), country) if rule else text.strip()


class TwoDatesError(ValueError):
    """A date that one reads with the day first and another with the month first."""


def day(text: str) -> date | None:
    """A date from ISO 8601 or the unambiguous ways people write one; None for an empty text."""
    text = text.strip()
    if not text:
        return None
    iso = re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", text)
    if iso:
        return _made(text, int(iso[1]), int(iso[2]), int(iso[3]))
    numbers = re.fullmatch(r"(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})(?: \d\d?:.*)?", text)
    if numbers:
        first, second, third = (int(part) for part in numbers.groups())
        if len(numbers[1]) == 4:
            return _made(text, first, second, third)
        year = third if third > 99 else third + (2000 if third < 70 else 1900)
        if first > 12:
            return _made(text, year, second, first)
        if second > 12:
            return _made(text, year, first, second)
        if first == second or "." in text:
            return _made(text, year, second, first)
        raise TwoDatesError(f"“{text}” may be two dates; write it as YYYY-MM-DD.")
    from dateutil import parser  # only for dates written in words

    try:
        one = parser.parse(text, default=_ONE)
        other = parser.parse(text, default=_OTHER)
    except (ValueError, OverflowError):
        raise ValueError(f"“{text[:40]}” is not a date; write it as YYYY-MM-DD.") from None
    if one.date() != other.date():
        raise ValueError(f"“{text[:40]}” is not a whole date; write it as YYYY-MM-DD.")
    return one.date()


def moment(text: str) -> datetime | None:
    """A date and time, with its offset when written; None for an empty text."""
    text = text.strip()
    if not text:
        return None
    try:
        return datetime.fromisoformat(text.removesuffix(" UTC") + ("Z" * text.endswith(" UTC")))
    except ValueError:
        pass
    parts = re.fullmatch(
        r"(.+?)[ T,]+(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*([ap]\.?m\.?)?", text, re.I
    )
    if parts is None:
        raise ValueError(f"“{text[:40]}” is not a date and time; write it as YYYY-MM-DD HH:MM.")
    on = day(parts[1])
    hour, minute = int(parts[2]), int(parts[3])
    half = (parts[4] or "").lower()[:1]
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    if on is None or hour > 23 or minute > 59:
        raise ValueError(f"“{text[:40]}” is not a date and time; write it as YYYY-MM-DD HH:MM.")
    return datetime.combine(on, time(hour, minute))


def partial_day(text: str) -> str:
    """A birthday or anniversary that may lack its year (``--04-12``) or its day (``1985``)."""
    text = text.strip()
    short = re.fullmatch(r"--(\d{2})-?(\d{2})", text)
    if short:
        _made(text, 2000, int(short[1]), int(short[2]))
        return f"--{short[1]}-{short[2]}"
    if re.fullmatch(r"\d{4}(-\d{2})?", text):
        return text
    found = day(text)
    return found.isoformat() if found else ""


def minor_units(raw: Any, currency: str) -> int | None:
    """An amount in minor units of ``currency`` (ISO 4217): ``12.50`` in EUR is 1250."""
    from sciattache.domain.standards import codes, figures

    digits = codes.currency_digits(currency)
    is_comma = False if digits == 3 and re.fullmatch(r"\D*\d+\.\d{3}\D*", str(raw)) else None
    amount = figures.amount(raw, is_comma=is_comma)
    if amount is None:
        if str(raw).strip():
            raise ValueError(f"“{str(raw)[:40]}” is not an amount.")
        return None
    units = amount.scaleb(digits)
    if units != units.to_integral_value():
        raise ValueError(f"“{raw}” has more decimals than {currency} has.")
    if abs(units) >= 2**63:
        raise ValueError(f"“{str(raw)[:40]}” is too large an amount.")
    return int(units)


def amount(units: int, currency: str, language: str = "en") -> str:
    """An amount of minor units in words: ``€12.50``, ``CHF 12.50``."""
    from babel.numbers import format_currency  # heavy: read when first asked

    from sciattache.domain.standards import codes

    value = Decimal(units).scaleb(-codes.currency_digits(currency))
    return spaced_currency(str(format_currency(value, currency, locale=language)))


def spaced_currency(said: str) -> str:
    """An amount with a space between a currency's letters and the figures after them.

    As Unicode Technical Standard 35, part 3, has it (``currencySpacing``); Babel leaves it out.
    """
    return re.sub(r"(?<=[^\W\d_])(?=\d)", "\u00a0", said)


def _made(text: str, year: int, month: int, on: int) -> date:
    try:
        return date(year, month, on)
    except ValueError:
        raise ValueError(f"“{text}” is not a day of the calendar.") from None


def _phone(text: str, country: str | None) -> str:
    from sciattache.domain.standards import phones

    return phones.normal(text, country)


def _email(text: str, country: str | None) -> str:
    return text.removeprefix("mailto:").strip().strip("<>")


def _identifier(name: str) -> Callable[[str, str | None], str]:
    def rule(text: str, country: str | None) -> str:
        from sciattache.domain.standards import identifiers

        found: str = getattr(identifiers, name)(text)
        return found

    return rule


def _airport(text: str, country: str | None) -> str:
    from sciattache.domain.standards import identifiers

    if identifiers.iata_airport(text.upper()) is None:
        raise ValueError(f"“{text[:20]}” is not an IATA airport code.")
    return text.upper()


def _photo_box(text: str, country: str | None) -> str:
    from sciattache.domain.standards import photo_box

    return photo_box.normal(text)


def _opening_hours(text: str, country: str | None) -> str:
    from sciattache.domain.standards import hours

    return hours.normal(text)


_RULES: dict[str, Callable[[str, str | None], str]] = {
    "phone": _phone,
    "email": _email,
    "orcid": _identifier("orcid"),
    "ror": _identifier("ror"),
    "doi": _identifier("doi"),
    "iata": _airport,
    "opening_hours": _opening_hours,
    "photo_box": _photo_box,
    "partial-day": lambda text, _country: partial_day(text),
}
