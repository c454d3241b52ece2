"""Invitations and travel papers: what is asked of the planner on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.services import invitations, travel_papers
from sciattache.services.dossier import Dossier
from sciattache.services.travel_papers import Clock

TODAY = date(2026, 3, 1)


def part(**values: Any) -> Participation:
    return Participation(person="p", **values)


def asked(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("values", "state", "days"),
    [
        ({}, "not_invited", None),
        ({"rsvp": "invited", "invited_on": asked(3)}, "waiting", 3),
        ({"rsvp": "invited", "invited_on": asked(14)}, "overdue", 14),
        ({"rsvp": "invited"}, "waiting", None),
        ({"rsvp": "no_answer", "invited_on": asked(1)}, "overdue", 1),
        ({"rsvp": "declined", "invited_on": asked(90)}, "declined", None),
    ],
)
def test_an_invitation_stands_somewhere(values: Any, state: str, days: int | None) -> None:
    found = invitations.standing(part(**values), TODAY)
    assert (found.state, found.days) == (state, days)


def test_everybody_is_in_one_state() -> None:
    parts = [part(rsvp=rsvp) for rsvp in (None, "invited", "accepted", "tentative", "no_answer")]
    found = invitations.standings(parts, TODAY)
    assert [each.one for listed in found.values() for each in listed].__len__() == len(parts)
    assert list(found) == list(invitations.STATES)


def test_nobody_is_invited_twice_nor_after_an_answer() -> None:
    assert invitations.invited(part(), TODAY) == {"rsvp": "invited", "invited_on": TODAY}
    for rsvp in ("invited", "accepted", "declined", "no_answer"):
        assert invitations.invited(part(rsvp=rsvp), TODAY) == {}


def test_an_answer_sets_its_day_and_the_same_answer_again_nothing() -> None:
    assert invitations.answered(part(rsvp="invited"), "accepted", TODAY) == {
        "rsvp": "accepted", "answered_on": TODAY,
    }  # fmt: skip
    assert invitations.answered(part(rsvp="accepted"), "accepted", TODAY) == {}
    with pytest.raises(ValueError):
        invitations.answered(part(), "invited", TODAY)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, Clock("none", "visa")),
        ({"visa": "granted"}, Clock("fine", "visa")),
        ({"visa": "needed", "visa_due_on": date(2026, 3, 8)}, Clock("soon", "visa", 7)),
        ({"visa": "applied", "visa_due_on": date(2026, 2, 27)}, Clock("late", "visa", -2)),
        ({"visa": "refused"}, Clock("bad", "visa")),
        ({"passport_expires_on": date(2026, 4, 5)}, Clock("bad", "passport", -5)),
        ({"passport_expires_on": date(2026, 6, 10)}, Clock("late", "passport", 61)),
        ({"passport_expires_on": date(2030, 4, 10), "visa": "granted"}, Clock("fine", "visa")),
        (
            {"visa": "needed", "visa_due_on": date(2026, 3, 8),
             "passport_expires_on": date(2026, 4, 5)},
            Clock("bad", "passport", -5),
        ),
    ],
)  # fmt: skip
def test_the_paper_that_presses_most_is_shown(values: Any, expected: Clock) -> None:
    visit = Dossier(Engagement(starts_on=date(2026, 4, 8), ends_on=date(2026, 4, 10)))
    assert travel_papers.clock(part(**values), visit, TODAY) == expected
