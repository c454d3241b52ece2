"""Commands that take in and give out files: import, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sciattache.cli.records import conditions
from sciattache.cli.stores import AsJson, StorePath, engagement_named, opened, say_json, type_named
from sciattache.errors import KnownError
from sciattache.interchange import exporting, importing
from sciattache.interchange.plan import Plan


def import_file(
    store: StorePath,
    file: Annotated[
        Path, typer.Argument(help="Cards, calendar, booking, CSV or workbook.", metavar="FILE")
    ],
    as_type: Annotated[
        str, typer.Option("--as", help="What a row of a table is.", metavar="TYPE")
    ] = "",
    into: Annotated[
        str, typer.Option(help="The engagement that rows belong to.", metavar="ENGAGEMENT")
    ] = "",
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map", help="Column and field; COLUMN= leaves it out.", metavar="COLUMN=FIELD"
        ),
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet of a workbook.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would happen.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import a file: per row new, same, updates or refused; one step that undo takes back."""
    pairs = [_pair(text) for text in columns or []]
    with opened(store) as office:
        with office.session() as session:
            wish = importing.Wish(
                of=type_named(as_type) if as_type else None,
                into=engagement_named(session, into).id if into else None,
                columns=dict(pairs),
                sheet=sheet,
            )
            reading = importing.read(session, file, wish)
            if dry_run:
                made = importing.plan(session, reading)
        if not dry_run:
            made = importing.take(office, reading)
    if as_json:
        say_json(_told(made))
    else:
        _tell(made, dry_run=dry_run)


def _pair(text: str) -> tuple[str, str]:
    column, sign, path = text.rpartition("=")
    if not sign:
        raise KnownError(
            f"“{text}” is not COLUMN=FIELD.", "Write for instance --map 'Surname=family_name'."
        )
    return column, path.strip()


def _told(made: Plan) -> dict[str, Any]:
    return {
        "file": str(made.file),
        "type": made.of.type_name(),
        "counts": made.counts,
        "notes": list(made.notes),
        "rows": [
            {
                "row": row.row,
                "verdict": row.verdict,
                "reason": row.reason,
                "id": row.known.id if row.known and (row.known.rid or made.written) else None,
                "fields": row.fields,
            }
            for row in made.rows
        ],
    }


def _tell(made: Plan, *, dry_run: bool) -> None:
    counts = ", ".join(f"{count} {verdict}" for verdict, count in made.counts.items())
    types = dict.fromkeys(row.known.type for row in made.rows if row.known) or (made.of,)
    plurals = ", ".join(cls.about.plural.lower() for cls in types)
    print(f"{made.file.name}: {counts} ({plurals}){' – nothing was written' * dry_run}")
    for note in made.notes:
        print(f"  {note}")
    for row in made.rows:
        if row.verdict == "refused" or (dry_run and row.verdict != "same"):
            title = row.draft.titled() if row.draft else ""
            print(
                "  " + "  ".join(filter(None, (f"row {row.row}", row.verdict, title, row.reason)))
            )


def export(
    store: StorePath,
    of_type: Annotated[str, typer.Argument(metavar="TYPE")],
    file: Annotated[
        Path, typer.Argument(help="Its ending says how: .csv .xlsx .vcf .ics", metavar="FILE")
    ],
    where: Annotated[
        list[str] | None, typer.Option(help="FIELD=VALUE; several must all hold.")
    ] = None,
    card_version: Annotated[str, typer.Option(help="The version of cards: 4.0 or 3.0.")] = "4.0",
) -> None:
    """Export the records of a type."""
    cls = type_named(of_type)
    with opened(store) as office, office.session() as session:
        found = conditions(session, cls, where or [])
        given = exporting.export(session, cls, file, where=found, version=card_version)
    print(f"{given.count} {cls.about.plural.lower()} written to {given.file}.")
    for note in given.notes:
        print(f"  {note}")


COMMANDS = {"import": import_file, "export": export}
