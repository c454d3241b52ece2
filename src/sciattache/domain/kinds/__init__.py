"""The closed list of kinds of field, and the column that keeps a value of one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import types

from sciattache.domain.kinds.choices import Choice, Choices, Flag
from sciattache.domain.kinds.contacts import Points
from sciattache.domain.kinds.kind import Kind
from sciattache.domain.kinds.numbers import Money, Number, Real
from sciattache.domain.kinds.pointers import Blob, Reference
from sciattache.domain.kinds.texts import Identifier, Note, Text
from sciattache.domain.kinds.times import Date, Instant

TEXT, NOTE, CHOICE, CHOICES = Text(), Note(), Choice(), Choices()
FLAG, NUMBER, REAL, MONEY = Flag(), Number(), Real(), Money()
DATE, INSTANT = Date(), Instant()
POINTS, IDENTIFIER, REFERENCE, BLOB = Points(), Identifier(), Reference(), Blob()

KINDS: tuple[Kind, ...] = (
    TEXT, NOTE, CHOICE, CHOICES, FLAG, NUMBER, REAL, MONEY, DATE, INSTANT, POINTS, IDENTIFIER,
    REFERENCE, BLOB,
)  # fmt: skip


class KindColumn(types.TypeDecorator[Any]):
    """A column that keeps values of one kind."""

    impl = types.Text
    cache_ok = True

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.kind = _BY_NAME[name]

    def load_dialect_impl(self, dialect: Any) -> types.TypeEngine[Any]:
        return dialect.type_descriptor(self.kind.column)  # type: ignore[no-any-return]

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return self.kind.store(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return self.kind.load(value)

    def __repr__(self) -> str:
        return f"KindColumn({self.name!r})"


_BY_NAME = {kind.name: kind for kind in KINDS}

__all__ = [
    "BLOB", "CHOICE", "CHOICES", "DATE", "FLAG", "IDENTIFIER", "INSTANT", "KINDS", "MONEY", "NOTE",
    "NUMBER", "POINTS", "REAL", "REFERENCE", "TEXT", "Kind", "KindColumn",
]  # fmt: skip
