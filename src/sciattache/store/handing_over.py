"""What a successor takes over, read from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from sqlalchemy import or_
from sqlalchemy.orm import Session

from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.directory.interaction import Interaction
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.relationship import Relationship
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.records import Record
from sciattache.services import handover as taking
from sciattache.services.handover import Contact, Handover
from sciattache.services.profile import by_due
from sciattache.store import profiles

R = TypeVar("R", bound=Record)


def handover(session: Session, *, on: date, most_contacts: int = 40) -> Handover:
    """The office on a day, as a successor finds it."""
    engagements = taking.under_way(session.query(Engagement), on)
    ids = {one.id for one in engagements}
    items, parts = _by(session, AgendaItem, ids), _by(session, Participation, ids)
    tasks = _by(session, FollowUp, ids)
    still = session.query(FollowUp).filter(
        or_(FollowUp.state.is_(None), FollowUp.state.not_in(("done", "dropped")))
    )
    people = {str(id) for (id,) in session.query(Interaction.person).distinct() if id}
    people |= {id for (id,) in session.query(Person.id).filter(Person.dealing.is_not(None))}
    people |= {id for (id,) in session.query(Relationship.person).distinct()}
    known = profiles.known(session, people, set(), photos=False)
    contacts, more = taking.to_keep_warm(known, most=most_contacts)
    promised = profiles.named(session, known, still.all())
    return Handover(
        on=on,
        known=promised,
        standings=tuple(
            taking.standing(one, items[one.id], parts[one.id], tasks[one.id]) for one in engagements
        ),
        contacts=contacts,
        more_contacts=more,
        promises=tuple(by_due(promised, still)),
        post=profiles.post(session),
        marking=profiles.marking(session, [*engagements, *still, *_told_of(contacts)]),
    )


def _told_of(contacts: Iterable[Contact]) -> Iterator[Record]:
    """The records that the pack tells something of beside its contacts."""
    for one in contacts:
        yield one.person
        yield from one.profile.relationships
        if one.last is not None:
            yield one.last


def _by(session: Session, cls: type[R], ids: set[str]) -> dict[str, list[R]]:
    """The records of engagements, by engagement."""
    found: dict[str, list[R]] = defaultdict(list)
    for one in profiles.where(session, cls, "engagement", ids):
        found[one.engagement].append(one)  # type: ignore[attr-defined]  # each type has it
    return found
