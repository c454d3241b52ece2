"""A day in one column and an hour in another, joined into the moment that they tell together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sciattache.domain import identities
from sciattache.domain.records import Record
from sciattache.interchange import hours
from sciattache.interchange.drafts import Draft
from sciattache.interchange.mapping.cells import Place, place
from sciattache.interchange.mapping.targets import HOUR_OF

Filled = list[tuple[Place, Any]]
"""The cells of a row that say something, and where each goes."""

_AFTER = {"ends_at": "starts_at", "arrives_at": "departs_at"}
"""The moment after which another comes, and whose day it has where no column tells one."""
_WHOLE = {"starts_at": "first_day", "ends_at": "last_day"}
"""Where the day of a moment stands for an item of whole days."""
_LONGEST = timedelta(hours=22)
"""No leg lasts longer than this whose arrival has no day of its own."""


def joining(cls: type[Record], mapping: Mapping[int, str]) -> Joining | None:
    """What joins the columns of ``mapping``, None where none of them holds hours alone."""
    apart = [path.removesuffix(HOUR_OF) for path in mapping.values() if _is_hour(cls, path)]
    return Joining(cls, tuple(apart)) if apart else None


def _is_hour(cls: type[Record], path: str) -> bool:
    name = path.removesuffix(HOUR_OF)
    return name != path and any(
        field.name == name and field.kind.name == "instant" for field in cls.fields()
    )


@dataclass(frozen=True)
class Joining:
    """Joins the days and hours of rows of ``cls``; ``names`` are the moments with their hours."""

    cls: type[Record]
    names: tuple[str, ...]

    def joined(self, filled: Filled) -> tuple[Filled, frozenset[str]]:
        """The row with moments in place of days and hours, and those whose day is concluded.

        Hours without any day are left as they are, for the notes.
        """
        told = {goes.name: (goes, cell) for goes, cell in filled if not goes.before}
        made: dict[str, datetime] = {}
        gone: set[str] = set()
        concluded: set[str] = set()
        for name in self._ordered():
            span = hours.read(told[name + HOUR_OF][1]) if name + HOUR_OF in told else None
            day, where = self._day(name, told)
            if day is None and name in _AFTER and _AFTER[name] in made:
                day, where = made[_AFTER[name]].date(), ""
                concluded.add(name)
            if span is None or day is None:
                concluded.discard(name)
                continue
            made[name] = datetime.combine(day + timedelta(days=span.later), span.first)
            gone |= {name, name + HOUR_OF, where}
            end = next((last for last, first in _AFTER.items() if first == name), "")
            if span.last is not None and end and end + HOUR_OF not in told and end not in told:
                made[end] = datetime.combine(day, span.last)
                concluded.add(end)
        kept = [(goes, cell) for goes, cell in filled if goes.before or goes.name not in gone]
        fields = {field.name for field in self.cls.fields()}
        new = [(place(self.cls, name), at) for name, at in made.items() if name in fields]
        return kept + new, frozenset(concluded)

    def _ordered(self) -> Iterator[str]:
        """The moments, those that others come after first."""
        names = dict.fromkeys(self.names)
        yield from (name for name in names if name not in _AFTER)
        yield from (name for name in names if name in _AFTER)

    def _day(self, name: str, told: Mapping[str, tuple[Place, Any]]) -> tuple[date | None, str]:
        """The day of a moment, and the field whose column tells it."""
        for where in (name, _WHOLE.get(name, "")):
            if where in told:
                goes, cell = told[where]
                day = _read_day(goes.read(cell) if goes.read else cell)
                if day is not None:
                    return day, where
        return None, ""


def settle(draft: Draft, concluded: frozenset[str]) -> None:
    """Put an end whose day was concluded on the first day on which it comes after its start."""
    for name in concluded:
        start, end = draft.values.get(_AFTER[name]), draft.values.get(name)
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            continue
        while end <= start:
            end += timedelta(days=1)
        if name == "arrives_at" and end - start > _LONGEST:
            end -= timedelta(days=1)  # over the date line it may land the day before
        draft.values[name] = end if end > start else draft.values[name]


def _read_day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else None
    if isinstance(cell, date):
        return cell
    try:
        return identities.day(str(cell))
    except (ValueError, OverflowError):
        return None
