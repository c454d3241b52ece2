"""By which way each partner is reached, as this laptop remembers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

from sqlalchemy.orm import Session

from sciattache.store import settings

_WAYS, _HOSTS = "exchange.ways", "exchange.hosts"
LARGEST_MAIL = 5_000_000
"""Bytes of a message that nearly every mail server takes."""
LINE_SPEED = 2_000
"""Kilobits a second of a modest line."""


@dataclass(frozen=True)
class Way:
    """How a partner is reached.

    ``out`` and ``inbox`` are locations as :func:`location.read` reads them, without passwords;
    ``largest_mail`` counts bytes of a message with all that is in it, ``line_speed`` kilobits a
    second.
    """

    out: str = ""
    inbox: str = ""
    address: str = ""
    largest_mail: int = LARGEST_MAIL
    line_speed: float = LINE_SPEED


def way(session: Session, site: int) -> Way:
    """The way to a partner; the usual sizes where nothing is remembered."""
    return several(session, [site])[site]


def several(session: Session, sites: Iterable[int]) -> dict[int, Way]:
    """The way to each of some partners."""
    kept = settings.get(session, _WAYS, {})
    known = {one.name for one in fields(Way)}
    return {
        site: Way(**{n: value for n, value in kept.get(str(site), {}).items() if n in known})
        for site in sites
    }


def keep(session: Session, site: int, way: Way) -> None:
    """Remember the way to a partner."""
    keep_several(session, {site: way})


def keep_several(session: Session, made: Mapping[int, Way]) -> None:
    """Remember the ways to some partners."""
    told = {str(site): asdict(way) for site, way in made.items()}
    settings.keep(session, _WAYS, settings.get(session, _WAYS, {}) | told)


def hosts(session: Session) -> dict[str, str]:
    """The key that each SSH server showed first."""
    return dict(settings.get(session, _HOSTS, {}))


def keep_hosts(session: Session, shown: dict[str, str]) -> None:
    """Remember servers' keys with those that are known."""
    settings.keep(session, _HOSTS, hosts(session) | shown)


def forget_host(session: Session, host: str) -> None:
    """Believe the key that a server shows next: whoever runs it says that it was changed."""
    kept = {name: key for name, key in hosts(session).items() if name.strip("[]") != host
            and not name.startswith(f"[{host}]:")}  # fmt: skip
    settings.keep(session, _HOSTS, kept)
