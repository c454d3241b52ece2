"""The manifest and the engagement workbook, read back as a driver or an airline opens them."""

import io
from datetime import UTC, date, datetime
from itertools import pairwise

import openpyxl
import pytest

from sciattache.domain.programmes.issue import Issue
from sciattache.domain.programmes.stay import Stay
from sciattache.papers import words
from sciattache.papers.catalogue import KINDS, draw
from sciattache.papers.kinds import Wish


def _book(dossier, kind, **wish):
    return openpyxl.load_workbook(io.BytesIO(draw(dossier, kind, Wish(**wish))))


def _rows(sheet):
    """The rows of a sheet's table, without its total."""
    (table,) = sheet.tables.values()
    head, *rows = ([cell.value for cell in row] for row in sheet[table.autoFilter.ref])
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_manifest_lists_each_leg_with_its_passengers(planted) -> None:
    dossier = planted.dossier()
    book = _book(dossier, "manifest")
    assert book.sheetnames == ["Manifest", "Vehicles", "Movements"]
    rows = _rows(book["Manifest"])
    assert len(rows) == 2, "who declined does not travel"
    assert [row["№"] for row in rows] == [1, 2]
    assert str(rows[0]["Departs"]) == "2026-10-24 07:00:00", "the clock of Zurich"
    assert str(rows[0]["Arrives"]) == "2026-10-24 09:00:00", "the clock of Lisbon"
    assert rows[0]["Family name"]
    assert rows[0]["Passport"]
    riders = _rows(book["Vehicles"])
    assert len(riders) == 2
    assert {row["Car"] for row in riders} == {dossier.vehicles[0].name}
    assert [row["About"] for row in _rows(book["Movements"])] == [
        item.title for item in dossier.items if item.status in ("confirmed", "asked")
    ]


def test_the_guests_manifest_tells_of_cars_but_not_who_rides_in_them(planted) -> None:
    book = _book(planted.dossier(), "manifest", audience="guest")
    assert "Passport" not in [cell.value for cell in book["Manifest"][1]]
    (row,) = _rows(book["Vehicles"])
    assert {"Car", "Driver"} <= set(row)
    assert not {"Name", "Organisation", "Phone on site", "Needs"} & set(row), "no empty columns"
    assert "Car" not in _rows(book["Movements"])[0]


def test_a_list_without_counts_has_no_total(planted) -> None:
    for audience, total in (("driver", True), ("guest", False)):
        sheet = _book(planted.dossier(), "transport", audience=audience)["Vehicles"]
        (table,) = sheet.tables.values()
        assert bool(table.totalsRowCount) == total
        assert ("Total" in [row[0].value for row in sheet.iter_rows()]) == total


def test_a_leg_without_named_passengers_carries_its_team(planted) -> None:
    dossier = planted.dossier()
    dossier.passages.clear()
    dossier.legs[0].team = "A"
    for one, team in zip(dossier.participants, ("A", "B", "A"), strict=True):
        one.team = team
    rows = _rows(_book(dossier, "manifest")["Manifest"])
    assert [bool(row["Departs"]) for row in rows] == [True, False]


def test_hours_without_a_zone_are_those_of_the_stop(planted) -> None:
    dossier = planted.dossier()
    for item in dossier.items:
        item.start_zone = item.end_zone = None
        item.starts_at = datetime(2026, 10, 24, 9, tzinfo=UTC)
    rows = _rows(_book(dossier, "workbook")["Programme"])
    assert {str(row["Starts"]) for row in rows} == {"2026-10-24 10:00:00"}
    assert {row["Start time zone"] for row in rows} == {"Lisbon"}


