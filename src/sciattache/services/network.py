"""What the network of offices did in a period, counted: offices, people, meetings, outcomes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sciattache.domain.knowledge.story import Story
from sciattache.domain.office.indicator import Indicator
from sciattache.domain.office.target import Target
from sciattache.domain.programmes.engagement import Engagement


@dataclass(frozen=True)
class Filters:
    """What a report tells of: a period, open at either end where None, and the highest level of
    marking that its reader may read, every one where None."""

    first: date | None = None
    last: date | None = None
    clearance: int | None = None

    def has(self, day: date | None) -> bool:
        """Whether a day is within the period; what has no day is where no period is asked for."""
        if day is None:
            return self.first is None and self.last is None
        return (self.first or day) <= day <= (self.last or day)

    def meets(self, first: date | None, last: date | None) -> bool:
        """Whether days from one to another have any in common with the period."""
        begins, ends = first or last, last or first
        if begins is None or ends is None:
            return self.has(None)
        return (self.first or ends) <= ends and begins <= (self.last or begins)


@dataclass(frozen=True)
class Office:
    """An office as headquarters stands with it: when it was last heard of, up to which of its
    steps all came, which lack, what clashes or waits, the schema of its program."""

    name: str
    heard_at: datetime | None = None
    step: int = 0
    holes: tuple[tuple[int, int], ...] = ()
    clashes: int = 0
    parked: int = 0
    schema: str = ""


@dataclass(frozen=True)
class Known:
    """A person or an organisation as it is counted."""

    office: str
    kind: str
    country: str
    sectors: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """An engagement and what of it is counted."""

    office: str
    engagement: Engagement
    participants: int = 0
    meetings: int = 0


@dataclass(frozen=True)
class Met:
    """Meetings of an office in a month: those noted down, and those of programmes."""

    office: str
    month: date
    noted: int
    programme: int


@dataclass(frozen=True)
class Came:
    """An outcome, with the titles of what it came of and of who had part in it."""

    office: str
    story: Story
    engagement: str = ""
    partner: str = ""


@dataclass(frozen=True)
class Reached:
    """A figure that was agreed on, and how far it came."""

    office: str
    indicator: Indicator
    target: Target


@dataclass(frozen=True)
class Network:
    """Everything that a report tells; ``left_out`` are records above its reader's clearance."""

    on: date
    filters: Filters
    offices: tuple[Office, ...]
    known: tuple[Known, ...] = ()
    held: tuple[Held, ...] = ()
    met: tuple[Met, ...] = ()
    came: tuple[Came, ...] = ()
    reached: tuple[Reached, ...] = ()
    left_out: int = 0
    marking: str = ""
    version: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> list[Known]:
        """The people, or the organisations."""
        return [one for one in self.known if one.kind == kind]


@dataclass(frozen=True)
class Share:
    """How many people, organisations and engagements a country, a sector or a field has."""

    code: str
    people: int
    organisations: int
    engagements: int = 0


@dataclass(frozen=True)
class Sum:
    """Outcomes of a kind in one currency, in minor units; currencies are never added up."""

    kind: str
    currency: str
    count: int
    invested: int
    returned: int


def by_country(network: Network) -> list[Share]:
    """The countries, those with most people and organisations first; an empty code for none."""
    return _shares(
        [(one.kind, (one.country,)) for one in network.known],
        [(one.engagement.country or "",) for one in network.held],
    )


def by_sector(network: Network) -> list[Share]:
    """The sectors; who is in several counts in each."""
    return _shares(
        [(one.kind, one.sectors) for one in network.known],
        [one.engagement.sectors or () for one in network.held],
    )


def by_field(network: Network, *, most: int = 40) -> list[Share]:
    """The fields of knowledge that are named most."""
    return _shares([(one.kind, one.fields) for one in network.known], ())[:most]


def sums(came: Iterable[Came]) -> list[Sum]:
    """What was invested and returned, by kind of outcome and by currency."""
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in came:
        story = one.story
        if story.invested is not None or story.returned is not None:
            held = found[story.kind or "", story.currency or ""]
            held[0] += 1
            held[1] += story.invested or 0
            held[2] += story.returned or 0
    return [Sum(*key, *held) for key, held in sorted(found.items())]


def months(network: Network) -> list[date]:
    """The months in which anybody met."""
    return sorted({one.month for one in network.met})


def fields_of(text: str | None) -> tuple[str, ...]:
    """The fields that a text of expertise names, each as it is written first."""
    parts = (part.strip() for part in (text or "").replace("\n", ",").replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _shares(
    known: Sequence[tuple[str, Sequence[str]]], engagements: Iterable[Sequence[str]]
) -> list[Share]:
    """Codes, which are one where they differ by capitals alone, by how many there are."""
    said: dict[str, str] = {}
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in ("person", "organisation", "")}
    for kind, codes in [*known, *(("", codes) for codes in engagements)]:
        for code in codes:
            key = code.casefold()
            said.setdefault(key, code)
            counts[kind][key] += 1
    people, bodies, held = counts["person"], counts["organisation"], counts[""]
    found = [Share(said[key], people[key], bodies[key], held[key]) for key in said]
    return sorted(found, key=lambda one: (
        not one.code, -(one.people + one.organisations), -one.engagements, one.code,
    ))  # fmt: skip
