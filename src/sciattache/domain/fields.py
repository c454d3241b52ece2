"""The description of one field: everything that lists, forms, files, search and sync read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import MappedColumn, mapped_column

from sciattache.domain.kinds import Kind, KindColumn
from sciattache.domain.vocabularies import Vocabulary


@dataclass(frozen=True)
class Field:
    """What a record type's attribute is.

    ``tag`` is the field's permanent number within its type, 1 to 62: it is the bit in the change
    log's mask and the name on the wire, is never changed and never used again.  ``width`` is in
    characters.  ``audience`` is the widest audience that may read the field on paper: ``press``
    (anyone), ``guest``, or ``full`` (the office alone).  ``owner`` marks the reference to the
    record that this one belongs to and goes with.  ``span`` is the least and the most that a number
    may be.
    """

    name: str
    kind: Kind
    label: str
    tag: int
    required: bool = False
    width: int = 20
    search: bool = False
    listed: bool = False
    vocabulary: Vocabulary | None = None
    scheme: str | None = None
    target: str | None = None
    owner: bool = False
    zone: str | None = None
    currency: str | None = None
    vcard: str | None = None
    aliases: tuple[str, ...] = ()
    audience: str = "guest"
    default: Any = None
    help: str = ""
    span: tuple[int, int] | None = None

    @property
    def words(self) -> Vocabulary:
        """The vocabulary of a choice field."""
        assert self.vocabulary is not None, f"{self.name} has no vocabulary"
        return self.vocabulary

    @property
    def bit(self) -> int:
        """This field's bit in a change's mask."""
        return 1 << self.tag

    def parse(self, raw: Any, around: dict[str, Any] | None = None) -> Any:
        """The value that ``raw`` means; ``ValueError`` with a sentence when it means none."""
        if raw is None or raw == "":
            return None
        return self.kind.parse(raw, self, around or {})

    def show(self, record: Any, language: str = "en") -> str:
        """The value on ``record`` in words."""
        around = {name: getattr(record, name) for name in (self.currency, self.zone) if name}
        return self.kind.show(getattr(record, self.name), self, language, around)


def field(kind: Kind, label: str, tag: int, **more: Any) -> MappedColumn[Any]:
    """A mapped column described as a :class:`Field`; ``more`` are the Field's other attributes.

    The database itself takes an empty value in every column, a required one's too: a value that
    another office has not sent yet must not keep out the rest.  :meth:`Record.lacks` tells.
    """
    description = Field(name="", kind=kind, label=label, tag=tag, **more)
    return mapped_column(
        KindColumn(kind.name),
        nullable=True,
        default=description.default,
        index=kind.name in ("reference", "blob") or None,
        info={"field": description},
    )
