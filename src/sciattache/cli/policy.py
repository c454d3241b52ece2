"""The command that shows who may read what on paper, and that keeps more back: policy."""

from __future__ import annotations

from typing import Annotated

import typer

from sciattache.cli.stores import AsJson, StorePath, opened, say_json, table
from sciattache.errors import KnownError
from sciattache.papers import policy as policies
from sciattache.store import narrowing

Path_ = Annotated[str, typer.Option("--hide", help="Keep this field back.", metavar="TYPE.FIELD")]
Shown = Annotated[str, typer.Option("--show", help="Take that back again.", metavar="TYPE.FIELD")]
Which = Annotated[str, typer.Option("--from", "--to", help="Who reads.", metavar="AUDIENCE")]


def policy(
    store: StorePath,
    hide: Path_ = "",
    show: Shown = "",
    audience: Which = "",
    as_json: AsJson = False,
) -> None:
    """Show which audiences read which field on paper, or keep one back from an audience."""
    if bool(hide) + bool(show) > 1 or bool(hide or show) != bool(audience):
        raise KnownError(
            "It is not clear what is wanted.", "Say --hide TYPE.FIELD --from AUDIENCE."
        )
    with opened(store) as office:
        with office.session() as session:
            kept = narrowing.hidden(session)
        if path := hide or show:
            kept = (policies.hide if hide else policies.show)(kept, path, audience)
            with office.remember() as session:
                narrowing.keep(session, kept)
            print(f"Papers for “{audience}” {'no longer show' if hide else 'show'} {path}.")
            return
    found = policies.table(policies.Policy.narrowed(kept))
    if as_json:
        say_json({"audiences": policies.AUDIENCES, "fields": found, "hidden": kept})
        return
    rows: list[tuple[str, ...]] = [("", *policies.AUDIENCES)]
    for path, audiences in found.items():
        told = policies.SOME if policies.is_partly_open(path) else policies.ALL
        marks = {one: policies.ALL if one == "full" else told for one in audiences}
        rows.append((path, *(marks.get(one, "") for one in policies.AUDIENCES)))
    table(rows)
    print(f"{policies.SOME} but for those that are private or mobile.")


COMMANDS = {"policy": policy}
