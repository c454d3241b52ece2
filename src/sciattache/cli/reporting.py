"""The command that reports on the whole network: hq report."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from sciattache.cli.leaving import written
from sciattache.cli.stores import AsJson, StorePath, opened, say_json
from sciattache.errors import KnownError
from sciattache.papers import network_report
from sciattache.services import network as counting
from sciattache.services.network import Filters, Network
from sciattache.sync import membership


def report(
    store: StorePath,
    to: Annotated[
        Path | None,
        typer.Option("-o", help="The file: …xlsx, …pdf, or …docx to edit.", metavar="FILE"),
    ] = None,
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Its first day.")
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Its last day.")
    ] = None,
    language: Annotated[str, typer.Option(help="en, fr, es, ar, zh")] = "en",
    clearance: Annotated[
        int | None,
        typer.Option(help="The highest marking that its reader may read; every one without it."),
    ] = None,
    size: Annotated[str, typer.Option(help="A4 or Letter.")] = "",
    look: Annotated[str, typer.Option(help="plain, large or grey.")] = "",
    as_json: AsJson = False,
) -> None:
    """Report on the whole network: what came, who is known where, what was done and came of it."""
    filters = Filters(first.date() if first else None, last.date() if last else None, clearance)
    if filters.first and filters.last and filters.first > filters.last:
        raise KnownError("The period ends before it begins.", "Give --from before --to.")
    if to is None and not as_json:
        raise KnownError("There is no file to write.", "Name it with -o, or ask for --json.")
    with opened(store) as office, office.session() as session:
        if not membership.is_headquarters(session):
            raise KnownError(f"{store} is not headquarters'.", "Make one with “sciattache hq new”.")
        today = datetime.now(UTC).astimezone().date()
        found = network_report.read(session, filters, on=today, language=language)
        content = (
            network_report.report(
                session, found, to.suffix.casefold(), language=language, size=size or None,
                look=look or None,
            )
            if to
            else b""
        )  # fmt: skip
    if to:
        written({to: content})
    if as_json:
        say_json(_plain(found))
    elif to:
        print(f"Written to {to}.")
        if found.left_out:
            print(f"{found.left_out} records are left out: their marking is above the clearance.")


def _plain(found: Network) -> dict[str, Any]:
    """The report as machines read it."""
    return {
        "as_of": found.on, "filters": asdict(found.filters), "version": found.version,
        "marking": found.marking, "left_out": found.left_out,
        "offices": [
            asdict(one) | {
                "people": sum(k.office == one.name for k in found.of("person")),
                "organisations": sum(k.office == one.name for k in found.of("organisation")),
                "engagements": sum(h.office == one.name for h in found.held),
                "meetings": sum(m.noted + m.programme for m in found.met if m.office == one.name),
                "outcomes": sum(c.office == one.name for c in found.came),
            }
            for one in found.offices
        ],
        "engagements": [
            {"office": h.office, "id": h.engagement.id, "title": h.engagement.title,
             "participants": h.participants, "meetings": h.meetings}
            for h in found.held
        ],
        "countries": [asdict(one) for one in counting.by_country(found)],
        "sectors": [asdict(one) for one in counting.by_sector(found)],
        "fields": [asdict(one) for one in counting.by_field(found, most=1000)],
        "meetings": [asdict(one) for one in found.met],
        "outcomes": [
            {"office": c.office, "id": c.story.id, "title": c.story.title, "kind": c.story.kind,
             "partner": c.partner}
            for c in found.came
        ],
        "money": [asdict(one) for one in counting.sums(found.came)],
        "indicators": [
            {"office": r.office, "name": r.indicator.name, "target": r.target.value,
             "reached": r.target.reached}
            for r in found.reached
        ],
    }  # fmt: skip
