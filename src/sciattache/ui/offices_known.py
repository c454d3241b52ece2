"""The offices opened last on this computer: files, and headquarters' databases by URL."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QSettings

Spot = Path | str
"""Where an office is: its file, or the URL of its database, which never holds a password here."""
_RECENT = "offices/recent"
_MOST = 8
_URL = re.compile(r"[A-Za-z][\w+.-]*://")


def recent() -> list[Spot]:
    """The offices opened last, the last first; files that are no longer there are left out."""
    kept = QSettings().value(_RECENT) or []
    names = [kept] if isinstance(kept, str) else list(kept)
    spots = map(spot, names)
    return [one for one in spots if isinstance(one, str) or one.is_file()]


def remember(where: Spot) -> None:
    """Put an office first in the list of recent ones."""
    others = [str(other) for other in recent() if other != where]
    QSettings().setValue(_RECENT, [str(where), *others][:_MOST])


def spot(said: str) -> Spot:
    """What a text names: a database where it is a URL, else a file."""
    return said if _URL.match(said) else Path(said)


def name(where: Spot) -> str:
    """What the office is called while it is not open yet."""
    if isinstance(where, Path):
        return where.stem
    return urlsplit(where).path.strip("/") or where


def around(where: Spot) -> str:
    """The folder or the server that it is in."""
    if isinstance(where, Path):
        return str(where.parent)
    try:
        parts = urlsplit(where)
        return ":".join(filter(None, (parts.hostname, str(parts.port or ""))))
    except ValueError:
        return where
