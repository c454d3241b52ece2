"""When something was, as it is told on this screen."""

from __future__ import annotations

from datetime import datetime

from sciattache.ui import showing
from sciattache.ui.words import say


def when(at: datetime | None, language: str) -> str:
    """A moment on this computer's clock; today's by its hour alone."""
    if at is None:
        return say("never")
    local = at.astimezone()
    hour = f"{local:%H:%M}"
    if local.date() == datetime.now().astimezone().date():
        return say("today {hour}", hour=hour)
    return f"{showing.day(local.date(), language)} {hour}"


def ago(days: int | None) -> str:
    """How long ago something was, in whole days."""
    if days is None:
        return say("never")
    if days < 1:
        return say("today")
    return say("yesterday") if days == 1 else say("{count} days ago", count=days)


def last_word(days: int | None) -> str:
    """How long ago headquarters was heard of."""
    if days is None:
        return say("No word from headquarters yet")
    if days < 1:
        return say("Last word from headquarters: today")
    if days == 1:
        return say("Last word from headquarters: yesterday")
    return say("Last word from headquarters: {count} days ago", count=days)


def ahead(seconds: int | None) -> str:
    """How far an office's clock is ahead; nothing where it is not worth a word.

    One that is behind cannot be told from a bundle that was long on its way.
    """
    if seconds is None or seconds < 300:
        return ""
    minutes = seconds // 60
    amount = (
        say("{count} minutes", count=minutes) if minutes < 120
        else say("{count} hours", count=minutes // 60) if minutes < 48 * 60
        else say("{count} days", count=minutes // 1440)
    )  # fmt: skip
    return say("{amount} ahead", amount=amount)
