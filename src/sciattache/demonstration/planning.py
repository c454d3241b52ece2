"""What the colleagues of the demonstration office do with what they entered, as a planner does it.

Invitations, answers, cars, seats and meetings are never written down in the demonstration's files:
they come from the functions that the window and the commands call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.errors import KnownError
from sciattache.services import cars, invitations, seating
from sciattache.services.dossier import Dossier
from sciattache.services.meeting_day import asked
from sciattache.services.scheduling.solve import solve
from sciattache.store import arranging, dossiers, meetings
from sciattache.store.steps import step

_SECONDS = 20.0
"""How long to look for a timetable at most; the days of the demonstration are small."""


@dataclass(frozen=True)
class Invitation:
    """On which day somebody is invited, and what they answer on which, if they do."""

    invited_on: date
    answer: str | None = None
    answered_on: date | None = None


def invite(session: Session, wanted: Mapping[str, Invitation]) -> None:
    """Invite participants by their ids, and keep their answers, as two steps."""
    parts = session.query(Participation).filter(Participation.id.in_(wanted)).all()
    with step(session, f"Invite {len(parts)} people"):
        for one in parts:
            _set(one, invitations.invited(one, wanted[one.id].invited_on))
    with step(session, "Keep the answers to the invitations"):
        for one in parts:
            given = wanted[one.id]
            if given.answer and given.answered_on:
                _set(one, invitations.answered(one, given.answer, given.answered_on))


def arrange(session: Session, engagement: str, wish: str) -> None:
    """Let the program propose one of ``WISHES`` for an engagement, and keep it as a step."""
    about = session.query(Engagement).filter_by(id=engagement).one()
    WISHES[wish](session, dossiers.load(session, about))


def _drive(session: Session, dossier: Dossier) -> None:
    with step(session, f"Give cars to {dossier.engagement.title}"):
        arranging.drive(session, cars.propose(dossier))


def _seat(session: Session, dossier: Dossier) -> None:
    """Seat everybody at the tables that the items have."""
    for item in dossier.items:
        tables = [one for one in dossier.seatings if one.item == item.id]
        if tables:
            with step(session, f"Seat {item.title}"):
                arranging.seat(session, seating.propose(dossier, item, tables))


def _meet(session: Session, dossier: Dossier) -> None:
    """Find the timetable of each meeting day."""
    for day in dossier.meeting_days:
        given = asked(dossier, day)
        found = solve(given.problem, _SECONDS)
        if not found.feasible:
            raise KnownError(f"{day.name} has no timetable.", "Look at its requests.")
        meetings.write(session, given, found, f"Schedule {day.name}")


WISHES: dict[str, Callable[[Session, Dossier], None]] = {
    "cars": _drive, "seats": _seat, "meetings": _meet,
}  # fmt: skip
"""What can be arranged, by the word for it."""


def _set(one: Participation, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(one, name, value)
