"""The first bytes of a file, read so that a store which this process has open keeps its locks.

POSIX gives up all locks of a process on a file as soon as the process closes any descriptor of it
(sqlite.org/howtocorrupt.html, 2.2), so a file that is open as a store is read through a descriptor
that stays open as long as its connections do.  Windows keeps locks by descriptor.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from threading import RLock
from types import ModuleType
from typing import Any
from weakref import WeakSet

_File = tuple[int, int]
"""Device and number of a file, whatever its names."""


class _Held:
    """A file that is open as a store: a descriptor of it, and the connections."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.connections: WeakSet[Any] = WeakSet()


_LOCK = RLock()
_HELD: dict[_File, _Held] = {}


def read(path: Path, size: int) -> bytes:
    """The first ``size`` bytes of a file; ``OSError`` where it cannot be read."""
    with _LOCK:
        held = _HELD.get(_file(path.stat()))
        if held is not None:
            return os.pread(held.descriptor, size, 0)
        with path.open("rb") as file:
            return file.read(size)


def connect(module: ModuleType, path: Path, address: str) -> Any:
    """A DB-API connection of ``module`` to the store at ``path``, known of until it is closed."""
    options = {"uri": True, "isolation_level": None, "check_same_thread": False}
    if os.name == "nt":
        return module.connect(address, **options)
    with _LOCK:
        file = _hold(path)
        try:
            made = module.connect(address, factory=_known(module), **options)
        except BaseException:
            _let_go(file)
            raise
        if file is not None:
            made.file = file
            _HELD[file].connections.add(made)
        return made


@cache
def _known(module: ModuleType) -> type[Any]:
    """The connections of a driver, which tell when they are closed."""

    class Connection(module.Connection):  # type: ignore[name-defined,misc]
        file: _File | None = None

        def close(self) -> None:
            with _LOCK:
                super().close()
                if self.file in _HELD:
                    _HELD[self.file].connections.discard(self)
                _let_go(self.file)

    return Connection


def _hold(path: Path) -> _File | None:
    """Open a descriptor of a file of which none is held; None where it cannot be opened."""
    try:
        file = _file(path.stat())
        if file not in _HELD:
            _HELD[file] = _Held(os.open(path, os.O_RDONLY))
    except OSError:
        return None  # the driver says why
    return file


def _let_go(file: _File | None) -> None:
    """Close the descriptor of a file to which no connection is left."""
    if file is not None and file in _HELD and not _HELD[file].connections:
        os.close(_HELD.pop(file).descriptor)


def _file(told: os.stat_result) -> _File:
    return told.st_dev, told.st_ino
