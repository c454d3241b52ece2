"""Commands that propose who sits where, at tables and in cars, and who sleeps where."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sciattache.cli.people_side import code, dossier_of, named
from sciattache.cli.stores import AsJson, StorePath, opened, record, say_json, table
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.seating import Seating
from sciattache.domain.records import new_id
from sciattache.domain.vocabularies import TABLE_SHAPES
from sciattache.errors import KnownError
from sciattache.services import seating
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


COMMANDS: dict[str, Any] = {"seat": seat}
