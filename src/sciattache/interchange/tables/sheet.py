"""What is to be written as a table: titled columns of known kinds, and rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from sciattache.interchange.tables.formula import Formula

Kind = Literal["text", "code", "phone", "date", "instant", "time", "number", "money", "flag"]
Value = str | int | float | bool | Decimal | date | datetime | time | Formula | None


@dataclass(frozen=True)
class Choices:
    """What may be chosen in a column: the list's name, and its words with their codes."""

    name: str
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column: its name for programs, its label for people, what it holds, how wide it is.

    `width` is in characters; 0 lets it fit what it holds. Money is a Decimal in major units, with
    `digits` after the point. A `total` is the sum of what a filter leaves, under the table; what
    `warns` is red below zero. What `leads` begins each page where a table is several pages wide.
    """

    name: str
    label: str
    kind: Kind = "text"
    width: int = 0
    digits: int = 2
    choices: Choices | None = None
    total: bool = False
    warns: bool = False
    leads: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table to write; each row has one value for each column.

    With a `table` name it is a table of the spreadsheet too, whose columns formulas can name; the
    name is a word of ASCII letters, digits and underscores. `block` are the lines above it, its
    title first. `lists_choices` says that the rows are the lists, words and codes of choices.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]]
    right_to_left: bool = False
    table: str = ""
    block: tuple[str, ...] = ()
    total_label: str = ""
    lists_choices: bool = False
