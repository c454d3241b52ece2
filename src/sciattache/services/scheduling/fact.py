"""One thing that a planner asked of a day, such that a timetable must respect it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Kind(IntEnum):
    """What a fact is about; what concerns everyone is first."""

    FAIRNESS = 0
    TABLES = 1
    LUNCH = 2
    ORDER = 3
    AWAY = 4
    FIXED = 5
    SESSION = 6
    REQUEST = 7


@dataclass(frozen=True, order=True)
class Fact:
    """One thing asked: of the meetings or the person named, in a slot where it is about one."""

    kind: Kind
    about: tuple[str, ...] = ()
    slot: int = 0
