"""How stored values read on the screen, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.standards import codes, locales
from sciattache.domain.vocabularies import ZONES
from sciattache.domain.womens_words import of_a_woman, says_what_somebody_is
from sciattache.ui.lettering import listed
from sciattache.ui.words import locale, say


def day(value: date, language: str, *, weekday: bool = False) -> str:
    """A date as people write it: *4 Mar 2026*."""
    form = "ddd d MMM yyyy" if weekday else "d MMM yyyy"
    return locale(language).toString(QDate(value.year, value.month, value.day), form)


def short_day(value: date, language: str, *, today: date) -> str:
    """A date where there is little room: without its year in this one (*Tue 4 Mar*), else without
    its weekday (*4 Mar 2027*)."""
    if value.year != today.year:
        return day(value, language)
    return locale(language).toString(QDate(value.year, value.month, value.day), "ddd d MMM")


def days(first: date | None, last: date | None, language: str) -> str:
    """A span of days, as short as it can be: *3–6 Mar 2026*."""
    if first is None or last is None or first == last:
        one = first or last
        return day(one, language) if one else ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, language)}"
    start = day(first, language)
    if first.year == last.year:
        start = start.replace(str(first.year), "").strip()
    return f"{start} – {day(last, language)}"


def nights(first: date | None, last: date | None, language: str) -> str:
    """A span of days within a visit, whose year is known: *3–6 Mar*."""
    told = days(first, last, language)
    years = {one.year for one in (first, last) if one}
    return told.replace(str(*years), "").strip() if len(years) == 1 else told


def moment(value: datetime, zone: str | None, language: str) -> str:
    """A moment on the clock of ``zone``, which is named: *4 Mar 2026 10:00 Paris*."""
    there = value.astimezone(ZoneInfo(zone) if zone else UTC)
    return f"{day(there.date(), language)} {there:%H:%M} {place_of(zone, language)}"


def place_of(zone: str | None, language: str) -> str:
    """The city that a zone is known by: *Lisbonne* for Europe/Lisbon, in French."""
    if not zone:
        return "UTC"
    known = locales.of(language).time_zones.get(zone, {}).get("city")
    return str(known or zone.rpartition("/")[2].replace("_", " "))


def amount(units: int, currency: str) -> str:
    """Minor units as a plain amount with its decimals: ``1250`` in EUR is ``12.50``."""
    return str(Decimal(units).scaleb(-codes.currency_digits(currency)))


def choice(field: Field, code: str, language: str, *, gender: str | None = None) -> str:
    """The word for a code of a choice; a time zone is found by its city, and by its own name.

    What somebody is, is said as of a woman where ``gender`` is hers, as papers say it.
    """
    if field.words is ZONES and "/" in code:
        return f"{place_of(code, language)} ({code})"
    label = field.words.label(code, language)
    if gender == "female" and says_what_somebody_is(field.words.name):
        return of_a_woman(label, language) or say(label)
    return say(label)


def value(
    field: Field,
    stored: Any,
    around: Mapping[str, Any],
    language: str,
    titles: Mapping[str, str] | None = None,
) -> str:
    """A stored value in words; ``around`` are the row's stored values."""
    if stored is None or stored == "":
        return ""
    kind = field.kind.name
    if kind == "reference":
        return (titles or {}).get(stored, "…")
    loaded = field.kind.load(stored)
    if kind == "choice":
        return choice(field, loaded, language, gender=around.get("gender"))
    if kind == "choices":
        return listed(choice(field, code, language) for code in loaded or ())
    if kind == "flag":
        return say("Yes") if loaded else say("No")
    if kind == "date":
        return day(loaded, language)
    if kind == "instant":
        return moment(loaded, around.get(field.zone or ""), language)
    if kind == "points":
        return " · ".join(str(point) for point in loaded or ())
    if kind == "blob":
        return ""
    return field.kind.show(loaded, field, language, around)


def references(cls: type[Record], rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """The ids of every record that rows of ``cls`` refer to."""
    names = [field.name for field in cls.fields() if field.kind.name == "reference"]
    return {row[name] for row in rows for name in names if row.get(name)}
