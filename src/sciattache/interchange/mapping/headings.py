"""Which column goes where, guessed by the headings and by what stands below them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sciattache.domain.records import Record
from sciattache.domain.wings import type_called
from sciattache.interchange.mapping import evidence
from sciattache.interchange.mapping.columns import Column, sampled
from sciattache.interchange.mapping.foreign import folded as normal
from sciattache.interchange.mapping.foreign import in_english
from sciattache.interchange.mapping.targets import DAYS, ENTITLING, FULL_NAME, Target, targets
from sciattache.interchange.tables.table import Row

EXACT, ENDING, BEGINNING, UNLIKELY = 3, 2, 1, 0
"""How surely a heading names a field: by itself, by its end, by its beginning; or values differ."""
_LEAST_FIT = 0.34
_LEAST_ENDING, _LEAST_BEGINNING = 4, 5
"""How many letters a word has that counts at the end, and at the beginning, of a heading."""
_BRACKETS = re.compile(r"[(\[（【][^()\[\]（）【】]*[)\]）】]|[*:#]+$")
_OF = re.compile(r" (?:of|for|in|at|per|by) | (?:de|du|des|del|da|do|von|der|des) ")
_NAME_OF = frozenset({"name", "names", "nom", "nombre", "nome", "title"})


@dataclass(frozen=True)
class Guessed:
    """Where a column goes by guess: how surely, how well its values fit."""

    target: Target
    rank: int
    fit: float


def guess(headings: Sequence[str], cls: type[Record], rows: Sequence[Row] = ()) -> dict[int, str]:
    """The path for each column whose heading names one and whose values fit; each path once.

    Records around a row are only spoken of when the columns tell enough to know or make them.
    """
    found = guessed(sampled(headings, () if is_ours(headings, rows) else rows), cls)
    return {position: one.target.path for position, one in found.items()}


def is_ours(headings: Sequence[str], rows: Sequence[Row]) -> bool:
    """Whether a table is one of our own exports: its rows have identities as we give them."""
    place = next((place for place, name in enumerate(headings) if normal(name) == "id"), None)
    if place is None:
        return False
    column = sampled(headings[place : place + 1], [Row(r.number, r.cells[place:]) for r in rows])[0]
    target = next(t for t in targets(type_called("person")) if t.path == "id")
    return evidence.share(target, column) > 0.5


def guessed(columns: Sequence[Column], cls: type[Record]) -> dict[int, Guessed]:
    """What :func:`guess` gives, with the grounds for it."""
    unclear: set[str] = set()
    fits: dict[tuple[str, int], float] = {}
    while True:
        taken = _guessed(columns, cls, unclear, fits)
        paths = [one.target.path for one in taken.values()]
        found = {_before(path) for path in paths} - {""}
        found = {before for before in found if not _is_told(cls, before, paths)}
        if not found:
            return taken
        unclear |= found


def _guessed(
    columns: Sequence[Column],
    cls: type[Record],
    unclear: set[str],
    fits: dict[tuple[str, int], float],
) -> dict[int, Guessed]:
    possible = []
    for position, column in enumerate(columns):
        for rank, order, word, target in _named(column.heading, cls):
            if _before(target.path) in unclear:
                continue
            key = target.path, position
            if key not in fits:
                fits[key] = evidence.share(target, column)
            fit = fits[key]
            if fit < _LEAST_FIT and not (rank == EXACT and _is_label(column.heading, target)):
                continue
            if column.fill > 0 and fit * column.fill < _LEAST_FIT and _is_name(target):
                rank = UNLIKELY
            possible.append((-rank, order, word, position, Guessed(target, rank, fit)))
    taken: dict[int, Guessed] = {}
    paths: set[str] = set()
    for *_, position, one in sorted(possible, key=lambda found: found[:4]):
        path = one.target.path
        if position not in taken and path not in paths and not _is_said(path, paths):
            taken[position] = one
            paths.add(path)
    return _whole_names(dict(sorted(taken.items())), columns, cls)


def _whole_names(
    taken: dict[int, Guessed], columns: Sequence[Column], cls: type[Record]
) -> dict[int, Guessed]:
    """Take a column "Nom" or "Nombre" for whole names, where no other has the other part."""
    parts = {"given_name", "family_name"}
    at = {one.target.path.rpartition(".")[2]: position for position, one in taken.items()}
    if len(parts & at.keys()) != 1 or FULL_NAME in at:
        return taken
    position = at[(parts & at.keys()).pop()]
    one, cells = taken[position], columns[position].cells
    several = sum(len(str(cell).split()) > 1 for cell in cells)
    if normal(columns[position].heading) not in _NAME_OF or 2 * several <= len(cells):
        return taken
    path = one.target.path.rpartition(".")[0]
    whole = next(t for t in targets(cls) if t.path == ".".join(filter(None, (path, FULL_NAME))))
    return taken | {position: Guessed(whole, one.rank, one.fit)}


def _named(heading: str, cls: type[Record]) -> Iterator[tuple[int, int, int, Target]]:
    """The targets that a heading names: how surely, their order, and the word's among theirs."""
    known = _index(cls)
    seen: set[str] = set()
    for rank, phrase in _phrases(heading):
        meant = known.get(phrase) or [
            one for english in in_english(phrase) for one in known.get(english, ())
        ]
        for order, word, target in meant:
            if target.path in seen or (rank < EXACT and _is_around(target.path)):
                continue
            seen.add(target.path)
            yield rank, order, word, target


