"""Write what was proposed for tables, cars and rooms, inside an open step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.stay import Stay
from sciattache.services import cars
from sciattache.services.reasons import Reason
from sciattache.services.rooming import Room
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


def drive(session: Session, proposal: cars.Proposal) -> int:
    """Give everybody the car proposed; gives how many change."""
    wanted = {ride.one.id: ride.new for ride in proposal.changes}
    for one in session.query(Participation).filter(Participation.id.in_(wanted)):
        one.vehicle = wanted[one.id]
    session.flush()
    return len(wanted)


def lodge(session: Session, engagement: str, rooms: Sequence[Room]) -> int:
    """Take the rooms proposed; gives how many are new or others."""
    changed = [room for room in rooms if room.changes]
    for room in changed:
        if room.stay is None:
            session.add(Stay(engagement=engagement, **room.values))
            continue
        stay = session.query(Stay).filter_by(id=room.stay.id).one()
        for name, value in room.values.items():
            setattr(stay, name, value)
    session.flush()
    return len(changed)


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
