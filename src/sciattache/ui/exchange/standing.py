"""How the exchange stands, in one sentence and its colour: at the head of the screen."""

from __future__ import annotations

from sciattache.sync.status import Standing, days_since
from sciattache.ui.exchange.counting import AMBER
from sciattache.ui.exchange.moments import last_word
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.words import say


def state(seen: Seen) -> tuple[str, str]:
    """The last word from headquarters, or at headquarters who is silent; no colour where nothing
    is to be said of it."""
    if seen.is_outside:
        return say("Not joined to headquarters"), ""
    if seen.is_headquarters:
        silent = sum(map(_is_silent, seen.standings))
        if not silent:
            return say("Headquarters"), ""
        return say("Silent for {days} days or more: {count}", days=AMBER, count=silent), "warn"
    tone = seen.counts.tone
    return last_word(seen.counts.days), "good" if tone == "quiet" else tone


def _is_silent(one: Standing) -> bool:
    days = days_since(one.heard_at)
    return one.state == "active" and days is not None and days >= AMBER
