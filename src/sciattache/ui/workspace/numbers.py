"""The figures of an engagement: how many come, what is settled, what it costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sciattache.domain.programmes.expense import Expense
from sciattache.ui.words import say
from sciattache.ui.workspace.agenda import GONE
from sciattache.ui.workspace.reading import Seen


@dataclass(frozen=True)
class Figure:
    """A number with its words."""

    number: str
    words: str


def figures(seen: Seen) -> tuple[Figure, ...]:
    """What one wants to know at a glance."""
    dossier = seen.dossier
    guests = [one for one in dossier.participants if one.side == "guest"]
    accepted = sum(1 for one in guests if one.rsvp == "accepted")
    items = [item for item in dossier.items if item.status not in GONE]
    firm = sum(1 for item in items if item.status == "confirmed")
    return (
        Figure(f"{len(seen.days)}", say("days")),
        Figure(f"{accepted} / {len(guests)}", say("guests have accepted")),
        Figure(f"{firm}", say("items confirmed")),
        Figure(f"{len(items) - firm}", say("items still open")),
    )


def totals(expenses: Iterable[Expense]) -> tuple[tuple[str, int, int], ...]:
    """By currency: its code, what is estimated and what was spent, in minor units."""
    found: dict[str, list[int]] = {}
    for one in expenses:
        sums = found.setdefault(one.currency or "EUR", [0, 0])
        sums[0] += one.estimate or 0
        sums[1] += one.actual or 0
    return tuple((currency, *sums) for currency, sums in sorted(found.items()))  # type: ignore[misc]
