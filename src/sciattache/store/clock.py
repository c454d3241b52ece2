"""The hybrid logical clock: an order of steps that survives clocks that are wrong."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_COUNTER_BITS = 16


def tick(last: int, now: datetime) -> int:
    """The next stamp: whole seconds since 2020 (32 bits) and a counter (16 bits).

    Never below or equal to ``last``, wherever the computer's clock has jumped to.
    """
    seconds = max(0, int((now - EPOCH).total_seconds()))
    return max(last + 1, seconds << _COUNTER_BITS)


def instant(stamp: int) -> datetime:
    """The moment that a stamp was made, to the second."""
    return EPOCH + timedelta(seconds=stamp >> _COUNTER_BITS)


def new_incarnation() -> int:
    """A random identity for one life of a store: 63 bits, so that SQLite keeps it as an integer."""
    return secrets.randbits(63)
