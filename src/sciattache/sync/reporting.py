"""What headquarters reports on the whole network, read from its store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sciattache import __version__
from sciattache.domain.directory.interaction import Interaction
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.knowledge.story import Story
from sciattache.domain.office.handling import Handling
from sciattache.domain.office.indicator import Indicator
from sciattache.domain.office.target import Target
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.records import Record
from sciattache.services import network
from sciattache.services.network import Came, Filters, Held, Met, Network, Office, Reached
from sciattache.store import history, migrate, profiles, query
from sciattache.sync import clashes, partners, status
from sciattache.sync.partners import HEADQUARTERS
from sciattache.sync.scope import Scope
from sciattache.sync.statements import rows

R = TypeVar("R", bound=Record)
_MEETINGS = frozenset({"meeting", "visit", "video", "reception", "event"})
"""The channels by which somebody was met, not only written or telephoned to."""
_SITTINGS = frozenset({"meeting", "visit"})
"""The kinds of programme item that are meetings."""
_OFF = frozenset({"declined", "cancelled", "standby"})


def read(
    session: Session, filters: Filters, *, on: date, headquarters: str = "Headquarters"
) -> Network:
    """The network on a day, as one reader may read of it; ``headquarters`` is what it is called."""
    made = _Reading(session, filters, headquarters)
    held, met = made.held(), made.met()
    known, came, reached = made.known(), made.came(), made.reached()
    return Network(
        on, filters, tuple(made.offices()), tuple(known), tuple(held), tuple(met), tuple(came),
        tuple(reached), made.left_out, profiles.marking(session, made.told),
        f"{__version__} · {migrate.HEAD} · {history.newest(session)}",
    )  # fmt: skip


class _Reading:
    """One reading of the store: where records come from, which may be told, what was."""

    def __init__(self, session: Session, filters: Filters, headquarters: str) -> None:
        self.session, self.filters = session, filters
        peers = partners.peers(session)
        self.named = {peer.site: peer.office for peer in peers} | {HEADQUARTERS: headquarters}
        highest = max((one.level or 0 for one in session.query(Handling)), default=0) + 1
        level = highest if filters.clearance is None else filters.clearance
        self.scope = Scope(session, sites=frozenset({HEADQUARTERS}), clearance=level)
        self.left_out = 0
        self.told: list[Record] = []
        self._born: dict[int, dict[int, int]] = {}

    def offices(self) -> Iterable[Office]:
        """Each office once, however many laptops it has, then headquarters itself."""
        by_office: dict[str, list[status.Standing]] = defaultdict(list)
        for one in status.standings(self.session):
            by_office[one.office].append(one)
        clashing, parked = clashes.by_site(self.session), status.parked_by_site(self.session)
        for name in sorted(by_office, key=str.casefold):
            each = by_office[name]
            yield Office(
                name,
                max((one.heard_at for one in each if one.heard_at), default=None),
                sum(one.last for one in each),
                tuple(hole for one in each for hole in one.holes),
                sum(clashing[one.site] for one in each),
                sum(parked.get(one.site, 0) for one in each),
                min((one.schema for one in each), default=""),
            )
        yield Office(self.named[HEADQUARTERS], schema=migrate.HEAD, step=partners.me(
            self.session).seq, clashes=clashing[HEADQUARTERS])  # fmt: skip

    def known(self) -> Iterable[network.Known]:
        found: list[Person | Organisation] = [
            *self._readable(Person, self.session.query(Person)),
            *self._readable(Organisation, self.session.query(Organisation)),
        ]
        for one in found:
            yield network.Known(
                self._office(one), one.type_name(), one.country or "", tuple(one.sectors or ()),
                network.fields_of(one.topics),
            )  # fmt: skip

    def held(self) -> list[Held]:
        found = [
            one
            for one in self.session.query(Engagement)
            if not one.template and self.filters.meets(one.starts_on, one.ends_on)
        ]
        people = Counter(id for (id,) in self.session.query(Participation.engagement))
        sat = Counter(one.engagement for one in self._sittings())
        listed = [
            Held(self._office(one), one, people[one.id], sat[one.id])
            for one in self._readable(Engagement, found)
        ]
        never = date.max
        return sorted(listed, key=lambda one: (one.engagement.starts_on or never, one.office))

    def met(self) -> list[Met]:
        noted: Counter[tuple[str, date]] = Counter()
        sat: Counter[tuple[str, date]] = Counter()
        talks = [
            one
            for one in self.session.query(Interaction).filter(Interaction.at.is_not(None))
            if (one.channel or "meeting") in _MEETINGS and self.filters.has(_day(one.at, one.zone))
        ]
        for talk in self._readable(Interaction, talks):
            noted[self._office(talk), _day(talk.at, talk.zone).replace(day=1)] += 1
        items = [
            one
            for one in self._sittings()
            if one.starts_at and self.filters.has(_day(one.starts_at, one.start_zone))
        ]
        for item in self._readable(AgendaItem, items):
            sat[self._office(item), _day(item.starts_at, item.start_zone).replace(day=1)] += 1
        keys = sorted({*noted, *sat}, key=lambda key: (key[1], key[0]))
        return [Met(office, month, noted[office, month], sat[office, month])
                for office, month in keys]  # fmt: skip

    def came(self) -> list[Came]:
        found = [one for one in self.session.query(Story) if self.filters.has(one.happened_on)]
        listed = list(self._readable(Story, found))
        titles = query.titles(self.session, [
            id for one in listed for id in (one.engagement, one.person, one.organisation) if id
        ])  # fmt: skip
        told = [
            Came(
                self._office(one), one, titles.get(one.engagement or "", ""),
                titles.get(one.organisation or "", "") or titles.get(one.person or "", ""),
            )
            for one in listed
        ]  # fmt: skip
        return sorted(told, key=lambda one: (one.story.happened_on or date.min, one.story.rid))

    def reached(self) -> list[Reached]:
        indicators = {one.id: one for one in self.session.query(Indicator)}
        return [
            Reached(self._office(one), indicators[one.indicator], one)
            for one in self.session.query(Target).order_by(Target.rid)
            if one.indicator in indicators and self.filters.meets(one.starts_on, one.ends_on)
        ]

    def _sittings(self) -> list[AgendaItem]:
        return [
            one
            for one in self.session.query(AgendaItem)
            if one.kind in _SITTINGS and one.status not in _OFF
        ]

    def _readable(self, cls: type[R], found: Iterable[R]) -> Iterable[R]:
        """Those whose marking, and that of what they belong to, the reader may read."""
        for one in found:
            if self.scope.marking(cls.about.tag, one.id):
                self.left_out += 1
            else:
                self.told.append(one)
                yield one

    def _office(self, one: Record) -> str:
        born = self._sites(one.about.tag)
        site = born.get(one.rid, HEADQUARTERS)
        return self.named.get(site, str(site))

    def _sites(self, t: int) -> dict[int, int]:
        """The sites at which records of a type were made."""
        if t not in self._born:
            found: Sequence[Any] = rows(
                self.session,
                "SELECT c.rid, s.site FROM change AS c JOIN step AS s ON s.id = c.step"
                " WHERE c.t = ? AND c.op = 'I' ORDER BY c.step DESC",
                t,
            )
            self._born[t] = dict(found)
        return self._born[t]


def _day(moment: datetime | None, zone: str | None) -> date:
    """The day of a moment on its own clock."""
    assert moment is not None
    return (moment.astimezone(ZoneInfo(zone)) if zone else moment).date()
