"""The fixed words of papers, and dates, hours and countries, in the paper's language."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton

from sciattache.assets import resources
from sciattache.domain import womens_words
from sciattache.errors import KnownError

_SETTLED = {"en": "en_GB", "zh": "zh_Hans"}
_YEAR_FIRST = ("hu", "ja", "ko", "zh")
_FIRST_OF_MONTH = re.compile(r"\b1(?= [^\W\d])")


@cache
def languages() -> tuple[str, ...]:
    """The languages in which papers can be written, as ISO 639-1 codes in order."""
    return tuple(sorted(file.stem for file in (resources() / "translations/papers").glob("*.json")))


def say(key: str, language: str, **values: object) -> str:
    """The fixed words called `key`, with `{name}` places filled; KeyError if nobody wrote them.

    Words that change with a number are called `key#one`, `key#few`, … by the plural categories of
    the Unicode CLDR, and `count` chooses among them.
    """
    table = all_words(language)
    count = values.get("count")
    if key not in table and isinstance(count, int):
        form = f"{key}#{_locale(language).plural_form(count)}"
        key = form if form in table else f"{key}#other"
    return table[key].format_map(_Open(values))


def plural_forms(language: str) -> frozenset[str]:
    """The categories of number that a language tells apart: *one* and *other* in English."""
    return frozenset(_locale(language).plural_form.tags) | {"other"}


@cache
def all_words(language: str) -> Mapping[str, str]:
    """Every fixed word of a language (BCP 47); KnownError when papers do not speak it."""
    code = language.partition("-")[0].lower()
    if code not in languages():
        raise KnownError(
            f"Papers cannot be written in the language “{language}”.",
            f"Choose one of {', '.join(languages())}.",
        )
    file = resources() / "translations/papers" / f"{code}.json"
    table: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return table


def paper(kind: str, language: str, audience: str = "") -> str:
    """What a kind of paper is called, for an audience where it has a name of its own.

    The calendar, contact cards, letters and drafts have such a name too.
    """
    own = f"paper.{kind}.{audience}"
    return say(own if own in all_words(language) else f"paper.{kind}", language)


def translated(english: str, language: str) -> str:
    """A label of the data (of a field, of a term) in a language; English where unknown."""
    return _table("data", language).get(english, english)


def of_a_woman(english: str, language: str) -> str:
    """What a woman is, where a language says it otherwise than of a man."""
    return womens_words.of_a_woman(english, language) or translated(english, language)


def long_date(day: date, language: str) -> str:
    """A date with weekday and year: *Tuesday, 3 November 2026*.

    Digits are Western in every language, as hours and page numbers are.
    """
    return _ordinal(format_date(day, "full", locale=_locale(language)), language)


def plain_date(day: date, language: str) -> str:
    """A date without its weekday: *3 November 2026*."""
    return _ordinal(format_date(day, "long", locale=_locale(language)), language)


def short_date(day: date, language: str) -> str:
    """Day and month, for a year that the reader knows: *3 November*."""
    return _ordinal(format_skeleton("MMMMd", day, locale=_locale(language)), language)


def month(day: date, language: str) -> str:
    """The month of a day with its year: *June 2026*."""
    from babel.dates import format_skeleton  # only one paper names whole months

    return str(format_skeleton("yMMMM", day, locale=_locale(language)))


def day_of_week(day: date, language: str) -> str:
    """A day of a year that the reader knows, with its weekday: *Tuesday 3 November*."""
    short, named = short_date(day, language), weekday(day, language)
    if _locale(language).language in _YEAR_FIRST:
        return f"{short}{named}" if _locale(language).language == "zh" else f"{short} {named}"
    return f"{named[:1].upper()}{named[1:]} {short}"


def weekday(day: date, language: str) -> str:
    """The name of a day of the week: *Tuesday*."""
    return format_date(day, "EEEE", locale=_locale(language))


def date_range(first: date, last: date, language: str) -> str:
    """Two dates as one: *3–6 November 2026*, *30 November – 2 December 2026*."""
    if first == last:
        return plain_date(first, language)
    if first.year != last.year:
        between = "至" if _locale(language).language == "zh" else " – "
        return f"{plain_date(first, language)}{between}{plain_date(last, language)}"
    if _locale(language).language == "zh":
        until = f"{last.day}日" if first.month == last.month else short_date(last, language)
        return f"{plain_date(first, language)}至{until}"
    if _locale(language).language in _YEAR_FIRST:
        return f"{plain_date(first, language)} – {short_date(last, language)}"
    if first.month != last.month:
        return f"{short_date(first, language)} – {plain_date(last, language)}"
    start = "1er" if first.day == 1 and _locale(language).language == "fr" else first.day
    return f"{start}–{plain_date(last, language)}"


def clock(moment: datetime | time) -> str:
    """An hour of the day on the 24-hour clock: *09:05*, alike in every language."""
    return f"{moment:%H:%M}"


def offset(moment: datetime) -> str:
    """How far a moment's zone is from UTC: *UTC+5:30*; an aware moment is needed."""
    difference = moment.utcoffset()
    if difference is None:
        raise ValueError("the moment must carry its zone")
    minutes = int(difference / timedelta(minutes=1))
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def zone_city(zone: str, language: str) -> str:
    """The city that a time zone (IANA) is named after: *Zurich*, *زيورخ*."""
    own = zone.rpartition("/")[2].replace("_", " ")
    return _cities_by_zone(language).get(zone, own)


