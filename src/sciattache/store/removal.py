"""Delete a record together with what belongs to it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from sciattache.domain.records import Record
from sciattache.domain.wings import references_to
from sciattache.errors import KnownError
from sciattache.store import query


def owned(session: Session, record: Record) -> list[Record]:
    """The records that belong to ``record`` and go with it, the deepest first."""
    found: dict[str, Record] = {record.id: record}

    def visit(owner: Record) -> None:
        for cls, name in references_to(owner.type_name()):
            if cls.field(name).owner:
                for child in session.query(cls).filter(getattr(cls, name) == owner.id):
                    if child.id not in found:
                        found[child.id] = child
                        visit(child)

    visit(record)
    return list(found.values())[:0:-1]


def uses(session: Session, record: Record, *, besides: set[str]) -> list[tuple[Record, str]]:
    """Records that refer to ``record`` without belonging to it, with the referring field's name."""
    return [
        (user, name)
        for cls, name in references_to(record.type_name())
        if not cls.field(name).owner
        for user in session.query(cls).filter(getattr(cls, name) == record.id)
        if user.id not in besides
    ]


def remove(session: Session, record: Record) -> int:
    """Delete ``record`` and what belongs to it, inside an open step; gives how many rows went.

    A reference that may be empty is emptied; refused when a record needs the reference.
    """
    going = [*owned(session, record), record]
    ids = {one.id for one in going}
    for one in going:
        for user, name in uses(session, one, besides=ids):
            if user.field(name).required:
                titles = query.titles(session, [record.id, user.id])
                raise KnownError(
                    f"“{titles.get(record.id, '')}” cannot be deleted: the "
                    f"{user.about.label.lower()} “{titles.get(user.id, '')}” needs it.",
                    "Delete that first, or mark the record instead.",
                )
            setattr(user, name, None)
    for one in going:
        session.delete(one)
    session.flush()
    return len(going)
