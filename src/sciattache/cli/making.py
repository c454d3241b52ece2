"""Make bundles: at a place, as e-mails, or only as a preview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from sqlalchemy.orm import Session

from sciattache.cli.leaving import made_folder
from sciattache.cli.places import (
    AskPassword,
    Remember,
    budget_said,
    place_said,
    size_said,
    telling,
)
from sciattache.cli.stores import AsJson, StorePath, opened, say_json
from sciattache.errors import KnownError
from sciattache.papers.outbox import bundle_mail
from sciattache.store.office import Office
from sciattache.sync import container, partners
from sciattache.sync.carrying import leaving, ways
from sciattache.sync.carrying.location import Location
from sciattache.sync.carrying.sticks import is_stick
from sciattache.sync.partners import Peer
from sciattache.sync.preview import Preview, preview

_LARGEST = 3_500_000
"""Bytes of a file where nothing else is said: it goes into a mail of 5 MB."""
_SHOWN = 10
"""Titles of one kind that are printed; --json has them all."""
_Said = dict[str, Any]


class _Amounts(NamedTuple):
    """Bytes of a file's payload at most, and of files and pictures that go at once; whether all
    goes again that is not acknowledged."""

    cap: int
    budget: int
    again: bool


def make_bundles(
    store: StorePath,
    to: Annotated[
        str, typer.Option("-o", help="A folder, or davs:// or sftp://.", metavar="FOLDER|URL")
    ] = "",
    max_size: Annotated[
        str, typer.Option(help="The largest file, or with --mail the largest mail: 3.5M, 800k.")
    ] = "",
    attachments: Annotated[
        str, typer.Option(help="How much of files and pictures goes now: 3M, 500k, none, all.")
    ] = "3M",
    number: Annotated[
        int | None, typer.Option("--to", help="For one office alone.", metavar="NUMBER")
    ] = None,
    as_mail: Annotated[
        bool, typer.Option("--mail", help="Write drafts of e-mails with them into the folder.")
    ] = False,
    address: Annotated[str, typer.Option(help="Whom the drafts are for; it is remembered.")] = "",
    language: Annotated[str, typer.Option(help="Of the drafts: en, fr, es, ar, zh.")] = "en",
    again: Annotated[
        bool, typer.Option("--again", help="Send again all that is not acknowledged.")
    ] = False,
    only_preview: Annotated[
        bool, typer.Option("--preview", help="Say what would leave, and write nothing.")
    ] = False,
    line_speed: Annotated[
        int, typer.Option(help="Of the line, in kbit/s; it is remembered.", min=0)
    ] = 0,
    ask: AskPassword = False,
    remember: Remember = False,
    as_json: AsJson = False,
) -> None:
    """Write what has changed as bundles: to headquarters, or from there to each office."""
    size = size_said(max_size) if max_size else 0
    amounts = _Amounts(container.room(size or _LARGEST), budget_said(attachments), again)
    with opened(store) as office:
        found = _peers(office, number)
        if address and len(found) > 1:
            raise KnownError("An address is one office's.", "Name the office with --to NUMBER.")
        _keep(
            office, found,
            line_speed=line_speed, address=address, largest_mail=size if as_mail else 0,
        )  # fmt: skip
        if only_preview:
            _say_previews(office, found, amounts, as_json)
            return
        made: list[_Said] = []
        failed: list[KnownError] = []
        for peer in found:
            try:
                if as_mail:
                    made += _mailed(office, peer, _folder(to, peer, found), language, amounts)
                else:
                    place, password = _place(office, peer, found, to, ask, remember)
                    made += _left(office, peer, place, password, amounts)
            except KnownError as error:
                failed.append(error)
        if remember and to and not as_mail and not failed:
            _keep_places(office, found, to)
    if as_json:
        say_json(made)
    else:
        for one in made:
            print(one["file"])
    if failed:
        raise failed[0]


def _peers(office: Office, number: int | None) -> list[Peer]:
    with office.session() as session:
        found = [one for one in partners.peers(session) if one.is_active]
        if number is not None:
            found = [partners.active(session, number)]
    if not found:
        raise KnownError(
            "This office exchanges with nobody yet.", "Ask to join with “key show -o FILE”."
        )
    return found


def _keep(office: Office, found: Iterable[Peer], **wishes: Any) -> None:
    """Remember what was given of the way to partners."""
    given = {name: value for name, value in wishes.items() if value}
    if not given:
        return
    with office.remember() as session:
        for peer in found:
            ways.keep(session, peer.site, replace(ways.way(session, peer.site), **given))


def _keep_places(office: Office, found: Sequence[Peer], to: str) -> None:
    place, _ = place_said(to, ask=False, remember=False)
    for peer in found:
        _keep(office, [peer], out=str(_own(place, peer, found)))


def _place(
    office: Office, peer: Peer, found: Sequence[Peer], to: str, ask: bool, remember: bool
) -> tuple[Location, str]:
    """Where a partner's bundles go: the place that is named, else the one remembered."""
    if to:
        place, password = place_said(to, ask=ask, remember=remember)
        return _own(place, peer, found), password
    with office.session() as session:
        kept = ways.way(session, peer.site).out
    if not kept:
        raise KnownError(
            f"No place is known for {peer.office}.", "Name one: -o FOLDER or -o davs://…"
        )
    return place_said(kept, ask=ask, remember=False)


