"""What the office knows of people and organisations beside any one engagement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.directory.interaction import Interaction
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.relationship import Relationship
from sciattache.domain.office.colleague import Colleague
from sciattache.domain.office.post import Post
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.records import Record
from sciattache.services import deadlines

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Known:
    """Roles, relationships, contacts, promises and engagements of some people and organisations.

    What these refer to is there by id.
    """

    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    colleagues: dict[str, Colleague] = field(default_factory=dict)
    engagements: dict[str, Engagement] = field(default_factory=dict)
    affiliations: list[Affiliation] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    interactions: list[Interaction] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)

    def of(self, subject: Person | Organisation) -> Profile:
        """What is known of one of them."""
        if isinstance(subject, Organisation):
            return _of_organisation(self, subject)
        return _of_person(self, subject)

    def due(self, task: FollowUp) -> date | None:
        """When a promise falls due, on a day or counted from its engagement's first day."""
        engagement = self.engagements.get(task.engagement or "")
        return deadlines.due(task, engagement) if engagement else task.due_on


@dataclass(frozen=True)
class Profile:
    """What the office knows of one person or organisation, the latest first.

    ``affiliations`` are the person's roles, those of today first, or who is at the organisation;
    ``follow_ups`` only those that are open, by the day on which they fall due.
    """

    subject: Person | Organisation
    known: Known
    affiliations: tuple[Affiliation, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    engagements: tuple[tuple[Engagement, Participation | None], ...] = ()
    post: Post | None = None
    marking: str = ""

    @property
    def told(self) -> tuple[Record, ...]:
        """The records that bear a marking and of which a brief tells."""
        return (self.subject, *self.interactions, *self.follow_ups, *self.relationships)

    @property
    def role(self) -> Affiliation | None:
        """The main role of a person, one that has ended only for want of another."""
        return self.affiliations[0] if self.affiliations else None


def latest(interactions: Iterable[Interaction]) -> list[Interaction]:
    """Contacts, the latest first; those without a day at the end."""
    return sorted(interactions, key=lambda one: (one.at or _LONG_AGO, one.rid or 0), reverse=True)


def by_due(known: Known, tasks: Iterable[FollowUp]) -> list[FollowUp]:
    """The promises that are open, by the day on which they fall due."""
    still = (task for task in tasks if deadlines.is_open(task))
    return sorted(still, key=lambda task: (known.due(task) or date.max, task.task or ""))


def _of_person(known: Known, person: Person) -> Profile:
    met = [one for one in known.participations if one.person == person.id]
    roles = [one for one in known.affiliations if one.person == person.id]
    return Profile(
        person,
        known,
        tuple(sorted(roles, key=lambda one: (one.until is not None, not one.main, one.rid or 0))),
        tuple(one for one in known.relationships if person.id in (one.person, one.other)),
        tuple(latest(one for one in known.interactions if one.person == person.id)),
        tuple(by_due(known, (one for one in known.follow_ups if one.person == person.id))),
        _dated(
            (known.engagements[one.engagement], one)
            for one in met
            if one.engagement in known.engagements
        ),
    )


def _of_organisation(known: Known, body: Organisation) -> Profile:
    people = [one for one in known.affiliations if one.organisation == body.id and not one.until]
    theirs = {one.person for one in people}
    met = {
        one.engagement
        for one in known.participations
        if one.organisation == body.id or (not one.organisation and one.person in theirs)
    }
    met |= {
        one.id
        for one in known.engagements.values()
        if body.id in (one.host, one.guest_organisation)
    }

    def concerns(one: Interaction | FollowUp) -> bool:
        return one.organisation == body.id or (not one.organisation and one.person in theirs)

    return Profile(
        body,
        known,
        tuple(sorted(people, key=lambda one: (not one.main, one.rid or 0))),
        tuple(one for one in known.relationships if one.organisation == body.id),
        tuple(latest(one for one in known.interactions if concerns(one))),
        tuple(by_due(known, (one for one in known.follow_ups if concerns(one)))),
        _dated((known.engagements[id], None) for id in met if id in known.engagements),
    )


def _dated(
    met: Iterable[tuple[Engagement, Participation | None]],
) -> tuple[tuple[Engagement, Participation | None], ...]:
    """Engagements, the latest first."""
    return tuple(
        sorted(met, key=lambda pair: (pair[0].starts_on or date.min, pair[0].id), reverse=True)
    )