def test_guests_get_what_is_settled_and_the_office_everything(planted) -> None:
    full = _book(planted.dossier(), "workbook")
    guest = _book(planted.dossier(), "workbook", audience="guest")
    more = {name.partition(" – ")[0] for name in full.sheetnames} - set(guest.sheetnames)
    assert more == {
        "Passengers", "Rooms per night", "Meeting requests", "Requests by name", "Gifts",
        "Budget", "Budget by category", "Budget by payer", "Budget EUR",
    }  # fmt: skip
    assert {"Contact list", "Movements", "Rooming list", "Night by night", "Codes"} <= set(
        guest.sheetnames
    )
    assert len(_rows(full["Programme"])) == 5
    assert len(_rows(guest["Programme"])) == 2
    assert len(_rows(guest["Participants"])) == 2


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_no_text_is_cut_by_its_column(planted, language) -> None:
    for sheet in _book(planted.dossier(), "workbook", language=language):
        for cell in sheet[5]:
            width = sheet.column_dimensions[cell.column_letter].width
            assert max(len(word) for word in str(cell.value or "").split() or [""]) < width
            assert cell.font.bold


def test_rows_are_as_tall_as_their_longest_text(planted) -> None:
    dossier = planted.dossier()
    dossier.participants[0].needs = "a word and " * 30
    sheet = _book(dossier, "manifest")["Vehicles"]
    assert sheet.row_dimensions[6].height >= 15 * len("a word and " * 30) / 28
    assert all(sheet.row_dimensions[n].height is None for n in (2, 3, 4))


def test_each_sheet_says_above_its_table_what_it_is_of_and_for_whom(planted) -> None:
    dossier = planted.dossier()
    issued = datetime(2026, 10, 20, 16, 5, tzinfo=UTC)
    object.__setattr__(dossier, "issue", Issue(version=4, issued_at=issued))
    for sheet in _book(dossier, "workbook"):
        title, what, audience = (sheet.cell(n, 1).value for n in (1, 2, 3))
        assert title == dossier.engagement.title
        assert what.startswith(sheet.title)
        assert "24–26 October 2026" in what or sheet.title == "Codes"
        assert audience == (
            f"Audience: Full · Version 4 · issued 20 October 2026, 17:05 UTC+1 · {dossier.marking}"
        )


def test_passengers_stand_leg_after_leg(planted) -> None:
    rows = _rows(_book(planted.dossier(), "manifest")["Manifest"])
    assert all(one["Departs"] <= other["Departs"] for one, other in pairwise(rows))


def test_long_texts_of_a_wide_sheet_stand_on_one_of_their_own(planted) -> None:
    dossier = planted.dossier()
    book = _book(dossier, "workbook")
    told = {row["Title"]: row for row in _rows(book["Programme – Notes"])}
    for item in dossier.items:
        assert told[item.title]["Points to make"] == item.points
    assert not {"Points to make", "Objective"} & set(_rows(book["Programme"])[0])
    for sheet in book:
        assert sum(one.width for one in sheet.column_dimensions.values()) < 400, sheet.title


def test_a_passenger_sleeps_where_the_leg_leads_and_slept_where_it_leaves(planted) -> None:
    dossier = planted.dossier()
    (flight,) = dossier.legs
    own, *_ = dossier.stays
    before = Stay(hotel="Before", arrives_on=date(2026, 10, 20), departs_on=date(2026, 10, 24))
    after = Stay(hotel="After", arrives_on=date(2026, 10, 24), departs_on=date(2026, 10, 26))

    def hotel(*stays: Stay) -> str:
        dossier.stays[:] = stays
        return _rows(_book(dossier, "manifest")["Manifest"])[0].get("Hotel")

    assert flight.arrives_at.date() == date(2026, 10, 24)
    assert hotel(before, after) == "After"
    assert hotel(before) == "Before"
    assert hotel(after, own) == own.hotel
    own.departs_on = date(2026, 10, 23)
    own.arrives_on = date(2026, 10, 21)
    assert hotel(own, after) == "After"
    assert hotel(own) is None


@pytest.mark.parametrize("language", words.languages())
def test_sheets_have_names_that_a_workbook_takes(planted, language) -> None:
    for kind in KINDS:
        if kind.suffix == ".xlsx":
            names = _book(planted.dossier(), kind.name, language=language).sheetnames
            assert all(len(name) <= 31 and "(2)" not in name for name in names)
    for key in ("paper.programme", "heading.participants", "heading.stops", "heading.gifts"):
        title = f"{words.say(key, language)} – {words.say('heading.notes', language)}"
        assert len(title) <= 31
