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
from sciattache.store.office import Office
from sciattache.sync import partners
from sciattache.sync.carrying import location, ways
from sciattache.sync.carrying.location import Location
from sciattache.sync.carrying.ways import Way

_KEPT = "exchange.screen"
_OWN = ("way", "asked")
"""What is the screen's own, whoever the partner."""


@dataclass(frozen=True)
class Preferences:
    """The way bundles leave, where to, the line's speed, and the place that is watched.

    Where to is a ``folder`` or a ``server``, the other one empty; ``inbox`` is either.  ``line``
    is in kilobits a second, ``mail_limit`` in megabytes; ``asked`` is the name under which the
    office asked to join.
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
    watched = ways.several(session, _partners(session)).values()
    made = Preferences(**own, inbox=next((way.inbox for way in watched if way.inbox), ""))
    found = ways.several(session, sites)
    if not found:
        return made
    first, out = next(iter(found.values())), _out(found)
    return replace(
        made,
        folder=str(out) if out and out.is_folder else "",
        server="" if out is None or out.is_folder else str(out),
        address=first.address, mail_limit=first.largest_mail / 1e6, line=first.line_speed,
    )  # fmt: skip


def changed(before: Preferences, **values: Any) -> Preferences:
    """Preferences with something else in them; a place takes the place of one of another kind."""
    others = {"folder": "server", "server": "folder"}
    emptied = {others[name]: "" for name in others if values.get(name)}
    return replace(before, **(emptied | values))


def keep(office: Office, sites: Sequence[int] = (), **values: Any) -> Preferences:
    """Remember something else of the way to partners from now on."""
    with office.remember() as session:
        made = changed(read(session, sites), **values)
        settings.keep(session, _KEPT, {name: getattr(made, name) for name in _OWN})
        found = ways.several(session, sites)
        alone = len(found) == 1
        ways.keep_several(
            session,
            {site: _changed(way, site, values, alone=alone) for site, way in found.items()},
        )
        if "inbox" in values:
            _keep_inbox(session, values["inbox"])
        return read(session, sites)


def _partners(session: Session) -> list[int]:
    return [one.site for one in partners.peers(session)]


def _keep_inbox(session: Session, place: str) -> None:
    """Look for every partner's bundles in one place; without one, for nobody's in any."""
    found = ways.several(session, _partners(session))
    ways.keep_several(session, {site: replace(way, inbox=place) for site, way in found.items()})


def _changed(way: Way, site: int, values: dict[str, Any], *, alone: bool) -> Way:
    if "address" in values:
        way = replace(way, address=values["address"])
    if "mail_limit" in values:
        way = replace(way, largest_mail=round(values["mail_limit"] * 1e6))
    if "line" in values:
        way = replace(way, line_speed=values["line"])
    for name in ("folder", "server"):
        if to := values.get(name):
            place = location.read(to)[0]
            way = replace(way, out=str(place if alone else place.within(_folder(site))))
        elif name in values:
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
