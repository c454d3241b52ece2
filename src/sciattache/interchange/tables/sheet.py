"""What is to be written as a table: titled columns of known kinds, and rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

Kind = Literal["text", "code", "phone", "date", "instant", "time", "number", "money", "flag"]
Value = str | int | float | bool | Decimal | date | datetime | time | None


@dataclass(frozen=True)
class Column:
    """A column: its name for programs, its label for people, what it holds, how wide it is.

    `width` is in characters; 0 lets it fit what it holds. Money is a Decimal in major units.
    """

    name: str
    label: str
    kind: Kind = "text"
    width: int = 0


@dataclass(frozen=True)
class Sheet:
    """A table to write; each row has one value for each column."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]]
    right_to_left: bool = False
