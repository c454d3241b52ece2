"""Where bundles are put and fetched: a folder of this computer, or a folder of a server."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from sciattache.errors import KnownError

FOLDER, WEBDAV, SFTP = "folder", "webdav", "sftp"
_SCHEMES = {
    "dav": (WEBDAV, False), "http": (WEBDAV, False), "webdav": (WEBDAV, False),
    "davs": (WEBDAV, True), "https": (WEBDAV, True), "webdavs": (WEBDAV, True),
    "sftp": (SFTP, True), "ssh": (SFTP, True), "file": (FOLDER, True),
}  # fmt: skip
"""What an address begins with: what it leads to, and whether nobody can listen on the way."""
_WRITTEN = {(WEBDAV, False): "http", (WEBDAV, True): "https", (SFTP, True): "sftp"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
"""Of two letters at least: “C:” is a drive."""


@dataclass(frozen=True)
class Location:
    """A folder, here or on a server; it holds no password."""

    kind: str
    path: str
    host: str = ""
    port: int | None = None
    user: str = ""
    is_private: bool = True

    @property
    def account(self) -> str:
        """Under which name a password is kept for it: server and user, for all folders there."""
        at = f"{self.user}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        return f"{_WRITTEN[self.kind, self.is_private]}://{at}{self.host}{port}"

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of this computer, mounted ones among them."""
        return self.kind == FOLDER

    def __str__(self) -> str:
        return self.path if self.is_folder else self.account + self.path

    def within(self, name: str) -> Location:
        """A folder in this one."""
        if self.is_folder:
            return replace(self, path=str(Path(self.path) / name))
        return replace(self, path=f"{self.path.rstrip('/')}/{name}")


def read(text: str) -> tuple[Location, str]:
    """The location that a user writes, and the password that stood in it, empty for none."""
    said = text.strip()
    scheme = _SCHEME.match(said)
    if not said:
        raise KnownError("No place is given.", "Give a folder or an address.")
    if scheme is None:
        return Location(FOLDER, str(Path(said).expanduser())), ""
    try:
        kind, is_private = _SCHEMES[scheme[1].casefold()]
    except KeyError:
        raise KnownError(
            "SciAttaché cannot reach “{scheme}:” addresses.",
            "Give a folder (a network drive is one too), or an address with davs:// or sftp://.",
            scheme=scheme[1],
        ) from None
    parts, port = _split(said)
    if kind == FOLDER:
        return Location(FOLDER, str(Path(unquote(parts.path)))), ""
    if not parts.hostname:
        raise KnownError(
            "“{said}” names no server.", "Write it as davs://server/folder.", said=said
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    path = parts.path or "/"
    if kind == SFTP:
        path = unquote(path)
    return Location(kind, path, parts.hostname, port, user, is_private), password


def _split(said: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(said)
        return parts, parts.port
    except ValueError:
        raise KnownError(
            "“{said}” is no address.", "Write it as davs://user@server/folder.", said=said
        ) from None
