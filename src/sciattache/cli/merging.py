"""Commands for records that are one: duplicates, merge, apart, mergings, unmerge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from sciattache.cli.stores import AsJson, StorePath, opened, record, say_json
from sciattache.domain.office.merging import Merging
from sciattache.domain.wings import type_called
from sciattache.errors import KnownError
from sciattache.store import history, query
from sciattache.store import merging as acts
from sciattache.sync import duplicates, partners

_WORDS = {
    "email": "e-mail", "close name": "nearly the same name", "orcid": "ORCID", "ror": "ROR",
    "card": "card identity", "site": "web site",
}  # fmt: skip
Ids = Annotated[str, typer.Argument(metavar="ID")]


def list_duplicates(
    store: StorePath,
    every: Annotated[
        bool, typer.Option("--all", help="Those within one office too, at headquarters.")
    ] = False,
    least: Annotated[int, typer.Option(help="The points from which a pair is listed.")] = 50,
    most: Annotated[int, typer.Option(help="At most so many pairs.", min=1)] = 100,
    as_json: AsJson = False,
) -> None:
    """List the pairs of records that are likely one, with their offices and why."""
    with opened(store) as office, office.session() as session:
        across = partners.me(session).is_headquarters and not every
        found = duplicates.find(session, across=across, least=least)
        listed = found[:most]
        titles = query.titles(
            session, [id for one in listed for id in (one.pair.first, one.pair.second)]
        )
    told = [_pair(one, titles) for one in listed]
    if as_json:
        say_json(told)
        return
    for one in told:
        sides = (
            " ".join(filter(None, (side["id"][:8], side["title"], _within(side["office"]))))
            for side in one["records"]
        )
        reasons = ", ".join(_WORDS.get(name, name) for name in one["reasons"])
        print(f"{one['points']:3}  {'  =  '.join(sides)}: {reasons}")
    left = f", {len(listed)} of them listed" if len(found) > len(listed) else ""
    print(f"{len(found)} likely pairs{left}.")


def merge_records(
    store: StorePath,
    kept: Annotated[str, typer.Argument(help="The record that stays.", metavar="KEPT")],
    gone: Annotated[str, typer.Argument(help="The one that goes into it.", metavar="OTHER")],
    take: Annotated[
        list[str] | None,
        typer.Option(
            "--take", help="A field whose value is taken from the other.", metavar="FIELD"
        ),
    ] = None,
) -> None:
    """Let one record stand for another too; what refers to the other is turned to it."""
    with opened(store) as office, office.session() as session:
        pair = record(session, kept), record(session, gone)
        values = acts.proposed(*pair) if type(pair[0]) is type(pair[1]) else {}
        for name in take or ():
            if name not in {f.name for f in pair[1].fields()}:
                raise KnownError(f"There is no field “{name}”.", "See “sciattache show”.")
            values[name] = getattr(pair[1], name)
        titles = query.titles(session, [one.id for one in pair])
        first, second = (titles.get(one.id, "") for one in pair)
        duplicates.merge(session, *pair, values=values)
    print(f"“{second}” is “{first}” now. This can be undone, later too: “unmerge”.")


def keep_apart(store: StorePath, one: Ids, other: Ids) -> None:
    """Say that two records are not one: they are not listed again."""
    with opened(store) as office, office.remember() as session:
        duplicates.keep_apart(session, record(session, one).id, record(session, other).id)
    print("They stay apart.")


def list_mergings(store: StorePath, as_json: AsJson = False) -> None:
    """List the records that were merged, and those whose merging was taken back."""
    with opened(store) as office, office.session() as session:
        told = [_told(session, one) for one in session.query(Merging).order_by(Merging.rid)]
    if as_json:
        say_json(told)
        return
    for one in told:
        after = f", taken back by {one['parted_by']}" if one["state"] == "parted" else ""
        at = (one["merged_at"] or "")[:10]
        print(f"{one['gone'][:8]}  “{one['title']}” into “{one['into']}”, {at} "
              f"by {one['merged_by']}{after}")  # fmt: skip


def unmerge(
    store: StorePath,
    id: Annotated[str, typer.Argument(help="The record that went.", metavar="ID")],
) -> None:
    """Take a merging back: the record that went comes back with what refers to it."""
    with opened(store) as office, office.session() as session:
        found = [one for one in acts.standing(session) if one.gone.startswith(id.lower())]
        if len(found) != 1 or len(id) < 4:
            raise KnownError(
                f"No merging of “{id}” stands.", "List them with “sciattache mergings STORE”."
            )
        done = acts.part(session, found[0])
        title = query.titles(session, [done.id]).get(done.id, "")
    print(f"“{title}” is back.")
    if done.stays:
        print(f"Changed since, and left as it is in the other: {', '.join(done.stays)}.")


def _within(office: str) -> str:
    return f"({office})" if office else ""


def _pair(one: duplicates.Found, titles: dict[str, str]) -> dict[str, Any]:
    ids = (one.pair.first, one.pair.second)
    sides = [
        {"id": id, "title": titles.get(id, ""), "office": office}
        for id, office in zip(ids, one.offices, strict=True)
    ]
    return {
        "type": one.pair.kind, "points": one.pair.points, "reasons": list(one.pair.reasons),
        "records": sides,
    }  # fmt: skip


def _told(session: Session, one: Merging) -> dict[str, Any]:
    cls = type_called(one.kind)
    where = history.locate(session, one.gone)
    image = acts.last_image(session, where) if where else None
    end = [one.kept, *acts.chain(one.kept, acts.ways(session))][-1]
    return {
        **one.plain(), "id": one.id,
        "title": acts.title_of(session, cls, image) if image else "",
        "into": query.titles(session, [end]).get(end, ""),
    }  # fmt: skip


COMMANDS: dict[str, Callable[..., None]] = {
    "duplicates": list_duplicates,
    "merge": merge_records,
    "apart": keep_apart,
    "mergings": list_mergings,
    "unmerge": unmerge,
}
