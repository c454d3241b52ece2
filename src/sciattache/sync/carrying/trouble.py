"""What goes wrong with folders and servers, as one sentence with a remedy."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

from sciattache.errors import KnownError

_ROOM = ("is full.", "Make room there, or choose another place.")
_GONE = (
    "does not answer any more.",
    "Put the stick or the drive back in and do it again; what lies there already is not sent anew.",
)
_RIGHTS = (
    "does not let you do that.",
    "Check who may write there, and whether another program holds the file.",
)
_AWAY = ("cannot be reached.", "Check the network and the address, and do it again.")
_NAMES = ("is not there.", "Check the name of the folder.")
_ERRORS = {
    errno.ENOSPC: _ROOM, errno.EDQUOT: _ROOM,
    errno.EIO: _GONE, errno.ENODEV: _GONE, errno.ENXIO: _GONE, errno.ESTALE: _GONE,
    errno.ENOTCONN: _GONE, errno.EPIPE: _GONE,
    errno.EACCES: _RIGHTS, errno.EPERM: _RIGHTS, errno.EBUSY: _RIGHTS,
    errno.EROFS: ("is write-protected.", "Lift the protection, or choose another place."),
    errno.EFBIG: ("takes no file that large.", "Make smaller bundles, or choose another place."),
    errno.ENOENT: _NAMES,
    errno.ENOTDIR: ("is no folder.", "Choose a folder."),
    errno.EISDIR: ("has a folder of that name.", "Choose another place."),
    errno.ENAMETOOLONG: ("has too long a name.", "Choose a folder with a shorter path."),
    errno.ECONNREFUSED: _AWAY, errno.ECONNRESET: _AWAY, errno.ETIMEDOUT: _AWAY,
    errno.EHOSTUNREACH: _AWAY, errno.ENETUNREACH: _AWAY,
}  # fmt: skip
_STATUSES = {
    401: ("refuses the name or the password.", "Give them again."),
    403: _RIGHTS,
    404: ("has no such folder.", "Check the address."),
    405: ("is no WebDAV folder.", "Check the address with whoever runs the server."),
    409: ("has no such folder.", "Check the address."),
    413: ("takes no file that large.", "Make smaller bundles."),
    423: ("is locked by somebody else just now.", "Do it again in a few minutes."),
    429: ("asks for patience.", "Do it again in a few minutes."),
    507: _ROOM,
}

_NOT_ITSELF = (
    "cannot prove that it is this server.",
    "Ask whoever runs it for its certificate, and have it installed on this computer.",
)
_UNUSABLE = ("cannot be used: {why}.", "Choose another place.")
_MOVED = ("has moved to another address.", "Give the new address.")
_OUT_OF_ORDER = ("is out of order ({status}).", "Do it again later.")
_REFUSES = ("refuses ({status}).", "Check the address.")


def failed(place: str, error: OSError) -> KnownError:
    """What the operating system says of a place."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _of(place, _NOT_ITSELF)
    if isinstance(error, (socket.gaierror, TimeoutError)):
        return _of(place, _AWAY)
    return _of(place, _ERRORS.get(error.errno or 0, _UNUSABLE), why=error.strerror or error)


def unreachable(place: str) -> KnownError:
    """No answer, or one that broke off."""
    return _of(place, _AWAY)


def answered(place: str, status: int) -> KnownError:
    """What a web server answered instead of doing what was asked."""
    if status in _STATUSES:
        return _of(place, _STATUSES[status])
    if 300 <= status < 400:
        return _of(place, _MOVED)
    return _of(place, _OUT_OF_ORDER if status >= 500 else _REFUSES, status=status)


def sentences() -> Iterator[str]:
    """Every sentence and remedy that is said here, with its places."""
    others = (_NOT_ITSELF, _AWAY, _UNUSABLE, _MOVED, _OUT_OF_ORDER, _REFUSES)
    for told, todo in (*_ERRORS.values(), *_STATUSES.values(), *others):
        yield from (f"{{place}} {told}", todo)


def _of(place: str, said: tuple[str, str], **values: object) -> KnownError:
    told, todo = said
    return KnownError(f"{{place}} {told}", todo, place=place, **values)
