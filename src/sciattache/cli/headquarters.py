"""Commands of headquarters: hq."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from sciattache.cli.groups import group
from sciattache.cli.making import make_bundles
from sciattache.cli.stores import AsJson, StorePath, opened, say_json
from sciattache.cli.taking import take_bundles
from sciattache.cli.whole_files import read, write
from sciattache.errors import KnownError
from sciattache.store import office as offices
from sciattache.store.office import Office, Place
from sciattache.sync import container, membership, partners, status
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
        },
    ),
}  # fmt: skip
"""Commands of two words."""
