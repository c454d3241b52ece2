"""Tell a stick from the computer's own disk."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath

_MOUNTED = ("/media", "/run/media", "/Volumes")
"""Where Linux and macOS show sticks."""


def is_stick(folder: Path) -> bool:
    """Whether a folder lies on a medium that is carried about."""
    place = folder.expanduser().absolute()
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == 2  # DRIVE_REMOVABLE
    return any(PurePath(one) in place.parents for one in _MOUNTED)
