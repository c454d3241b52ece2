"""Invitations: who is still to be asked, who has not answered, and what an act on them sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sciattache.domain.programmes.participation import Participation

PATIENCE = 14
"""Days after which an invitation without an answer is worth a reminder."""

ANSWERS = ("accepted", "tentative", "declined")

_ASKED = frozenset({"invited", "no_answer"})


@dataclass(frozen=True)
class Standing:
    """Where one invitation stands.

    ``state`` is ``not_invited``, ``waiting``, ``overdue`` or an answer; ``days`` counts those since
    the invitation of whoever has not answered, None where its day is not known.
    """

    one: Participation
    state: str
    days: int | None = None


STATES = ("not_invited", "overdue", "waiting", *ANSWERS)
"""The states, those that ask for an act first."""


def standing(one: Participation, today: date, *, patience: int = PATIENCE) -> Standing:
    """Where an invitation stands today; without an answer for ``patience`` days it is overdue."""
    answer = one.rsvp or "not_invited"
    if answer not in _ASKED:
        return Standing(one, answer if answer in ANSWERS else "not_invited")
    days = (today - one.invited_on).days if one.invited_on and one.invited_on <= today else None
    late = answer == "no_answer" or (days is not None and days >= patience)
    return Standing(one, "overdue" if late else "waiting", days)


def standings(
    participants: Iterable[Participation], today: date, *, patience: int = PATIENCE
) -> dict[str, list[Standing]]:
    """Every invitation by its state, in the order of the participants; empty states too."""
    found: dict[str, list[Standing]] = {state: [] for state in STATES}
    for one in participants:
        each = standing(one, today, patience=patience)
        found[each.state].append(each)
    return found


def invited(one: Participation, on: date) -> dict[str, Any]:
    """What inviting sets; nothing for whoever was asked already or has answered."""
    if (one.rsvp or "not_invited") != "not_invited":
        return {}
    return {"rsvp": "invited", "invited_on": on}


def answered(one: Participation, answer: str, on: date) -> dict[str, Any]:
    """What an answer sets; an answer that comes again as it was changes nothing."""
    if answer not in ANSWERS:
        raise ValueError(f"{answer} is no answer")
    return {} if one.rsvp == answer else {"rsvp": answer, "answered_on": on}
