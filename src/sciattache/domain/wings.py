"""Every record type of the house, wing by wing."""

from __future__ import annotations

from functools import cache

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.attachment import Attachment
from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.directory.interaction import Interaction
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.directory.relationship import Relationship
from sciattache.domain.directory.travel_time import TravelTime
from sciattache.domain.knowledge.story import Story
from sciattache.domain.office.clash import Clash
from sciattache.domain.office.colleague import Colleague
from sciattache.domain.office.country_name import CountryName
from sciattache.domain.office.dispatch import Dispatch
from sciattache.domain.office.handling import Handling
from sciattache.domain.office.indicator import Indicator
from sciattache.domain.office.letter import Letter
from sciattache.domain.office.merging import Merging
from sciattache.domain.office.post import Post
from sciattache.domain.office.recall import Recall
from sciattache.domain.office.saved_view import SavedView
from sciattache.domain.office.target import Target
from sciattache.domain.programmes.absence import Absence
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.copy import Copy
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

TYPES: tuple[type[Record], ...] = tuple(
    sorted(
        (
            Person, Organisation, Affiliation, Relationship, Interaction, FollowUp, Attachment,
            Place, TravelTime, Engagement, Stop, Participation, AgendaItem, Attendance, Leg,
            Passage, Stay, Vehicle, Expense, Gift, MeetingRequest, Issue, Copy,
            MeetingDay, Absence, Seating, Seat, Waiver, BriefParagraph, Cue,
            Post, Clash, Merging, Recall, Colleague, Handling, Indicator, Target, SavedView,
            Letter, Dispatch, CountryName, Story,
        ),
        key=lambda cls: cls.about.tag,
    )
)  # fmt: skip


@cache
def _names() -> dict[str, type[Record]]:
    names: dict[str, type[Record]] = {}
    for cls in TYPES:
        for name in (cls.about.plural, cls.about.label, cls.type_name()):
            names[_plain(name)] = cls
    return names


def _plain(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")


def type_called(name: str) -> type[Record]:
    """The record type with that name, label or plural; ``KeyError`` when there is none."""
    return _names()[_plain(name)]


@cache
def references_to(target: str) -> tuple[tuple[type[Record], str], ...]:
    """Every (record type, field name) that refers to records of the type named ``target``."""
    return tuple(
        (cls, field.name)
        for cls in TYPES
        for field in cls.fields()
        if field.kind.name == "reference" and field.target in (target, "*")
    )
