"""What was sealed for a place and is not there yet, so that what broke off goes on.

It lies in the user's cache, readable for its receiver alone; whatever is lost there is sealed anew.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import platformdirs

from sciattache.sync import container

_DAY = 86_400
"""Seconds for which it is worth going on: later, more has to be told."""


def folder(*known_by: object) -> Path:
    """Where what is on its way is kept; ``known_by`` tells whose it is, and where it goes."""
    told = "\n".join(map(str, known_by))
    name = hashlib.sha256(told.encode()).hexdigest()[:32]
    return platformdirs.user_cache_path("sciattache") / "leaving" / name


def find(folder: Path) -> list[bytes]:
    """What is still on its way, in its order."""
    try:
        if abs(time.time() - folder.stat().st_mtime) > _DAY:
            forget(folder)
            return []
        found = [(one, one.read_bytes()) for one in sorted(folder.iterdir())]
    except OSError:
        return []
    return [content for path, content in found if path.name.endswith(container.file_name(content))]


def keep(folder: Path, contents: Sequence[bytes]) -> None:
    """Keep what sets off, all of it or nothing; without room it goes without."""
    making = folder.with_suffix(".making")
    with suppress(OSError):
        forget(making)
        making.mkdir(parents=True)
        for number, content in enumerate(contents):
            name = f"{number:05}-{container.file_name(content)}"
            (making / name).write_bytes(content)
        forget(folder)
        making.rename(folder)
    forget(making)


def arrived(folder: Path, name: str) -> None:
    """Keep a bundle no longer: it is where it should be."""
    with suppress(OSError):
        for one in folder.glob(f"*-{name}"):
            one.unlink()
        if not any(folder.iterdir()):
            folder.rmdir()


def forget(folder: Path) -> None:
    """Keep nothing of it."""
    shutil.rmtree(folder, ignore_errors=True)
