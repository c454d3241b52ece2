"""What a kind of field is: how its values are read, stored, shown, written and searched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import types

from sciattache.domain.kinds.cleaning import clean

if TYPE_CHECKING:
    from sciattache.domain.fields import Field


class Kind:
    """One kind of value.

    ``parse`` reads what a person or a file gives and raises ``ValueError`` with a sentence when it
    cannot; ``store``/``load`` turn a value into what SQLite keeps and back; ``show`` words it;
    ``plain`` makes it JSON; ``words`` is the text that search sees.
    """

    name: str
    column: types.TypeEngine[Any] = types.Text()
    python: type = str
    sheet = "text"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        """The value that ``raw`` means; ``around`` holds the record's other values."""
        text = raw if isinstance(raw, str) else str(raw)
        return clean(text, lines=False) or None

    def store(self, value: Any) -> Any:
        return value

    def load(self, stored: Any) -> Any:
        return stored

    def show(
        self,
        value: Any,
        field: Field,
        language: str = "en",
        around: Mapping[str, Any] | None = None,
    ) -> str:
        return "" if value is None else str(value)

    def written(self, value: Any, field: Field) -> str:
        """The value as a text that ``parse`` reads back as the same value."""
        return str(value)

    def plain(self, value: Any) -> Any:
        return value

    def words(self, value: Any) -> str:
        return str(value)

    def __repr__(self) -> str:
        return self.name.upper()
