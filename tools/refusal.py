"""The workshop's one foreseen failure; it stands on the standard library alone."""


class Refusal(Exception):  # noqa: N818 (it is no error: the machine lacks something)
    """What is missing in one sentence, and what to do next."""