def _own(place: Location, peer: Peer, found: Sequence[Peer]) -> Location:
    """A folder of its own for each of several partners."""
    return place if len(found) == 1 else place.within(f"{peer.site:03}")


def _folder(to: str, peer: Peer, found: Sequence[Peer]) -> Path:
    if not to:
        raise KnownError("No folder is given for the drafts.", "Name one with -o FOLDER.")
    place, _ = place_said(to, ask=False, remember=False)
    if not place.is_folder:
        raise KnownError(f"{place} cannot hold drafts.", "Name a folder of this computer.")
    return Path(_own(place, peer, found).path)


def _left(
    office: Office, peer: Peer, place: Location, password: str, amounts: _Amounts
) -> list[_Said]:
    note = place.is_folder and is_stick(Path(place.path))
    left = leaving.leave(
        office, peer.site, place,
        **amounts._asdict(), password=password, note=note, report=telling(),
    )  # fmt: skip
    end = "" if str(place).endswith("/") else "/"
    return [
        {
            "office": peer.office, "site": peer.site, "bytes": one.size,
            "file": str(Path(place.path) / one.name) if place.is_folder
            else f"{place}{end}{one.name}",
            "was_there": one.was_there, "went_on": left.went_on,
        }
        for one in left.files
    ]  # fmt: skip


def _mailed(
    office: Office, peer: Peer, folder: Path, language: str, amounts: _Amounts
) -> list[_Said]:
    made_folder(folder)
    with office.session() as session:
        way = ways.way(session, peer.site)
    written = bundle_mail.mailed(
        office, peer, folder,
        largest=way.largest_mail, address=way.address, language=language,
        budget=amounts.budget, again=amounts.again,
    )  # fmt: skip
    return [
        {
            "office": peer.office, "site": peer.site, "bytes": len(one.draft.content),
            "file": str(one.path), "bundles": list(one.draft.bundles),
        }
        for one in written
    ]  # fmt: skip


def _say_previews(office: Office, found: Iterable[Peer], amounts: _Amounts, as_json: bool) -> None:
    with office.session() as session:
        told = [_previewed(session, peer, amounts) for peer in found]
    if as_json:
        say_json([one.plain(speed) for one, speed in told])
        return
    for one, speed in told:
        _say_preview(one, speed)


def _previewed(session: Session, peer: Peer, amounts: _Amounts) -> tuple[Preview, float]:
    made = preview(session, peer.site, **amounts._asdict(), report=telling())
    return made, ways.way(session, peer.site).line_speed


def _say_preview(one: Preview, speed: float) -> None:
    again = f", {one.again} pieces again" if one.again else ""
    size, seconds = f"{-(-one.size // 1000)} kB", one.minutes(speed) * 60
    lasts = f"{seconds / 60:.1f} minutes" if seconds >= 60 else f"{seconds:.0f} seconds"
    print(f"{one.site:4} {one.office}: {one.steps} new steps{again};"
          f" {one.files} files of about {size}, {lasts} at {speed:g} kbit/s")  # fmt: skip
    if one.underway:
        print(f"     {one.underway} pieces are on their way; --again sends them once more")
    for kind in one.records:
        gone = f" ({kind.deleted} deleted)" if kind.deleted else ""
        print(f"     {kind.label}: {kind.count}{gone}{_listed(kind.titles)}")
    if one.contents:
        print(f"     files: {one.contents} of {-(-one.contents_size // 1000)} kB wait")
    for kept in one.kept:
        print(f"     kept back, marked {kept.marking}: {kept.count}{_listed(kept.titles)}")


def _listed(titles: Sequence[str]) -> str:
    more = f" and {len(titles) - _SHOWN} more" if len(titles) > _SHOWN else ""
    return f": {', '.join(titles[:_SHOWN])}{more}" if titles else ""
