"""Why something is not taken: each reason is told in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from sciattache.papers import guest_data, words
from sciattache.papers.guest_data.refusals import Refusal

_CLASSES = ("Refusal", "UnfitError", "UnfitFileError")


def _nodes() -> Iterator[ast.AST]:
    for file in Path(guest_data.__file__).parent.glob("*.py"):
        yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def _codes() -> set[str]:
    keys = (key for key in words.all_words("en") if key.startswith("refused."))
    return {key.split(".")[1] for key in keys}


def test_every_reason_has_its_words() -> None:
    given = {
        node.args[0].value
        for node in _nodes()
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _CLASSES
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert given - _codes() == set()
    assert len(given) > 10


def test_no_words_are_for_a_reason_that_is_gone() -> None:
    assert _codes() - {one.value for one in _nodes() if isinstance(one, ast.Constant)} == set()


@pytest.mark.parametrize("language", words.languages())
def test_a_reason_names_what_was_wrong_and_what_would_be_right(language: str) -> None:
    told = Refusal("email", {"text": "nobody\nhere"}).told(language)
    assert "nobody here" in told
    assert words.say("refused.email.remedy", language) in told


def test_a_latin_word_stands_by_itself_in_an_arabic_reason() -> None:
    assert "\u2068x.pdf\u2069" in Refusal("no_fields", {"file": "x.pdf"}).sentence("ar")
