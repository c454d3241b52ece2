"""Answers as plain texts: what a record says, what a form shows, and what a guest means."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from sciattache.domain import identities, vocabularies
from sciattache.domain.kinds.cleaning import clean
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.standards import phones, timezones
from sciattache.domain.standards import text as texts
from sciattache.domain.vocabularies import Vocabulary
from sciattache.papers import words
from sciattache.papers.guest_data.questions import QUESTIONS, Question
from sciattache.papers.guest_data.refusals import UnfitError
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

MOMENT = "%Y-%m-%d %H:%M"
"""How a date and hour are written, by the clock of the place."""
_LONGEST = {"note": 5_000}
_LINE = 300
"""Characters that an answer may have: a note, and any other."""
_SEVERAL = re.compile(r"[;；؛|\n]")
_EAST_ASIAN = str.maketrans({"年": "-", "月": "-", "日": None, "時": ":", "时": ":", "分": None})
_FEWEST_DIGITS = 5
_NOTHING = "none"
"""The choice that says nothing beside others: a box that a guest left ticked."""


@dataclass(frozen=True)
class Guest:
    """One participant as the forms know them."""

    dossier: Dossier
    one: Participation

    @property
    def person(self) -> Any:
        return self.dossier.people[self.one.person]

    @property
    def name(self) -> str:
        """The name by which the form says whose it is."""
        shown = Reader("full", "en").plain_name(self.person) or self.person.native_name or ""
        return clean(shown, lines=False)[:120] or self.one.id[:8]

    def record(self, question: Question) -> Any:
        """The record that keeps the answer."""
        return self.one if question.of is Participation else self.person

    def zone(self, question: Question) -> str:
        """By whose clock an hour is asked: where the guest arrives, or leaves from."""
        own = getattr(self.one, question.field.zone or "", None)
        post = self.dossier.post
        return own or self.dossier.engagement.zone or (post.zone if post else None) or "UTC"


def said(guest: Guest, question: Question) -> str:
    """What is known: a code, a date, a text; several codes with a semicolon; empty where nothing.

    What stands empty for this event is what holds for the person.
    """
    return clean(_said(guest, question), lines=question.kind == "note")


def _said(guest: Guest, question: Question) -> str:
    value = getattr(guest.record(question), question.name)
    if value in (None, (), "") and question.name in _OTHERWISE:
        value = _OTHERWISE[question.name](guest)
    if value in (None, (), ""):
        return ""
    if question.name == "organisation":
        found = guest.dossier.organisation_of(guest.one)
        return found.name if found else ""
    if question.kind == "instant":
        return str(value.astimezone(timezones.clock(guest.zone(question))).strftime(MOMENT))
    if question.kind == "points":
        return _point(value, question)
    if question.kind == "choices":
        return ";".join(_in_order(question.field.words, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def everything_said(guest: Guest) -> dict[str, str]:
    """Every answer that is known of a guest, by question."""
    return {question.name: said(guest, question) for question in QUESTIONS}


def shown(question: Question, answer: str, language: str) -> str:
    """An answer as a form shows it: codes become words."""
    if question.kind in ("choice", "choices"):
        codes = answer.split(";") if answer else []
        return "; ".join(word(question.field.words, code, language) for code in codes)
    return answer


def word(vocabulary: Vocabulary, code: str, language: str) -> str:
    """The word for a code in the language of a form."""
    return Reader("full", language).word(vocabulary.name, code)


@cache
def choices(name: str, language: str) -> tuple[tuple[str, str], ...]:
    """The codes of a vocabulary with their words; countries in the order of the alphabet."""
    vocabulary = vocabularies.called(name)
    listed = [(code, word(vocabulary, code, language)) for code in vocabulary.choices()]
    if name == "country":
        listed.sort(key=lambda pair: texts.fold(pair[1]))
    return tuple(listed)


def understood(question: Question, raw: Any, guest: Guest, language: str) -> str:
    """What a guest means by a cell or a field, as :func:`said` writes it.

    ``UnfitError`` where it cannot be meant: an impossible date, a country that there is none.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return ""
    if isinstance(raw, bool):
        raise UnfitError("logical")
    found = _READ[question.kind](question, raw, guest, language)
    most = _LONGEST.get(question.kind, _LINE)
    if len(found) > most:
        raise UnfitError("too_long", most=most)
    return found


def _text(question: Question, raw: Any, guest: Guest, language: str) -> str:
    if isinstance(raw, (date, time)):
        raise UnfitError("date_for_text")
    return str(question.field.parse(_plain(raw)) or "")


def _name(question: Question, raw: Any, guest: Guest, language: str) -> str:
    return " ".join(_text(question, raw, guest, language).split())


