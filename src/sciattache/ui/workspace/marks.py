"""The icon and the colour that go with the word of a status or a kind."""

from __future__ import annotations

from dataclasses import dataclass

from sciattache.domain.fields import Field
from sciattache.domain.vocabularies import ITEM_KINDS
from sciattache.ui import showing
from sciattache.ui.words import say

_SIGNS = {
    "item_state": {
        "proposed": ("circle-dashed", "quiet"), "asked": ("send", "warn"),
        "confirmed": ("circle-check", "good"), "declined": ("circle-x", "bad"),
        "standby": ("clock", "warn"), "cancelled": ("x", "bad"),
    },
    "engagement_state": {
        "idea": ("circle-dashed", "quiet"), "planned": ("calendar", "quiet"),
        "confirmed": ("circle-check", "good"), "running": ("move-right", "accent"),
        "completed": ("check", "quiet"), "cancelled": ("circle-x", "bad"),
    },
    "rsvp": {
        "not_invited": ("circle-dashed", "quiet"), "invited": ("mail", "warn"),
        "accepted": ("circle-check", "good"), "tentative": ("circle-help", "warn"),
        "declined": ("circle-x", "bad"), "no_answer": ("circle-help", "warn"),
    },
    "visa_state": {
        "not_needed": ("", "quiet"), "needed": ("triangle-alert", "bad"),
        "applied": ("clock", "warn"), "granted": ("circle-check", "good"),
        "refused": ("circle-x", "bad"),
    },
    "request_state": {
        "wished": ("circle-dashed", "quiet"), "accepted": ("circle-check", "good"),
        "refused": ("circle-x", "bad"), "scheduled": ("calendar", "good"),
        "held": ("check", "quiet"), "no_show": ("circle-x", "warn"),
    },
    "booking_state": {
        "wanted": ("circle-dashed", "quiet"), "held": ("clock", "warn"),
        "booked": ("circle-check", "good"), "ticketed": ("ticket", "good"),
        "cancelled": ("circle-x", "bad"),
    },
}  # fmt: skip
WAYS = {
    "flight": "plane", "train": "train-front", "car": "car", "coach": "bus", "boat": "ship",
    "walk": "move-right",
}  # fmt: skip
"""The icon of each way to travel."""
_TINTS = {code: number for number, code in enumerate(ITEM_KINDS.terms)}


@dataclass(frozen=True)
class Mark:
    """A word with its icon and its colour of the theme."""

    words: str = ""
    icon: str = ""
    tone: str = "quiet"


def mark(field: Field, code: str | None, language: str) -> Mark:
    """How the value ``code`` of a choice is shown; an empty mark for no value."""
    if not code:
        return Mark()
    icon, tone = _SIGNS.get(field.words.name, {}).get(code, ("", "quiet"))
    return Mark(showing.choice(field, code, language), icon, tone)


def berth(kind: str | None, name: str | None) -> str:
    """A leg's terminal or platform in words, where it is no more than a number or a letter."""
    if not name or len(name) > 3:
        return name or ""
    if kind == "flight":
        return say("Terminal {name}", name=name)
    return say("Platform {name}", name=name) if kind == "train" else name


def tint_of(kind: str | None) -> int:
    """The number of the tint by which an item's kind is told from others."""
    return _TINTS.get(kind or "", 0)
