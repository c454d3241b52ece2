"""Visas, passports, and offices that their holders have left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.programmes.participation import Participation
from sciattache.services.conflicts.conflict import BLOCKS, WARNS, Conflict, found
from sciattache.services.conflicts.facts import Facts

_VALID_AFTER = relativedelta(months=6)
"""How long after the end most countries want a passport to be valid."""

_LAST_CALL = timedelta(days=7)
"""From so long before the first day on, a visa that is missing is a traveller who is missing."""


def visas(facts: Facts) -> Iterator[Conflict]:
    """A visa that was refused, or is not granted yet; it blocks within a week of the first day."""
    first = facts.first_day
    late = first is not None and facts.today >= first - _LAST_CALL
    for one in facts.coming if not facts.is_over else ():
        if one.visa in ("needed", "applied", "refused"):
            refused = one.visa == "refused"
            yield found(
                "visa.refused" if refused else "visa.open", BLOCKS if refused or late else WARNS,
                about=(one,), facts=(one.visa,), day=one.visa_due_on or first,
                people=facts.named(facts.bit(one.person)),
            )  # fmt: skip


def passports(facts: Facts) -> Iterator[Conflict]:
    """A passport that expires before the end, or within six months of it."""
    last = facts.last_day
    if last is None or facts.is_over:
        return
    for one in facts.coming:
        expires = one.passport_expires_on
        if expires is None or expires >= last + _VALID_AFTER:
            continue
        expired = expires < last
        yield found(
            "passport.expired" if expired else "passport.soon", BLOCKS if expired else WARNS,
            about=(one,), facts=(expires, last), day=facts.first_day, expires=expires,
            people=facts.named(facts.bit(one.person)),
        )  # fmt: skip


def offices(facts: Facts) -> Iterator[Conflict]:
    """Somebody who comes for an organisation whose office they left before the first day."""
    first = facts.first_day
    for one in facts.coming:
        role = office_left(facts, one, first) if first else None
        if role is not None and role.until is not None:
            organisation = facts.dossier.organisations.get(role.organisation or "")
            name = organisation.name if organisation else None
            yield found(
                "office_ended", WARNS, about=(one, role), facts=(role.until, first), day=first,
                people=facts.named(facts.bit(one.person)), ended=role.until,
                office=", ".join(filter(None, (role.title, name))) or "?",
            )  # fmt: skip


def office_left(facts: Facts, one: Participation, day: date) -> Affiliation | None:
    """The office for which somebody comes, where they left it before a day."""
    role = facts.dossier.roles.get(one.person)
    if role is None or role.until is None or role.until >= day:
        return None
    return role if one.organisation in (None, role.organisation) else None
