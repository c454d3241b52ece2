"""Open the store that a command names; print what machines and people read."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES, type_called
from sciattache.errors import KnownError
from sciattache.store import history, keys, query
from sciattache.store.engine import Key
from sciattache.store.office import Office, open_office

StorePath = Annotated[Path, typer.Argument(help="The office's file.", metavar="STORE")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a machine.")]

PASSPHRASE = "SCIATTACHE_PASSPHRASE"  # noqa: S105  (its name, not a passphrase)
"""The environment variable that gives a sealed office's passphrase to a command."""


def key_of(path: Path) -> Key | None:
    """The key of a sealed office: from the keystore, the environment, or asked at a terminal."""
    if not path.is_file() or not keys.is_sealed(path):
        return None
    found = keys.known(path)
    if found is not None:
        return found
    given = os.environ.get(PASSPHRASE)
    if given is None and sys.stdin is not None and sys.stdin.isatty():
        given = typer.prompt("Passphrase", hide_input=True, err=True)
    return Key(passphrase=given) if given else None


@contextmanager
def opened(path: Path) -> Iterator[Office]:
    """The office at ``path``, closed at the end."""
    office = open_office(path, key=key_of(path))
    try:
        yield office
    finally:
        office.close()


def type_named(name: str) -> type[Record]:
    """The record type that a command names."""
    try:
        return type_called(name)
    except KeyError:
        names = ", ".join(cls.type_name() for cls in TYPES)
        raise KnownError(f"There is no record type “{name}”.", f"The types are: {names}.") from None


def record(session: Session, id: str) -> Record:
    """The record with that id; its first characters are enough when they fit one record only."""
    rows = session.connection().exec_driver_sql(
        "SELECT t, rid FROM entry WHERE id >= ? AND id < ? LIMIT 2", (id.lower(), id.lower() + "~")
    ).all()  # fmt: skip
    if len(rows) != 1 or len(id) < 4:
        what = "No record has" if not rows else "Several records begin with"
        raise KnownError(f"{what} the id “{id}”.", "Find ids with “list” or “search”.")
    found = session.get(history.type_of(rows[0][0]), rows[0][1])
    assert found is not None
    return found


def engagement(session: Session, id: str) -> Engagement:
    """The engagement with that id, or one that begins so."""
    found = record(session, id)
    if not isinstance(found, Engagement):
        raise KnownError(
            "That record is not an engagement.", "List them with “list STORE engagement”."
        )
    return found


def told(session: Session, records: list[Record]) -> list[dict[str, Any]]:
    """Records as machines read them."""
    titles = query.titles(session, [one.id for one in records])
    return [
        {
            "id": one.id,
            "type": one.type_name(),
            "title": titles.get(one.id, ""),
            "fields": one.plain(),
        }
        for one in records
    ]


def say_json(value: Any) -> None:
    """Print JSON that keeps every script readable."""
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def table(rows: list[tuple[str, ...]]) -> None:
    """Print rows in columns as wide as they need."""
    widths = [max((len(cell) for cell in column), default=0) for column in zip(*rows, strict=True)]
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
