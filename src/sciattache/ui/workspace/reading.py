"""What the workspace shows of one engagement, read at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.records import Record
from sciattache.domain.standards import names
from sciattache.domain.wings import TYPES
from sciattache.services.deadlines import due
from sciattache.services.dossier import Dossier
from sciattache.services.programme import Day, days
from sciattache.store import query, recent
from sciattache.store.dossiers import load
from sciattache.store.history import Done
from sciattache.ui import showing

_AROUND = (
    "person", "organisation", "affiliation", "place", "travel_time", "follow_up", "handling",
    "colleague", "relationship", "story", "dispatch", "letter",
)  # fmt: skip
TAGS = frozenset(
    cls.about.tag for cls in TYPES if cls.about.wing == "programmes" or cls.type_name() in _AROUND
)
"""The types whose changes may show in a workspace."""


@dataclass(frozen=True)
class Seen:
    """An engagement's dossier, its days, tasks and latest steps."""

    dossier: Dossier
    days: tuple[Day, ...]
    follow_ups: tuple[FollowUp, ...]
    steps: tuple[Done, ...]
    titles: dict[str, str]

    @property
    def engagement(self) -> Engagement:
        return self.dossier.engagement

    @property
    def clock(self) -> str:
        """The zone by whose clock the office tells when something was done."""
        post = self.dossier.post
        return (post.zone if post else None) or self.engagement.zone or "UTC"

    def name(self, person: str | None) -> str:
        """A person's name by id, as the person has it; empty for nobody."""
        found = self.dossier.people.get(person or "")
        return shown(found) if found else self.titles.get(person or "", "")

    def role(self, one: Participation, language: str) -> str:
        """The word for somebody's role, as it is said of a woman or a man; empty without one."""
        if not one.role:
            return ""
        person = self.dossier.people.get(one.person)
        gender = person.gender if person else None
        return showing.choice(Participation.field("role"), one.role, language, gender=gender)

    def guest(self, person: str | None) -> Participation | None:
        """A person's part in the engagement."""
        return next((one for one in self.dossier.participants if one.person == person), None)

    def part(self, identity: str) -> Participation | None:
        """The participation with that id."""
        return next((one for one in self.dossier.participants if one.id == identity), None)

    def day(self, on: date) -> Day | None:
        """The day of that date."""
        return next((day for day in self.days if day.on == on), None)


def read(session: Session, identity: str) -> Seen | None:
    """Everything about the engagement with that id, or None when it is gone."""
    engagement = session.query(Engagement).filter_by(id=identity).one_or_none()
    if engagement is None:
        return None
    dossier = load(session, engagement)
    tasks = session.query(FollowUp).filter(FollowUp.engagement == identity).all()
    steps = recent.steps(session, _rows(dossier, tasks), most=40)
    wanted = {engagement.lead, engagement.handling, *(task.colleague for task in tasks)}
    wanted |= {stay.shares_with for stay in dossier.stays}
    wanted |= {v.company for v in dossier.vehicles} | {g.person for g in dossier.gifts}
    wanted |= {one.supplier for one in dossier.expenses}
    for wish in dossier.requests:
        wanted |= {wish.asker, wish.asked, wish.asker_organisation, wish.asked_organisation}
    return Seen(
        dossier=dossier,
        days=days(engagement, dossier.stops, dossier.items, dossier.legs, dossier.stays),
        follow_ups=tuple(sorted(tasks, key=lambda task: due(task, engagement) or date.max)),
        steps=tuple(steps),
        titles=query.titles(session, sorted(filter(None, wanted))),
    )


def shown(person: Person) -> str:
    """A person's name with its honorific, in the person's own order."""
    return names.shown(person.name, formal=True) or person.native_name or person.nickname or ""


def _rows(dossier: Dossier, tasks: Iterable[FollowUp]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    held: list[Record] = [dossier.engagement, *tasks]
    groups: list[Iterable[Record]] = [
        dossier.stops, dossier.items, dossier.legs, dossier.stays, dossier.vehicles,
        dossier.expenses, dossier.gifts, dossier.requests, dossier.participants,
        *dossier.attendances.values(), *dossier.passages.values(),
        *dossier.cues.values(), *dossier.paragraphs.values(), dossier.stories,
    ]  # fmt: skip
    for records in groups:
        held += records
    for record in held:
        found.setdefault(record.about.tag, set()).add(record.rid)
    return found


def places(seen: Seen) -> str:
    """The cities of an engagement, in their order."""
    cities = [stop.city for stop in seen.dossier.stops] or [seen.engagement.city or ""]
    return " – ".join(dict.fromkeys(filter(None, cities)))


def today() -> date:
    """The day by this machine's clock."""
    return datetime.now(UTC).astimezone().date()
