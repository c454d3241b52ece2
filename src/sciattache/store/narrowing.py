"""What an office keeps from which readers of its papers, beyond the house's policy."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from sciattache.store import settings

_NAME = "policy/hidden"


def hidden(session: Session) -> dict[str, list[str]]:
    """The audiences that each hidden field (``type.field``) is kept from."""
    found: dict[str, list[str]] = settings.get(session, _NAME, {})
    return found


def keep(session: Session, wanted: Mapping[str, list[str]]) -> None:
    """Keep that from now on; what was issued stays as it was issued."""
    settings.keep(session, _NAME, dict(sorted(wanted.items())))
