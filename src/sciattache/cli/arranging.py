"""Commands that propose who sits where, at tables and in cars, and who sleeps where."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sciattache.cli.people_side import EngagementId, code, dossier_of, named
from sciattache.cli.stores import AsJson, StorePath, opened, record, say_json, table
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.seating import Seating
from sciattache.domain.records import new_id
from sciattache.domain.vocabularies import TABLE_SHAPES
from sciattache.errors import KnownError
from sciattache.services import cars, rooming, seating
from sciattache.services.dossier import Dossier
from sciattache.store import arranging

Apply = Annotated[bool, typer.Option("--apply", help="Keep what is proposed, as one step.")]


def seat(
    store: StorePath,
    item: Annotated[str, typer.Argument(help="The programme item's id.", metavar="ITEM")],
    shape: Annotated[str, typer.Option(help=f"{', '.join(TABLE_SHAPES.terms)}.")] = "",
    places: Annotated[int, typer.Option(help="Places at the table.", min=0, max=400)] = 0,
    ends: Annotated[
        bool, typer.Option("--ends", help="The host at the end of a long table, the English way.")
    ] = False,
    apply: Apply = False,
    as_json: AsJson = False,
) -> None:
    """Propose who sits where at a meal or meeting, and why."""
    with opened(store) as office:
        with office.session() as session:
            found = record(session, item)
            if not isinstance(found, AgendaItem):
                raise KnownError(
                    "That record is not a programme item.",
                    "List them with “list STORE agenda_item”.",
                )
            dossier = dossier_of(session, found.engagement)
        tables = _tables(dossier, found, shape, places)
        proposal = seating.propose(dossier, found, tables, ends=ends)
        moved = 0
        if apply:
            with office.step(f"Seat {found.title}") as session:
                moved = arranging.seat(session, proposal)
    rows = _seats(dossier, proposal)
    without = [named(dossier, one) for one in proposal.without]
    if as_json:
        say_json({"item": found.id, "moved": moved, "seats": rows, "without": without})
        return
    for laid in proposal.tables:
        shown = TABLE_SHAPES.label(laid.table.shape or "long")
        print(f"{laid.table.name} ({shown}, {len(laid.layout.places)} places)")
        table([
            (f"{row['number']:>4}{' behind' if row['behind'] else ''}", row["name"],
             ("* " if row["departs"] else "  ") + row["why"])
            for row in rows if row["table"] == laid.table.id
        ])  # fmt: skip
    if without:
        print(f"Without a place: {', '.join(without)}.")
    print(f"Seated; {moved} moved." if apply else "Nothing is kept yet: --apply keeps it.")


def _tables(dossier: Dossier, item: AgendaItem, shape: str, places: int) -> list[Seating]:
    """An item's tables, the first shaped as asked; a new one where there is none."""
    tables = [one for one in dossier.seatings if one.item == item.id]
    if not tables:
        tables = [Seating(id=new_id(), item=item.id, name="Table 1", shape="long")]
    if shape:
        tables[0].shape = code(TABLE_SHAPES, shape)
    if places:
        tables[0].places = places
    return tables


def _seats(dossier: Dossier, proposal: seating.Proposal) -> list[dict[str, Any]]:
    rows = [
        {
            "table": move.new[0],
            "number": move.new[1],
            "behind": move.new[2],
            "person": move.person,
            "name": named(dossier, move.person),
            "was": {"table": move.old[0], "number": move.old[1]} if move.old else None,
            "departs": move.departs,
            "why": str(move.why or ""),
        }
        for move in proposal.moves
        if move.new is not None
    ]
    return sorted(rows, key=lambda row: (row["table"], row["number"], row["behind"]))


def drive(
    store: StorePath,
    engagement: EngagementId,
    anew: Annotated[bool, typer.Option("--anew", help="Distribute all again.")] = False,
    apply: Apply = False,
    as_json: AsJson = False,
) -> None:
    """Propose who rides in which car, and why."""
    with opened(store) as office:
        with office.session() as session:
            dossier = dossier_of(session, engagement)
        proposal = cars.propose(dossier, anew=anew)
        if apply:
            with office.step(f"Give cars to {dossier.engagement.title}") as session:
                arranging.drive(session, proposal)
    by_car = {
        car.name: [ride for ride in proposal.rides if ride.new == car.id] for car in proposal.cars
    }
    rows: dict[str, list[dict[str, Any]]] = {
        name: [
            {"person": ride.one.person, "name": named(dossier, ride.one.person),
             "was": ride.old, "why": str(ride.why)}
            for ride in rides
        ]
        for name, rides in by_car.items()
    }  # fmt: skip
    without = [named(dossier, one.person) for one in proposal.without]
    if as_json:
        say_json({"changes": len(proposal.changes), "cars": rows, "without": without})
        return
    for car in proposal.cars:
        print(f"{car.name} ({len(by_car[car.name])} of {cars.seats(car)} seats)")
        table([("  ", row["name"], row["why"]) for row in rows[car.name]])
    if without:
        print(f"Without a seat: {', '.join(without)}.")
    print(_kept(len(proposal.changes), apply))


def lodge(
    store: StorePath, engagement: EngagementId, apply: Apply = False, as_json: AsJson = False
) -> None:
    """Propose who sleeps in which kind of room on which nights, and why."""
    with opened(store) as office:
        with office.session() as session:
            dossier = dossier_of(session, engagement)
        rooms = rooming.propose(dossier)
        if apply:
            with office.step(f"Take rooms for {dossier.engagement.title}") as session:
                arranging.lodge(session, dossier.engagement.id, rooms)
    rows: list[dict[str, Any]] = [
        {
            "stay": room.stay.id if room.stay else None,
            "person": room.person,
            "name": named(dossier, room.person),
            "hotel": room.values.get("hotel") or (room.stay.hotel if room.stay else ""),
            "old": room.old,
            "new": room.values,
            "why": str(room.why),
        }
        for room in rooms
    ]
    changes = sum(1 for room in rooms if room.changes)
    if as_json:
        say_json({"changes": changes, "rooms": rows})
        return
    table([
        (row["name"], row["hotel"], ", ".join(f"{k} {v}" for k, v in row["new"].items()
         if k in ("room_kind", "arrives_on", "departs_on", "state")) or "as it is", row["why"])
        for row in rows
    ])  # fmt: skip
    print(_kept(changes, apply))


def _kept(changes: int, applied: bool) -> str:
    if not changes:
        return "Nothing to change."
    return f"{changes} changed." if applied else f"{changes} would change: --apply keeps it."


COMMANDS: dict[str, Any] = {"seat": seat, "cars": drive, "rooms": lodge}
