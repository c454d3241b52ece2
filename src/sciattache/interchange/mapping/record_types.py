"""What the rows of a table are, guessed by its headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sciattache.domain.records import Record
from sciattache.domain.wings import type_called
from sciattache.interchange.mapping.headings import guess
from sciattache.interchange.mapping.targets import ENTITLING, FULL_NAME

_GUESSED = (
    "participation", "person", "organisation", "engagement", "agenda_item", "leg", "stay",
    "expense", "gift", "place", "interaction", "follow_up",
)  # fmt: skip


def guess_type(columns: Sequence[str], given: Iterable[str] = ()) -> type[Record] | None:
    """The record type whose fields the headings name best, or None when they name none.

    ``given`` are fields that every row has without a column.
    """
    scores = {}
    for name in _GUESSED:
        cls = type_called(name)
        mapped = guess(columns, cls)
        own = sum("." not in path for path in mapped.values())
        required = [f.name for f in cls.fields() if f.required and f.default is None]
        named = {path.split(".")[0] for path in mapped.values()} | set(given)
        has_all = bool(mapped) and all(field in named for field in required)
        if name == "engagement":
            has_all = bool(named & {"title", *ENTITLING})
        if name == "person":
            has_all = bool(named & {FULL_NAME, "given_name", "family_name", "emails"})
        if has_all:
            scores[name] = (own * 2 + len(mapped), -_GUESSED.index(name))
    best = max(scores, key=lambda name: scores[name], default=None)
    return type_called(best) if best else None
