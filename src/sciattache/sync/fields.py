"""The fields that this program knows, and whether it can read what comes for them."""

from __future__ import annotations

from typing import Any

from sciattache.domain.wings import TYPES

TAGS = {cls.about.tag: {f.tag: f for f in cls.fields()} for cls in TYPES}
"""The fields of each type, by their permanent numbers."""


def takes(t: int, tag: int, value: Any) -> bool:
    """Whether a value can be kept in a field: one of a newer program, or of a faulty one, waits."""
    field = TAGS.get(t, {}).get(tag)
    if field is None or value is None:
        return field is not None
    if isinstance(value, str) and "\0" in value:
        return False  # no office writes it, and PostgreSQL does not keep it
    expected = field.kind.column.python_type
    if not isinstance(value, (int, float) if expected is float else expected):
        return False
    try:
        field.kind.load(value)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    return True
