"""Split a person's name as written into its parts, by the customs of the person's country."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from sciattache.domain.standards import name_words as known
from sciattache.domain.standards import text as texts
from sciattache.domain.standards.name_customs import CUSTOMS, western
from sciattache.domain.standards.name_groups import (
    capitals_family,
    grouped,
    is_family_first,
    small_letters,
)
from sciattache.domain.standards.name_parts import NameParts
from sciattache.domain.standards.name_titles import asides, endings, is_ending, titles
from sciattache.domain.standards.scripts import script

_HAN_KANA_HANGUL = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U000323af"
)


def split(full: str, country: str | None = None, order: str | None = None) -> NameParts:
    """The parts of a name as someone wrote it; every word lands in some part.

    ``country`` (ISO 3166-1) chooses the customs; ``order`` (see `NameParts`) overrides them. A
    comma or capitals mark the family name ("DUPONT, Jean", "LEE Hsien Loong"). A name of one word
    is a given name, unless a form of address stands before it.
    """
    name = " ".join(re.sub("[、，،]", ", ", texts.clean(full)).split())
    if not name:
        return NameParts()
    natives = [] if name.isascii() else _east_asian_runs().findall(name)
    if not natives:
        return _spaced(name, country, order)
    native = max(natives, key=len).strip()
    rest = re.sub(r"[()\[\]（）/|]+", " ", name.replace(native, " ", 1)).strip()
    if not rest:
        return _east_asian(native, country, order)
    latin = " ".join(rest.split())
    if order is None and f"{texts.fold(latin)} ".startswith(f"{texts.romanise(native[0])} "):
        order = "family-first"
    return replace(_spaced(latin, country, order), native=native)


@cache  # takes milliseconds to compile
def _east_asian_runs() -> re.Pattern[str]:
    return re.compile(f"[{_HAN_KANA_HANGUL}][{_HAN_KANA_HANGUL}·・\u3000 ]*")


def _spaced(name: str, country: str | None, order: str | None) -> NameParts:
    name, nicknames = asides(name)
    segments = [segment.strip() for segment in name.split(",") if segment.strip()]
    if not segments:
        return NameParts(given=" ".join(nicknames) or name, order="given-only")
    after: list[str] = []
    while len(segments) > 1 and is_ending(segments[-1]):
        after.insert(0, segments.pop())
    before, words = titles(segments[0].split(), country)
    if len(segments) > 1:
        more, given = titles(segments[1].split(), country)
        given, ending = endings(given, least=1)
        words, generation = endings(words, least=1)
        parts = _by_comma(small_letters(words, given), given, country, order)
        before, after = [*before, *more], [*generation, *ending, *segments[2:], *after]
    else:
        words, ending = endings(words)
        parts = _by_custom(words, bool(before), country, order)
        after = [*ending, *after]
    return replace(
        parts,
        prefix=" ".join(before),
        suffix=" ".join(after),
        additional=" ".join(filter(None, (parts.additional, *nicknames))),
    )


def _by_comma(
    family: list[str], given: list[str], country: str | None, order: str | None
) -> NameParts:
    chosen = order or ("family-first" if is_family_first(family, given, country) else "given-first")
    return _placed(family, given, chosen)


def _by_custom(
    words: list[str], addressed: bool, country: str | None, order: str | None
) -> NameParts:
    if len(words) == 1 and addressed and country not in known.WITHOUT_FAMILY:
        return NameParts(family=words[0])
    if len(words) == 1 or order == "given-only":
        return NameParts(given=" ".join(words), order="given-only")
    capitals = capitals_family(words)
    if capitals:
        family, given = words[capitals], [*words[: capitals.start], *words[capitals.stop :]]
        first = capitals.start == 0 and is_family_first(family, given, country)
        family = small_letters(family, given)
        return _placed(family, given, order or ("family-first" if first else "given-first"))
    if order == "family-first":
        groups = grouped(words, country)
        return NameParts(family=groups[0], given=" ".join(groups[1:]), order=order)
    custom: Callable[[list[str], str | None], NameParts] = CUSTOMS.get(country or "", western)
    return custom(words, country) if order is None else western(words, country)


def _placed(family: list[str], given: list[str], order: str) -> NameParts:
    """A name whose family name is known: in the West, additional names follow the given one."""
    if order == "family-first":
        return NameParts(family=" ".join(family), given=" ".join(given), order=order)
    groups = grouped(given, None) if given else [""]
    return NameParts(
        family=" ".join(family), given=groups[0], additional=" ".join(groups[1:]), order=order
    )


def _east_asian(native: str, country: str | None, order: str | None) -> NameParts:
    """A name in Han, kana or Hangul; a dot in it parts a foreign name, given name first."""
    name = native.strip(" \u3000")
    foreign = re.split("[·・]", name)
    if len(foreign) > 1:
        family = foreign[-1]
        return NameParts(given="·".join(foreign[:-1]), family=family, native=native)
    honorific = next((h for h in known.NATIVE_HONORIFICS if name.endswith(h) and name != h), "")
    name = name.removesuffix(honorific).strip(" \u3000")
    pair = name.split(maxsplit=1)
    if len(pair) == 1:
        pair = _apart(name, country)
    chosen = order or ("family-first" if len(pair) > 1 else "given-only")
    if len(pair) == 1:
        if honorific and len(name) == 1:  # 王先生: nobody is called by a given name of one letter
            return NameParts(family=name, suffix=honorific, native=name, order="family-first")
        return NameParts(given=name, suffix=honorific, native=name, order=chosen)
    family, given = pair
    # Hangul keeps no space, nor do Han and kana.
    given = re.sub(r"\s", "", given)
    return NameParts(
        given=given, family=family, suffix=honorific, native=f"{family}{given}", order=chosen
    )


def _apart(name: str, country: str | None) -> list[str]:
    if len(name) < 2 or script(name) in ("Hira", "Kana"):
        return [name]
    if country == "JP" and script(name) == "Hani":
        at = 1 if len(name) == 2 else 2
    else:
        at = 2 if name[:2] in known.COMPOUND_SURNAMES and len(name) > 2 else 1
    return [name[:at], name[at:]]
