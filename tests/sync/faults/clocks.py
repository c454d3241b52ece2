"""The clock by which whoever is at work goes: ahead of this computer's, or behind it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sciattache.store import steps
from sciattache.sync import hearing, preview, sending, stamps, taking

DAY = 86_400
_COUNTING, _WRITING = (sending, taking, hearing, preview), (steps, stamps)
"""The modules that ask for seconds, and those that ask for moments."""


class Clock:
    """A clock so many seconds ahead."""

    ahead = 0

    def time(self) -> float:
        return time.time() + self.ahead

    @contextmanager
    def set(self, ahead: int) -> Iterator[None]:
        """Ahead by so much, for a while."""
        before, self.ahead = self.ahead, ahead
        try:
            yield
        finally:
            self.ahead = before


@contextmanager
def gone_by() -> Iterator[Clock]:
    """A clock that all of the exchange goes by."""
    clock = Clock()

    class Moments(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(seconds=clock.ahead)

    times = [module.time for module in _COUNTING]
    moments = [module.datetime for module in _WRITING]
    try:
        for module in _COUNTING:
            module.time = clock
        for module in _WRITING:
            module.datetime = Moments
        yield clock
    finally:
        for module, kept in zip(_COUNTING, times, strict=True):
            module.time = kept
        for module, kept in zip(_WRITING, moments, strict=True):
            module.datetime = kept
