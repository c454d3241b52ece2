"""Figures as people write them: signs of thousands and decimals, currencies, millions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

_BLANKS = re.compile(r"[\s\u00a0\u202f'’]")
_FIGURE = re.compile(
    r"(?P<open>\()?(?P<sign>[-−+]?)(?P<before>[^\d().,+\-−%]{0,12}?)(?P<sign2>[-−+]?)"
    r"(?P<figure>\d[\d.,]*|[.,]\d+)(?P<after>[^\d().,%]{0,12})(?P<close>\))?"
)
_WORD = re.compile(r"[A-Z]{3}(?![A-Za-z])|[A-Z]{0,3}[$€£¥₹₽₩₪₺]|[^\W\d_]+")
_TIMES = {
    "k": 3, "thousand": 3, "tsd": 3, "m": 6, "mn": 6, "mio": 6, "million": 6, "millions": 6,
    "mil": 3, "bn": 9, "billion": 9, "mrd": 9, "md": 9,
}  # fmt: skip
_WORDED = {"euro": "EUR", "euros": "EUR", "pounds": "GBP", "dollars": "USD"}


def decimal_comma(cells: Iterable[Any]) -> bool | None:
    """Whether a column writes decimals after a comma; None where no cell tells, or two differ."""
    told = set()
    for cell in cells:
        found = _parts(cell)
        if found is None:
            continue
        figure = found["figure"]
        comma, point = figure.rfind(","), figure.rfind(".")
        if comma >= 0 and point >= 0:
            told.add(comma > point)
        elif figure.count(",") > 1 or figure.count(".") > 1:
            told.add(figure.count(".") > 1)
        elif comma >= 0 and len(figure) - comma != 4:
            told.add(True)
        elif point >= 0 and len(figure) - point != 4:
            told.add(False)
    return told.pop() if len(told) == 1 else None


def amount(cell: Any, *, is_comma: bool | None = None) -> Decimal | None:
    """The figure that a cell writes, currency and blanks aside; None where it writes none.

    ``is_comma`` tells that decimals stand after a comma; without it three figures after the one
    sign in a text are taken for thousands.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return Decimal(str(cell))
    found = _parts(cell)
    if found is None:
        return None
    figure = found["figure"]
    if is_comma is None:
        told = decimal_comma([cell])
        is_comma = told if told is not None else "." in figure
    thousands, decimals = (".", ",") if is_comma else (",", ".")
    whole, sign, rest = figure.replace(thousands, "").rpartition(decimals)
    text = f"{whole}.{rest}" if sign else rest
    power = _power(f"{found['before']} {found['after']}")
    if power is None:
        return None
    try:
        value = Decimal(text or "0").scaleb(power)
    except InvalidOperation:
        return None
    minus = found["open"] or "-" in found["sign"] + found["sign2"] or "−" in found["sign"]
    return -value if minus else value


def currency(text: Any) -> str | None:
    """The currency that a cell or a heading names: ``£584``, ``1200 USD``, ``Cost (EUR)``."""
    return next(filter(None, map(_currency, _WORD.findall(str(text)))), None)


@cache
def _currency(word: str) -> str | None:
    from sciattache.domain.standards import codes  # heavy tables: read when first asked

    if word.casefold() in _WORDED:
        return _WORDED[word.casefold()]
    if word.isalpha() and word.isascii() and not (word.isupper() and len(word) == 3):
        return None
    return codes.currency_code(word)


@cache
def _power(words: str) -> int | None:
    """What the words beside a figure multiply it by, as a power of ten; None if they mean more."""
    rest = [word for word in _WORD.findall(words) if _currency(word) is None]
    glued = "".join(rest).casefold().strip(". ")
    return 0 if not glued else _TIMES.get(glued)


def _parts(cell: Any) -> re.Match[str] | None:
    if not isinstance(cell, str):
        return None
    return _FIGURE.fullmatch(_BLANKS.sub("", cell))
