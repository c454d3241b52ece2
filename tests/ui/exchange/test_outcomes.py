"""Whatever becomes of a file is told with what to do about it, in every language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sciattache
from sciattache.ui import words
from sciattache.ui.exchange import outcomes
from sciattache.ui.exchange.ways import WAYS

_GIVE_REASONS = {"RefusedError": 1, "Taken": 2}
"""The calls that say why a file was not taken, and which of their arguments does."""


def reasons() -> Iterator[str]:
    """The sentences of the exchange that say why a file was not taken."""
    for path in sorted((Path(sciattache.__file__).parent / "sync").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
            at = _GIVE_REASONS.get(getattr(call.func, "id", ""))
            if at is not None and len(call.args) > at and isinstance(call.args[at], ast.Constant):
                yield str(call.args[at].value)


def test_every_reason_has_a_remedy() -> None:
    found = set(reasons()) - {""}
    assert len(found) > 10
    assert found - set(outcomes.REMEDIES) == set()


@pytest.mark.parametrize("language", words.languages()[1:])
def test_every_outcome_reason_and_way_is_translated(language: str) -> None:
    said = {*outcomes.WORDS, *(label for _, label in WAYS)}
    assert said - set(words.catalogue(language)) == set()


def test_a_reason_that_is_not_known_is_told_with_what_its_outcome_asks_for() -> None:
    said = outcomes.said("refused", "It cannot be read: an odd number.")
    assert said.reason == "It cannot be read: an odd number."
    assert said.remedy.startswith("Ask its sender")
