"""A split into two teams for what is at the same time: the least way, the head at key targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, pairwise, product

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.standards import names
from sciattache.services.dossier import Dossier
from sciattache.services.routes.changes import Change, Found, Slot, slots
from sciattache.services.routes.wording import Names, Reason, Span, reason
from sciattache.services.travelling import Ways

TEAMS = ("A", "B")
_MOST = 10
"""Groups of a day at the same time that are split in every way."""

Side = dict[str, int]
"""In which team each item of a group is, by id."""


def look(dossier: Dossier) -> Found:
    """The items to split and into which teams; nothing where nobody has to be twice."""
    guests = [one for one in dossier.participants if one.side == "guest" and one.rsvp != "declined"]
    head = next((one for one in guests if one.role == "head"), guests[0] if guests else None)
    leads = TEAMS.index(head.team) if head is not None and head.team in TEAMS else 0
    ways = Ways(dossier.places, dossier.travel_times)
    why: list[Reason] = []
    changes: list[Change] = []
    for on, day in groupby(slots(dossier), key=lambda one: one.on):
        held = [one for one in day if not _named(dossier, one.item, guests)]
        sides: list[list[Side]] = []
        for group in _groups(held):
            options = list(_sides(group, leads))
            if options:
                sides.append(options)
            else:
                why.append(_refused(group))
        if not sides or len(sides) > _MOST:
            continue
        minutes, taken = min(
            ((_way(held, split, ways), split) for split in map(_joined, product(*sides))),
            key=lambda found: found[0],
        )
        why += _told(held, taken, leads)
        why.append(reason("team.least", day=on, span=Span(minutes)))
        changes += [
            Change(AgendaItem, one.item.id, one.item.title, {"team": TEAMS[taken[one.item.id]]})
            for one in held
            if one.item.id in taken and one.item.team != TEAMS[taken[one.item.id]]
        ]
    if changes:
        changes += _people(dossier, guests, head, leads)
    return Found(tuple(why), tuple(changes))


def _named(dossier: Dossier, item: AgendaItem, guests: Sequence[Participation]) -> bool:
    """Whether some guests are named for an item: then it is settled who goes."""
    named = set(dossier.invited(item.id))
    return any(one.person in named for one in guests)


def _groups(held: Sequence[Slot]) -> list[list[Slot]]:
    """Items that hang together by being at the same time, two or more."""
    groups: list[list[Slot]] = []
    for one in held:
        if groups and one.start < max(other.end for other in groups[-1]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [group for group in groups if len(group) > 1]


def _sides(group: Sequence[Slot], leads: int) -> Iterator[Side]:
    """The splits in which no team is at two places, and the head is at each key target."""
    clashing = [
        (one.item.id, other.item.id)
        for one, other in combinations(group, 2)
        if other.start < one.end and one.start < other.end
    ]
    for chosen in product((0, 1), repeat=len(group)) if len(group) <= _MOST else ():
        split = {one.item.id: team for one, team in zip(group, chosen, strict=True)}
        settled = all(
            (one.item.team not in TEAMS or split[one.item.id] == TEAMS.index(one.item.team))
            and (not one.item.key_target or split[one.item.id] == leads)
            for one in group
        )
        if settled and all(split[one] != split[other] for one, other in clashing):
            yield split


def _refused(group: Sequence[Slot]) -> Reason:
    targets = [one for one in group if one.item.key_target]
    key = "team.targets" if len(targets) > 1 else "team.third"
    told = targets if len(targets) > 1 else group
    return reason(key, titles=Names(tuple(one.item.title for one in told)))


def _joined(sides: Sequence[Side]) -> Side:
    return {id: team for side in sides for id, team in side.items()}


def _way(held: Sequence[Slot], split: Side, ways: Ways) -> int:
    """Minutes under way of both teams over a day."""
    total = 0
    for team in range(len(TEAMS)):
        course = [
            one.item.place
            for one in held
            if one.item.place and split.get(one.item.id, _team(one.item, team)) == team
        ]
        for origin, destination in pairwise(course):
            way = ways.between(origin, destination) if origin != destination else None
            total += way.minutes if way else 0
    return total


def _team(item: AgendaItem, otherwise: int) -> int:
    """The team of an item that is not split; everybody's is that of whoever asks."""
    return TEAMS.index(item.team) if item.team in TEAMS else otherwise


def _told(held: Sequence[Slot], taken: Side, leads: int) -> Iterator[Reason]:
    for team, name in enumerate(TEAMS):
        titles = tuple(one.item.title for one in held if taken.get(one.item.id) == team)
        yield reason("team", team=name, titles=Names(titles))
    targets = [one.item.title for one in held if one.item.key_target and one.item.id in taken]
    if targets:
        yield reason("team.head", team=TEAMS[leads], titles=Names(tuple(targets)))


def _people(
    dossier: Dossier, guests: Sequence[Participation], head: Participation | None, leads: int
) -> Iterator[Change]:
    """Who is in no team yet, by turns in the order of precedence; the head leads one."""
    counts = [sum(one.team == name for one in guests) for name in TEAMS]
    order = sorted(guests, key=lambda one: one is not head)
    for one in order:
        if one.team in TEAMS:
            continue
        team = leads if one is head else min(range(len(TEAMS)), key=lambda n: counts[n])
        counts[team] += 1
        person = dossier.people.get(one.person)
        title = names.shown(person.name, formal=True) if person else one.person
        yield Change(Participation, one.id, title, {"team": TEAMS[team]})
