"""An engagement with all that belongs to it: what its screens, checks and papers read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import tzinfo
from functools import cached_property

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
from sciattache.domain.programmes.issue import Issue
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
from sciattache.domain.standards import timezones
from sciattache.services import programme
from sciattache.services.profile import Known


@dataclass(frozen=True)
class Dossier:
    """An engagement with all that belongs to it; records by id where they are referred to.

    ``attendances``, ``cues`` and ``paragraphs`` are by item, the latter two in their order,
    ``passages`` by leg, ``seats`` by table; ``travel_times`` those between its places; ``roles``
    each person's main role, one that has ended only for want of another; ``relationships`` those
    among its people; ``stories`` the engagement's, ``letters`` and ``country_names`` all of the
    office; ``handlings`` all markings by id; ``photos`` the pictures of people and stories
    and the post's emblem; ``hidden`` the fields (``type.field``) that this office keeps from which
    audiences beyond the house's policy.  ``known`` is what the office knows besides, of those who
    take part and of the engagement; it belongs to no version.  ``issue`` is the last one,
    ``unissued`` how many changes have come since; ``before`` is what a page of changes compares
    with: the last issue, or the one before it where nothing has changed.  ``seal`` is the secret by
    which what guests send back is known; a frozen dossier has none.  ``others`` are the
    engagements of the office that have something on in its hours which may be booked twice, with
    that alone; they belong to no version.  ``women`` are the people of whom a language that tells
    says what a woman is called, where the audience is not given anybody's gender.
    """

    engagement: Engagement
    post: Post | None = None
    marking: str = ""
    issue: Issue | None = None
    stops: list[Stop] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    legs: list[Leg] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    vehicles: list[Vehicle] = field(default_factory=list)
    expenses: list[Expense] = field(default_factory=list)
    gifts: list[Gift] = field(default_factory=list)
    requests: list[MeetingRequest] = field(default_factory=list)
    meeting_days: list[MeetingDay] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    seatings: list[Seating] = field(default_factory=list)
    seats: dict[str, list[Seat]] = field(default_factory=dict)
    waivers: list[Waiver] = field(default_factory=list)
    travel_times: list[TravelTime] = field(default_factory=list)
    participants: list[Participation] = field(default_factory=list)
    attendances: dict[str, list[Attendance]] = field(default_factory=dict)
    passages: dict[str, list[Passage]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    colleagues: dict[str, Colleague] = field(default_factory=dict)
    roles: dict[str, Affiliation] = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)
    relationships: list[Relationship] = field(default_factory=list)
    known: Known = field(default_factory=Known)
    cues: dict[str, list[Cue]] = field(default_factory=dict)
    paragraphs: dict[str, list[BriefParagraph]] = field(default_factory=dict)
    stories: list[Story] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    country_names: list[CountryName] = field(default_factory=list)
    handlings: dict[str, Handling] = field(default_factory=dict)
    hidden: dict[str, list[str]] = field(default_factory=dict)
    unissued: int = 0
    before: Dossier | None = None
    seal: bytes = field(default=b"", repr=False)
    others: tuple[Dossier, ...] = field(default=(), repr=False)
    women: frozenset[str] = frozenset()

    @cached_property
    def zone(self) -> tzinfo:
        """The clock of the office that issues the papers."""
        return timezones.clock((self.post.zone if self.post else None) or self.engagement.zone)

    @cached_property
    def lines(self) -> dict[str, programme.Line]:
        """Each item and leg that has a time, by id, on the clocks that are settled for it."""
        found = programme.days(self.engagement, self.stops, self.items, self.legs)
        return {line.record.id: line for day in found for line in (*day.all_day, *day.lines)}

    @cached_property
    def absent(self) -> frozenset[str]:
        """The people who have declined to take part at all."""
        return frozenset(one.person for one in self.participants if one.rsvp == "declined")

    def marking_of(self, *told: Record) -> str:
        """What a paper that tells of some records is marked: the highest of their markings and the
        engagement's."""
        ids = [getattr(one, "handling", None) for one in (*told, self.engagement)]
        known = [self.handlings[id] for id in ids if id and id in self.handlings]
        highest = max(known, key=lambda one: one.level or 0, default=None)
        return (highest.text or highest.name) if highest else self.marking

    def pairs(self, kind: str) -> set[frozenset[str]]:
        """The pairs of people connected in that way, whichever of the two says so."""
        listed = [(one.person, one.other) for one in self.relationships if one.kind == kind]
        return {frozenset((one, other)) for one, other in listed if other and one != other}

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
