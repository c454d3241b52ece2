"""Known errors say what happened and what to do."""

from sciattache.errors import KnownError


def test_a_known_error_says_the_sentence_then_the_remedy() -> None:
    assert str(KnownError("The file is damaged.", "Restore a backup.")) == (
        "The file is damaged. Restore a backup."
    )


def test_a_remedy_may_be_absent() -> None:
    assert str(KnownError("The file is damaged.")) == "The file is damaged."
