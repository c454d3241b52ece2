"""Write a proposed order or other changes of a trip down, as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.records import Record
from sciattache.services.dossier import Dossier
from sciattache.services.routes import bookings, following
from sciattache.services.routes.roadshow import Proposal
from sciattache.services.routes.wording import Reason
from sciattache.store.steps import step

Changes = Mapping[type[Record], Mapping[str, Mapping[str, Any]]]
"""New values by type of record, id, and name of field."""


def follow(
    session: Session,
    dossier: Dossier,
    proposal: Proposal,
    title: str,
    tell: Callable[[Reason], str] = str,
) -> None:
    """Give the stops the order and dates proposed, and let their items, stays and legs follow.

    ``tell`` puts what is noted about bookings into the office's language.
    """
    changes: dict[type[Record], dict[str, dict[str, Any]]] = {
        Stop: following.stops(proposal), AgendaItem: following.items(dossier, proposal),
        Stay: {}, Leg: {},
    }  # fmt: skip
    for one in bookings.follow(dossier, proposal):
        values = dict(one.values)
        if one.noted:
            told = " ".join(tell(why) for why in one.why)
            values["notes"] = "\n".join(filter(None, (one.record.notes, told)))
        changes[type(one.record)][one.record.id] = values
    change(session, changes, title)


def change(session: Session, changes: Changes, title: str) -> None:
    """Set the fields named."""
    with step(session, title):
        for cls, records in changes.items():
            for id, values in records.items():
                record = session.query(cls).filter_by(id=id).one()
                for name, value in values.items():
                    setattr(record, name, value)
