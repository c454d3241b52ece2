"""The rows of the tables of travel, stays and wishes to meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from sciattache.domain.programmes.expense import Expense
from sciattache.domain.programmes.gift import Gift
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.domain.records import Record
from sciattache.ui import showing
from sciattache.ui.lettering import joined
from sciattache.ui.words import say
from sciattache.ui.workspace.agenda import named
from sciattache.ui.workspace.marks import WAYS, berth, mark
from sciattache.ui.workspace.numbers import totals
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.rows import Cell, Row


def _legs(seen: Seen, language: str) -> Iterator[Row]:
    for leg in seen.dossier.legs:
        number = " ".join(filter(None, (leg.carrier, leg.number)))
        riders = named(seen, [one.person for one in seen.dossier.passages.get(leg.id, ())])
        booking = mark(Leg.field("state"), leg.state, language)
        team = say("Team {name}", name=leg.team) if leg.team else say("Everybody")
        who = ", ".join(riders) or team
        yield Row(leg.id, (
            Cell(" – ".join(filter(None, (leg.origin, leg.destination))), number,
                 icon=WAYS.get(leg.kind or "", "route")),
            _end(leg.departs_at, leg.departure_zone, language, berth(leg.kind, leg.terminal)),
            _end(leg.arrives_at, leg.arrival_zone, language),
            Cell(who, tone="text" if riders else "quiet"),
            Cell(booking.words, leg.reference or "", icon=booking.icon, tone=booking.tone),
        ))  # fmt: skip


def _end(moment: datetime | None, zone: str | None, language: str, berth_: str = "") -> Cell:
    """An end of a leg on its own clock, which is named under it."""
    if moment is None:
        return Cell()
    place = showing.place_of(zone, language)
    day, _, rest = showing.moment(moment, zone, language).rpartition(f" {place}")
    return Cell(f"{day}{rest}", joined(place, berth_))


def _stays(seen: Seen, language: str) -> Iterator[Row]:
    hotel = None
    for stay in sorted(seen.dossier.stays, key=_by_night):
        if stay.hotel != hotel:
            hotel = stay.hotel
            where = joined(stay.address or "", stay.phone or "")
            yield Row(heading=hotel or "", note=where)
        yield _stay(seen, stay, language)


def _by_night(stay: Stay) -> tuple[date, str, int]:
    return stay.arrives_on or date.max, stay.hotel or "", stay.rid


def _stay(seen: Seen, stay: Stay, language: str) -> Row:
    shares = seen.titles.get(stay.shares_with or "", "") or seen.name(stay.shares_with)
    booking = mark(Stay.field("state"), stay.state, language)
    room = Stay.field("room_kind")
    kind = showing.choice(room, stay.room_kind, language) if stay.room_kind else ""
    nights = (stay.departs_on - stay.arrives_on).days if stay.departs_on and stay.arrives_on else 0
    length = say("{count} nights", count=nights) if nights > 1 else say("1 night") if nights else ""
    return Row(stay.id, (
        Cell(seen.name(stay.person) or say("Everybody"),
             say("shares with {name}", name=shares) if shares else ""),
        Cell(" ".join(filter(None, (kind, stay.room)))),
        _day(stay.arrives_on, language),
        Cell(_day(stay.departs_on, language).words, length),
        Cell(booking.words, stay.reference or "", icon=booking.icon, tone=booking.tone),
    ))  # fmt: skip


def _vehicles(seen: Seen, language: str) -> Iterator[Row]:
    for one in seen.dossier.vehicles:
        kind = showing.choice(Vehicle.field("kind"), one.kind, language) if one.kind else ""
        yield Row(one.id, (
            Cell(one.name or "", kind, strong=True),
            Cell(one.driver or "", one.driver_phone or ""),
            Cell(one.plate or ""),
            Cell("" if one.seats is None else str(one.seats), trailing=True),
        ))  # fmt: skip


def _expenses(seen: Seen, language: str) -> Iterator[Row]:
    for one in seen.dossier.expenses:
        kind = showing.choice(Expense.field("kind"), one.kind, language) if one.kind else ""
        payer = showing.choice(Expense.field("payer"), one.payer, language) if one.payer else ""
        supplier = seen.titles.get(one.supplier or "", "")
        yield Row(one.id, (
            Cell(one.label or "", joined(kind, supplier)),
            Cell(payer),
            Cell(Expense.field("estimate").show(one, language), trailing=True),
            Cell(Expense.field("actual").show(one, language),
                 showing.day(one.paid_on, language) if one.paid_on else "", trailing=True),
        ))  # fmt: skip
    field = Expense.field("estimate")
    for currency, estimate, actual in totals(seen.dossier.expenses):
        first, second = (
            field.kind.show(sum_, field, language, {"currency": currency})
            for sum_ in (estimate, actual)
        )
        yield Row("", (
            Cell(say("Total {currency}", currency=currency), strong=True), Cell(),
            Cell(first, strong=True, trailing=True), Cell(second, strong=True, trailing=True),
        ))  # fmt: skip


def _gifts(seen: Seen, language: str) -> Iterator[Row]:
    for one in seen.dossier.gifts:
        direction = Gift.field("direction")
        way = showing.choice(direction, one.direction, language) if one.direction else ""
        organisation = seen.dossier.organisations.get(one.organisation or "")
        value = Gift.field("value").show(one, language) or one.value_as_declared or ""
        yield Row(one.id, (
            Cell(one.label or "", way, icon="gift"),
            Cell(seen.name(one.person), organisation.name if organisation else ""),
            _day(one.given_on, language),
            Cell(value, trailing=True),
        ))  # fmt: skip


def _requests(seen: Seen, language: str) -> Iterator[Row]:
    for one in sorted(seen.dossier.requests, key=lambda r: (r.priority or 9, r.rid)):
        state = mark(MeetingRequest.field("state"), one.state, language)
        table = say("Table {number}", number=one.table_number) if one.table_number else ""
        asker, for_whom, asked, of = (
            seen.titles.get(identity or "", "")
            for identity in (
                one.asker, one.asker_organisation, one.asked, one.asked_organisation,
            )
        )  # fmt: skip
        yield Row(one.id, (
            Cell(asker or for_whom, for_whom if asker else ""),
            Cell(asked or of, of if asked else ""),
            Cell("" if one.priority is None else str(one.priority), trailing=True),
            Cell(state.words, table, icon=state.icon, tone=state.tone),
        ))  # fmt: skip


def _day(on: date | None, language: str) -> Cell:
    return Cell(showing.day(on, language) if on else "")


MAKERS: dict[type[Record], Callable[[Seen, str], Iterator[Row]]] = {
    Leg: _legs, Stay: _stays, Vehicle: _vehicles, Expense: _expenses, Gift: _gifts,
    MeetingRequest: _requests,
}  # fmt: skip
"""What makes the rows of each table."""
