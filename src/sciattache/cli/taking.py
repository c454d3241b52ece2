"""Take bundles in: from files, folders and servers."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from sciattache.cli.places import AskPassword, Remember, place_said, telling
from sciattache.cli.stores import AsJson, StorePath, opened, say_json
from sciattache.errors import KnownError
from sciattache.store.office import Office
from sciattache.sync import partners
from sciattache.sync.carrying import inbox, ways
from sciattache.sync.carrying.inbox import Looked
from sciattache.sync.carrying.location import Location
from sciattache.sync.carrying.whole_files import read
from sciattache.sync.taking import Taken

_NOT_IN = ("refused", "words", "request")
"""Outcomes after which nothing of a file is here."""


def take_bundles(
    store: StorePath,
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Bundles, mails, folders, servers.", metavar="[FILE|FOLDER|URL]…"),
    ] = None,
    words: Annotated[
        str, typer.Option(help="The six words that headquarters reads out, to join it.")
    ] = "",
    again: Annotated[
        bool, typer.Option("--again", help="Read what was read in these folders before, too.")
    ] = False,
    watch: Annotated[
        int, typer.Option(help="Look again every so many seconds, until Ctrl+C.", min=0)
    ] = 0,
    ask: AskPassword = False,
    remember: Remember = False,
    as_json: AsJson = False,
) -> None:
    """Take bundles in, in any order; the same one twice changes nothing."""
    with opened(store) as office:
        places = [place_said(one, ask=ask, remember=remember) for one in files or _inboxes(office)]
        found = _look(office, places, words, again)
        if remember:
            _keep_inbox(office, [place for place, _ in places])
        _say(found, as_json)
        while watch:
            time.sleep(watch)
            try:
                _say(_look(office, places, words, again=False), as_json)
            except KnownError as error:  # a server that is away now may be back at the next look
                print(error, file=sys.stderr)
    _raise_where_nothing_came(found)


def _look(
    office: Office, places: Iterable[tuple[Location, str]], words: str, again: bool
) -> Looked:
    whole = Looked()
    for place, password in places:
        if place.is_folder and not Path(place.path).is_dir():
            file = Path(place.path)
            found = inbox.take(office, file.name, read(file), words=words)
            if not found.taken and not found.troubles:
                found.troubles.append(f"{file.name}: It holds no bundle.")
        else:
            found = inbox.look(
                office, place, password=password, words=words, again=again, report=telling()
            )
        whole.taken += found.taken
        whole.unfinished += found.unfinished
        whole.troubles += found.troubles
    return whole


def _inboxes(office: Office) -> list[str]:
    """The places that are remembered, each once."""
    with office.session() as session:
        sites = [one.site for one in partners.peers(session)]
        kept = [way.inbox for way in ways.several(session, sites).values()]
    found = list(dict.fromkeys(filter(None, kept)))
    if not found:
        raise KnownError(
            "No place is known to look for bundles.", "Name files, a folder or a server."
        )
    return found


def _keep_inbox(office: Office, places: Iterable[Location]) -> None:
    for place in places:
        with office.remember() as session:
            known = ways.several(session, [one.site for one in partners.peers(session)])
            told = {site: replace(way, inbox=str(place)) for site, way in known.items()}
            ways.keep_several(session, told)


def _say(found: Looked, as_json: bool) -> None:
    told = [_plain(one) for one in found.taken]
    told += [
        {"file": name, "outcome": "unfinished", "reason": "It is still being written."}
        for name in found.unfinished
    ]
    if as_json:
        say_json(told + [{"outcome": "unread", "reason": one} for one in found.troubles])
        return
    for one in told:
        print(f"{one['file']}: {one['outcome']}{': ' if one['reason'] else ''}{one['reason']}")
    for trouble in found.troubles if told else ():
        print(trouble)


def _plain(one: Taken) -> dict[str, Any]:
    merged = one.merged
    return {
        "file": one.name,
        "outcome": one.outcome,
        "reason": one.reason,
        "site": one.site,
        "rows": merged.rows if merged else 0,
        "applied": merged.applied if merged else 0,
        "clashes": len(merged.clashes) if merged else 0,
        "chunks": one.came.chunks if one.came else 0,
        "files": len(one.came.whole) if one.came else 0,
    }


def _raise_where_nothing_came(found: Looked) -> None:
    if found.taken and all(one.outcome in _NOT_IN for one in found.taken):
        first = found.taken[0]
        what = "is refused" if first.outcome == "refused" else "waits"
        remedy = "Ask for it again." if first.outcome == "refused" else ""
        raise KnownError(f"{first.name} {what}: {first.reason}", remedy)
    if found.troubles and not found.taken:
        raise KnownError(found.troubles[0], "Check which file it is.")
