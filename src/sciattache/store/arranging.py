"""Write what was proposed for tables, cars and rooms, inside an open step."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from sciattache.domain.programmes.seat import Seat
from sciattache.services.reasons import Reason
from sciattache.services.seating import Move, Proposal


def seat(session: Session, proposal: Proposal, tell: Callable[[Reason], str] = str) -> int:
    """Seat everybody as proposed; gives how many moved.

    New tables are kept too.  ``tell`` puts the reasons for departures from precedence into the
    office's language.
    """
    for laid in proposal.tables:
        laid.table.places = laid.table.places or len(laid.layout.places)
        session.merge(laid.table)
    session.flush()
    held = _held(session, [laid.table.id for laid in proposal.tables])
    for move in proposal.moves:
        found = held.get(move.person)
        if move.new is not None:
            if found is None:
                found = Seat(person=move.person)
                session.add(found)
            _sit(found, move, tell)
        elif found is not None:
            session.delete(found)
    session.flush()
    return len(proposal.changes)


def _held(session: Session, tables: list[str]) -> dict[str, Seat]:
    """The seats of tables by person; what is nobody's, or the same person's again, goes."""
    held: dict[str, Seat] = {}
    for one in session.query(Seat).filter(Seat.seating.in_(tables)).order_by(Seat.rid):
        if not one.person or one.person in held:
            session.delete(one)
        else:
            held[one.person] = one
    return held


def _sit(found: Seat, move: Move, tell: Callable[[Reason], str]) -> None:
    assert move.new is not None
    found.seating, found.number, behind = move.new
    if bool(found.behind) != behind:
        found.behind = behind or None
    if not found.fixed:
        found.reason = tell(move.why) if move.departs and move.why else None