def _point(value: Any, question: Question) -> str:
    chosen = next((point for point in value if point.preferred), value[0])
    return phones.shown(chosen.value) if question.field.scheme == "phone" else str(chosen.value)


def _contact(question: Question, raw: Any, guest: Guest, language: str) -> str:
    text = " ".join(_plain(raw).split())
    if question.field.scheme == "email":
        if not re.fullmatch(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+", text.strip("<>")):
            raise UnfitError("email", text=text)
        return text.strip("<>")
    if sum(sign.isdigit() for sign in text) < _FEWEST_DIGITS or len(text) > 60:
        raise UnfitError("phone", text=text)
    return phones.shown(phones.normal(text, guest.person.country))


def _date(question: Question, raw: Any, guest: Guest, language: str) -> str:
    if isinstance(raw, (int, float, time)):
        raise UnfitError("date", text=str(raw))
    if isinstance(raw, date):
        text = f"{raw:%Y-%m-%d}" if raw.year >= 1000 else raw.isoformat()[:10]
    else:
        text = _plain(raw).translate(_EAST_ASIAN).strip("- ")
    try:
        found = question.field.parse(text)
    except ValueError as error:
        raise UnfitError(_fault(error), text=text) from None
    stored = str(question.field.kind.store(found) or "")
    if question.name == "birthday" and stored > datetime.now(UTC).date().isoformat():
        raise UnfitError("future", text=stored)
    return stored


def _fault(error: ValueError) -> str:
    return "two_dates" if isinstance(error, identities.TwoDatesError) else "date"


def _moment(question: Question, raw: Any, guest: Guest, language: str) -> str:
    if isinstance(raw, datetime):
        return raw.strftime(MOMENT)
    if isinstance(raw, (int, float, date, time)):
        raise UnfitError("moment", text=str(raw))
    text = " ".join(_plain(raw).translate(_EAST_ASIAN).split()).replace("- ", " ")
    try:
        found = identities.moment(text)
    except ValueError:
        found = None
    if found is None or re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", text):
        raise UnfitError("moment", text=text)
    if found.tzinfo is not None:
        found = found.astimezone(timezones.clock(guest.zone(question)))
    return found.strftime(MOMENT)


def _choice(question: Question, raw: Any, guest: Guest, language: str) -> str:
    return _code(question.field.words, _plain(raw), language)


def _choices(question: Question, raw: Any, guest: Guest, language: str) -> str:
    vocabulary = question.field.words
    whole = _known(vocabulary.name, language).get(_key(_plain(raw)))
    parts = [_plain(raw)] if whole else filter(str.strip, _SEVERAL.split(_plain(raw)))
    codes = {_code(vocabulary, part, language) for part in parts}
    return ";".join(_in_order(vocabulary, codes - {_NOTHING} or codes))


def _in_order(vocabulary: Vocabulary, codes: Collection[str]) -> list[str]:
    """Codes in the order of their vocabulary, those that it lacks at the end."""
    known = [code for code in vocabulary.choices() if code in codes]
    return [*known, *sorted(set(codes) - set(known))]


def _code(vocabulary: Vocabulary, text: str, language: str) -> str:
    found = _known(vocabulary.name, language).get(_key(text)) or vocabulary.code(text)
    if found is None:
        raise UnfitError("country" if vocabulary.name == "country" else "choice", text=text)
    return found


@cache
def _known(name: str, language: str) -> Mapping[str, str]:
    """Codes by their words, those of the form's own language before all others."""
    vocabulary = vocabularies.called(name)
    found: dict[str, str] = {}
    for spoken in (language, *words.languages()):
        for code in vocabulary.choices():
            found.setdefault(_key(word(vocabulary, code, spoken)), code)
    return {code.casefold(): code for code in vocabulary.choices()} | found


def _key(text: str) -> str:
    return " ".join(text.replace("\u200f", "").replace("\u200e", "").split()).casefold()


def _plain(raw: Any) -> str:
    """A cell as the text that it shows: a whole number without its decimals."""
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)


_OTHERWISE: dict[str, Callable[[Guest], Any]] = {
    "title": lambda guest: guest.dossier.title_of(guest.one),
    "organisation": lambda guest: getattr(guest.dossier.organisation_of(guest.one), "id", None),
    "diet": lambda guest: guest.person.diet,
    "needs": lambda guest: guest.person.needs,
}

_READ: dict[str, Callable[[Question, Any, Guest, str], str]] = {
    "text": _text,
    "note": _text,
    "reference": _name,
    "points": _contact,
    "date": _date,
    "instant": _moment,
    "choice": _choice,
    "choices": _choices,
}
