"""Keep file dialogs from opening the store: by its name alone they know what it is.

Qt's dialog opens a file of an unknown kind to see what is in it.  When it closes the store again,
every lock that this process holds on it is gone (POSIX, fcntl), another program takes itself for
the last one, and clears away what the window still writes into (sqlite.org/howtocorrupt, 2.2).
"""

from __future__ import annotations

import os

from sciattache import assets

_USUAL = "/usr/local/share:/usr/share"
"""Where shared data lie when nothing else is said (XDG Base Directory Specification)."""


def know_stores() -> None:
    """Tell Qt, before it first asks what a file is, by which names stores and their parts go."""
    ours, known = str(assets.resources()), os.environ.get("XDG_DATA_DIRS") or _USUAL
    if ours not in known.split(os.pathsep):
        os.environ["XDG_DATA_DIRS"] = os.pathsep.join((known, ours))
