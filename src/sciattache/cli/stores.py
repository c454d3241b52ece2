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
from sciattache.store import history, keys, query, trouble
from sciattache.store.engine import Key
from sciattache.store.office import Office, Place, open_office
from sciattache.store.postgres.address import Address, address, is_address


def place(said: str) -> Place:
    """Where a store is that a command names: a file, or a database by its URL."""
    return address(said) if is_address(said) else Path(said)


StorePath = Annotated[
    Any,  # a Place: Typer takes no union
    typer.Argument(
        parser=place, help="The office's file, or headquarters' database by URL.", metavar="STORE"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a machine.")]

PASSPHRASE = "SCIATTACHE_PASSPHRASE"  # noqa: S105  (its name, not a passphrase)
"""The environment variable that gives a sealed office's passphrase to a command."""

KEYS_PASSPHRASE = "SCIATTACHE_KEYS_PASSPHRASE"  # noqa: S105  (its name, not a passphrase)
"""The environment variable that gives the passphrase of an office's keys to a command."""


def in_a_file(store: Place) -> Path:
    """The file of a store that must be one."""
    if isinstance(store, Address):
        raise KnownError(
            "Headquarters' store alone can be on a server.", "Make it with “sciattache hq new URL”."
        )
    return store


def key_of(path: Place) -> Key | None:
    """The key of a sealed office: from the keystore, the environment, or asked at a terminal."""
    if isinstance(path, Address) or not path.is_file() or not keys.is_sealed(path):
        return None
    found = keys.known(path)
    if found is not None:
        return found
    given = os.environ.get(PASSPHRASE)
    if given is None and sys.stdin is not None and sys.stdin.isatty():
        given = typer.prompt("Passphrase", hide_input=True, err=True)
    return Key(passphrase=given) if given else None


def new_key(*, shortest: int = 8) -> Key:
    """The key of a passphrase that is new: from the environment, or asked twice at a terminal."""
    given = os.environ.get(f"{PASSPHRASE}_NEW") or os.environ.get(PASSPHRASE)
    if not given and (sys.stdin is None or not sys.stdin.isatty()):
        raise KnownError(
            "There is no terminal here to ask for the passphrase.",
            f"Give it in the environment variable {PASSPHRASE}.",
        )
    given = given or typer.prompt(
        "New passphrase", hide_input=True, confirmation_prompt=True, err=True
    )
    if len(given) < shortest:
        raise KnownError("The passphrase is short.", f"Take at least {shortest} characters.")
    return Key(passphrase=given)


@contextmanager
def opened(store: Place) -> Iterator[Office]:
    """The office at ``store``, closed at the end."""
    office = open_office(store, key=key_of(store))
    try:
        with trouble.told():
            if given := os.environ.get(KEYS_PASSPHRASE):
                _unlock(office, given)
            yield office
    finally:
        office.close()


def _unlock(office: Office, passphrase: str) -> None:
    from sciattache.sync import keys as keys_of  # late: most commands do without cryptography

    with office.session() as session:
        keys_of.unlock(session, passphrase)


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
        sentence = f"No record has the id “{id}”."
        if len(id) < 4:
            sentence = f"“{id}” is too short for the beginning of an id."
        elif rows:
            sentence = f"Several records begin with the id “{id}”."
        raise KnownError(sentence, "Find ids with “list” or “search”.")
    found = session.get(history.type_of(rows[0][0]), rows[0][1])
    assert found is not None
    return found


def engagement_named(session: Session, said: str) -> Engagement:
    """The engagement that a command names by its id, its reference or its title."""
    wanted = said.strip().casefold()
    named = [
        one
        for one in session.query(Engagement)
        if wanted and wanted in ((one.reference or "").casefold(), one.title.casefold())
    ]
    if len(named) > 1:
        raise KnownError(
            f"{len(named)} engagements are called “{said}”.",
            f"Give an id: {', '.join(one.id[:8] for one in named)}.",
        )
    try:
        found = named[0] if named else record(session, said)
    except KnownError:
        found = None
    if not isinstance(found, Engagement):
        raise KnownError(
            f"No engagement has the id, the reference or the title “{said}”.",
            "List them with “list STORE engagement”.",
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
