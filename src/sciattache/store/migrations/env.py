"""Run the migrations on the connection that the program gives."""

from typing import Any, Literal

from alembic import context

from sciattache.domain import wings  # noqa: F401  (declares the record types)
from sciattache.domain.kinds import KindColumn
from sciattache.domain.records import Record
from sciattache.store import tables  # noqa: F401  (declares the store's own)


def plain_type(what: str, thing: Any, autogen: Any) -> str | Literal[False]:
    """Write a kind's column into a script as the plain type it has, which never changes."""
    return f"sa.{thing.kind.column!r}" if isinstance(thing, KindColumn) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    render_as_batch=True,
    render_item=plain_type,
)
context.run_migrations()
