"""Kinds that point elsewhere: to another record, to content that the store keeps."""

from __future__ import annotations

from typing import Any

from sciattache.domain.kinds.kind import Kind


class Reference(Kind):
    """The id of another record."""

    name = "reference"

    def words(self, value: Any) -> str:
        return ""


class Blob(Kind):
    """The SHA-256 (hexadecimal) of content that the store keeps."""

    name = "blob"

    def words(self, value: Any) -> str:
        return ""
