"""Write a repair of a day down, as one step."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.services.repair import Repair
from sciattache.store.steps import step


def apply(
    session: Session,
    repair: Repair,
    title: str,
    *,
    leg: str = "",
    arrives_at: datetime | None = None,
) -> None:
    """Move and drop the items that a repair names; a dropped one is cancelled, not deleted.

    ``leg`` is the leg whose new arrival asked for the repair.
    """
    with step(session, title):
        if leg:
            session.query(Leg).filter_by(id=leg).one().arrives_at = arrives_at
        for one in repair.amendments:
            item = session.query(AgendaItem).filter_by(id=one.id).one()
            if one.how == "dropped":
                item.status = "cancelled"
                continue
            item.starts_at = one.start
            if item.ends_at is not None:
                item.ends_at = one.end
