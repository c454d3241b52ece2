"""What this laptop remembers of how the office exchanges: partners' ways, and what the screen adds.

The ways are those of the command line, so that both go where the other went.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from sciattache.errors import KnownError
from sciattache.store import settings
from sciattache.sync import partners
from sciattache.sync.carrying import location, ways
from sciattache.sync.carrying.location import Location
from sciattache.sync.carrying.ways import Way
from sciattache.ui.desk import Desk

_KEPT = "exchange.screen"
_OWN = ("way", "asked")
"""What is the screen's own, whoever the partner."""


@dataclass(frozen=True)
class Preferences:
    """The way bundles leave, where to, the line's speed, and the folder that is watched.

    Where to is a ``folder`` or a ``server``, the other one empty.  ``line`` is in kilobits a
    second, ``mail_limit`` in megabytes; ``asked`` is the name under which the office asked to join.
    """

    way: str = "folder"
    folder: str = ""
    server: str = ""
    address: str = ""
    mail_limit: float = ways.LARGEST_MAIL / 1e6
    line: float = ways.LINE_SPEED
    inbox: str = ""
    asked: str = ""


def read(session: Session, sites: Sequence[int] = ()) -> Preferences:
    """What is remembered for partners taken together, or how it is at first."""
    kept: dict[str, Any] = settings.get(session, _KEPT, {})
    own = {name: kept[name] for name in _OWN if name in kept}
    made = Preferences(**own, inbox=next(iter(_watched(session).values()), ""))
    found = {site: ways.way(session, site) for site in sites}
    if not found:
        return made
    first, out = next(iter(found.values())), _out(found)
    return replace(
        made,
        folder=str(out) if out and out.is_folder else "",
        server="" if out is None or out.is_folder else str(out),
        address=first.address, mail_limit=first.largest_mail / 1e6, line=first.line_speed,
    )  # fmt: skip


def keep(desk: Desk, sites: Sequence[int] = (), **changed: Any) -> Preferences:
    """Remember something else of the way to partners from now on."""
    with desk.office.remember() as session:
        made = replace(read(session, sites), **changed)
        settings.keep(session, _KEPT, {name: getattr(made, name) for name in _OWN})
        for site in sites:
            of_site = _changed(ways.way(session, site), site, changed, alone=len(sites) == 1)
            ways.keep(session, site, of_site)
        if "inbox" in changed:
            _keep_inbox(session, changed["inbox"])
        return read(session, sites)


def _watched(session: Session) -> dict[int, str]:
    """The folders in which partners' bundles are looked for; a server is not watched."""
    kept = {one.site: ways.way(session, one.site).inbox for one in partners.peers(session)}
    return {site: inbox for site, inbox in kept.items() if inbox and _is_folder(inbox)}


def _is_folder(inbox: str) -> bool:
    try:
        return location.read(inbox)[0].is_folder
    except KnownError:
        return False


def _keep_inbox(session: Session, folder: str) -> None:
    """Look for every partner's bundles in a folder; without one, for nobody's in any."""
    for site in [one.site for one in partners.peers(session)] if folder else _watched(session):
        ways.keep(session, site, replace(ways.way(session, site), inbox=folder))


def _changed(way: Way, site: int, changed: dict[str, Any], *, alone: bool) -> Way:
    if "address" in changed:
        way = replace(way, address=changed["address"])
    if "mail_limit" in changed:
        way = replace(way, largest_mail=round(changed["mail_limit"] * 1e6))
    if "line" in changed:
        way = replace(way, line_speed=changed["line"])
    for name in ("folder", "server"):
        if to := changed.get(name):
            place = location.read(to)[0]
            way = replace(way, out=str(place if alone else place.within(_folder(site))))
        elif name in changed:
            way = replace(way, out="")
    return way


def _out(found: dict[int, Way]) -> Location | None:
    """Where bundles go: of several partners, the place in which each has its own folder."""
    try:
        places = {site: location.read(way.out)[0] for site, way in found.items()}
    except KnownError:
        return None
    (first, *_), place = places, next(iter(places.values()))
    if len(places) == 1:
        return place
    around = replace(place, path=place.path.removesuffix(_folder(first)).rstrip("/\\") or "/")
    if all(around.within(_folder(site)) == one for site, one in places.items()):
        return around
    return None


def _folder(site: int) -> str:
    return f"{site:03}"
