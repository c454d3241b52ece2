"""The sentence of a conflict in the reader's language, and how its severity looks."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QApplication

from sciattache.domain.standards import countries
from sciattache.services.conflicts import BLOCKS, NOTE, WARNS, Conflict
from sciattache.services.conflicts.wording import Country, Money, Names, Value
from sciattache.ui import showing
from sciattache.ui.words import say
from sciattache.ui.workspace.marks import Mark

HEADINGS = {BLOCKS: "Block the issue", WARNS: "Warn at the issue", NOTE: "Notes"}
"""The heading of each severity, in English."""

_LOOKS = {
    BLOCKS: ("circle-x", "bad"), WARNS: ("triangle-alert", "warn"), NOTE: ("info", "quiet"),
}  # fmt: skip


def mark(severity: str) -> Mark:
    """The word, icon and colour of a severity."""
    return Mark(say(HEADINGS[severity]), *_LOOKS[severity])


def sentence(conflict: Conflict, language: str, *, isolated: bool = False) -> str:
    """What is wrong, in the reader's language.

    ``isolated`` keeps names of another direction in one piece where the sentence runs right to
    left (Unicode's isolates; nothing that is kept should hold them).
    """
    values = {name: _shown(value, language) for name, value in conflict.values.items()}
    if isolated and QApplication.isRightToLeft():
        values = {name: f"\u2068{value}\u2069" for name, value in values.items()}
    return say(conflict.text, **values)


def _shown(value: Value, language: str) -> str:
    if isinstance(value, datetime):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return showing.day(value, language, weekday=True)
    if isinstance(value, Names):
        if not value.others:
            return value.named
        return say("{names} and {count} others", names=value.named, count=value.others)
    if isinstance(value, Country):
        return countries.country_name(value.code, language)
    return value.plain if isinstance(value, Money) else str(value)
