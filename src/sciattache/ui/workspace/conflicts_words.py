"""The sentence of a conflict in the reader's language, and how its severity looks."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QApplication

from sciattache.domain.standards import countries
from sciattache.services.conflicts import BLOCKS, NOTE, WARNS, Conflict
from sciattache.services.conflicts.wording import Country, Money, Names, Value
from sciattache.ui import showing
from sciattache.ui.lettering import listed
from sciattache.ui.words import say
from sciattache.ui.workspace.marks import Mark

HEADINGS = {BLOCKS: "Block the issue", WARNS: "Warn at the issue", NOTE: "Notes"}
"""The heading of each severity, in English."""

_LOOKS = {
    BLOCKS: ("circle-x", "bad"), WARNS: ("triangle-alert", "warn"), NOTE: ("info", "quiet"),
}  # fmt: skip

_ISOLATED = "\u2068{}\u2069"
"""What keeps a name of another direction in one piece (Unicode's first strong isolate)."""


def mark(severity: str) -> Mark:
    """The word, icon and colour of a severity."""
    return Mark(say(HEADINGS[severity]), *_LOOKS[severity])


def sentence(conflict: Conflict, language: str, *, isolated: bool = False) -> str:
    """What is wrong, in the reader's language.

    ``isolated`` keeps names of another direction in one piece where the sentence runs right to
    left (Unicode's isolates; nothing that is kept should hold them).
    """
    around = _ISOLATED if isolated and QApplication.isRightToLeft() else "{}"
    values = {name: _shown(value, language, around) for name, value in conflict.values.items()}
    return say(conflict.text, **values)


def _shown(value: Value, language: str, around: str) -> str:
    if isinstance(value, datetime):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return showing.day(value, language, weekday=True)
    if isinstance(value, Names):
        named = listed(around.format(name) for name in value.shown)
        if not value.others:
            return named
        return say("{names} and {count} others", names=named, count=value.others)
    if isinstance(value, Country):
        return countries.country_name(value.code, language)
    return around.format(value.plain if isinstance(value, Money) else value)
