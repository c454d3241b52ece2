"""A step: the one way in which anything in an office changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from sciattache.errors import KnownError
from sciattache.store import clock, dialect, trouble


@dataclass(frozen=True)
class Step:
    """A step that is open or done: its number, title and author."""

    id: int
    title: str
    author: str


@contextmanager
def step(
    session: Session,
    title: str,
    *,
    author: str | None = None,
    act: str = "act",
    reverts: int | None = None,
) -> Iterator[Step]:
    """Open a step named ``title``; what the session writes inside belongs to it.

    Commits at the end, takes everything back when an error passes.  A step inside a step is part
    of the outer one.  A step that changed nothing leaves no trace, unless it takes another back.
    ``KnownError`` when the disk is full or another program writes for long.
    """
    outer = session.info.get("step")
    if outer is not None:
        yield outer
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was written outside a step")
    session.rollback()
    try:
        with trouble.told():
            session.connection(execution_options={"writes": True})
            author = author or str(session.info.get("author", ""))
            opened = _open(session, title, author, act, reverts)
            session.info["step"] = opened
            yield opened
            session.flush()
            _close(session, opened, keep=reverts is not None)
            session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop("step", None)


@contextmanager
def within(session: Session, title: str, *, author: str) -> Iterator[Step]:
    """A step of the office itself inside a transaction that writes already: the caller ends it, or
    takes it back.  Nobody did it, and nobody undoes it."""
    opened = _open(session, title, author, "mark", None)
    yield opened
    _close(session, opened, keep=False)


def point(session: Session, step: int | None) -> None:
    """Say which step what is written now belongs to; None when it belongs to none."""
    dialect.of(session).point(session.connection().connection.cursor(), step)


def mark(session: Session, title: str) -> Step:
    """Note in the log that something happened to the office itself, where no record changes.

    Inside a transaction that writes already, and outside any step.
    """
    opened = _open(session, title, str(session.info.get("author", "")), "mark", None)
    _close(session, opened, keep=True)
    return opened


def require(session: Session, *_: Any) -> None:
    """Refuse a record that lacks a required field, before it is written."""
    for record in (*session.new, *session.dirty):
        lacking = record.lacks()
        if lacking:
            raise KnownError(
                f"{record.about.label}: “{lacking[0].label}” is empty.",
                "Fill it in, or leave it out.",
            )
        if record.is_untitled():
            raise KnownError(f"{record.about.label}: there is no name.", "Give it one.")


def _open(session: Session, title: str, author: str, act: str, reverts: int | None) -> Step:
    # The driver's own cursor, here and where the step is closed: every change pays for it.
    cursor: Any = session.connection().connection.cursor()
    cursor.execute("SELECT site, inc, seq, hlc, seen_epoch, seen_pos FROM clock")
    site, inc, seq, hlc, *seen = cursor.fetchone()
    stamp = clock.tick(hlc, datetime.now(UTC))
    (number,) = dialect.of(session).numbers(cursor, "step", "id", 1)
    cursor.execute(
        "INSERT INTO step (id, site, inc, seq, hlc, seen_epoch, seen_pos, author, title, act,"
        " reverts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, site, inc, seq + 1, stamp, *seen, _encodable(author), _encodable(title), act,
         reverts),
    )  # fmt: skip
    cursor.execute("UPDATE clock SET seq = ?, hlc = ?", (seq + 1, stamp))
    point(session, number)
    return Step(number, title, author)


def _encodable(text: str) -> str:
    """Text without the lone surrogates that a file's name may have (PEP 383)."""
    return text.encode(errors="replace").decode()


def _close(session: Session, opened: Step, *, keep: bool) -> None:
    point(session, None)
    cursor = session.connection().connection.cursor()
    cursor.execute("SELECT 1 FROM change WHERE step = ? LIMIT 1", (opened.id,))
    if cursor.fetchone() is not None:
        dialect.of(session).index(cursor, opened.id)
    elif not keep:
        cursor.execute("DELETE FROM step WHERE id = ?", (opened.id,))
        cursor.execute("UPDATE clock SET seq = seq - 1")
