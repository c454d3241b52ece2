"""A reason that the engine gives, in the reader's language."""

from __future__ import annotations

from datetime import date

from sciattache.domain.standards import codes
from sciattache.services.reasons import Reason, Term
from sciattache.ui import showing
from sciattache.ui.words import say


def tell(reason: Reason, language: str) -> str:
    """The sentence with its values as the reader writes them."""
    shown = {name: _shown(value, language) for name, value in reason.values.items()}
    tongue = codes.language_code(str(reason.values.get("language", "")))
    if tongue:
        shown["language"] = codes.language_name(tongue, language)
    return say(reason.sentence, **shown)


def _shown(value: str | int | date, language: str) -> str | int:
    if isinstance(value, date):
        return showing.day(value, language)
    return say(value) if isinstance(value, Term) else value
