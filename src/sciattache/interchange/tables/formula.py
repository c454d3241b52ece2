"""A formula that the program itself puts into a table, and what it comes to."""

import re
from dataclasses import dataclass
from decimal import Decimal

_APART = re.compile(r"(['\[\]#@])")


@dataclass(frozen=True)
class Formula:
    """What a cell works out, without its equals sign, and the result as it is now.

    Text that comes from a record is never one: it is written as text, whatever it begins with.
    The result is kept in the file, so that a program which does not calculate shows it too.
    """

    text: str
    value: int | Decimal


def column(table: str, label: str) -> str:
    """All cells of a table's column, as formulas name them (ECMA-376, 18.17.2)."""
    return f"{table}[{_named(label)}]"


def own(table: str, label: str) -> str:
    """The cell of a table's column in the formula's own row."""
    return f"{table}[[#This Row],[{_named(label)}]]"


def head(table: str, label: str) -> str:
    """The head of a table's column, which is its label."""
    return f"{table}[[#Headers],[{_named(label)}]]"


def _named(label: str) -> str:
    """A label with an apostrophe before each sign that means something there."""
    return _APART.sub(r"'\1", label)
