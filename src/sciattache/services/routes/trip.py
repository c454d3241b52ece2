"""What an investor trip lacks, and changes that would mend it: one value with all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.records import Record
from sciattache.services.dossier import Dossier
from sciattache.services.moving import Times
from sciattache.services.routes import clusters, teams, warm_ups
from sciattache.services.routes.changes import Change, Found
from sciattache.services.routes.wording import Reason, reason


@dataclass(frozen=True)
class Trip:
    """What was found, and what is proposed: an item is changed by one proposal at most."""

    why: tuple[Reason, ...]
    changes: tuple[Change, ...]

    def values(self) -> dict[type[Record], dict[str, Times]]:
        """The new values by type of record and id."""
        made: dict[type[Record], dict[str, Times]] = {}
        for one in self.changes:
            made.setdefault(one.cls, {}).setdefault(one.id, {}).update(one.values)
        return made


def look(dossier: Dossier) -> Trip:
    """Success measures, warm-ups before key targets, clusters by place, and the teams."""
    found = [Found(tuple(_successes(dossier)))]
    found += [warm_ups.look(dossier), clusters.look(dossier), teams.look(dossier)]
    changes: list[Change] = []
    moved: set[str] = set()
    for part in found:
        # What one proposal moves, the next does not move again: look once more after it is done.
        if moved.isdisjoint(one.id for one in part.changes):
            changes += part.changes
            moved |= {one.id for one in part.changes if one.cls is AgendaItem}
    return Trip(tuple(why for part in found for why in part.why), tuple(changes))


def _successes(dossier: Dossier) -> Iterator[Reason]:
    for stop in dossier.stops:
        if not (stop.success or "").strip():
            yield reason("success", city=stop.city)
