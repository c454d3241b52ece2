"""Commands of headquarters: hq."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sciattache.cli import merging, recalls
from sciattache.cli.groups import group
from sciattache.cli.making import make_bundles
from sciattache.cli.reporting import report
from sciattache.cli.stores import AsJson, StorePath, opened, record, say_json
from sciattache.cli.taking import take_bundles
from sciattache.errors import KnownError
from sciattache.store import office as offices
from sciattache.store import query
from sciattache.store.office import Office, Place
from sciattache.sync import container, membership, partners, purging, reviewing, status
from sciattache.sync.carrying.whole_files import read, write
from sciattache.sync.partners import HEADQUARTERS


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
    with _headquarters(store) as office:
        found = membership.enrol(office, read(request), clearance=clearance)
    path = write(to, container.file_name(found.answer), found.answer)
    print(f"{found.peer.office} is number {found.peer.site}.")
    print(f"Answer: {path}")
    print(f"Read out by telephone: {found.words}")


def list_posts(store: StorePath, as_json: AsJson = False) -> None:
    """List the offices, and how matters stand with each."""
    with _headquarters(store) as office, office.session() as session:
        found = status.standings(session)
    if as_json:
        say_json([status.as_plain(one) for one in found])
        return
    for one in found:
        holes = f", lacks {list(one.holes)}" if one.holes else ""
        print(f"{one.site:4} {one.office} ({one.state}): up to step {one.last}{holes}")


def revoke_office(store: StorePath, site: Annotated[int, typer.Argument(metavar="NUMBER")]) -> None:
    """Take nothing more from an office's keys, and send it nothing more."""
    with _headquarters(store) as office:
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
    with _headquarters(store) as office:
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
    with _headquarters(store) as office:
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


@contextmanager
def _headquarters(store: Place) -> Iterator[Office]:
    """Headquarters' store, opened; any other is refused."""
    with opened(store) as office:
        with office.session() as session:
            site = partners.me(session).site
        if site != HEADQUARTERS:
            raise KnownError(f"{store} is not headquarters'.", "Make one with “sciattache hq new”.")
        yield office


COMMANDS: dict[str, Callable[..., None]] = {}
GROUPS = {
    "hq": group(
        "What headquarters does: enrol offices, take their bundles, make theirs.",
        {
            "new": new_headquarters, "enrol": enrol_office, "take": take_bundles,
            "make": make_bundles, "posts": list_posts, "revoke": revoke_office,
            "review": review_office, "purge": purge_record, "report": report,
            **merging.COMMANDS, **recalls.COMMANDS,
        },
    ),
}  # fmt: skip
"""Commands of two words."""
