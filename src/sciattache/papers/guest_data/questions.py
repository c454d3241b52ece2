"""What a guest is asked: the one table from which every form is made and read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sciattache.domain.directory.person import Person
from sciattache.domain.fields import Field
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.records import Record
from sciattache.papers.reader import Reader

PARTS = ("person", "passport", "journey", "care")
"""The parts of a form in their order; ``guest.part.…`` are their words."""


@dataclass(frozen=True)
class Question:
    """One question: the field that keeps its answer, and the part of the form where it stands.

    ``own`` says that the forms have words of their own for it (``guest.ask.…``), where the field's
    label is meant for the office; ``hint`` names what is written beside it (``guest.hint.…``).
    ``wide`` questions take a line of a form for themselves, ``lines`` is how much is written.
    """

    of: type[Record]
    name: str
    part: str
    own: bool = False
    hint: str = ""
    wide: bool = False
    lines: int = 1

    @cached_property
    def field(self) -> Field:
        """The field that keeps the answer."""
        return self.of.field(self.name)

    @property
    def kind(self) -> str:
        """The name of the kind of value that an answer is; a birthday is a date."""
        return "date" if self.field.scheme == "partial-day" else self.field.kind.name

    def label(self, reader: Reader) -> str:
        """The question in the form's language."""
        return reader.say(f"guest.ask.{self.name}") if self.own else reader.field(self.field)


QUESTIONS = (
    Question(Person, "native_name", "person"),
    Question(Participation, "badge_name", "person"),
    Question(Participation, "title", "person", own=True),
    Question(Participation, "organisation", "person", own=True),
    Question(Person, "emails", "person"),
    Question(Person, "phones", "person", hint="phone"),
    Question(Participation, "passport_name", "passport", hint="passport_name", wide=True),
    Question(Person, "nationality", "passport"),
    Question(Person, "birthday", "passport"),
    Question(Participation, "passport_number", "passport"),
    Question(Participation, "passport_country", "passport"),
    Question(Participation, "passport_expires_on", "passport"),
    Question(Participation, "visa", "passport"),
    Question(Participation, "arrives_at", "journey", own=True),
    Question(Participation, "arrival_flight", "journey"),
    Question(Participation, "departs_at", "journey", own=True),
    Question(Participation, "departure_flight", "journey"),
    Question(Participation, "diet", "care", wide=True),
    Question(Participation, "needs", "care", own=True, wide=True, lines=3),
    Question(Participation, "emergency_contact", "care", hint="emergency_contact", wide=True),
)

BY_NAME = {question.name: question for question in QUESTIONS}


def of_part(part: str) -> tuple[Question, ...]:
    """The questions of one part of a form, in their order."""
    return tuple(question for question in QUESTIONS if question.part == part)
