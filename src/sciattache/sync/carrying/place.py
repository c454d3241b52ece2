"""What every place where bundles lie can do, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

Report = Callable[[int, int, str], None]
"""Told how much is done of how much, and of what; what it raises stops the work."""

PART = 256 * 1024
"""Bytes between two reports."""
UNFINISHED = ".part"
"""The ending of a file that is not written to its end."""


def silent(done: int = 0, of: int = 0, words: str = "") -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Entry:
    """What lies in a place: its name, its size, and what changes when its content does."""

    name: str
    size: int
    state: str
    is_folder: bool = False


class TakenError(Exception):
    """A name that is taken already."""


class Place(Protocol):
    """An open folder, here or on a server; whatever goes wrong in it is a ``KnownError``."""

    name: str

    def entries(self, under: str = "") -> list[Entry]:
        """What lies there, or in a folder there; names begin at the place itself."""
        raise NotImplementedError

    def read(self, name: str, most: int, report: Report = silent) -> bytes:
        """The content of a file, ``most`` bytes of it at most."""
        raise NotImplementedError

    def write(self, name: str, content: bytes, report: Report = silent) -> None:
        """Write a file, over what is there under this name."""
        raise NotImplementedError

    def rename(self, name: str, new: str) -> None:
        """Give a file another name; ``TakenError`` where something has it."""
        raise NotImplementedError

    def remove(self, name: str) -> None:
        """Remove a file."""
        raise NotImplementedError

    def make(self) -> None:
        """Make the folder unless it is there."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of it."""
        raise NotImplementedError
