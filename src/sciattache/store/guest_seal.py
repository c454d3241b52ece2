"""The secret with which an office seals what it gives to guests and knows it again."""

from __future__ import annotations

import secrets

from sqlalchemy.orm import Session

from sciattache.store import settings

_NAME = "guest-seal"
_BYTES = 32


def of(session: Session) -> bytes:
    """The office's secret; empty where it has none yet and may not be written to."""
    return bytes.fromhex(settings.get(session, _NAME, ""))


def ensure(session: Session) -> None:
    """Give an office its secret, once for ever: what it sealed is not known without it."""
    if not of(session):
        settings.keep(session, _NAME, secrets.token_hex(_BYTES))
