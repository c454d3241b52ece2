"""Which airport, country and clock a place in a confirmation has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from sciattache.domain.standards import countries, identifiers
from sciattache.domain.standards import text as texts
from sciattache.interchange.bookings import zones
from sciattache.interchange.bookings.booking import Where

_GENERIC = frozenset(
    "airport airfield apt international intl regional municipal field aeroport aeroporto aeropuerto"
    " flughafen lufthavn flygplats lotnisko letiste terminal the of and de del la le les du des"
    " nad am an der metropolitan".split()
)
_SMALL = frozenset("the of and de del la le les du des nad am an der".split())
_TERMINAL = re.compile(
    r"[,(\s-]*\b(?:TERMINAL|AEROGARE|HALLE?|TERM\.?)\b\s*:?\s*([A-Z0-9]{1,3})?\b.*", re.I
)
_CODED = re.compile(r"\(\s?([A-Z]{3})\s?\)|^\s*([A-Z]{3})\s*(?:[-–,(:]|$)")
_NO_CODES = frozenset(
    "MON TUE WED THU FRI SAT SUN DIE MIT DON FRE SAM SON LUN MAR MER JEU VEN DIM MIE JUE VIE SAB"
    " DOM"
    " JAN FEB APR MAY JUN JUL AUG SEP OCT NOV DEC ADT CHD INF PNR EUR USD GBP CHF VAT TAX REF"
    " FEE BAG"
    " NON YES THE AND VIA ETA ETD STD STA AIR DEP ARR GMT UTC CET ALL NEW NOT OUT DAY FOR ONE"
    " TWO BUS"
    " MRS DUR NUR VON VOL DES LES PER".split()
)
"""Words that are airports too; they are taken for one in brackets only: *Thule (THU)*."""


def airport(text: str) -> Where | None:
    """The airport that a text means: by its code, or by names that no other airport shares.

    Where only the city is sure, and it has several airports, the code stays empty.
    """
    code = coded(text)
    name, _terminal = without_terminal(text)
    if code:
        before, _, _ = name.partition(f"({code})")
        name = "" if name.strip() == code or before == name else before
        return _where(code, " ".join(name.split()).strip(" -–,"))
    return _by_name(" ".join(name.split()))


def coded(text: str) -> str:
    """The IATA code in a text: *Tegel(TXL), Berlin*, *TXL*; an empty string for none."""
    for match in _CODED.finditer(text):
        code = match[1] or match[2]
        if match[2] in _NO_CODES:
            continue
        if identifiers.iata_airport(code):
            return str(code)
    return _beside_city(text)


def _beside_city(text: str) -> str:
    """A code that stands without brackets beside a word of its airport: *Paris CDG*."""
    words = set(_words(text))
    for code in re.findall(r"(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])", text):
        if code not in _NO_CODES and code in _airport_words():
            city, own, _, _ = _airport_words()[code]
            if words & (city | own):
                return str(code)
    return ""


def without_terminal(text: str) -> tuple[str, str]:
    """A place without its terminal, and that."""
    found = _TERMINAL.search(text)
    if found is None:
        return text, ""
    return text[: found.start()].strip(" ,-("), found[1] or ""


def country_code(text: str) -> str:
    """The ISO 3166-1 code of a country's code or name."""
    return countries.country_code(text.strip()) or ""


def _where(code: str, name: str) -> Where:
    found = identifiers.iata_airport(code)
    assert found is not None
    return Where(
        name=name or found.name, iata=code, city=found.city, country=found.country,
        geo=(found.lat, found.lon),
    )  # fmt: skip


