"""Contents inside the store, addressed by their SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from sciattache.domain.kinds import BLOB
from sciattache.domain.wings import TYPES
from sciattache.errors import KnownError

LARGEST = 200 * 1024 * 1024
"""Bytes in one content at most."""
FIELDS = tuple((cls, f) for cls in TYPES for f in cls.fields() if f.kind is BLOB)
"""The fields that refer to contents, with their types."""
_PART = 500


def keep(session: Session, content: bytes, media_type: str | None = None) -> str:
    """Keep ``content`` once and return its SHA-256 in hexadecimal."""
    if len(content) > LARGEST:
        raise KnownError(
            f"The file has {len(content) // 2**20} MB; an office keeps files of up to 200 MB.",
            "Keep it in a folder and note its place in the record.",
        )
    sha256 = hashlib.sha256(content).hexdigest()
    session.execute(
        text(
            "INSERT INTO blob (sha256, media_type, size, content)"
            " VALUES (:sha, :type, :size, :content)"
            " ON CONFLICT DO NOTHING"
        ),
        {"sha": sha256, "type": media_type, "size": len(content), "content": content},
    )
    return sha256


def content(session: Session, sha256: str) -> bytes | None:
    """The content with that hash, or None when the store has not received it."""
    found = session.execute(text("SELECT content FROM blob WHERE sha256 = :sha"), {"sha": sha256})
    return found.scalar()


def unused(session: Session) -> list[str]:
    """Contents that no record refers to now; the change log may still need them to undo."""
    uses = " UNION ".join(
        f"SELECT {f.name} FROM {cls.type_name()} WHERE {f.name} IS NOT NULL" for cls, f in FIELDS
    )
    return list(
        session.execute(text(f"SELECT sha256 FROM blob WHERE sha256 NOT IN ({uses})")).scalars()
    )


def referred(session: Session, wanted: Iterable[str]) -> set[str]:
    """Those of the hashes that a record refers to now."""
    found: set[str] = set()
    listed = sorted(set(wanted))
    for start in range(0, len(listed), _PART):
        for cls, f in FIELDS:
            statement = text(f"SELECT {f.name} FROM {cls.type_name()} WHERE {f.name} IN :wanted")
            part = {"wanted": listed[start : start + _PART]}
            found |= set(
                session.execute(
                    statement.bindparams(bindparam("wanted", expanding=True)), part
                ).scalars()
            )
    return found
