"""Keep the window awake while a worker makes and drops millions of values."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

_SLICE = 500
_working = threading.Lock()
_count = 0


@contextmanager
def no_collecting() -> Iterator[None]:
    """Look for no cycles meanwhile: plans have none, and each look halts every thread.

    What was made is not looked through later either: :func:`let_go` drops it without.
    """
    global _count  # the collector is one for the whole program
    with _working:
        _count += 1
        gc.disable()
    try:
        yield
    finally:
        with _working:
            _count -= 1
            if not _count:
                gc.freeze()
                gc.enable()


def let_go(lists: Iterable[list[Any]]) -> None:
    """Empty long lists bit by bit, so that other threads run in between."""
    for values in lists:
        while values:
            del values[-_SLICE:]
            time.sleep(0)