def _by_name(text: str) -> Where | None:
    words = _words(text)[:12]
    land = _land(text)
    named = list(dict.fromkeys(w for w in words if w not in _GENERIC and len(w) > 2))
    if not named:
        return None
    scores: dict[str, tuple[float, bool]] = {}
    for code in set().union(*(_index().get(word, frozenset()) for word in named)):
        scored = _score(code, named, land)
        if scored is not None:
            scores[code] = scored
    if not scores:
        return None
    best = max(score for score, _ in scores.values())
    top = sorted(code for code, (score, _) in scores.items() if score >= best - 0.01)
    if best < 0.5 * len(named):
        return None
    if len(top) == 1 and scores[top[0]][1] and not _only_the_city(top[0], scores, words):
        return replace(_where(top[0], text), name=text)
    known = [identifiers.iata_airport(code) for code in scores]
    found = {(one.city.casefold(), one.country, one.zone) for one in known if one}
    if len(found) > 1:  # a capital outranks its namesakes overseas
        chief = {zone_ for _, zone_ in zones.capitals().get(" ".join(named), set())}
        found = {one for one in found if one[2] in chief and one[0] == " ".join(named)}
    if len(found) == 1:
        city, country, _ = found.pop()
        return Where(name=text, city=city.title(), country=country)
    return None


def _only_the_city(code: str, scores: Mapping[str, object], words: list[str]) -> bool:
    """Whether an airport called after its city alone is one of several, and no airport is told."""
    city, own, _, _ = _airport_words()[code]
    others = [other for other in scores if other != code and _airport_words()[other][0] == city]
    return not own and bool(others) and _GENERIC.isdisjoint(set(words) - _SMALL)


def _score(code: str, named: list[str], land: str) -> tuple[float, bool] | None:
    """How well the words fit an airport, and whether they single it out in its city."""
    city, own, country, state = _airport_words()[code]
    if land and land not in (country, f"{country}-{state}"):
        return None
    in_city = {word for word in named if word in city}
    distinct = {
        word for word in named if word not in city and any(_alike(word, other) for other in own)
    }
    if not in_city and len(distinct) < 2 and not _alone(distinct, own):
        return None
    missed = len(named) - len(in_city) - len(distinct)
    # An airport called after its city alone is meant where no other name is told.
    is_told = bool(distinct) or not own
    return 2 * len(distinct) + len(in_city) - 0.75 * missed + (0.5 if not own else 0), is_told


def _alone(distinct: set[str], own: frozenset[str]) -> bool:
    """Whether one word is enough: *Tegel*, but not *Paris* for the airport of Beauvais."""
    return bool(distinct) and len(own) == 1 and not distinct & _city_words()


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 4 and long.startswith(short))


def _land(text: str) -> str:
    """The country, or the American state, that stands as a code beside a city."""
    for match in re.finditer(r"(?:^|[\s,(])([A-Z]{2})(?=$|[\s,)])", text):
        code, comma = match[1], text[: match.start(1)].rstrip().endswith(",")
        if comma and code in _states() and not _fits(text, code):
            return f"US-{code}"
        if _fits(text, code):
            return code
    return ""


def _fits(text: str, country: str) -> bool:
    """Whether a city of that country is named."""
    words = _words(text)
    return any(
        _airport_words()[code][2] == country
        for word in words
        if len(word) > 2
        for code in _index().get(word, ())
        if word in _airport_words()[code][0]
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", texts.fold(text))


@cache
def _states() -> dict[str, str]:
    import pycountry  # heavy: read when first asked

    return {
        one.code.removeprefix("US-"): texts.fold(one.name)
        for one in pycountry.subdivisions
        if one.country_code == "US"
    }


@cache
def _airport_words() -> dict[str, tuple[frozenset[str], frozenset[str], str, str]]:
    """For each airport: the words of its city, those of its name alone, country, state."""
    states = {name: code for code, name in _states().items()}
    return {
        code: (
            city := frozenset(_words(about["city"])) - _GENERIC,
            frozenset(_words(about["name"])) - city - _GENERIC,
            about["country"],
            states.get(texts.fold(about["subd"]), "") if about["country"] == "US" else "",
        )
        for code, about in identifiers.airports().items()
    }


@cache
def _city_words() -> frozenset[str]:
    return frozenset(word for city, _, _, _ in _airport_words().values() for word in city)


@cache
def _index() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, (city, own, _, _) in _airport_words().items():
        for word in city | own:
            found.setdefault(word, set()).add(code)
    return {word: frozenset(codes) for word, codes in found.items()}
