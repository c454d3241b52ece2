"""In which direction each letter of a line runs: the bidirectional algorithm (UAX 9)."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from bidi import algorithm
from bidi.mirror import MIRRORED

_RIGHT = ("R", "AL", "AN")
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}  # as rule N0 reads them


def levels(line: str) -> list[int]:
    """The embedding level of each character; odd ones run from right to left.

    The first strong letter gives the direction of the line. Explicit embeddings and isolates
    must have been taken out.
    """
    if not any(unicodedata.bidirectional(sign) in _RIGHT for sign in line):
        return [0] * len(line)
    base = algorithm.get_base_level(line)
    storage = algorithm.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = ("L", "R")[base]
    algorithm.get_embedding_levels(line, storage)
    signs: list[dict[str, Any]] = list(storage["chars"])
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], storage["base_dir"])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return [int(sign["level"]) for sign in signs]


def _resolve_brackets(signs: Sequence[dict[str, Any]], base: str) -> None:
    """Rule N0, which the library leaves out: both brackets of a pair run the same way."""
    for opening, closing in sorted(_pairs(signs)):
        inside = {_STRONG.get(sign["type"], "") for sign in signs[opening + 1 : closing]} - {""}
        if not inside:
            continue
        direction = base
        if base not in inside:
            before = (_STRONG.get(sign["type"], "") for sign in reversed(signs[:opening]))
            direction = next(filter(None, before), base)
        for place in (opening, closing):
            signs[place]["type"] = direction
            _carry(signs, place, direction)


def _carry(signs: Sequence[dict[str, Any]], place: int, direction: str) -> None:
    """Marks over a bracket run as it does."""
    for sign in signs[place + 1 :]:
        if sign["orig"] != "NSM":
            return
        sign["type"] = direction


def _pairs(signs: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """The places of brackets that belong together (definition BD16)."""
    waiting: list[tuple[str, int]] = []
    for place, sign in enumerate(signs):
        letter = sign["ch"]
        if sign["type"] != "ON" or letter not in MIRRORED:
            continue
        kind = unicodedata.category(letter)
        if kind == "Ps":
            waiting.append((MIRRORED[letter], place))
        elif kind == "Pe" and letter in (closing for closing, _ in waiting):
            while True:
                closing, opening = waiting.pop()
                if closing == letter:
                    yield opening, place
                    break
