"""An engagement's dossier, read from the store at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy.orm import Session

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.directory.relationship import Relationship
from sciattache.domain.directory.travel_time import TravelTime
from sciattache.domain.knowledge.story import Story
from sciattache.domain.office.colleague import Colleague
from sciattache.domain.office.country_name import CountryName
from sciattache.domain.office.handling import Handling
from sciattache.domain.office.letter import Letter
from sciattache.domain.office.post import Post
from sciattache.domain.programmes.absence import Absence
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.cue import Cue
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.expense import Expense
from sciattache.domain.programmes.gift import Gift
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.meeting_day import MeetingDay
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.domain.programmes.waiver import Waiver
from sciattache.domain.records import Record
from sciattache.services import precedence
from sciattache.services.dossier import Dossier
from sciattache.store import elsewhere, guest_seal, issues, narrowing, pictures, profiles
from sciattache.store.gathering import gathered, grouped

R = TypeVar("R", bound=Record)


def load(session: Session, engagement: Engagement) -> Dossier:
    """Read an engagement's dossier; some thirty queries at most, however large it is."""

    def of(cls: type[R]) -> list[R]:
        return session.query(cls).filter(cls.engagement == engagement.id).order_by(cls.rid).all()  # type: ignore[attr-defined]

    items, legs, participants = of(AgendaItem), of(Leg), of(Participation)
    attendances = grouped(gathered(session, Attendance, "item", {one.id for one in items}), "item")
    passages = grouped(gathered(session, Passage, "leg", {one.id for one in legs}), "leg")
    stays, requests, stops, absences = of(Stay), of(MeetingRequest), of(Stop), of(Absence)
    seatings = gathered(session, Seating, "item", {one.id for one in items})
    cues = gathered(session, Cue, "item", {one.id for one in items})
    paragraphs = gathered(session, BriefParagraph, "item", {one.id for one in items})
    stories = of(Story)
    seats = grouped(gathered(session, Seat, "seating", {one.id for one in seatings}), "seating")
    people_ids = {one.person for one in participants}
    people_ids |= {a.person for listed in attendances.values() for a in listed}
    people_ids |= {p.person for listed in passages.values() for p in listed}
    for records, of_people in (
        (items, ("contact", "interpreter")),
        (stays, ("person", "shares_with")),
        (requests, ("asker", "asked")),
        (of(Expense), ("person",)),
        (of(Gift), ("person",)),
        (absences, ("person",)),
        (seatings, ("host", "guest_of_honour")),
        (cues, ("interpreter",)),
        (stories, ("person", "quoted")),
    ):
        people_ids |= _ids(records, of_people)
    people_ids |= {seat.person for table in seats.values() for seat in table if seat.person}
    people = _by_id(session, Person, people_ids)
    roles: dict[str, Affiliation] = {}
    affiliations = gathered(session, Affiliation, "person", set(people))
    for role in sorted(affiliations, key=lambda r: (r.until is not None, not r.main, r.rid)):
        roles.setdefault(role.person, role)
    organisation_ids = {role.organisation for role in roles.values()} | {
        engagement.host,
        engagement.guest_organisation,
    }
    organisation_ids |= _ids(participants, ("organisation",)) | _ids(items, ("host",))
    organisation_ids |= _ids(requests, ("asker_organisation", "asked_organisation")) | _ids(
        of(Gift), ("organisation",)
    )
    organisation_ids |= _ids(stories, ("organisation",))
    place_ids = _ids(items, ("place",)) | _ids(stays, ("place",)) | _ids(stops, ("place",))
    place_ids |= _ids(legs, ("origin_place", "destination_place"))
    places = _by_id(session, Place, place_ids)
    while above := _ids(list(places.values()), ("part_of",)) - places.keys():
        if not (found_above := _by_id(session, Place, above)):
            break
        places |= found_above
    posts = session.query(Post).order_by(Post.ours.desc(), Post.rid).all()
    handlings = {one.id: one for one in session.query(Handling)}
    handling = handlings.get(engagement.handling or "")
    dossier = Dossier(
        engagement=engagement,
        post=posts[0] if posts else None,
        marking=(handling.text or handling.name) if handling else "",
        stops=sorted(stops, key=lambda s: (str(s.starts_on or ""), s.position or 0, s.rid)),
        items=items,
        legs=sorted(legs, key=lambda leg: (str(leg.departs_at or "9"), leg.rid)),
        stays=stays,
        vehicles=sorted(of(Vehicle), key=lambda v: (v.position or 99, v.rid)),
        expenses=of(Expense),
        gifts=of(Gift),
        requests=requests,
        meeting_days=of(MeetingDay),
        absences=absences,
        seatings=seatings,
        seats=seats,
        waivers=of(Waiver),
        travel_times=[
            way
            for way in gathered(session, TravelTime, "origin", set(places))
            if way.destination in places
        ],
        participants=participants,
        attendances=attendances,
        passages=passages,
        people=people,
        organisations=_by_id(session, Organisation, organisation_ids),
        places=places,
        colleagues={one.id: one for one in session.query(Colleague)},
        roles=roles,
        photos=pictures.of(session, people.values(), stories, posts[:1]),
        relationships=[
            one
            for one in gathered(session, Relationship, "person", set(people))
            if one.other in people
        ],
        cues=grouped(sorted(cues, key=lambda cue: (cue.minutes or 0, cue.rid)), "item"),
        paragraphs=grouped(sorted(paragraphs, key=_in_the_brief), "item"),
        stories=stories,
        letters=session.query(Letter).order_by(Letter.name, Letter.rid).all(),
        country_names=session.query(CountryName).order_by(CountryName.rid).all(),
        handlings=handlings,
        hidden=narrowing.hidden(session),
        seal=guest_seal.of(session),
    )
    dossier = replace(
        dossier,
        known=profiles.around(session, dossier),
        others=elsewhere.others(session, dossier),
    )
    ordered = [one.one for one in precedence.ordered(dossier)]
    return issues.with_history(session, replace(dossier, participants=ordered))


def _in_the_brief(one: BriefParagraph) -> tuple[bool, bool, int, int]:
    """Background before addendum, paragraphs without an order last."""
    return one.part == "addendum", one.position is None, one.position or 0, one.rid


def _ids(records: Sequence[Record], names: tuple[str, ...]) -> set[str]:
    return {id for record in records for name in names if (id := getattr(record, name))}


def _by_id(session: Session, cls: type[R], ids: set[str | None] | set[str]) -> dict[str, R]:
    return {one.id: one for one in gathered(session, cls, "id", {id for id in ids if id})}
