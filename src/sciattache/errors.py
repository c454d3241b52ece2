"""What a reader is told: the one error meant for them, and sentences that know their places."""

from __future__ import annotations


class KnownError(Exception):
    """A foreseen failure: what happened in one sentence, and what to do next.

    With ``values`` both have ``{places}`` that these fill, so that a window can say them in the
    reader's language.
    """

    def __init__(self, sentence: str, remedy: str = "", **values: object) -> None:
        self.sentence = Told(sentence, **values) if values else sentence
        self.remedy = Told(remedy, **values) if values else remedy
        super().__init__(self.sentence, self.remedy)

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


class Told(str):
    """A sentence in English that knows its places, for whoever says it in another language.

    A value that is such a sentence itself, or a label, is said in that language too.
    """

    __slots__ = ("sentence", "values")

    sentence: str
    values: dict[str, object]

    def __new__(cls, sentence: str, /, **values: object) -> Told:
        """The sentence with its ``{name}`` places filled, if it has any."""
        made = super().__new__(cls, sentence.format(**values) if values else sentence)
        made.sentence, made.values = sentence, values
        return made


def within(label: str) -> Told:
    """A label inside a sentence: in English without the capital that it has alone."""
    made = Told(label.lower())
    made.sentence = label
    return made


def told(error: Exception) -> str:
    """What an error tells, with its places where it knows them."""
    why = error.args[0] if error.args else ""
    return why if isinstance(why, Told) else str(error)
