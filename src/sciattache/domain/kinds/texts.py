"""Kinds that hold words: a line, a note of several lines, an identifier of a known scheme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sciattache.domain import identities
from sciattache.domain.kinds.cleaning import clean
from sciattache.domain.kinds.kind import Kind

if TYPE_CHECKING:
    from sciattache.domain.fields import Field


class Text(Kind):
    name = "text"


class Note(Kind):
    name = "note"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        return clean(raw if isinstance(raw, str) else str(raw), lines=True) or None


class Identifier(Kind):
    """A text with a scheme that says whether it is well formed (ORCID, ROR, IATA …)."""

    name = "identifier"

    def parse(self, raw: Any, field: Field, around: Mapping[str, Any]) -> Any:
        text = clean(str(raw), lines=False)
        return identities.normal(field.scheme, text, around.get("country")) if text else None
