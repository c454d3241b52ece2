"""Commands of headquarters: hq."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sciattache.cli import merging, recalls
from sciattache.cli.at_headquarters import at_headquarters
from sciattache.cli.groups import group
from sciattache.cli.making import make_bundles
from sciattache.cli.office import open_desktop
from sciattache.cli.offline_root import make_root, vouch_for_keys
from sciattache.cli.reporting import report
from sciattache.cli.stores import AsJson, StorePath, record, say_json
from sciattache.cli.taking import take_bundles
from sciattache.store import office as offices
from sciattache.store import query
from sciattache.sync import clashes, container, membership, purging, reviewing, status
from sciattache.sync.carrying.whole_files import read, write

_DAY = 86_400


def new_headquarters(store: StorePath) -> None:
    """Make a new store that is headquarters'."""
    there = isinstance(store, Path) and store.exists()
    office = offices.open_office(store) if there else offices.create(store)
    try:
        membership.become_headquarters(office)
    finally:
        office.close()
    print(f"{store} is headquarters' now.")


def enrol_office(
    store: StorePath,
    request: Annotated[Path, typer.Argument(metavar="REQUEST")],
    to: Annotated[Path, typer.Option("-o", help="The folder to write into.", metavar="FOLDER")],
    clearance: Annotated[int, typer.Option(help="The highest marking that it may be sent.")] = 0,
) -> None:
    """Take an office in: writes the answer for it, and says the six words to read out."""
    with at_headquarters(store) as office:
        found = membership.enrol(office, read(request), clearance=clearance)
    path = write(to, container.file_name(found.answer), found.answer)
    print(f"{found.peer.office} is number {found.peer.site}.")
    print(f"Answer: {path}")
    print(f"Read out by telephone: {found.words}")


def list_posts(store: StorePath, as_json: AsJson = False) -> None:
    """List the offices, and how matters stand with each."""
    with at_headquarters(store) as office, office.session() as session:
        found = status.standings(session)
        parked, clashing = status.parked_by_site(session), clashes.by_site(session)
    if as_json:
        say_json([
            status.as_plain(one)
            | {"clashes": clashing.get(one.site, 0), "parked": parked.get(one.site, 0)}
            for one in found
        ])  # fmt: skip
        return
    for one in found:
        said = [f"up to step {one.last}"]
        said += [f"lacks {list(one.holes)}"] if one.holes else []
        said += [f"heard of {status.days_since(one.heard_at)} days ago"] if one.heard_at else []
        said += [f"answers within {one.round_trip / _DAY:.1f} days"] if one.round_trip else []
        said += [f"its clock {one.clock_offset:+} s"] if one.clock_offset else []
        said += [f"schema {one.schema}"] if one.schema else []
        said += [f"{one.waiting_steps} steps wait for it"] if one.waiting_steps else []
        said += [f"{clashing[one.site]} clashes"] if clashing.get(one.site) else []
        said += [f"{parked[one.site]} files aside"] if parked.get(one.site) else []
        print(f"{one.site:4} {one.office} ({one.state}): {', '.join(said)}")


def revoke_office(store: StorePath, site: Annotated[int, typer.Argument(metavar="NUMBER")]) -> None:
    """Take nothing more from an office's keys, and send it nothing more."""
    with at_headquarters(store) as office:
        membership.revoke(office, site)
    print("Revoked.")


def review_office(
    store: StorePath,
    site: Annotated[int, typer.Argument(metavar="NUMBER")],
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="Only from then on (UTC)."),
    ] = None,
    take_back: Annotated[
        bool, typer.Option(help="Write what was before over it, as one step.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List what an office wrote that still stands, or take it back: its key was stolen."""
    moment = since.replace(tzinfo=UTC) if since else None
    with at_headquarters(store) as office:
        with office.session() as session:
            found = reviewing.written_by(session, site, since=moment)
        if take_back:
            reviewing.take_back(office, site, found)
    if as_json:
        say_json([
            {"type": one.type.type_name(), "id": one.id, "title": one.title, "how": one.how,
             "fields": [field.name for field in one.fields], "at": one.at.isoformat()}
            for one in found
        ])  # fmt: skip
        return
    for one in found:
        fields = f": {', '.join(field.label for field in one.fields)}" if one.fields else ""
        print(f"{one.at:%Y-%m-%d %H:%M} {one.type.about.label} “{one.title}” {one.how}{fields}")
    print(f"{len(found)} records{' taken back. This can be undone' if take_back else ''}.")


def purge_record(
    store: StorePath,
    id: Annotated[str, typer.Argument(metavar="ID")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase a record and what belongs to it for good, here and at every office."""
    with at_headquarters(store) as office:
        with office.session() as session:
            found = record(session, id)
            whole, title = found.id, query.titles(session, [found.id]).get(found.id, id)
        if not yes:
            typer.confirm(f"Erase “{title}” everywhere? It cannot be undone", abort=True, err=True)
        done = purging.purge(office, whole)
    print(f"{done.records} records erased here; every office does so with the next bundle.")
    for issue in done.issues:
        print(f"Version {issue.version}, issued {issue.issued_at:%Y-%m-%d}, still tells of it.")
    print("Backups of before tell of it too: delete them.")


COMMANDS: dict[str, Callable[..., None]] = {}
GROUPS = {
    "hq": group(
        "What headquarters does: enrol offices, take their bundles, make theirs.",
        {
            "open": open_desktop, "new": new_headquarters, "enrol": enrol_office,
            "take": take_bundles, "make": make_bundles, "posts": list_posts,
            "revoke": revoke_office,
            "review": review_office, "purge": purge_record,
            "root": make_root, "vouch": vouch_for_keys, "report": report, **merging.COMMANDS,
            **recalls.COMMANDS,
        },
    ),
}  # fmt: skip
"""Commands of two words."""
