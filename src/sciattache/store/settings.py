"""What this laptop remembers for an office: small JSON values by name."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session


def get(session: Session, name: str, default: Any = None) -> Any:
    """The value kept under ``name``, or ``default``."""
    # The driver's own cursor: a bundle asks for a dozen of them.
    cursor: Any = session.connection().connection.cursor()
    found = cursor.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return default if found is None else json.loads(found[0])


def keep(session: Session, name: str, value: Any) -> None:
    """Keep ``value`` under ``name``; settings are not part of the history."""
    session.execute(
        text(
            "INSERT INTO setting (name, value) VALUES (:name, :value)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        ),
        {"name": name, "value": json.dumps(value, ensure_ascii=False)},
    )
