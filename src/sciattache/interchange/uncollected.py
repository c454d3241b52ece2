"""Make many lasting objects without the collector walking over them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Inside, nothing is searched for cycles: what an import makes is nearly all to stay."""
    was_on, was_frozen = gc.isenabled(), gc.get_freeze_count() > 0
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            if not was_frozen:  # both together call all that was made old, without a walk over it
                gc.unfreeze()
            gc.enable()
