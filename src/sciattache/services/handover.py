"""What a successor takes over: what is under way, whom to keep warm, what is promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.directory.interaction import Interaction
from sciattache.domain.directory.person import Person
from sciattache.domain.office.post import Post
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.services import deadlines
from sciattache.services.profile import Known, Profile, latest

LINGERING = timedelta(days=60)
"""How long after its last day an engagement is still handed over: its promises are being kept."""
_OVER = frozenset({"cancelled", "completed"})


@dataclass(frozen=True)
class Standing:
    """An engagement under way, and how far it has come."""

    engagement: Engagement
    items: int = 0
    confirmed: int = 0
    participants: int = 0
    accepted: int = 0
    tasks: int = 0
    next_task: FollowUp | None = None


@dataclass(frozen=True)
class Contact:
    """Somebody to keep warm: the profile, with the last contact first."""

    person: Person
    profile: Profile
    last: Interaction | None


@dataclass(frozen=True)
class Handover:
    """The office on the day on which somebody else takes it over."""

    on: date
    known: Known
    standings: tuple[Standing, ...] = ()
    contacts: tuple[Contact, ...] = ()
    more_contacts: int = 0
    promises: tuple[FollowUp, ...] = ()
    post: Post | None = None
    marking: str = ""


def under_way(engagements: Iterable[Engagement], on: date) -> list[Engagement]:
    """What is not over, and what ended a short while ago or has no dates yet; by first day."""
    found = [
        one
        for one in engagements
        if not one.template
        and one.state not in _OVER
        and not ((last := one.ends_on or one.starts_on) and last < on - LINGERING)
    ]
    return sorted(found, key=lambda one: (one.starts_on or date.max, one.title or ""))


def standing(
    engagement: Engagement,
    items: Iterable[AgendaItem],
    participants: Iterable[Participation],
    tasks: Iterable[FollowUp],
) -> Standing:
    """How far an engagement has come, counted; items that are off do not count."""
    on = [one for one in items if one.status not in ("cancelled", "declined")]
    asked = [one for one in participants if one.rsvp != "declined"]
    still = [one for one in deadlines.listed(tasks, engagement) if deadlines.is_open(one.task)]
    return Standing(
        engagement,
        len(on),
        sum(one.status == "confirmed" for one in on),
        len(asked),
        sum(one.rsvp == "accepted" for one in asked),
        len(still),
        still[0].task if still else None,
    )


def to_keep_warm(known: Known, *, most: int) -> tuple[tuple[Contact, ...], int]:
    """The people with whom the office deals most, and how many more there are.

    Whoever was met most often stands first, then who was met last; a note on how to deal with
    somebody counts as much as a meeting.
    """
    met: dict[str, list[Interaction]] = defaultdict(list)
    for one in latest(known.interactions):
        if one.person:
            met[one.person].append(one)
    noted = {one.person for one in known.relationships if one.dealing}
    weights = {
        person.id: len(met[person.id]) + bool(person.dealing) + (person.id in noted)
        for person in known.people.values()
        if person.id in met or person.dealing
    }

    def order(id: str) -> tuple[int, float, int]:
        last = met[id][0].at if met[id] else None
        return -weights[id], -(last.timestamp() if last else 0.0), known.people[id].rid

    ranked = sorted(weights, key=order)
    contacts = tuple(
        Contact(known.people[id], known.of(known.people[id]), met[id][0] if met[id] else None)
        for id in ranked[:most]
    )
    return contacts, max(len(ranked) - most, 0)
