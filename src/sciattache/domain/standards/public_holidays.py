"""Public holidays and weekends by country and its parts."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


def holiday(country: str | None, on: date, *, region: str = "") -> str | None:
    """The name of the public holiday of a country (ISO 3166-1) on a day, in English.

    ``region`` adds the holidays of a part of the country: its ISO 3166-2 code or its name, where
    the calendar knows it.  None for no holiday, or a country of which nothing is known.
    """
    known = _calendar(country or "", region)
    return known.get(on) if known is not None else None


def is_weekend(country: str | None, on: date) -> bool:
    """Whether a day is at the weekend where it is: Friday and Saturday in Egypt, Sunday in India.

    Saturday and Sunday where nothing is known of the country.
    """
    known = _calendar(country or "", "")
    return on.weekday() in (known.weekend if known is not None else {5, 6})


@lru_cache(maxsize=256)
def _calendar(country: str, region: str) -> HolidayBase | None:
    if not country:
        return None
    import holidays  # heavy: half a second, once

    try:
        plain = holidays.country_holidays(country, language="en_US")
    except NotImplementedError:
        return None
    part = _part(plain, country, region)
    return holidays.country_holidays(country, subdiv=part, language="en_US") if part else plain


def _part(calendar: HolidayBase, country: str, region: str) -> str | None:
    """The calendar's code of a part of a country."""
    code = region.strip().removeprefix(f"{country}-")
    if code in calendar.subdivisions:
        return code
    by_name = {name.casefold(): code for name, code in calendar.subdivisions_aliases.items()}
    return by_name.get(code.casefold())
