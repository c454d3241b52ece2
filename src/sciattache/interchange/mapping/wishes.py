"""A mapping that somebody wrote or corrected, and whether it is enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.errors import KnownError
from sciattache.interchange.drafts import GROWING
from sciattache.interchange.mapping.targets import ENTITLING, HOUR_OF, ID_OF, targets


def checked(columns: Sequence[str], cls: type[Record], wanted: Mapping[str, str]) -> dict[int, str]:
    """A mapping that somebody wrote (column to path), by position; ``KnownError`` if wrong."""
    paths = {target.path for target in targets(cls)}
    found: dict[int, str] = {}
    for column, path in wanted.items():
        if column not in columns:
            raise KnownError(
                f"The file has no column “{column}”.", f"It has: {', '.join(columns)}."
            )
        if path and path not in paths:
            raise KnownError(
                f"{cls.about.plural} have no field “{path}”.",
                f"Choose among: {', '.join(sorted(paths))}.",
            )
        found[columns.index(column)] = path
    return found


def corrected(guessed: Mapping[int, str], wanted: Mapping[int, str]) -> dict[int, str]:
    """A guess with what somebody wants in its place: a path wanted is guessed no more."""
    named = {path for path in wanted.values() if path}
    kept = {position: path for position, path in guessed.items() if path not in named}
    return kept | dict(wanted)


def doubled(cls: type[Record], mapping: Mapping[int, str]) -> set[str]:
    """The paths that several columns go into though they hold one value."""
    counted = Counter(path for path in mapping.values() if path)
    kinds = {target.path: target.field.kind.name for target in targets(cls) if target.field}
    return {path for path, n in counted.items() if n > 1 and kinds.get(path) not in GROWING}


def lacking(
    cls: type[Record], mapping: Mapping[int, str], given: Iterable[str] = ()
) -> list[Field]:
    """The fields that a record of ``cls`` needs and neither a column nor ``given`` fills."""
    named = {
        path.split(".")[0].removesuffix(ID_OF).removesuffix(HOUR_OF) for path in mapping.values()
    } | set(given)
    if "id" in mapping.values():
        return []
    if cls.type_name() == "engagement" and named & set(ENTITLING):
        named.add("title")
    return [f for f in cls.fields() if f.required and f.default is None and f.name not in named]
