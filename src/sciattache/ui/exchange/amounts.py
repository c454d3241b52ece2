"""How much goes, how large it is and how long it takes on a line, in words."""

from __future__ import annotations

from sciattache.ui.lettering import isolated
from sciattache.ui.words import say


def speed_words(kilobits: float) -> str:
    """A line's speed as it is spoken of."""
    return isolated(f"{kilobits / 1000:g} Mbit/s" if kilobits >= 1000 else f"{kilobits:g} kbit/s")


def megabytes(size: float) -> str:
    """So many megabytes."""
    return isolated(f"{size:g} MB")


def bundle_words(count: int) -> str:
    """So many bundles."""
    return say("1 bundle") if count == 1 else say("{count} bundles", count=f"{count:,}")


def step_words(count: int) -> str:
    """So many steps."""
    return say("1 step") if count == 1 else say("{count} steps", count=f"{count:,}")


def size_words(size: int) -> str:
    """A size in bytes, in the unit that reads best."""
    if size < 1000:
        return say("{count} bytes", count=size)
    return isolated(f"{size / 1e6:,.1f} MB" if size >= 1_000_000 else f"{size / 1000:,.0f} kB")


def time_words(size: int, kilobits: float) -> str:
    """How long a size takes on a line."""
    seconds = size * 8 / (kilobits * 1000)
    if seconds < 1:
        return say("less than a second")
    if seconds < 90:
        return say("about {count} seconds", count=round(seconds))
    if seconds < 90 * 60:
        return say("about {count} minutes", count=round(seconds / 60))
    return say("about {count} hours", count=round(seconds / 3600))
