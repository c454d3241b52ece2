"""Triggers that write the change log, whatever writes a row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES
from sciattache.store import entries


@cache
def triggers() -> dict[str, str]:
    """Every trigger of the store by name: its ``CREATE TRIGGER`` statement."""
    made: dict[str, str] = {}
    for cls in TYPES:
        made |= _capture(cls)
    return made | entries.triggers()


def install(cursor: Any) -> None:
    """Make the search tables, and every trigger that differs from its description.

    ``cursor`` is a DB-API cursor inside a transaction.
    """
    for statement in entries.TABLES:
        cursor.execute(statement)
    present = _present(cursor)
    for name in present.keys() - triggers().keys():
        cursor.execute(f"DROP TRIGGER {name}")
    for name, statement in triggers().items():
        if present.get(name) != statement:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(statement)


def remove(cursor: Any) -> None:
    """Drop every trigger: before a migration rebuilds tables, and before the index is rebuilt."""
    for name in _present(cursor):
        cursor.execute(f"DROP TRIGGER {name}")


def missing(cursor: Any) -> tuple[str, ...]:
    """The names of triggers that are absent or differ from their description."""
    present = _present(cursor)
    return tuple(name for name, statement in triggers().items() if present.get(name) != statement)


def reindex(cursor: Any) -> None:
    """Write the index of records and the search tables anew."""
    remove(cursor)
    for statement in entries.TABLES:
        cursor.execute(statement)
    entries.rebuild(cursor)
    install(cursor)


@contextmanager
def index_at_once(cursor: Any) -> Iterator[None]:
    """Index the records that are added inside at the end, together.

    SQLite writes a full-text table out after every row that a trigger adds; one statement for
    all rows does so once.  Inside, records are added only: nothing is changed or removed, and what
    titles are made of comes before what it titles.
    """
    cursor.execute("SELECT coalesce(max(n), 0) FROM entry")
    last = cursor.fetchone()[0]
    for name in _ON_ENTRY:
        cursor.execute(f"DROP TRIGGER {name}")
    try:
        yield
    finally:
        if cursor.connection.in_transaction:  # a full disk has ended it, and taken back all
            for table, column in entries.INDEXED:
                cursor.execute(
                    f"INSERT INTO {table}(rowid, {column})"
                    f" SELECT n, {column} FROM entry WHERE n > ?",
                    (last,),
                )
            for name in _ON_ENTRY:
                cursor.execute(triggers()[name])


@contextmanager
def unindex_at_once(cursor: Any, ids: Sequence[str]) -> Iterator[None]:
    """Take the records with these ``ids``, which are removed inside, out of the index together."""
    name = "entry_d"
    cursor.execute(f"DROP TRIGGER {name}")
    for table, column in entries.INDEXED:
        cursor.execute(
            f"INSERT INTO {table}({table}, rowid, {column}) SELECT 'delete', n, {column}"
            " FROM entry WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
    try:
        yield
    finally:
        if cursor.connection.in_transaction:
            cursor.execute(triggers()[name])


@cache
def digest() -> str:
    """One hash of all triggers, kept in the store to notice that they were described anew."""
    whole = json.dumps([*entries.TABLES, *triggers().values()])
    return hashlib.sha256(whole.encode()).hexdigest()


def _present(cursor: Any) -> dict[str, str]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return dict(cursor.fetchall())


_ON_ENTRY = ("entry_i", "entry_n")
"""What a new line in the index of records sets off."""
_FIXED = "RAISE(ABORT, 'a record keeps its id and row number')"


def _capture(cls: type[Record]) -> dict[str, str]:
    name, tag, fields = cls.type_name(), cls.about.tag, cls.fields()
    open_step = "(SELECT open_step FROM clock)"
    opened = f"coalesce({open_step}, RAISE(ABORT, 'written outside a step'))"
    mask = " | ".join(f"((old.{f.name} IS NOT new.{f.name}) << {f.tag})" for f in fields)
    changed = " || ".join(
        f"CASE WHEN old.{f.name} IS new.{f.name} THEN '' ELSE '\"{f.tag}\":' || {_json(f)} || ','"
        " END"
        for f in fields
    )
    every = sum(f.bit for f in fields)
    whole = " || ',' || ".join(f"'\"{f.tag}\":' || {_json(f)}" for f in fields)
    row = f"step = {open_step} AND t = {tag} AND rid ="
    return {
        f"{name}_i": f"""CREATE TRIGGER {name}_i AFTER INSERT ON {name} BEGIN
INSERT INTO change (step, t, rid, op, mask) VALUES ({opened}, {tag}, new.rid, 'I', 0)
ON CONFLICT (step, t, rid) DO UPDATE SET mask = {every},
op = CASE WHEN json_extract(old, '$.0') = new.id THEN 'U' ELSE {_FIXED} END; END""",
        f"{name}_u": f"""CREATE TRIGGER {name}_u AFTER UPDATE ON {name} WHEN ({mask}) <> 0 BEGIN
INSERT INTO change (step, t, rid, op, mask, old)
VALUES ({opened}, {tag}, new.rid, 'U', {mask}, '{{' || rtrim({changed}, ',') || '}}')
ON CONFLICT (step, t, rid) DO UPDATE
SET mask = change.mask | excluded.mask, old = json_patch(excluded.old, change.old)
WHERE change.op = 'U' AND (excluded.mask & ~change.mask) <> 0; END""",
        f"{name}_k": f"""CREATE TRIGGER {name}_k BEFORE UPDATE OF rid, id ON {name}
WHEN old.rid IS NOT new.rid OR old.id IS NOT new.id BEGIN SELECT {_FIXED}; END""",
        f"{name}_d": f"""CREATE TRIGGER {name}_d AFTER DELETE ON {name} BEGIN
INSERT INTO change (step, t, rid, op, mask, old)
VALUES ({opened}, {tag}, old.rid, 'D', 0, '{{"0":' || json_quote(old.id) || ',' || {whole} || '}}')
ON CONFLICT (step, t, rid) DO UPDATE SET op = CASE change.op WHEN 'I' THEN '-' ELSE 'D' END,
mask = 0, old = json_patch(excluded.old, coalesce(change.old, '{{}}'));
DELETE FROM change WHERE {row} old.rid AND op = '-'; END""",
    }


def _json(field: Field) -> str:
    quoted = (
        f"printf('%!.17g', old.{field.name})"
        if field.kind.name == "real"
        else f"json_quote(old.{field.name})"
    )
    return f"CASE WHEN old.{field.name} IS NULL THEN '[]' ELSE {quoted} END"
