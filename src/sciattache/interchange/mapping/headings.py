"""Which column goes where, guessed by the headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sciattache.domain.records import Record
from sciattache.domain.standards import text as texts
from sciattache.domain.wings import type_called
from sciattache.interchange.mapping.targets import DAYS, ENTITLING, FULL_NAME, Target, targets


def normal(heading: str) -> str:
    """A heading as it is compared: folded words without punctuation."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return " ".join(re.sub(r"[\W_]+", " ", texts.fold(apart)).split())


def guess(columns: Sequence[str], cls: type[Record]) -> dict[int, str]:
    """The path for each column whose heading names one; each path is used once.

    Records around a row are only spoken of when the columns tell enough to know or make them.
    """
    unclear: set[str] = set()
    while True:
        taken = _guess(columns, [t for t in targets(cls) if _before(t.path) not in unclear])
        found = {_before(path) for path in taken.values()} - {""}
        found = {before for before in found if not _is_told(cls, before, taken.values())}
        if not found:
            return taken
        unclear |= found


def _guess(columns: Sequence[str], among: Sequence[Target]) -> dict[int, str]:
    headings = [normal(column) for column in columns]
    taken: dict[int, str] = {}
    for rank in range(3):
        for target in among:
            if target.path in taken.values() or _is_said(target.path, taken.values()):
                continue
            words = [normal(word) for word in target.words]
            for position, heading in enumerate(headings):
                if position not in taken and heading and _fits(heading, words, rank, target):
                    taken[position] = target.path
                    break
    return taken


def _is_said(path: str, taken: Iterable[str]) -> bool:
    """Whether another column tells the first day already."""
    before, dot, name = path.rpartition(".")
    return name == DAYS and f"{before}{dot}starts_on" in taken


def _before(path: str) -> str:
    return path.rpartition(".")[0]


def _is_told(cls: type[Record], before: str, paths: Iterable[str]) -> bool:
    """Whether the columns tell what the record around a row at ``before`` cannot be without."""
    named = {path.rpartition(".")[2] for path in paths if _before(path) == before}
    if before not in {f.name for f in cls.fields()}:
        return True
    around = type_called(cls.field(before).target or "")
    if around.type_name() == "person":
        return bool(named & {FULL_NAME, "given_name", "family_name", "native_name"})
    if around.type_name() == "engagement" and named & set(ENTITLING):
        return True
    return all(f.name in named for f in around.fields() if f.required and f.default is None)


def _fits(heading: str, words: list[str], rank: int, target: Target) -> bool:
    """Whether a heading names a target: by the word itself, by its ending, by its beginning."""
    if rank == 0:
        return heading in words
    if "." in target.path and not target.path.startswith("affiliation."):
        return False
    if rank == 1:
        return any(len(word) > 3 and heading.endswith(f" {word}") for word in words)
    return any(len(word) > 4 and heading.startswith(f"{word} ") for word in words)
