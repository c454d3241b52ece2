"""What one audience may read of a record, in its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sciattache.domain import vocabularies
from sciattache.domain.directory.person import Person
from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.standards import names, phones
from sciattache.domain.womens_words import says_what_somebody_is
from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.blocks import direction
from sciattache.papers.policy import AUDIENCES, HOUSE, Policy

GONE = frozenset({"declined", "cancelled", "standby"})
"""Items that only the office reads of."""

_WITH_ROOM = "、，"
_SHORT = 28
"""Signs that fit a line of the narrowest column of names."""
_LEADS = re.compile(r"(\S*\.|\b\S{1,3}) ")


@dataclass(frozen=True)
class Reader:
    """An audience (``full``, ``guest``, …) and the language of its paper.

    ``policy`` says what the audience may read, ``countries`` are the ministry's own names of
    countries in that language, by code.
    """

    audience: str
    language: str
    policy: Policy = HOUSE
    countries: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def is_office(self) -> bool:
        """Whether everything may be read."""
        return self.audience == "full"

    def see(self, record: Record | None, name: str) -> Any:
        """The value of a field, or None where this audience may not read it."""
        return self.policy.see(record, name, self.audience) if record else None

    def may_read(self, record: type[Record], name: str) -> bool:
        """Whether this audience may read a field of any record of a type."""
        return name in self.policy.names(record, self.audience)

    def text(self, record: Record | None, name: str) -> str:
        """The value of a text field, empty where there is none or it may not be read."""
        return str(self.see(record, name) or "")

    def choice(self, record: Record | None, name: str, *, of: Record | None = None) -> str:
        """The word for a choice, in the paper's language: said of the record, or of a person."""
        code = self.see(record, name)
        if record is None or not code:
            return ""
        return self.word(record.field(name).words.name, code, of=of or record)

    def role(self, part: Record | None, of: Record | None) -> str:
        """The word for the role that somebody has in an engagement."""
        return self.choice(part, "role", of=of)

    def word(self, vocabulary: str, code: str, *, of: Record | None = None) -> str:
        """The word of a vocabulary's code in the paper's language; a woman's ``of`` a woman."""
        if vocabulary == "country":
            return words.country(code, self.language, self.countries)
        if vocabulary == "side.plural":
            return self.say(f"side.plural.{code}")
        label = vocabularies.called(vocabulary).label(code, self.language)
        if says_what_somebody_is(vocabulary) and _is_woman(of):
            return words.of_a_woman(label, self.language)
        return words.translated(label, self.language)

    def each_word(self, vocabulary: str, code: str) -> tuple[str, ...]:
        """The word of a code, and beside it what a woman is called where that is another."""
        label = vocabularies.called(vocabulary).label(code, self.language)
        is_said = says_what_somebody_is(vocabulary)
        hers = [words.of_a_woman(label, self.language)] if is_said else []
        return tuple(dict.fromkeys((self.word(vocabulary, code), *hers)))

    def of_person(self, field: Field, person: Person | None) -> str:
        """A field's label as what somebody is: *host*, *guest of honour*."""
        if _is_woman(person):
            return words.of_a_woman(field.label, self.language)
        return self.field(field)

    def item_state(self, status: str) -> str:
        """How far an item is settled; to guests one that is not is to be confirmed."""
        if self.is_office or status == "confirmed":
            return self.word("item_state", status)
        return self.say("to_confirm")

    def say(self, key: str, **values: object) -> str:
        """A fixed word of papers."""
        return words.say(key, self.language, **values)

    def paper(self, kind: str) -> str:
        """What a kind of paper is called, for this audience where it has a name of its own."""
        return words.paper(kind, self.language, self.audience)

    def listed(self, texts: Iterable[str]) -> str:
        """Texts that are not empty, one after the other, as the paper's language parts them.

        A list that begins from the left is set so, and has the comma of that direction.
        """
        listed = [text for text in texts if text]
        comma = self.say("list.comma")
        if direction(self.language) == "rtl" and listed and _runs_from_left(listed[0]):
            comma = ","
        return (comma if comma in _WITH_ROOM else f"{comma} ").join(listed)

    def city(self, name: str) -> str:
        """A city, or several, in the paper's language, where that has names for them."""
        whole = words.city(name, self.language)
        parts = name.split(", ")
        said = [words.city(part, self.language) for part in parts]
        return self.listed(said) if whole == name and said != parts else whole

    def decimal(self, number: float) -> str:
        """A number as the paper's language writes it, with one place after the sign."""
        from babel.numbers import format_decimal  # heavy: read when first asked

        return str(format_decimal(number, "#,##0.0", locale=self.language))

    def number(self, number: float, digits: int = 0) -> str:
        """A number as the paper's language groups it, with so many places after the sign."""
        from babel.numbers import format_decimal  # heavy: read when first asked

        pattern = f"#,##0.{'0' * digits}" if digits else "#,##0.##"
        return str(format_decimal(number, pattern, locale=self.language))

    def clock(self, zone: str, moment: datetime) -> str:
        """Whose time hours are, with how far that is from UTC at this moment."""
        if zone in ("", "UTC", "Etc/UTC"):
            return "UTC"
        city = words.zone_city(zone, self.language)
        return self.say("clock.of", city=city, offset=words.offset(moment))

    def name(self, person: Person | None) -> str:
        """A person's name with honorific, as introduced."""
        return names.shown(person.name, formal=True) if person else ""

    def pair(self, label: str, value: str) -> str:
        """A value after its label, as the paper's language parts them; empty without a value."""
        return self.say("pair", label=label, value=value) if value else ""

    def name_in_line(self, person: Person | None) -> str:
        """The same name for a narrow column, its words kept on one line as far as they fit."""
        return together(self.name(person))

    def plain_name(self, person: Person) -> str:
        """A person's name without honorific, as on a badge."""
        return names.shown(person.name)

    def field(self, described: Field) -> str:
        """A field's label in the paper's language."""
        return words.translated(described.label, self.language)

    def phone(self, record: Record | None, name: str) -> str:
        """A telephone number kept as text, as numbers are printed."""
        return phones.shown(self.text(record, name))

    def points(self, record: Record | None, name: str) -> tuple[str, ...]:
        """The values of contact points that this audience may have."""
        phone = record is not None and record.field(name).scheme == "phone"
        values = (point.value for point in self.see(record, name) or ())
        return tuple(phones.shown(value) if phone else value for value in values)


def reader_named(audience: str, language: str) -> Reader:
    """The reader that somebody names; ``KnownError`` for an audience or a language unknown."""
    if audience not in AUDIENCES:
        known = ", ".join(AUDIENCES)
        raise KnownError(f"There is no audience “{audience}”.", f"Choose among: {known}.")
    words.all_words(language)
    return Reader(audience, language)


def _runs_from_left(text: str) -> bool:
    """Whether the first letter of a text is of a script that is written from the left."""
    ways = (unicodedata.bidirectional(sign) for sign in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "") == "L"


def together(name: str) -> str:
    """A name that breaks nowhere if it is short, else never after a title or a particle."""
    return name.replace(" ", "\u00a0") if len(name) <= _SHORT else _LEADS.sub("\\1\u00a0", name)


def _is_woman(of: Record | None) -> bool:
    """Whether a language that tells calls somebody as a woman."""
    return isinstance(of, Person) and of.gender == "female"
