"""What other engagements book at the same time of the people, places and cars of one of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.vehicle import Vehicle, plate
from sciattache.services.dossier import Dossier
from sciattache.store.gathering import gathered, grouped, parts


class Line(NamedTuple):
    """An item or a leg of another engagement, by what it takes up besides people named for it."""

    id: str
    engagement: str
    vehicle: str | None
    place: str | None = None
    interpreter: str | None = None


@dataclass(frozen=True)
class Shared:
    """What another engagement may book a second time.

    ``here`` are the engagements in which somebody of ours takes part: what names nobody there may
    be for them.
    """

    people: frozenset[str]
    places: frozenset[str]
    vehicles: frozenset[str]
    here: frozenset[str]

    def has(self, line: Line, named: Collection[str]) -> bool:
        """Whether a line with the people ``named`` for it, if any are, takes up any of it."""
        return (
            line.place in self.places
            or line.interpreter in self.people
            or line.vehicle in self.vehicles
            or (not self.people.isdisjoint(named) if named else line.engagement in self.here)
        )


def others(session: Session, dossier: Dossier) -> tuple[Dossier, ...]:
    """The other engagements with something on in its hours that may be booked twice.

    Each has those items and legs alone, and the participants that the two share.  Two statements
    where nothing else is on, about ten otherwise.
    """
    items, legs = _items(session, dossier), _legs(session, dossier)
    about = {line.engagement for line in (*items, *legs)}
    if not about:
        return ()
    cars = gathered(session, Vehicle, "engagement", about)
    people = _people(dossier)
    taking_part = gathered(session, Participation, "person", people)
    plates = {plate(one) for one in dossier.vehicles} - {""}
    shared = Shared(
        people=people,
        places=frozenset(item.place for item in dossier.items if item.place),
        vehicles=frozenset(one.id for one in cars if plate(one) in plates),
        here=frozenset(one.engagement for one in taking_part),
    )
    attending = _named(session, Attendance.item, Attendance.person, items)
    aboard = _named(session, Passage.leg, Passage.person, legs)
    on = {line.id for line in items if shared.has(line, attending.get(line.id, ()))}
    away = {line.id for line in legs if shared.has(line, aboard.get(line.id, ()))}
    items_of = grouped(gathered(session, AgendaItem, "id", on), "engagement")
    legs_of = grouped(gathered(session, Leg, "id", away), "engagement")
    attendances = grouped(gathered(session, Attendance, "item", on), "item")
    passages = grouped(gathered(session, Passage, "leg", away), "leg")
    return tuple(
        Dossier(
            engagement,
            items=items_of.get(engagement.id, []),
            attendances=attendances,
            legs=legs_of.get(engagement.id, []),
            passages=passages,
            participants=[one for one in taking_part if one.engagement == engagement.id],
            vehicles=[one for one in cars if one.engagement == engagement.id],
            places=dossier.places,
        )
        for engagement in gathered(session, Engagement, "id", {*items_of, *legs_of})
        if engagement.state != "cancelled" and not engagement.template
    )


def _items(session: Session, dossier: Dossier) -> list[Line]:
    """The items of all others in the hours of an engagement."""
    ends = func.coalesce(AgendaItem.ends_at, AgendaItem.starts_at)
    columns = (AgendaItem.id, AgendaItem.engagement, AgendaItem.vehicle, AgendaItem.place,
               AgendaItem.interpreter)  # fmt: skip
    return _lines(session, dossier, columns, AgendaItem.starts_at, ends)


def _legs(session: Session, dossier: Dossier) -> list[Line]:
    first = func.coalesce(Leg.departs_at, Leg.arrives_at)
    last = func.coalesce(Leg.arrives_at, Leg.departs_at)
    return _lines(session, dossier, (Leg.id, Leg.engagement, Leg.vehicle), first, last)


def _lines(
    session: Session, dossier: Dossier, columns: Sequence[Any], first: Any, last: Any
) -> list[Line]:
    hours = _hours(dossier)
    if hours is None:
        return []
    statement = select(*columns).where(
        first <= hours[1], last >= hours[0], columns[1] != dossier.engagement.id
    )
    return [Line(*row) for row in session.execute(statement)]


def _hours(dossier: Dossier) -> tuple[datetime, datetime] | None:
    """The first and the last moment of what is on."""
    items, legs = dossier.items, dossier.legs
    moments = [moment for item in items for moment in (item.starts_at, item.ends_at) if moment]
    moments += [moment for leg in legs for moment in (leg.departs_at, leg.arrives_at) if moment]
    return (min(moments), max(moments)) if moments else None


def _people(dossier: Dossier) -> frozenset[str]:
    """Who may be booked."""
    found = {one.person for one in dossier.participants}
    found |= {one.person for listed in dossier.attendances.values() for one in listed}
    found |= {one.person for listed in dossier.passages.values() for one in listed}
    return frozenset(found | {item.interpreter for item in dossier.items if item.interpreter})


def _named(session: Session, of: Any, person: Any, lines: Sequence[Line]) -> dict[str, set[str]]:
    """Who is named for lines, by their ids."""
    found: dict[str, set[str]] = {}
    for part in parts(line.id for line in lines):
        for id, who in session.execute(select(of, person).where(of.in_(part))):
            found.setdefault(id, set()).add(who)
    return found
