"""Everything that the papers of one engagement read, loaded once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from typing import TypeVar

from sqlalchemy.orm import Session

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.office.colleague import Colleague
from sciattache.domain.office.handling import Handling
from sciattache.domain.office.post import Post
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.expense import Expense
from sciattache.domain.programmes.gift import Gift
from sciattache.domain.programmes.issue import Issue
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.domain.records import Record
from sciattache.papers import words
from sciattache.services import precedence, programme
from sciattache.store import blobs

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Dossier:
    """An engagement with all that belongs to it; records by id where they are referred to."""

    engagement: Engagement
    post: Post | None
    marking: str
    issue: Issue | None
    stops: list[Stop]
    items: list[AgendaItem]
    legs: list[Leg]
    stays: list[Stay]
    vehicles: list[Vehicle]
    expenses: list[Expense]
    gifts: list[Gift]
    requests: list[MeetingRequest]
    participants: list[Participation]
    attendances: dict[str, list[Attendance]]
    passages: dict[str, list[Passage]]
    people: dict[str, Person]
    organisations: dict[str, Organisation]
    places: dict[str, Place]
    colleagues: dict[str, Colleague]
    roles: dict[str, Affiliation]
    photos: dict[str, bytes]

    @cached_property
    def zone(self) -> tzinfo:
        """The clock of the office that issues the papers."""
        return words.timezone((self.post.zone if self.post else None) or self.engagement.zone)

    @cached_property
    def lines(self) -> dict[str, programme.Line]:
        """Each item and leg that has a time, by id, on the clocks that are settled for it."""
        found = programme.days(self.engagement, self.stops, self.items, self.legs)
        return {line.record.id: line for day in found for line in (*day.all_day, *day.lines)}

    @cached_property
    def absent(self) -> frozenset[str]:
        """The people who have declined to take part at all."""
        return frozenset(one.person for one in self.participants if one.rsvp == "declined")

    def invited(self, item: str) -> list[str]:
        """The people named for an item, whatever they answered."""
        return [one.person for one in self.attendances.get(item, ())]

    def attending(self, item: str) -> list[str]:
        """The people named for an item who have not declined it, nor everything."""
        listed = self.attendances.get(item, ())
        coming = [one.person for one in listed if one.status != "declined"]
        return [person for person in coming if person not in self.absent]

    def aboard(self, leg: str) -> list[str]:
        """The people named for a leg who come at all."""
        listed = self.passages.get(leg, ())
        return [one.person for one in listed if one.person not in self.absent]

    def title_of(self, one: Participation) -> str:
        """A participant's title: the one for this event, else that of the main role."""
        role = self.roles.get(one.person)
        return one.title or (role.title if role else None) or ""

    def organisation_of(self, one: Participation) -> Organisation | None:
        """For whom a participant comes."""
        role = self.roles.get(one.person)
        id = one.organisation or (role.organisation if role else None)
        return self.organisations.get(id or "")

    def country_of(self, one: Participation) -> str | None:
        """Whose delegation a participant belongs to, else where they are at home.

        Of our own mission nobody says it: its name does.
        """
        person = self.people.get(one.person)
        at_home = person.country if person and one.side != "mission" else None
        return one.country or at_home


def load(session: Session, engagement: Engagement) -> Dossier:
    """Read an engagement's dossier; about twenty queries, however large it is."""

    def of(cls: type[R]) -> list[R]:
        return session.query(cls).filter(cls.engagement == engagement.id).order_by(cls.rid).all()  # type: ignore[attr-defined]

    items, legs, participants = of(AgendaItem), of(Leg), of(Participation)
    attendances = _grouped(_all(session, Attendance, "item", {one.id for one in items}), "item")
    passages = _grouped(_all(session, Passage, "leg", {one.id for one in legs}), "leg")
    stays, requests = of(Stay), of(MeetingRequest)
    people_ids = {one.person for one in participants}
    people_ids |= {a.person for listed in attendances.values() for a in listed}
    people_ids |= {p.person for listed in passages.values() for p in listed}
    for records, names in (
        (items, ("contact", "interpreter")),
        (stays, ("person", "shares_with")),
        (requests, ("asker", "asked")),
        (of(Expense), ("person",)),
        (of(Gift), ("person",)),
    ):
        people_ids |= _ids(records, names)
    people = _by_id(session, Person, people_ids)
    roles: dict[str, Affiliation] = {}
    found = _all(session, Affiliation, "person", set(people))
    for role in sorted(found, key=lambda r: (r.until is not None, not r.main, r.rid)):
        roles.setdefault(role.person, role)
    organisation_ids = {role.organisation for role in roles.values()} | {
        engagement.host,
        engagement.guest_organisation,
    }
    organisation_ids |= _ids(participants, ("organisation",)) | _ids(items, ("host",))
    organisation_ids |= _ids(requests, ("asker_organisation", "asked_organisation")) | _ids(
        of(Gift), ("organisation",)
    )
    posts = session.query(Post).order_by(Post.ours.desc(), Post.rid).all()
    issues = (
        session.query(Issue).filter(Issue.engagement == engagement.id).order_by(Issue.version).all()
    )
    handling = session.query(Handling).filter(Handling.id == engagement.handling).one_or_none()
    return Dossier(
        engagement=engagement,
        post=posts[0] if posts else None,
        marking=(handling.text or handling.name) if handling else "",
        issue=issues[-1] if issues else None,
        stops=sorted(of(Stop), key=lambda s: (str(s.starts_on or ""), s.position or 0, s.rid)),
        items=items,
        legs=sorted(legs, key=lambda leg: (str(leg.departs_at or "9"), leg.rid)),
        stays=stays,
        vehicles=sorted(of(Vehicle), key=lambda v: (v.position or 99, v.rid)),
        expenses=of(Expense),
        gifts=of(Gift),
        requests=requests,
        participants=precedence.order(
            participants,
            lambda one: people[one.person].rank if one.person in people else None,
            lambda one: _sort(people.get(one.person)),
        ),
        attendances=attendances,
        passages=passages,
        people=people,
        organisations=_by_id(session, Organisation, organisation_ids),
        places=_by_id(
            session,
            Place,
            _ids(items, ("place",)) | _ids(stays, ("place",)) | _ids(of(Stop), ("place",)),
        ),
        colleagues={one.id: one for one in session.query(Colleague)},
        roles=roles,
        photos={
            one.id: content
            for one in people.values()
            if one.photo and (content := blobs.content(session, one.photo))
        },
    )


def _sort(person: Person | None) -> str:
    from sciattache.domain.standards import names

    return names.sort_key(person.name) if person else ""


def _ids(records: Sequence[Record], names: tuple[str, ...]) -> set[str]:
    return {id for record in records for name in names if (id := getattr(record, name))}


def _by_id(session: Session, cls: type[R], ids: set[str | None] | set[str]) -> dict[str, R]:
    return {one.id: one for one in _all(session, cls, "id", {id for id in ids if id})}


def _all(session: Session, cls: type[R], name: str, ids: set[str]) -> list[R]:
    found: list[R] = []
    wanted = sorted(ids)
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        found += session.query(cls).filter(getattr(cls, name).in_(part)).order_by(cls.rid)
    return found


def _grouped(records: list[R], name: str) -> dict[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        found[getattr(record, name)].append(record)
    return dict(found)
