"""What goes wrong with folders and servers, as one sentence with a remedy."""

from __future__ import annotations

import errno
import socket
import ssl

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


def failed(place: str, error: OSError) -> KnownError:
    """What the operating system says of a place."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return KnownError(
            f"{place} cannot prove that it is this server.",
            "Ask whoever runs it for its certificate, and have it installed on this computer.",
        )
    if isinstance(error, (socket.gaierror, TimeoutError)):
        return KnownError(f"{place} {_AWAY[0]}", _AWAY[1])
    sentence, remedy = _ERRORS.get(
        error.errno or 0, (f"cannot be used: {error.strerror or error}.", "Choose another place.")
    )
    return KnownError(f"{place} {sentence}", remedy)


def unreachable(place: str) -> KnownError:
    """No answer, or one that broke off."""
    return KnownError(f"{place} {_AWAY[0]}", _AWAY[1])


def answered(place: str, status: int) -> KnownError:
    """What a web server answered instead of doing what was asked."""
    if status in _STATUSES:
        sentence, remedy = _STATUSES[status]
        return KnownError(f"{place} {sentence}", remedy)
    if 300 <= status < 400:
        return KnownError(f"{place} has moved to another address.", "Give the new address.")
    if status >= 500:
        return KnownError(f"{place} is out of order ({status}).", "Do it again later.")
    return KnownError(f"{place} refuses ({status}).", "Check the address.")
