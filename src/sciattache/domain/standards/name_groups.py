"""Words of a name that belong together, and signs of where its family name stands."""

from __future__ import annotations

import re

from sciattache.domain.standards import name_words as known
from sciattache.domain.standards.name_titles import plain

_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un"
    "|uo|a|e|i|o|u)"
)
_PINYIN = re.compile(f"(?:{_SYLLABLE}){{1,3}}")
_CAPITALS = re.compile(r"(?:Mc|Mac|O['’]|D['’]|L['’])?[^\W\d_a-z](?:[^\W\d_]|['’\-])+")
_EAST = known.CHINESE_SURNAMES | known.KOREAN_SURNAMES | known.VIETNAMESE_SURNAMES

FAMILY_FIRST = frozenset("CN TW MO KR KP VN KH HU JP".split())


def grouped(words: list[str], country: str | None) -> list[str]:
    """The words of a name with each particle bound to what it goes with: van der Berg."""
    groups: list[str] = []
    binding: list[str] = []
    last = len(words) - 1
    for at, word in enumerate(words):
        if 0 < at < last and groups and not binding and _joins(word):
            binding = [groups.pop(), word]
        elif at < last and _is_particle(word, at, country):
            binding.append(word)
        else:
            groups.append(" ".join([*binding, word]))
            binding = []
    return groups


def capitals_family(words: list[str]) -> slice | None:
    """Where the family name stands that is told by capitals, or None if capitals tell nothing."""
    capital = [_is_capitals(word) for word in words]
    if not any(capital) or not any(_has_small(word) and len(plain(word)) > 1 for word in words):
        return None
    start = capital.index(True)
    stop = len(words) - capital[::-1].index(True)
    inner = (capital[at] or _is_particle(words[at], 1, None) for at in range(start, stop))
    if not all(inner):
        return None
    while start and _is_particle(words[start - 1], 1, None):
        start -= 1
    if stop - start == len(words):
        return None
    return slice(start, stop)


def small_letters(family: list[str], given: list[str]) -> list[str]:
    """A family name without the capitals that only marked it: DUPONT, O'BRIEN, VAN DER BERG."""
    if not any(_has_small(word) and len(plain(word)) > 1 for word in given):
        return family
    return [_small_letters(word) if _is_shouted(word) else word for word in family]


def is_family_first(family: list[str], given: list[str], country: str | None) -> bool:
    """Whether someone whose family name is known wants it shown first."""
    if country in FAMILY_FIRST:
        return True
    if country is not None and country not in known.CHINESE_CUSTOM:
        return False
    syllables = [part for word in given for part in plain_parts(word)]
    east_asian = len(family) == 1 and plain(family[0]) in _EAST
    return east_asian and bool(syllables) and _sounds_east_asian(syllables)


def plain_parts(word: str) -> list[str]:
    """A word cut at hyphens, each half as the lists of names have it."""
    return [plain(part) for part in re.split("[-‐]", word) if part]


def _sounds_east_asian(syllables: list[str]) -> bool:
    if len(syllables) == 1:
        return bool(_PINYIN.fullmatch(syllables[0])) and len(syllables[0]) > 2
    return all(2 <= len(syllable) <= 6 for syllable in syllables)


def _joins(word: str) -> bool:
    return word.islower() and word in known.CONJUNCTIONS


def _is_particle(word: str, at: int, country: str | None) -> bool:
    bare = plain(word)
    if at == 0:
        return bare in known.FIRST_PARTICLES
    if bare in known.PARTICLES:
        return True
    if bare not in known.SMALL_PARTICLES:
        return False
    return word.islower() or (bare == "do" and country in known.PORTUGUESE_SPEAKING)


def _is_capitals(word: str) -> bool:
    if not _CAPITALS.fullmatch(word):
        return False
    tail = re.sub(r"^(?:Mc|Mac)(?=[^a-z])", "", word)
    if tail != tail.upper() or tail == tail.lower():
        return False
    # Initials without dots: JRR, PK.
    bare = plain(word)
    vowels = bool(re.search("[aeiouy]", bare))
    return bare in _EAST or len(bare) > 3 or (len(bare) == 3 and vowels)


def _is_shouted(word: str) -> bool:
    tail = re.sub(r"^(?:Mc|Mac)(?=[^a-z])", "", word)
    lettered = tail.upper() != tail.lower()
    return lettered and tail == tail.upper() and len(plain(tail)) > 1 and "." not in tail


def _small_letters(word: str) -> str:
    if _is_particle(word, 1, None):
        return word.lower()
    start = re.match(r"Mc|Mac", word)
    kept = start[0] if start else ""
    return kept + re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word.removeprefix(kept))


def _has_small(word: str) -> bool:
    return any(map(str.islower, word)) and not _joins(word) and not _is_particle(word, 1, None)
