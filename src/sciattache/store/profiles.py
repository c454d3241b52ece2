"""What the office knows of people and organisations, read from the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.directory.interaction import Interaction
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.relationship import Relationship
from sciattache.domain.office.colleague import Colleague
from sciattache.domain.office.handling import Handling
from sciattache.domain.office.post import Post
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.records import Record
from sciattache.services.dossier import Dossier
from sciattache.services.profile import Known, Profile
from sciattache.store import pictures

R = TypeVar("R", bound=Record)
_PART = 400
"""Ids asked for in one query."""


def profile(session: Session, subject: Person | Organisation) -> Profile:
    """What the office knows of one person or organisation."""
    is_body = isinstance(subject, Organisation)
    people = {subject.id} if not is_body else set()
    if is_body:
        theirs = where(session, Affiliation, "organisation", {subject.id})
        people |= {one.person for one in theirs if not one.until}
    found = known(session, people, {subject.id} if is_body else set())
    made = found.of(subject)
    return replace(made, post=post(session), marking=marking(session, made.told))


def known(
    session: Session,
    people: set[str],
    organisations: set[str],
    *,
    engagement: str | None = None,
    photos: bool = True,
) -> Known:
    """Everything that is known of those people and organisations, and of an engagement."""
    about = {"person": people, "organisation": organisations}
    if engagement:
        about["engagement"] = {engagement}
    affiliations = either(session, Affiliation, {"person": people, "organisation": organisations})
    relationships = either(
        session, Relationship, {"person": people, "other": people, "organisation": organisations}
    )
    interactions, follow_ups = either(session, Interaction, about), either(session, FollowUp, about)
    participations = either(
        session, Participation, {"person": people, "organisation": organisations}
    )
    engagements = _refer(interactions, "engagement") | _refer(follow_ups, "engagement")
    engagements |= _refer(participations, "engagement")
    bodies = where(session, Engagement, "host", organisations)
    bodies += where(session, Engagement, "guest_organisation", organisations)
    named = people | _refer(affiliations, "person") | _refer(interactions, "person")
    named |= _refer(relationships, "person", "other") | _refer(follow_ups, "person")
    acting = organisations | _refer(affiliations, "organisation")
    acting |= _refer(interactions, "organisation") | _refer(relationships, "organisation")
    acting |= _refer(follow_ups, "organisation") | _refer(participations, "organisation")
    found = _by_id(where(session, Person, "id", named))
    return Known(
        people=found,
        organisations=_by_id(where(session, Organisation, "id", acting)),
        colleagues=_by_id(session.query(Colleague).all()),
        engagements=_by_id([*bodies, *where(session, Engagement, "id", engagements)]),
        affiliations=affiliations,
        relationships=relationships,
        interactions=interactions,
        follow_ups=follow_ups,
        participations=participations,
        photos=pictures.of(session, [found[id] for id in people if id in found], [])
        if photos
        else {},
    )


def named(session: Session, known: Known, tasks: Sequence[FollowUp]) -> Known:
    """What is known with the people, organisations and engagements that tasks refer to."""
    people = _refer(tasks, "person") - known.people.keys()
    bodies = _refer(tasks, "organisation") - known.organisations.keys()
    engagements = _refer(tasks, "engagement") - known.engagements.keys()
    return replace(
        known,
        people=known.people | _by_id(where(session, Person, "id", people)),
        organisations=known.organisations | _by_id(where(session, Organisation, "id", bodies)),
        engagements=known.engagements | _by_id(where(session, Engagement, "id", engagements)),
    )


def around(session: Session, dossier: Dossier) -> Known:
    """What is known of those who take part in an engagement, and what was noted down of it."""
    people = {one.person for one in dossier.participants}
    people |= {one.contact for one in dossier.items if one.contact}
    return known(
        session,
        people,
        set(dossier.organisations),
        engagement=dossier.engagement.id,
        photos=False,
    )


def post(session: Session) -> Post | None:
    """The office's own post."""
    return session.query(Post).order_by(Post.ours.desc(), Post.rid).first()


def marking(session: Session, records: Iterable[Record]) -> str:
    """The marking of a paper that tells of records: the highest of theirs."""
    wanted = {str(id) for one in records if (id := getattr(one, "handling", None))}
    found = where(session, Handling, "id", wanted)
    highest = max(found, key=lambda one: one.level or 0, default=None)
    return (highest.text or highest.name) if highest else ""


def where(session: Session, cls: type[R], name: str, ids: set[str]) -> list[R]:
    """The records whose field has one of those values, in the order of their rows."""
    found: list[R] = []
    wanted = sorted(ids)
    for start in range(0, len(wanted), _PART):
        part = wanted[start : start + _PART]
        found += session.query(cls).filter(getattr(cls, name).in_(part)).order_by(cls.rid)
    return found


def either(session: Session, cls: type[R], about: dict[str, set[str]]) -> list[R]:
    """The records of which one of several fields has one of its values, each once."""
    found: dict[str, R] = {}
    for name, ids in about.items():
        found |= _by_id(where(session, cls, name, ids))
    return sorted(found.values(), key=lambda one: one.rid)


def _refer(records: Sequence[Record], *names: str) -> set[str]:
    values: Iterable[Any] = (getattr(one, name) for one in records for name in names)
    return {str(value) for value in values if value}


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {one.id: one for one in records}
