"""What became other between two states of an engagement: added, moved, changed, dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.services.dossier import Dossier

How = Literal["added", "moved", "changed", "dropped"]

PARTS = (
    "stops", "items", "attendances", "legs", "passages", "stays", "vehicles", "participants",
    "seatings", "seats", "cues", "paragraphs", "requests", "meeting_days", "gifts",
)  # fmt: skip
"""The parts of a dossier whose records belong to the engagement: every field counts."""
AROUND = ("roles", "people", "organisations", "places")
"""The parts that it only refers to: what the office alone reads of them does not count."""
WHERE_AND_WHEN = frozenset({
    "starts_at", "ends_at", "start_zone", "end_zone", "first_day", "last_day", "all_day",
    "place", "room", "stop", "departs_at", "arrives_at", "departure_zone", "arrival_zone",
    "arrives_on", "departs_on",
})  # fmt: skip
"""The fields by which an item, a leg or a stay is *moved* rather than otherwise changed."""
_BOOKKEEPING = frozenset({"calendar_uid", "brief_on", "card_uid", "card_rest"})


@dataclass(frozen=True)
class Turn:
    """One field that became other: its values before and after, as the record holds them."""

    field: Field
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """What happened to one record; ``before`` or ``after`` is None where it was not there."""

    how: How
    before: Record | None
    after: Record | None
    turns: tuple[Turn, ...] = ()

    @property
    def record(self) -> Record:
        """The record as it is now, or as it was last."""
        found = self.after or self.before
        assert found is not None, "a change is of a record"
        return found


def between(before: Dossier, after: Dossier) -> tuple[Change, ...]:
    """Everything that became other, in the order of a dossier's parts, dropped records last.

    People, organisations, places and roles are compared only where both states refer to them:
    that they appear or go is told by what refers to them.
    """
    found: list[Change] = []
    if turns := _turns(before.engagement, after.engagement, everything=True):
        found.append(Change(_how(turns), before.engagement, after.engagement, turns))
    for part in PARTS:
        found += _compared(_by_id(before, part), _by_id(after, part))
    for part in AROUND:
        old, new = _by_id(before, part), _by_id(after, part)
        for id in new:
            if id in old and (turns := _turns(old[id], new[id], everything=False)):
                found.append(Change("changed", old[id], new[id], turns))
    return tuple(found)


def _compared(old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[Change]:
    for id, record in new.items():
        if id not in old:
            yield Change("added", None, record)
        elif turns := _turns(old[id], record, everything=True):
            yield Change(_how(turns), old[id], record, turns)
    for id, record in old.items():
        if id not in new:
            yield Change("dropped", record, None)


def _turns(old: Record, new: Record, *, everything: bool) -> tuple[Turn, ...]:
    return tuple(
        Turn(field, before, after)
        for field in new.fields()
        if field.name not in _BOOKKEEPING
        and (everything or field.audience != "full")
        and (before := getattr(old, field.name)) != (after := getattr(new, field.name))
    )


def _how(turns: tuple[Turn, ...]) -> How:
    return "moved" if any(turn.field.name in WHERE_AND_WHEN for turn in turns) else "changed"


def _by_id(dossier: Dossier, part: str) -> dict[str, Record]:
    held: Any = getattr(dossier, part)
    if isinstance(held, list):
        return {record.id: record for record in held}
    found: dict[str, Record] = {}
    for value in held.values():
        for record in value if isinstance(value, list) else (value,):
            found[record.id] = record
    return found
