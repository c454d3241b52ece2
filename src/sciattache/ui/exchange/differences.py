"""Two texts with what differs between them marked, as rich text."""

from __future__ import annotations

import html
import re
from difflib import SequenceMatcher

from sciattache.ui import look

_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)
_LONG = 24
"""Signs from which a text is long enough for its differences to be marked."""
_MOST = 4_000
"""Pieces of a text that are compared at most; a longer one is shown as it is."""


def marked(one: str, other: str) -> tuple[str, str]:
    """Both texts as rich text; where they are long, what only one of them says is marked."""
    first, second = _WORDS.findall(one), _WORDS.findall(other)
    if max(len(one), len(other)) < _LONG or not one or not other:
        return _plain(one), _plain(other)
    if max(len(first), len(second)) > _MOST:
        return _plain(one), _plain(other)
    compared = SequenceMatcher(None, first, second, autojunk=False)
    left, right = [], []
    for what, a, b, c, d in compared.get_opcodes():
        left.append(_piece(first[a:b], differs=what != "equal"))
        right.append(_piece(second[c:d], differs=what != "equal"))
    return "".join(left), "".join(right)


def _piece(words: list[str], *, differs: bool) -> str:
    said = _plain("".join(words))
    if not differs or not said:
        return said
    tint = look.colour("selected").name()
    return f'<span style="background-color:{tint}; text-decoration:underline">{said}</span>'


def _plain(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
