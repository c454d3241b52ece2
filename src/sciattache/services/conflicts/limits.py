"""Ceilings: of the budget, and of meetings in a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sciattache.services.conflicts.conflict import NOTE, WARNS, Conflict, found
from sciattache.services.conflicts.facts import MEETINGS, Booking, Facts
from sciattache.services.conflicts.wording import Money

USUAL = 6
"""The most meetings of a day where the engagement names no ceiling of its own."""

THEIRS = ("host", "guest", "sponsor")
"""Who pays for what does not count against our ceiling."""


def budget(facts: Facts) -> Iterator[Conflict]:
    """Expenses of ours, as paid or else as estimated, over the ceiling in its own currency."""
    ceiling, currency = facts.engagement.budget, facts.engagement.currency
    if ceiling is None or not currency:
        return
    ours = [
        one
        for one in facts.dossier.expenses
        if one.currency == currency and one.payer not in THEIRS
    ]
    total = sum(one.estimate or 0 if one.actual is None else one.actual for one in ours)
    if total > ceiling:
        yield found(
            "budget", WARNS, about=(facts.engagement,), facts=(total, ceiling),
            total=Money(total, currency), ceiling=Money(ceiling, currency),
        )  # fmt: skip


def meetings(facts: Facts) -> Iterator[Conflict]:
    """More meetings in somebody's day than the ceiling, or than is usual where there is none."""
    own = facts.engagement.most_meetings
    most = USUAL if own is None else own
    for on, bookings in _by_day(facts).items():
        if len(bookings) <= most:
            continue
        held: dict[int, list[Booking]] = defaultdict(list)
        for one in bookings:
            for group in facts.groups(one.who):
                held[group & one.who].append(one)
        alike: dict[tuple[str, ...], int] = defaultdict(int)
        for group, theirs in held.items():
            if len(theirs) > most:
                alike[tuple(one.id for one in theirs)] |= group
        for ids, who in alike.items():
            about = [one.record for one in bookings if one.id in ids]
            yield found(
                "meetings", NOTE if own is None else WARNS, about=(*about, *facts.parts(who)),
                facts=(on, most), day=on, count=len(ids), most=most, people=facts.named(who),
            )  # fmt: skip


def _by_day(facts: Facts) -> dict[date, list[Booking]]:
    found_: dict[date, list[Booking]] = defaultdict(list)
    for one in facts.bookings:
        if one.kind in MEETINGS:
            found_[one.local.date()].append(one)
    return found_
