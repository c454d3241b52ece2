"""Find the pairs of records that are likely one person or one organisation, and say why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

LIKELY = 50
"""The points from which a pair is shown."""
_CROWD = {"name": 60, "word": 20}
"""A name, and one word of it, that more have than this tells nothing by itself: something beside
it must agree."""
_CLOSE = 88
"""How alike names are, of a hundred, that a slip of the pen explains."""
_LEGAL = frozenset(
    "ab ag as asbl bv co company corp corporation eurl gmbh group holding inc kg kk limited llc"
    " llp ltd nv oy plc pte pty sa sarl sas sl spa srl the".split()
)
"""Words that say what a company is in law, not which one."""


@dataclass(frozen=True)
class Looks:
    """What of a record is compared, folded: see `folded`.

    ``names`` are what it is called, each as its words; ``keys`` what is its alone (a scheme and a
    value: ORCID, ROR, a registration); ``shared`` what others may have as well (e-mail, phone,
    web site); ``around`` what stands near it (country, city, employer, birthday).
    """

    id: str
    kind: str
    names: tuple[tuple[str, ...], ...]
    keys: frozenset[tuple[str, str]] = frozenset()
    shared: frozenset[tuple[str, str]] = frozenset()
    around: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Pair:
    """Two records that are likely one; ``reasons`` are what agrees, the weightiest first."""

    first: str
    second: str
    kind: str
    points: int
    reasons: tuple[str, ...]


_POINTS = {
    "orcid": 100, "ror": 100, "registration": 80, "card": 90,
    "email": 60, "phone": 40, "site": 40, "acronym": 30,
    "name": 50, "close name": 30,
    "employer": 25, "birthday": 25, "city": 10, "country": 5,
}  # fmt: skip
"""What each thing that agrees is worth."""
_AGAINST = {"country": 20, "birthday": 60, "card": 0, "city": 0, "employer": 0}
"""What each is worth that both say and say otherwise; other identities cannot be otherwise."""


def likely(
    looks: Iterable[Looks], *, apart: Collection[frozenset[str]] = (), least: int = LIKELY
) -> list[Pair]:
    """The pairs that are likely one, the likeliest first; none of those known to be ``apart``."""
    listed = list(looks)
    known, of = set(apart), {one.id: one for one in listed}
    found = []
    for first, second in _candidates(listed):
        if frozenset((first, second)) not in known:
            pair = weigh(of[first], of[second])
            if pair is not None and pair.points >= least:
                found.append(pair)
    return sorted(found, key=lambda pair: (-pair.points, pair.first, pair.second))


def weigh(one: Looks, other: Looks) -> Pair | None:
    """How much says that two records are one; None where something says that they are not."""
    for scheme in {scheme for scheme, _ in one.keys} - set(_AGAINST):
        ours, theirs = _of(one.keys, scheme), _of(other.keys, scheme)
        if theirs and ours.isdisjoint(theirs):
            return None
    named = _named_alike(one.names, other.names)
    agreed = [scheme for scheme, _ in (one.keys & other.keys)]
    if not named and one.kind == "person" and "orcid" not in agreed:
        return None  # a desk's address, a switchboard: many people have it
    agreed += [scheme for scheme, _ in (one.shared & other.shared)]
    agreed += [scheme for scheme, _ in (one.around & other.around)]
    agreed += [named] if named else []
    against = [
        scheme
        for scheme in _AGAINST
        if (ours := _of(one.around, scheme))
        and (theirs := _of(other.around, scheme))
        and ours.isdisjoint(theirs)
    ]
    reasons = sorted(set(agreed), key=lambda name: (-_POINTS[name], name))
    points = sum(_POINTS[name] for name in reasons) - sum(_AGAINST[name] for name in against)
    first, second = sorted((one.id, other.id))
    return Pair(first, second, one.kind, min(points, 100), tuple(reasons))


def folded(name: str, *, is_company: bool = False) -> tuple[str, ...]:
    """The words of a name that was folded, in the order of letters.

    Of an organisation without those that say what it is in law.
    """
    words = ["".join(filter(str.isalnum, word)) for word in name.replace("-", " ").split()]
    kept = [word for word in words if word and not (is_company and word in _LEGAL)]
    return tuple(sorted(kept or filter(None, words)))


def _candidates(looks: Sequence[Looks]) -> Iterator[tuple[str, str]]:
    """Each pair that has something in common, once."""
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in looks:
        for key in _blocks(one):
            blocks[one.kind, *key].append(one.id)
    seen: set[tuple[str, str]] = set()
    for key, ids in blocks.items():
        if len(ids) < 2 or len(ids) > _CROWD.get(key[1], len(ids)):
            continue
        for pair in combinations(sorted(set(ids)), 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _blocks(one: Looks) -> set[tuple[str, ...]]:
    """What brings a record together with others: what is its own, and its name."""
    found: set[tuple[str, ...]] = {*one.keys, *one.shared}
    for words in one.names:
        found.add(("name", " ".join(words)))
        found |= {("name", " ".join(words), *beside) for beside in one.around}
        if len(words) > 1:  # a slip in one word leaves another, beside which something agrees
            near = [beside for beside in one.around if beside[0] != "country"]
            found |= {("word", word, *beside) for word in words for beside in near}
            found |= {("word", word) for word in words if len(word) > 3}
    return found


def _of(pairs: Collection[tuple[str, str]], scheme: str) -> set[str]:
    return {value for name, value in pairs if name == scheme}


def _named_alike(ours: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]) -> str:
    """*name* where one is called as the other is, *close name* where nearly, or by initials."""
    if any(one == other for one in ours for other in theirs):
        return "name"
    if any(_close(one, other) for one in ours for other in theirs):
        return "close name"
    return ""


def _close(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    fewer, more = sorted((one, other), key=len)
    if len(fewer) > 1 and set(fewer) < set(more):
        return True  # a middle name, a department
    if len(one) == len(other) > 1 and _by_initials(one, other):
        return True
    return bool(fewer) and fuzz.ratio(" ".join(one), " ".join(other)) >= _CLOSE


def _by_initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether they differ by an initial alone: A. Silva, Ana Silva."""
    common = set(one) & set(other)
    left = [sorted(set(words) - common) for words in (one, other)]
    return bool(common) and len(left[0]) == len(left[1]) == 1 and _initial(left[0][0], left[1][0])


def _initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)
