"""A run sheet tells what happens by the minute, in the order of time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sciattache.domain.office.colleague import Colleague
from sciattache.domain.points import Point
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.cue import Cue
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.gift import Gift
from sciattache.domain.programmes.leg import Leg
from sciattache.papers.blocks import DayBanner, Facts, Grid, Group
from sciattache.papers.flowing.run_sheet import run_sheet
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

LISBON = "Europe/Lisbon"


def item(id: str, hour: int, minute: int = 0, **more: object) -> AgendaItem:
    values = {"title": id.title(), "status": "confirmed", "starts_at":
              datetime(2026, 3, 25, hour, minute, tzinfo=UTC), "start_zone": LISBON}  # fmt: skip
    return AgendaItem(id=id, rid=hour, engagement="visit", **{**values, **more})


def cue(of: str, minutes: int | None, what: str, **more: object) -> Cue:
    return Cue(id=what, rid=minutes or 0, item=of, minutes=minutes, cue=what, **more)


def plan(items: list[AgendaItem], cues: list[Cue], **more: object) -> Dossier:
    return Dossier(
        Engagement(id="visit", rid=1, title="Visit", zone=LISBON),
        items=items,
        cues={one.id: [c for c in cues if c.item == one.id] for one in items},
        **more,  # type: ignore[arg-type]
    )


def rows(dossier: Dossier, language: str = "en") -> list[str | tuple[str, ...]]:
    """The lines of the sheet: those across it as their words."""
    blocks = run_sheet(dossier, Reader("full", language))
    grids = [block for block in blocks if isinstance(block, Grid)]
    return [
        "  ".join(filter(None, (row.lead, row.text))) if isinstance(row, Group) else row
        for grid in grids
        for row in grid.rows
    ]


def test_cues_stand_between_items_and_legs_as_the_minutes_come() -> None:
    signing = item("signing", 11, 45)
    dossier = plan(
        [item("seminar", 10), signing],
        [cue("signing", 0, "Enter"), cue("signing", -30, "Check", lasts=15),
         cue("seminar", 5, "Greet")],
        legs=[Leg(id="leg", rid=1, engagement="visit", kind="car", origin="Hotel",
                  departs_at=datetime(2026, 3, 25, 11, 30, tzinfo=UTC), departure_zone=LISBON)],
    )  # fmt: skip
    told = rows(dossier)
    assert [row if isinstance(row, str) else row[:2] for row in told] == [
        "10:00  Seminar",
        ("10:05", "Greet"),
        ("11:15–11:30", "Check\nfor: Signing"),
        "11:30  Car: Hotel",
        "11:45  Signing",
        ("11:45", "Enter"),
    ]


def test_a_sheet_has_the_columns_that_its_cues_fill() -> None:
    bare = plan([item("talk", 9)], [cue("talk", 0, "Enter")])
    grid = next(one for one in run_sheet(bare, Reader("full", "en")) if isinstance(one, Grid))
    assert [column.head for column in grid.columns] == ["When", "What happens"]
    full = plan(
        [item("talk", 9)],
        [cue("talk", 0, "Enter", door="North door", holder="ana", gift="pens",
             fallback="South door", remarks="Slowly")],
        colleagues={"ana": Colleague(id="ana", rid=1, name="Ana", phones=(Point("+351 1"),))},
        gifts=[Gift(id="pens", rid=1, label="Pens")],
    )  # fmt: skip
    blocks = run_sheet(full, Reader("full", "en"))
    grid = next(one for one in blocks if isinstance(one, Grid))
    assert [column.head for column in grid.columns] == [
        "When", "What happens", "Door", "With the principal", "Gift", "If it fails",
    ]  # fmt: skip
    assert grid.rows[1] == ("09:00", "Enter\nSlowly", "North door", "Ana", "Pens", "South door")
    facts = next(one for one in blocks if isinstance(one, Facts))
    assert ("With the principal", "Ana · +351 1") in facts.pairs


def test_a_day_without_cues_has_no_heads_over_empty_columns() -> None:
    dossier = plan([item("talk", 9)], [])
    grid = next(one for one in run_sheet(dossier, Reader("full", "en")) if isinstance(one, Grid))
    assert {column.head for column in grid.columns} == {""}
    assert grid.rows == (Group("Talk", "09:00"),)


@pytest.mark.parametrize("status", ["declined", "cancelled"])
def test_what_is_off_is_not_on_the_sheet(status: str) -> None:
    dossier = plan(
        [item("gone", 9, status=status), item("there", 10)],
        [cue("gone", 0, "Nothing"), cue("there", 0, "Something")],
    )
    assert rows(dossier) == ["10:00  There", ("10:00", "Something")]


def test_minutes_pass_while_the_clocks_change() -> None:
    night = item("night", 0, starts_at=datetime(2026, 3, 29, 0, 30, tzinfo=UTC))
    told = rows(plan([night], [cue("night", 45, "Move on", lasts=15), cue("night", 20, "Wait")]))
    assert told == [
        "00:30  Night · Lisbon time (UTC)", ("00:50", "Wait"), ("02:15–02:30", "Move on"),
    ]  # fmt: skip


def test_a_cue_before_midnight_says_that_it_is_of_the_day_before() -> None:
    early = item("early", 0, 10)
    told = rows(plan([early], [cue("early", -20, "Gather")]))
    assert told == [("23:50⁻¹", "Gather\nfor: Early"), "00:10  Early"]


def test_an_item_without_an_hour_has_its_cues_by_minutes() -> None:
    loose = item("loose", 0, starts_at=None)
    whole = item("whole", 0, starts_at=None, first_day=date(2026, 3, 26),
                 last_day=date(2026, 3, 27))  # fmt: skip
    dossier = plan([loose, whole], [cue("loose", -5, "Before"), cue("whole", 5, "After")])
    banners = [b for b in run_sheet(dossier, Reader("full", "en")) if isinstance(b, DayBanner)]
    assert len(banners) == 2
    assert rows(dossier) == [
        "All day  Whole", ("+5′", "After"), "All day  Whole", "Loose", ("−5′", "Before"),
    ]  # fmt: skip


def test_large_print_tells_below_a_cue_what_else_has_columns() -> None:
    dossier = plan([item("talk", 9)], [cue("talk", 0, "Enter", door="North door")])
    grids = [one for one in run_sheet(dossier, Reader("full", "en"), narrow=True)
             if isinstance(one, Grid)]  # fmt: skip
    assert grids[0].rows[1] == ("09:00", "Enter\nDoor: North door")
