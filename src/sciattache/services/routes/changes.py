"""Changes proposed to the records of a trip, and the items that they are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.records import Record
from sciattache.services.dossier import Dossier
from sciattache.services.moving import Times
from sciattache.services.routes.roadshow import takes_place
from sciattache.services.routes.wording import Reason


@dataclass(frozen=True)
class Change:
    """New values of a record; ``title`` says whose."""

    cls: type[Record]
    id: str
    title: str
    values: Times


@dataclass(frozen=True)
class Found:
    """What a look at a trip came to: reasons, and the changes that go with them."""

    why: tuple[Reason, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Slot:
    """An item with its hours, on the day of its own clock."""

    item: AgendaItem
    on: date
    start: datetime
    end: datetime

    def moved(self, start: datetime) -> Change:
        """The change that lets it begin at ``start`` and last as long."""
        values: Times = {"starts_at": start}
        if self.item.ends_at is not None:
            values["ends_at"] = start + (self.end - self.start)
        return Change(AgendaItem, self.item.id, self.item.title, values)


def slots(dossier: Dossier, items: Iterable[AgendaItem] | None = None) -> list[Slot]:
    """The items with hours that take place, in the order of time."""
    found: list[Slot] = []
    for item in dossier.items if items is None else items:
        line = dossier.lines.get(item.id)
        if line and line.start and item.starts_at and takes_place(item):
            found.append(
                Slot(item, line.start.date(), item.starts_at, item.ends_at or item.starts_at)
            )
    return sorted(found, key=lambda one: (one.start, one.end, one.item.id))