def city(name: str, language: str) -> str:
    """A city's name in a language: that of a time zone, one that is listed, else as given."""
    zone = _zones_by_city().get(name)
    return zone_city(zone, language) if zone else own_cities(language).get(name, name)


def own_cities(language: str) -> Mapping[str, str]:
    """Cities that no time zone is named after, as a language calls them, by their English name."""
    return _table("cities", language)


def country(code: str, language: str, own_names: Mapping[str, str] | None = None) -> str:
    """A country's short name by its ISO 3166 code; the code itself when it is nobody's.

    ``own_names`` are what a ministry calls countries, by code; they come first.

    Names are those of the Unicode CLDR, but where it abbreviates or explains: there it is the
    short name that the United Nations use.
    """
    known = code.upper()
    own = (own_names or {}).get(known) or _table("countries", language).get(known)
    return own or str(_locale(language).territories.get(known, code))


def draft(after: str, language: str) -> str:
    """That a page was never issued, and which version it comes after, if any."""
    return say("draft.after", language, version=after) if after else say("draft", language)


def issue(version: str, issued_at: datetime | None, language: str) -> str:
    """Which version a page is of and when that was issued, for the foot of the page."""
    if issued_at is None:
        return " · ".join(filter(None, (_numbered(version, language), say("draft", language))))
    issued = say(
        "issued",
        language,
        date=plain_date(issued_at.date(), language),
        time=f"{clock(issued_at)} {offset(issued_at)}",
    )
    return " · ".join(filter(None, (_numbered(version, language), issued)))


def letter(key: str, language: str) -> str:
    """The office's words for letters called `key`, their places unfilled; empty for none."""
    all_words(language)
    return _table("letters", language).get(key, "")


@cache
def _table(folder: str, language: str) -> Mapping[str, str]:
    """The translations of one kind into a language (BCP 47); none where nobody wrote any."""
    code = language.partition("-")[0].lower()
    file = resources() / "translations" / folder / f"{code}.json"
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def _ordinal(written: str, language: str) -> str:
    """French counts the first of a month: *1er décembre*."""
    french = _locale(language).language == "fr"
    return _FIRST_OF_MONTH.sub("1er", written, count=1) if french else written


@cache
def _cities_by_zone(language: str) -> Mapping[str, str]:
    """The cities that a language has names of its own for, by zone under old and new name."""
    newer = get_global("zone_aliases")
    found: dict[str, str] = {}
    for zone, its in _locale(language).time_zones.items():
        if "city" in its:
            found[zone] = found[newer.get(zone, zone)] = its["city"]
    return found


@cache
def _zones_by_city() -> Mapping[str, str]:
    """The zones of the world by the city that English names them after."""
    zones = {zone for code in languages() for zone in _cities_by_zone(code)}
    return {zone_city(zone, "en"): zone for zone in sorted(zones) if "/" in zone}


def _numbered(version: str, language: str) -> str:
    return say("version", language, version=version) if version else ""


@cache
def _locale(language: str) -> Locale:
    """Babel's locale; a bare *en* is the English that diplomacy writes, day before month."""
    return Locale.parse(_SETTLED.get(language, language.replace("-", "_")))


class _Open(dict[str, object]):
    """Values by name that leave a place standing when nothing fills it."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
