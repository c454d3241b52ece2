"""Bring a store to the newest schema, keeping a verified copy first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from sciattache.store import dialect

HEAD = "0011"
"""The newest migration; a test holds it against the scripts and against the models."""
_SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the migrations that ``engine``'s store lacks, in one transaction, triggers set aside."""
    from alembic import command  # heavy, and needed only when a store is made or upgraded

    speech, waits = dialect.of_engine(engine), engine.dialect.name == "sqlite"
    with engine.connect().execution_options(writes=waits) as connection, connection.begin():
        cursor = connection.connection.cursor()
        speech.remove(cursor)
        command.upgrade(configuration(connection), to)
        if to == "head":
            speech.install(cursor)


def versions() -> frozenset[str]:
    """Every schema version that there has been, by the scripts inside the package."""
    return frozenset(script.name[:4] for script in (_SCRIPTS / "versions").glob("[0-9]*.py"))


def configuration(connection: Any) -> Any:
    """Alembic's configuration for the scripts inside the package."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(_SCRIPTS))
    made.attributes["connection"] = connection
    return made
