"""A dossier as bytes that never change, and the dossier that such bytes hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from sciattache.domain.records import Record
from sciattache.domain.wings import type_called
from sciattache.errors import KnownError
from sciattache.services.dossier import Dossier

FORMAT = 1
"""The number of the form in which dossiers are frozen."""
_LEFT_OUT = frozenset({
    "issue", "photos", "waivers", "unissued", "before", "known", "seal", "others", "women",
})  # fmt: skip
"""What does not belong to a version, or is kept elsewhere by its hash."""
_RECORD = {"type", "id", "rid", "fields"}
"""What a frozen record says of itself."""


def freeze(dossier: Dossier) -> bytes:
    """The dossier in canonical JSON (RFC 8785 but for numbers): equal dossiers, equal bytes."""
    parts = {
        part.name: _frozen(getattr(dossier, part.name))
        for part in fields(Dossier)
        if part.name not in _LEFT_OUT
    }
    whole = {"format": FORMAT, "dossier": parts}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def thaw(frozen: bytes) -> Dossier:
    """The dossier that was frozen, but for its pictures.

    Fields that a record type has no more are passed over; ``KnownError`` for a newer format.
    """
    whole = json.loads(frozen)
    if whole["format"] != FORMAT:
        raise KnownError(
            "This version was issued by a newer SciAttaché.", "Install the newest and try again."
        )
    known = {part.name for part in fields(Dossier)}
    parts = whole["dossier"].items()
    return Dossier(**{name: _thawed(value) for name, value in parts if name in known})


def records(frozen: bytes) -> set[tuple[str, str, str | None]]:
    """Type, id and marking of every record that a frozen dossier says something of."""
    return set(_records(json.loads(frozen)))


def _records(value: Any) -> Iterator[tuple[str, str, str | None]]:
    if isinstance(value, dict):
        if value.keys() == _RECORD:
            yield value["type"], value["id"], value["fields"].get("handling")
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _records(one)


def _frozen(value: Any) -> Any:
    if isinstance(value, Record):
        stored = {
            field.name: field.kind.store(held)
            for field in value.fields()
            if (held := getattr(value, field.name)) is not None
        }
        return {"type": value.type_name(), "id": value.id, "rid": value.rid, "fields": stored}
    if isinstance(value, list):
        return [_frozen(one) for one in value]
    if isinstance(value, dict):
        return {key: _frozen(one) for key, one in value.items()}
    return value


def _thawed(value: Any) -> Any:
    if isinstance(value, list):
        return [_thawed(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() != _RECORD:
        return {key: _thawed(one) for key, one in value.items()}
    cls = type_called(value["type"])
    kinds = {field.name: field.kind for field in cls.fields()}
    held = {
        name: kinds[name].load(stored) for name, stored in value["fields"].items() if name in kinds
    }
    return cls(id=value["id"], rid=value["rid"], **held)
