"""Days and hours as they stand in running text, in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

from sciattache.domain.standards import text as texts

_LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "sv", "da", "nb", "fi", "hu", "ro",
    "tr", "hr", "sl", "ru", "uk", "el", "et", "lv", "lt", "id",
)  # fmt: skip
_WORD = r"[^\W\d_]{3,12}\.?"
_DAY = re.compile(
    rf"""(?<![\d.:/-])(?:
      (?P<y>(?:19|20)\d\d)[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?![\d])
    | (?P<d1>\d\d?)(?P<s>[./-])(?P<m1>\d\d?)(?P=s)(?P<y1>(?:19|20)\d\d|\d\d)(?![\d:])
    | (?P<d2>\d\d?)(?:st|nd|rd|th|º|\.)?(?:[\s\-]|de\s|of\s)*(?P<w2>{_WORD})(?![^\W\d_])
      (?:[\s,.\-']|de\s){{0,3}}(?P<y2>(?:19|20)\d\d(?!\d)|\d\d(?![\d:]|\s*[hH]\d))?
    | (?P<w3>{_WORD})\s(?P<d3>\d\d?)(?:st|nd|rd|th)?(?:,?\s(?P<y3>(?:19|20)\d\d))?(?![\d:])
    | (?P<y4>(?:19|20)\d\d)年\s?(?P<m4>\d\d?)月\s?(?P<d4>\d\d?)日
    )""",
    re.X | re.I,
)
_HOUR = re.compile(
    r"(?<![\d.:,])(?P<h>[01]?\d|2[0-4])\s?(?::|[hH](?=\d\d)|\.(?=\d\d\s?(?:Uhr|hrs?\b|h\b|[ap]\.?m)))"
    r"\s?(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:,.]\d)(?!\d)\s?(?P<half>[ap]\.?\s?m\b\.?)?"
    r"(?:\s?\(?(?P<more>[+-]\s?\d)\s?(?:[dj]\w*|Tage?)?\)?(?![\d:]))?",
    re.I,
)

_SLASHED = re.compile(r"(?<![\d/])(\d\d?)/(\d\d?)/(?:\d{4}|\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a text; ``year`` None where it is not told.  ``at`` is where it stands.

    ``other`` is the day that it may be as well: *03/04/2026*.
    """

    day: int
    month: int
    year: int | None
    at: int
    end: int
    other: tuple[int, int] | None = None

    def on(self, year: int) -> date | None:
        """The date in ``year``, or None where there is no such day."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None

    @property
    def date(self) -> date | None:
        """The whole date, where the year is told and it can mean one day only."""
        return self.on(self.year) if self.year and self.other is None else None


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour in a text, and how many days later it is said to be (*+1*)."""

    time: time
    later: int
    at: int
    end: int


def days(text: str) -> list[Day]:
    """The days that stand in a text."""
    found: list[Day] = []
    match = _DAY.search(text)
    while match is not None:
        one = _day(match)
        if one is not None:
            found.append(one)
        # A weekday before a number looks like a month: *Sun 5 Nov* is read from the 5.
        match = _DAY.search(text, one.end if one else match.start() + 1)
    return found


def day_first(lines: Iterable[str]) -> bool | None:
    """Whether a text writes the day before the month in figures; None where nothing tells."""
    told = set()
    for line in lines:
        for one, other in _SLASHED.findall(line):
            if (int(one) > 12) != (int(other) > 12):
                told.add(int(one) > 12)
    return told.pop() if len(told) == 1 else None


def hours(text: str) -> list[Hour]:
    """The hours that stand in a text, those of its days left out."""
    for found in days(text):
        text = text[: found.at] + " " * (found.end - found.at) + text[found.end :]
    return [
        Hour(moment, int((match["more"] or "0").replace(" ", "")), match.start(), match.end())
        for match in _HOUR.finditer(text)
        if (moment := _time(match)) is not None
    ]


def compact_hour(text: str) -> time | None:
    """An hour without a sign between: *0505*, *615P*, *1230A*, *12N*."""
    match = re.fullmatch(r"(\d{1,2}?)(\d\d)?([APNM])?", text)
    if match is None or (match[2] is None and match[3] is None):
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        hour = hour % 12 + (12 if half in "PN" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def month(word: str) -> int | None:
    """The month that a word or its beginning names."""
    return _months().get(texts.fold(word).rstrip("."))


def with_year(found: Day, near: date | None, known: Iterable[date]) -> date | None:
    """A day whose year is not told: that of a whole date beside it, else the next after ``near``.

    ``known`` are whole dates of the same text.  ``near`` is when the text was sent.
    """
    if found.year:
        return found.date
    around = [
        day
        for whole in known
        for year in (whole.year - 1, whole.year, whole.year + 1)
        if (day := found.on(year)) is not None and abs(day - whole) < timedelta(days=180)
    ]
    if around:
        return min(around, key=lambda day: min(abs(day - whole) for whole in known))
    if near is None:
        return None
    coming = (found.on(year) for year in (near.year, near.year + 1))
    return next((day for day in coming if day and day >= near - timedelta(days=2)), None)


def _day(match: re.Match[str]) -> Day | None:
    get = match.groupdict()
    here = match.start(), match.end()
    for year, month_, day in (("y", "m", "d"), ("y4", "m4", "d4")):
        if get[year]:
            return _made(int(get[day]), int(get[month_]), int(get[year]), here)
    if get["d1"]:
        one, two, year_ = int(get["d1"]), int(get["m1"]), _year(get["y1"])
        if two > 12 >= one:
            return _made(two, one, year_, here)
        unsure = get["s"] == "/" and one <= 12 and two <= 12 and one != two
        return _made(one, two, year_, here, (two, one) if unsure else None)
    word, day_, told = next(
        (get[f"w{n}"], get[f"d{n}"], get[f"y{n}"]) for n in "23" if get[f"w{n}"]
    )
    number = month(word)
    if number is None:
        return None
    end = match.end() if told else match.end(f"w{'2' if get['w2'] else '3'}")
    end = max(end, match.end("d3") if get["d3"] else 0)
    return _made(int(day_), number, _year(told) if told else None, (here[0], end))


def _made(
    day: int,
    month_: int,
    year: int | None,
    at: tuple[int, int],
    other: tuple[int, int] | None = None,
) -> Day | None:
    try:
        date(year or 2000, month_, day)
    except ValueError:
        return None
    return Day(day, month_, year, *at, other)


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _time(match: re.Match[str]) -> time | None:
    hour, minute = int(match["h"]), int(match["m"])
    if half := (match["half"] or "")[:1].lower():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 else None


@cache
def _months() -> dict[str, int]:
    """The names of months and what they are shortened to, folded."""
    from babel import Locale  # heavy: read when first asked

    found: dict[str, int] = {}
    for language in _LANGUAGES:
        calendar = Locale(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in calendar[context][width].items():
                    plain = texts.fold(name).rstrip(".")
                    if len(plain) >= 3:
                        found.setdefault(plain, number)
                        if width == "wide" and language in ("en", "de", "fr", "es", "it", "nl"):
                            found.setdefault(plain[:3], number)
    found |= {"sept": 9, "mrz": 3, "maerz": 3}
    found.pop("jui", None)  # juin or juillet
    return found
