"""A draft: a record that a file speaks of, before it is known whether the office has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sciattache.domain.records import Record
from sciattache.errors import Told, told


def join_lists(present: Any, value: Any) -> Any:
    """What is there, then what is new: a list of points or codes only grows."""
    if not present:
        return value
    keys = {getattr(part, "key", part) for part in present}
    return (*present, *(part for part in value if getattr(part, "key", part) not in keys))


def join_notes(present: Any, value: Any) -> Any:
    """Notes that are there stay; a text that is not among them yet is added below."""
    if not present:
        return value
    return present if value in present else f"{present}\n\n{value}"


GROWING: dict[str, Callable[[Any, Any], Any]] = {
    "points": join_lists,
    "choices": join_lists,
    "note": join_notes,
}
"""How the kinds of which a field holds many grow, by the kind's name."""


@dataclass(slots=True)
class Draft:
    """What a file says of one record and of those around it.

    ``values`` are parsed values by field name; a reference may hold another draft.  ``children``
    are records that refer to this one: the referring field's name and the draft.  ``kept`` are
    sentences about values that could not stand in their own field.  ``id`` is the identity that
    the file gives, where it is one of ours.  ``known_by`` are the fields that only tell which
    record is meant (the name in a list of guests): they change nothing of a record that is
    found, but an address that it lacks is added.  ``apart_by`` are fields that must not differ
    in a record that is taken for this one: another booking's number is another booking.
    """

    type: type[Record]
    values: dict[str, Any] = field(default_factory=dict)
    children: list[tuple[str, Draft]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    id: str = ""
    known_by: frozenset[str] = frozenset()
    apart_by: frozenset[str] = frozenset()

    @property
    def is_alone(self) -> bool:
        """Whether it speaks of one record only."""
        return not self.children and Draft not in map(type, self.values.values())

    def put(self, name: str, raw: Any) -> None:
        """Parse ``raw`` into the field ``name``; a text that is no such value goes to the notes.

        Lists and notes grow by what is put into them a second time.
        """
        described = self.type.field(name)
        try:
            value = described.parse(raw, self.values)
        except (ValueError, OverflowError) as error:
            self.keep(f"{described.label}: {raw}", told(error))
            return
        if value is None:
            return
        present = self.values.get(name)
        if present is not None and described.kind.name in GROWING:
            value = GROWING[described.kind.name](present, value)
        self.values[name] = value

    def keep(self, line: str, why: str) -> None:
        """Put ``line`` into the notes, because of ``why``; ``ValueError`` where there are none."""
        names = {f.name for f in self.type.fields()}
        room = next((name for name in ("notes", "summary", "description") if name in names), None)
        if room is None:
            raise ValueError(why)
        self.values[room] = "\n".join(filter(None, (self.values.get(room), line)))
        self.kept.append(Told("{why} Kept in the notes.", why=why))

    def plain(self) -> dict[str, Any]:
        """The values as JSON holds them, those of drafts around it by dotted names."""
        found: dict[str, Any] = {}
        for name, value in self.values.items():
            if isinstance(value, Draft):
                found[name] = value.titled()
                found |= {f"{name}.{key}": part for key, part in value.plain().items()}
            else:
                found[name] = self.type.field(name).kind.plain(value)
        for _, child in self.children:
            for key, part in child.plain().items():
                found.setdefault(f"{child.type.type_name()}.{key}", part)
        return found

    def titled(self) -> str:
        """The record's title as far as the draft tells it."""
        about = self.type.about
        values = [self.values.get(name) for name in about.title_from]
        parts = [value.titled() if isinstance(value, Draft) else value for value in values]
        if about.title is not None:
            return about.title(*parts)
        shown = (
            part
            if isinstance(part, str)
            else self.type.field(name).kind.show(part, self.type.field(name))
            for name, part in zip(about.title_from, parts, strict=True)
            if part is not None
        )
        return " · ".join(filter(None, shown))

    def all(self) -> Iterator[Draft]:
        """This draft and those around it."""
        yield self
        for value in self.values.values():
            if isinstance(value, Draft):
                yield from value.all()
        for _, child in self.children:
            yield from child.all()
