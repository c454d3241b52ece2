"""What the workbooks hold: tables that a spreadsheet takes, and what an officer looks for in them."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from sciattache.domain import vocabularies
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.papers import words
from sciattache.papers.catalogue import KINDS, draw
from sciattache.papers.kinds import Wish

_BOOKS = [kind.name for kind in KINDS if kind.suffix == ".xlsx"]
_EITHER = pytest.mark.parametrize("language", ["en", "fr", "ar", "zh", "es"])
_REFERENCE = re.compile(
    r"(\w+)\[(?:\[#(?:This Row|Headers)\],\[((?:'.|[^'\]])+)\]|((?:'.|[^'\[\]])+))\]"
)


def _book(dossier, kind, *, values=True, **wish):
    made = draw(dossier, kind, Wish(**wish))
    return openpyxl.load_workbook(io.BytesIO(made), data_only=values)


def _rows(sheet):
    (table,) = sheet.tables.values()
    head, *rows = ([cell.value for cell in row] for row in sheet[table.autoFilter.ref])
    return [dict(zip(head, row, strict=True)) for row in rows]


def _total(sheet):
    head = [cell.value for cell in sheet[5]]
    return dict(zip(head, [cell.value for cell in sheet[sheet.max_row]], strict=True))


@pytest.mark.parametrize("audience", ["full", "guest"])
@_EITHER
def test_tables_have_lawful_names_of_their_own_and_the_heads_that_are_written(
    busy, language, audience
) -> None:
    book = _book(busy, "workbook", language=language, audience=audience)
    tables = [table for sheet in book for table in sheet.tables.values()]
    assert len(tables) == len(book.sheetnames)
    assert len({table.displayName.casefold() for table in tables}) == len(tables)
    assert len({table.id for table in tables}) == len(tables)
    for sheet in book:
        (table,) = sheet.tables.values()
        assert re.fullmatch(r"[A-Za-z_]\w*", table.displayName, re.ASCII)
        assert not re.fullmatch(r"[A-Za-z]{1,3}\d+|[RCrc]\d*", table.displayName)
        heads = [cell.value for cell in sheet[5]]
        assert [column.name for column in table.tableColumns] == heads
        assert len({head.casefold() for head in heads}) == len(heads)
        assert all(heads)


@_EITHER
def test_formulas_name_tables_and_columns_that_are_there(busy, language) -> None:
    book = _book(busy, "workbook", values=False, language=language)
    columns = {
        table.displayName: {column.name for column in table.tableColumns}
        for sheet in book
        for table in sheet.tables.values()
    }
    named = [
        (table, re.sub(r"'(.)", r"\1", own or whole))
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
        for table, own, whole in _REFERENCE.findall(cell.value)
    ]
    assert {table for table, _ in named} >= {"RoomNights", "Budget_CHF", "Requests", "VehicleList"}
    assert [one for one in named if one[1] not in columns[one[0]]] == []


@_EITHER
def test_no_two_words_of_a_list_that_is_counted_are_the_same(language) -> None:
    for vocabulary in ("room_kind", "expense_kind", "payer", "request_state"):
        terms = vocabularies.called(vocabulary).terms.values()
        listed = [words.translated(one, language) for one in terms]
        assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("kind", _BOOKS)
def test_what_stands_in_a_record_is_never_a_formula(busy, kind) -> None:
    for one in busy.expenses + busy.stays + busy.vehicles + busy.participants:
        one.notes = '=HYPERLINK("http://x.example")'
    book = _book(busy, kind, values=False)
    found = [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert not [cell for cell in found if "HYPERLINK" in cell.value]
    cells = [c.value for sheet in book for row in sheet.iter_rows() for c in row]
    assert (kind in ("manifest", "contact-list", "meeting-requests", "guest-data")) or any(
        str(value).startswith("=HYPERLINK") for value in cells
    )


@pytest.mark.parametrize("kind", ["rooming-list", "budget", "meeting-requests", "workbook"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_choice_is_made_from_the_list_of_its_words(busy, kind, language) -> None:
    book = _book(busy, kind, language=language)
    codes = book[words.say("heading.codes", language)]
    assert codes.title == book.sheetnames[-1]
    checked = 0
    for sheet in book:
        for offered in sheet.data_validations.dataValidation:
            place = offered.formula1.rpartition("!")[2].replace("$", "")
            listed = {row[0].value for row in codes[place]}
            (where,) = offered.sqref.ranges
            first, top, _, bottom = range_boundaries(str(where))
            said = {sheet.cell(row, first).value for row in range(top, bottom + 1)}
            assert said - {None, words.say("unsettled", language)} <= listed
            checked += bool(said & listed)
    assert checked >= 1


def test_a_room_that_two_share_counts_once_and_a_twin_is_no_double(busy) -> None:
    book = _book(busy, "rooming-list")
    listed = [row for row in _rows(book["Rooming list"]) if row["Hotel"] == "L'Hôtel *[5]* <&>"]
    assert [row["Nights"] for row in listed] == [3, 3]
    assert {row["Room kind"] for row in listed} == {"Twin"}
    assert [row["Shares with"] for row in listed] == [row["Person"] for row in reversed(listed)]
    nights = [row for row in _rows(book["Rooms per night"]) if row["Hotel"] == "L'Hôtel *[5]* <&>"]
    assert [row["Night"].date() for row in nights] == [date(2026, 10, n) for n in (26, 27, 28)]
    assert {(row["Twin"], row["Double"], row["Rooms"], row["Guests"]) for row in nights} == {
        (1, 0, 1, 2)
    }
    total = _total(book["Rooms per night"])
    assert (total["Twin"], total["Suite"], total["Rooms"]) == (3, 4, 7)
    assert _total(book["Night by night"])["Rooms"] == 7


def test_guests_read_who_sleeps_in_which_hotel_and_nothing_of_rooms(busy) -> None:
    book = _book(busy, "rooming-list", audience="guest")
    assert book.sheetnames == ["Rooming list", "Night by night"]
    heads = set(_rows(book["Rooming list"])[0]) | set(_rows(book["Night by night"])[0])
    assert heads == {
        "Hotel", "Check-in", "Check-out", "Nights", "Person", "Organisation", "Night",
    }  # fmt: skip


def test_hosts_read_what_their_guests_eat_and_drivers_whom_they_drive(busy) -> None:
    host = _rows(_book(busy, "rooming-list", audience="host")["Rooming list"])[0]
    assert host["Diet"] == "Vegan"
    assert not {"Room kind", "Room number", "Shares with", "Who pays"} & set(host)
    assert "Diet" not in _rows(_book(busy, "rooming-list", audience="guest")["Rooming list"])[0]
    book = _book(busy, "transport", audience="driver")
    assert len(_rows(book["Passengers"])) == 2
    assert _rows(book["Vehicles"])[0]["Seats free"] == 1
    guest = _book(busy, "transport", audience="guest")
    assert "Passengers" not in guest.sheetnames
    assert "Seats free" not in _rows(guest["Movements"])[0]


def test_a_movement_has_its_hours_on_the_clock_of_each_end_and_the_seats_left(busy) -> None:
    (flight, meeting, drive) = _rows(_book(busy, "transport")["Movements"])
    assert (flight["Date"], flight["Departs"]) == (datetime(2026, 10, 24), time(7))
    assert (flight["Departure time zone"], flight["Arrives"]) == ("Zurich", time(9))
    assert flight["Arrival time zone"] == "Lisbon"
    assert (flight["Persons"], flight["Seats"], flight["Seats free"]) == (2, 3, 1)
    assert (meeting["Persons"], meeting["Seats free"]) == (1, 2)
    assert drive["Driver"] == busy.vehicles[0].driver
    (car,) = _rows(_book(busy, "transport")["Vehicles"])
    assert (car["Seats"], car["Persons"], car["Seats free"]) == (3, 2, 1)


def test_a_movement_leads_to_where_its_passengers_are_next(busy, planted) -> None:
    place = busy.places[planted.ids["place"]]
    busy.places["next"] = type(place)(id="next", name="The ministry")
    first = next(item for item in busy.items if item.kind == "movement")
    busy.items.append(
        AgendaItem(
            id="after", title="Call", kind="meeting", status="confirmed", place="next",
            starts_at=first.ends_at.replace(hour=14), start_zone="Europe/Lisbon", rid=999,
        )
    )  # fmt: skip
    vars(busy).pop("lines", None)
    rows = _rows(_book(busy, "transport")["Movements"])
    drive = next(row for row in rows if row["What"] == first.title)
    assert drive["From"].startswith(place.name)
    assert drive["To"] == "The ministry"


def test_a_leg_that_is_cancelled_carries_nobody(planted) -> None:
    dossier = planted.dossier()
    dossier.legs.append(Leg(id="off", origin="Nowhere", destination="X", state="cancelled"))
    said = [row["From"] for row in _rows(_book(dossier, "transport")["Movements"])]
    assert "Nowhere" not in said


def test_each_currency_of_a_budget_is_summed_by_itself(busy) -> None:
    book = _book(busy, "budget")
    totals = {row["Currency"]: row for row in _rows(book["Budget"])}
    assert set(totals) == {"EUR", "CHF", "JPY"}
    assert totals["CHF"]["Estimate"] == pytest.approx(1510.49)
    assert totals["CHF"]["Expected"] == pytest.approx(1512.84)
    assert totals["CHF"]["Variance"] == pytest.approx(2.35)
    assert totals["CHF"]["Paid by us"] == pytest.approx(12.34)
    assert totals["JPY"]["Actual"] == 70_000
    euros = Decimal(busy.engagement.budget - 98765004) / 100
    assert totals["EUR"]["Left"] == pytest.approx(float(euros))
    assert _total(book["Budget CHF"])["Actual"] == pytest.approx(12.34)
    by_kind = {(r["Currency"], r["Kind"]): r["Expected"] for r in _rows(book["Budget by category"])}
    assert by_kind["CHF", "Venue"] == 1500.5
    assert by_kind["EUR", "Travel"] == 0
    by_payer = {(r["Currency"], r["Who pays"]): r for r in _rows(book["Budget by payer"])}
    assert by_payer["CHF", "Host"]["Counts against the ceiling"] == "No"
    for name in ("Estimate", "Actual", "Expected", "Variance"):
        for currency, row in totals.items():
            for parts in (_rows(book["Budget by category"]), _rows(book["Budget by payer"])):
                summed = sum(part[name] for part in parts if part["Currency"] == currency)
                assert summed == pytest.approx(row[name])


def test_no_sum_of_a_budget_is_a_typed_number(busy) -> None:
    book = _book(busy, "budget", values=False)
    for title in ("Budget", "Budget by category", "Budget by payer"):
        for row in _rows(book[title]):
            for name in ("Estimate", "Actual", "Expected", "Variance"):
                assert str(row[name]).startswith("=SUM"), (title, name)
    lines = book["Budget CHF"]
    assert _total(lines)["Estimate"] == "=SUBTOTAL(109,Budget_CHF[Estimate])"
    assert [row["Estimate"] for row in _rows(lines)] == [9.99, 1500.5]


def test_an_engagement_without_expenses_has_an_empty_budget(planted) -> None:
    dossier = planted.dossier()
    dossier.expenses.clear()
    book = _book(dossier, "budget")
    assert _rows(book["Budget EUR"])[0]["What"] is None
    assert _total(book["Budget EUR"])["Estimate"] == 0


def test_requests_are_counted_by_what_became_of_them(busy, planted) -> None:
    book = _book(busy, "meeting-requests")
    listed = _rows(book["Meeting requests"])
    assert [row["Priority"] for row in listed] == sorted(row["Priority"] for row in listed)
    mate = listed[-1]["Who asks"]
    counted = {row["Name"]: row for row in _rows(book["Requests by name"])}
    assert {
        name: counted[mate][name]
        for name in ("Asks", "Is asked", "Scheduled", "Took place", "No show", "Refused")
    } == {"Asks": 5, "Is asked": 0, "Scheduled": 1, "Took place": 1, "No show": 1, "Refused": 1}


def test_a_hotel_is_listed_once_with_the_address_of_its_place_where_it_has_none(planted) -> None:
    dossier = planted.dossier()
    for stay in dossier.stays:
        stay.hotel, stay.address, stay.phone = "Palace", None, None
    rows = _rows(_book(dossier, "contact-list")["Useful numbers"])
    (hotel,) = [row for row in rows if row["Name"] == "Palace"]
    (street,) = (point.lines for point in dossier.places[planted.ids["place"]].address)
    assert street in hotel["Hotel's address"]
    assert hotel["Phone"]


def test_phones_and_codes_are_text(busy) -> None:
    busy.vehicles[0].driver_phone = "0044 20 7946 0000"
    busy.expenses[0].voucher = "007"
    (car,) = _rows(_book(busy, "transport")["Vehicles"])
    assert isinstance(car["Driver's phone"], str)
    vouchers = [row["Voucher"] for row in _rows(_book(busy, "budget")["Budget EUR"])]
    assert "007" in vouchers
