"""What becomes of the stops and their items when a proposed order is taken."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards import public_holidays
from sciattache.services import moving
from sciattache.services.dossier import Dossier
from sciattache.services.routes.roadshow import Proposal, Stage, takes_place

Values = dict[str, Any]
"""A record's fields that become others, by name."""


def stops(proposal: Proposal) -> dict[str, Values]:
    """The dates and the number of each stop, by its id, and how many days of meetings it has.

    The latter may have been read from the dates before, which now begin on the evening of arrival.
    """
    return {
        stage.stop: {
            "starts_on": stage.first, "ends_on": stage.last, "position": number,
            "meeting_days": len(stage.meetings),
        }
        for number, stage in enumerate(proposal.stages, start=1)
    }  # fmt: skip


def items(dossier: Dossier, proposal: Proposal) -> dict[str, Values]:
    """The new times of each item of a stop that moves, by its id.

    What is on a stop's first day of meetings goes to its new first one, and so on; hours stay.
    """
    stages = {stage.stop: stage for stage in proposal.stages}
    found: dict[str, Values] = {}
    for stop in dossier.stops:
        stage = stages.get(stop.id)
        held = [item for item in dossier.items if item.stop == stop.id]
        if stage is None or not held:
            continue
        before = _meeting_days(stop, held, dossier)
        for item in held:
            on = _day(item, dossier)
            by = _days_on(before, stage, on) if on else 0
            if on and by:
                zone = item.start_zone or stop.zone
                found[item.id] = moving.to_day(item, on + timedelta(by), zone=zone, there=zone)
    return found


def _meeting_days(stop: Stop, held: Sequence[AgendaItem], dossier: Dossier) -> list[date]:
    """The days on which a stop has its meetings now: of weekends alone, these."""
    days = {on for item in held if takes_place(item) and (on := _day(item, dossier))}
    days = days or {on for item in held if (on := _day(item, dossier))}
    country = stop.country or ""
    return sorted({on for on in days if not public_holidays.is_weekend(country, on)} or days)


def _days_on(before: Sequence[date], stage: Stage, on: date) -> int:
    """By how many days something of a day moves: as the day of meetings that it goes with."""
    number = max(bisect_right(before, on) - 1, 0)
    new = stage.meetings[min(number, len(stage.meetings) - 1)]
    return (new - before[min(number, len(stage.meetings) - 1)]).days


def _day(item: AgendaItem, dossier: Dossier) -> date | None:
    line = dossier.lines.get(item.id)
    return item.first_day or (line.start.date() if line and line.start else None)
