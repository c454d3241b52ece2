"""What this laptop remembers of how the office exchanges."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlalchemy.orm import Session

from sciattache.store import settings
from sciattache.ui.desk import Desk

_KEPT = "exchange.screen"


@dataclass(frozen=True)
class Preferences:
    """The way bundles leave, where to, the line's speed, and the folder that is watched.

    ``line`` is in kilobits a second, ``mail_limit`` in megabytes; ``asked`` is the name under which
    the office asked to join.
    """

    way: str = "folder"
    folder: str = ""
    server: str = ""
    address: str = ""
    mail_limit: float = 5.0
    line: float = 64.0
    inbox: str = ""
    asked: str = ""


def read(session: Session) -> Preferences:
    """What is remembered, or how it is at first."""
    kept: dict[str, Any] = settings.get(session, _KEPT, {})
    known = {field.name for field in fields(Preferences)}
    return Preferences(**{name: value for name, value in kept.items() if name in known})


def keep(desk: Desk, **changed: Any) -> Preferences:
    """Remember something else from now on."""
    with desk.office.remember() as session:
        made = replace(read(session), **changed)
        settings.keep(session, _KEPT, asdict(made))
    return made
