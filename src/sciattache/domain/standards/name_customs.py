"""How names are built, country by country: which words are given, and which are family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sciattache.domain.standards import name_words as known
from sciattache.domain.standards.name_groups import grouped
from sciattache.domain.standards.name_parts import NameParts
from sciattache.domain.standards.name_titles import plain

_PATRONYMICS = tuple("вич вна ична ovich evich ovych evych ovna evna ivna ichna".split())


def western(words: list[str], country: str | None) -> NameParts:
    """Given name, further names, family name; a Slavic father's name is told by its ending."""
    groups = grouped(words, country)
    if len(groups) == 3 and (country in known.RUSSIAN_CUSTOM or not groups[-1].isascii()):
        by_father = _with_fathers_name(groups)
        if by_father:
            return by_father
    if len(groups) == 1:
        return NameParts(given=groups[0], order="given-only")
    if len(groups) == 3 and _is_initial(groups[2]) and not _is_initial(groups[0] + groups[1]):
        # A register's "Swanson Peter A", of which no initial can be the family name.
        return NameParts(family=groups[0], given=groups[1], additional=groups[2])
    return NameParts(given=groups[0], additional=" ".join(groups[1:-1]), family=groups[-1])


def _is_initial(word: str) -> bool:
    return len(plain(word)) == 1


def _with_fathers_name(groups: list[str]) -> NameParts | None:
    """Иван Петрович Семёнов, or as registers have it Семёнов Иван Петрович."""
    first, second, third = groups
    if third.lower().endswith(_PATRONYMICS) and not second.lower().endswith(_PATRONYMICS):
        return NameParts(family=first, given=second, additional=third, order="family-first")
    return None


def _iberian(words: list[str], country: str | None) -> NameParts:
    """One or two given names, then the father's and the mother's family name."""
    groups = grouped(words, country)
    if len(groups) < 3:
        return western(words, country)
    second = plain(groups[1])
    one_family = len(groups) == 3 and (len(second) == 1 or second in known.IBERIAN_GIVEN)
    families = 1 if one_family else 2
    # Nobody has an initial for the first of two family names: Juan C. Perez.
    if len(plain(groups[-families])) == 1:
        families = 1
    return NameParts(
        given=groups[0],
        additional=" ".join(groups[1:-families]),
        family=" ".join(groups[-families:]),
    )


def _by_surnames(surnames: frozenset[str]) -> Callable[[list[str], str | None], NameParts]:
    """A custom of family name first, where lists abroad turn some names round.

    The end that holds a known family name decides, and the first end when both do.
    """

    def custom(words: list[str], country: str | None) -> NameParts:
        first, last = plain(words[0]) in surnames, plain(words[-1]) in surnames
        if first:
            return NameParts(family=words[0], given=" ".join(words[1:]), order="family-first")
        if last:
            return NameParts(given=" ".join(words[:-1]), family=words[-1])
        return western(words, country)

    return custom


def _vietnamese(words: list[str], country: str | None) -> NameParts:
    """Family, middle and given name; the person is called by the last."""
    first, last = plain(words[0]) in known.VIETNAMESE_SURNAMES, plain(words[-1])
    if not first and last in known.VIETNAMESE_SURNAMES:
        return NameParts(given=" ".join(words[:-1]), family=words[-1])
    return NameParts(
        family=words[0], additional=" ".join(words[1:-1]), given=words[-1], order="family-first"
    )


def _hungarian(words: list[str], country: str | None) -> NameParts:
    first, last = plain(words[0]), plain(words[-1])
    if first in known.HUNGARIAN_GIVEN and last not in known.HUNGARIAN_GIVEN:
        return western(words, country)
    if last in known.HUNGARIAN_GIVEN or len(words) == 2:
        return NameParts(
            family=words[0],
            given=words[1],
            additional=" ".join(words[2:]),
            order="family-first",
        )
    return western(words, country)


def _chinese(words: list[str], country: str | None) -> NameParts:
    """Han names; in Singapore and Malaysia also names with a father's name, and Western ones."""
    if any(plain(word) in known.FATHER_OF for word in words[1:-1]):
        return _called_by_given(words, country)
    return _HAN(words, country)


def _called_by_given(words: list[str], country: str | None) -> NameParts:
    """A given name, and the father's name after it, which is not inherited."""
    fathers = [at for at, word in enumerate(words) if at and plain(word) in known.FATHER_OF]
    if fathers:
        return NameParts(
            given=" ".join(words[: fathers[0]]),
            family=" ".join(words[fathers[0] :]),
            order="given-only",
        )
    parts = western(words, country)
    if country in known.FATHERS_NAME:
        return replace(parts, order="given-only")
    return parts


def _burmese(words: list[str], country: str | None) -> NameParts:
    return NameParts(given=" ".join(words), order="given-only")


_HAN = _by_surnames(known.CHINESE_SURNAMES)
_KOREAN = _by_surnames(known.KOREAN_SURNAMES)

CUSTOMS: dict[str, Callable[[list[str], str | None], NameParts]] = {
    **dict.fromkeys(known.SPANISH_SPEAKING | known.PORTUGUESE_SPEAKING, _iberian),
    **dict.fromkeys(known.CHINESE_CUSTOM, _chinese),
    **dict.fromkeys(("KR", "KP"), _KOREAN),
    **dict.fromkeys((*known.FATHERS_NAME, "BN", "ID"), _called_by_given),
    "HU": _hungarian,
    # Lists in Latin letters turn Japanese names round, so that only a known family name is first.
    "JP": _by_surnames(known.JAPANESE_SURNAMES),
    "KH": _by_surnames(known.CAMBODIAN_SURNAMES),
    "MM": _burmese,
    "VN": _vietnamese,
}
