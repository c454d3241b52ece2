"""Which columns a list shows, and which of its fields it may be filtered by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sciattache.domain.fields import Field
from sciattache.domain.records import Record

_FILTERS = {
    "person": ("country", "sectors", "rank", "languages"),
    "organisation": ("country", "kind", "sectors"),
    "engagement": ("state", "country", "sectors"),
}
"""What people narrow a list by; other types: their listed choices."""


@dataclass(frozen=True)
class Column:
    """A column: a field's, or the one of the title (no field)."""

    label: str
    field: Field | None
    width: int

    @property
    def sorts(self) -> bool:
        """Whether the store can order by it: a reference's order would be the order of ids."""
        return self.field is None or self.field.kind.name not in ("reference", "blob")


def columns(cls: type[Record], names: Sequence[str] = ()) -> list[Column]:
    """The title's column, then those of the fields named, or of the listed ones."""
    shown = [cls.field(name) for name in names] if names else [f for f in cls.fields() if f.listed]
    title = Column("Name", None, 34)
    return [
        title,
        *(
            Column(field.label, field, min(field.width, 26))
            for field in shown
            if field.name != "native_name" and field.name not in cls.about.title_from[:1]
        ),
    ]


def filters(cls: type[Record]) -> list[Field]:
    """The fields that a list of ``cls`` can be narrowed by."""
    named = _FILTERS.get(cls.type_name())
    if named is not None:
        return [cls.field(name) for name in named]
    return [f for f in cls.fields() if f.listed and f.kind.name in ("choice", "choices")][:4]
