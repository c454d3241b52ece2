"""The one error meant for the reader; anything else is a bug."""


class KnownError(Exception):
    """A foreseen failure: what happened in one sentence, and what to do next."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence, remedy)
        self.sentence = sentence
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()
