"""The one error meant for the reader; anything else is a bug."""


class KnownError(Exception):
    """A foreseen failure: what happened in one sentence, and what to do next.

    With ``values`` both have ``{places}`` that these fill, so that a window can say them in the
    reader's language; ``told`` and ``todo`` are what they were before.
    """

    def __init__(self, sentence: str, remedy: str = "", **values: object) -> None:
        self.told, self.todo, self.values = sentence, remedy, values
        self.sentence = sentence.format(**values) if values else sentence
        self.remedy = remedy.format(**values) if values else remedy
        super().__init__(self.sentence, self.remedy)

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()
