"""What a table wants: a common language or an interpreter, and diets that are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sciattache.services.conflicts.conflict import NOTE, WARNS, Conflict, found
from sciattache.services.conflicts.facts import GUESTS, WORKING, Booking, Facts
from sciattache.services.conflicts.wording import Names

_ANSWERED = ("accepted", "tentative", None)


def languages(facts: Facts) -> Iterator[Conflict]:
    """Work at which people have no common language, and nobody to interpret between them.

    The host's side is the hosts who attend and the contact.  It warns where nobody of the one side
    speaks with anybody of the other, and is a note where some are left out.  Who speaks a working
    language of the engagement is never left out.  Languages that nobody wrote down raise nothing.
    """
    spoken = {id: frozenset(one.languages or ()) for id, one in facts.dossier.people.items()}
    sides = _Sides(facts, spoken)
    if not sides.guests:
        return
    for one in facts.bookings:
        if one.kind in WORKING:
            yield from _talk(facts, one, sides)


class _Sides:
    """Who interprets, and who of the guests speaks what; languages by the bit of a person."""

    def __init__(self, facts: Facts, spoken: dict[str, frozenset[str]]) -> None:
        self.working = frozenset(facts.engagement.languages or ())
        self.spoken = {facts.bit(id): tongues for id, tongues in spoken.items() if tongues}
        self.guests = sum(self._of(facts, GUESTS))
        self.hosts = sum(self._of(facts, ("host",)))
        self.interpreters = sum(
            facts.bit(one.person) for one in facts.coming if one.role == "interpreter"
        )
        self._tongues: dict[int, frozenset[str]] = {}

    def _of(self, facts: Facts, sides: tuple[str | None, ...]) -> Iterator[int]:
        """Those of a side whose languages are known and who do not interpret."""
        for one in facts.coming:
            bit = facts.bit(one.person)
            if one.side in sides and one.role != "interpreter" and bit in self.spoken:
                yield bit

    def tongues(self, who: int) -> frozenset[str]:
        """Every language that somebody of a set speaks."""
        if who not in self._tongues:
            spoken = (tongues for bit, tongues in self.spoken.items() if bit & who)
            self._tongues[who] = frozenset().union(*spoken)
        return self._tongues[who]

    def left_out(self, who: int, others: frozenset[str]) -> int:
        """Those of a set who speak none of these languages."""
        return sum(
            bit for bit, tongues in self.spoken.items() if bit & who and tongues.isdisjoint(others)
        )


def _talk(facts: Facts, one: Booking, sides: _Sides) -> Iterator[Conflict]:
    guests = one.who & sides.guests
    if not guests:
        return
    contact = vars(one.record).get("contact")
    hosts = one.who & sides.hosts
    if contact and facts.bit(contact) in sides.spoken and not facts.bit(contact) & guests:
        hosts |= facts.bit(contact)
    interpreters = one.present & (sides.interpreters | _interpreting(facts, one))
    theirs = sides.tongues(hosts)
    if interpreters:
        yield from _interpreted(facts, one, sides, interpreters, sides.tongues(guests), theirs)
    elif hosts:
        out = sides.left_out(guests, theirs | sides.working)
        hosts_out = sides.left_out(hosts, sides.tongues(guests) | sides.working)
        if out | hosts_out:
            nobody = sides.tongues(guests).isdisjoint(theirs)
            yield _said(facts, one, "interpreter", out | hosts_out, WARNS if nobody else NOTE)
    elif sides.working and (out := sides.left_out(guests, sides.working)):
        yield _said(facts, one, "interpreter.working", out, WARNS if out == guests else NOTE)


def _interpreting(facts: Facts, one: Booking) -> int:
    """Who is named as an interpreter of this item."""
    interpreter = vars(one.record).get("interpreter")
    listed = facts.dossier.attendances.get(one.id, ())
    named = {person.person for person in listed if person.role == "interpreter"}
    return sum(facts.bit(person) for person in {*named, interpreter} if person)


def _interpreted(
    facts: Facts, one: Booking, sides: _Sides, who: int, ours: frozenset[str],
    theirs: frozenset[str],
) -> Iterator[Conflict]:  # fmt: skip
    """Whether those who interpret speak with both sides, so far as is known."""
    tongues = sides.tongues(who)
    understood = not tongues.isdisjoint(ours) and not tongues.isdisjoint(theirs or tongues)
    if tongues and ours.isdisjoint(theirs or sides.working or ours) and not understood:
        yield _said(facts, one, "interpreter.other", who, WARNS)


def _said(facts: Facts, one: Booking, rule: str, who: int, severity: str) -> Conflict:
    return found(
        rule, severity, about=(one.record, *facts.parts(who)), facts=(who.bit_count(),),
        at=one.local, title=facts.title(one.record), people=facts.named(who),
    )  # fmt: skip


def diets(facts: Facts) -> Iterator[Conflict]:
    """Meals to come for guests who said that they come, but not what they eat."""
    unknown = sum(
        facts.bit(one.person)
        for one in facts.coming
        if one.side in GUESTS and not one.diet and one.rsvp in _ANSWERED
    )
    eating: dict[int, list[Booking]] = defaultdict(list)
    for one in facts.bookings if unknown else ():
        if one.kind == "meal" and one.local_end.date() >= facts.today:
            for group in facts.groups(one.who & unknown):
                eating[group & one.who & unknown].append(one)
    alike: dict[tuple[str, ...], int] = defaultdict(int)
    for who, meals in eating.items():
        alike[tuple(one.id for one in meals)] |= who
    for ids, who in alike.items():
        meals = [one for one in facts.bookings if one.id in ids]
        yield found(
            "diet", WARNS, about=(*facts.parts(who), *(one.record for one in meals)),
            day=meals[0].local.date(), people=facts.named(who),
            titles=Names(tuple(facts.title(one.record) for one in meals)),
        )  # fmt: skip
