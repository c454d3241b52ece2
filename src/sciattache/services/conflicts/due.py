"""What should be settled by now: confirmations and bookings in the freeze, briefs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.stay import Stay
from sciattache.services.conflicts.conflict import WARNS, Conflict, found
from sciattache.services.conflicts.facts import Facts

_BRIEFED = ("meeting", "visit", "signing", "press")
"""The kinds of item that somebody is briefed for."""

_OPEN = {"unconfirmed": ("proposed", "asked"), "unbooked": ("wanted", "held")}
"""The states in which something is not settled."""

_BRIEF_DAYS = timedelta(days=3)
_BRIEF = ("objective", "points", "background", "defensive")
"""The fields of which any holds a brief."""


def unconfirmed(facts: Facts) -> Iterator[Conflict]:
    """In the freeze, an item that is only proposed or asked for, a leg or a bed not booked yet."""
    first, frozen = facts.first_day, facts.engagement.frozen_days
    if first is None or frozen is None or facts.today < first - timedelta(days=frozen):
        return
    for one in facts.bookings:
        on = one.local.date()
        if one.local_end.date() < facts.today:
            continue
        rule = "unbooked" if one.is_leg else "unconfirmed"
        if one.status in _OPEN[rule]:
            yield found(
                rule, WARNS, about=(one.record,), facts=(one.status,), day=on,
                title=facts.title(one.record),
            )  # fmt: skip
    whole_days = [one for one in facts.dossier.items if one.starts_at is None]
    loose: list[tuple[str, AgendaItem | Stay, date | None, str | None, str | None]] = [
        *(("unconfirmed", one, one.first_day, one.status, one.title) for one in whole_days),
        *(("unbooked", one, one.arrives_on, one.state, one.hotel) for one in facts.dossier.stays),
    ]
    for rule, record, day, state, title in loose:
        if state in _OPEN[rule] and day is not None and day >= facts.today:
            yield found(
                rule, WARNS, about=(record,), facts=(state,), day=day, title=title or "?"
            )  # fmt: skip


def briefs(facts: Facts) -> Iterator[Conflict]:
    """From three days before: an item of substance with no brief, or one promised for too late."""
    for one in facts.bookings:
        on = one.local.date()
        if one.kind not in _BRIEFED or not on - _BRIEF_DAYS <= facts.today <= on:
            continue
        assert isinstance(one.record, AgendaItem), "legs are of no such kind"
        row, promised = vars(one.record), one.record.brief_on
        if promised is not None and promised > facts.today:
            yield found(
                "brief.late", WARNS, about=(one.record,), facts=(promised, on), day=on,
                title=facts.title(one.record), promised=promised,
            )  # fmt: skip
        elif promised is None and not any(row.get(name) for name in _BRIEF):
            yield found(
                "brief", WARNS, about=(one.record,), facts=(on,), day=on,
                title=facts.title(one.record),
            )  # fmt: skip