@cache
def _phrases(heading: str) -> tuple[tuple[int, str], ...]:
    """The phrases that a heading may be read as, the surest first: the word before "of" counts."""
    whole = normal(heading)
    bare = normal(_BRACKETS.sub(" ", heading)) or whole
    found = {phrase: EXACT for phrase in (whole, bare) if phrase}
    for text in tuple(found):
        head, *rest = _OF.split(text, maxsplit=1)
        if rest and head in _NAME_OF:
            found.setdefault(f"{rest[0]} name", EXACT)
            found.setdefault(rest[0], EXACT)
        elif rest:
            found.setdefault(head, BEGINNING)
            text = head
        words = text.split()
        for place in range(1, len(words)):
            end, start = " ".join(words[place:]), " ".join(words[:-place])
            if len(end) >= _LEAST_ENDING:
                found.setdefault(end, ENDING)
            if len(start) >= _LEAST_BEGINNING:
                found.setdefault(start, BEGINNING)
    return tuple((rank, phrase) for phrase, rank in sorted(found.items(), key=lambda f: -f[1]))


@cache
def _index(cls: type[Record]) -> Mapping[str, tuple[tuple[int, int, Target], ...]]:
    found: dict[str, list[tuple[int, int, Target]]] = defaultdict(list)
    for order, target in enumerate(targets(cls)):
        for place, word in enumerate(dict.fromkeys(map(normal, target.words))):
            found[word].append((order, place, target))
    return {word: tuple(those) for word, those in found.items() if word}


def _is_label(heading: str, target: Target) -> bool:
    """Whether a heading is the field's own label, so that values not known are kept beside it."""
    field = target.field
    return field is not None and field.kind.name == "choice" and heading.strip() == field.label


def _is_name(target: Target) -> bool:
    """Whether every row needs a value of ``target``."""
    return target.field is None or (target.field.required and target.field.default is None)


def _is_around(path: str) -> bool:
    return "." in path and not path.startswith("affiliation.")


def _is_said(path: str, taken: Iterable[str]) -> bool:
    """Whether another column tells the first day already."""
    before, dot, name = path.rpartition(".")
    return name == DAYS and f"{before}{dot}starts_on" in taken


def _before(path: str) -> str:
    return path.rpartition(".")[0]


def _is_told(cls: type[Record], before: str, paths: Sequence[str]) -> bool:
    """Whether the columns tell what the record around a row at ``before`` cannot be without."""
    if before in paths or before not in {f.name for f in cls.fields()}:
        return True
    named = {path.rpartition(".")[2] for path in paths if _before(path) == before}
    around = type_called(cls.field(before).target or "")
    if around.type_name() == "person":
        return bool(named & {FULL_NAME, "given_name", "family_name", "native_name"})
    if around.type_name() == "engagement" and named & set(ENTITLING):
        return True
    return all(f.name in named for f in around.fields() if f.required and f.default is None)
