"""Lists of records: ids in order first, rows as they are shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.standards import text as texts
from sciattache.errors import KnownError
from sciattache.store import dialect

SLICE = 20_000
"""Row numbers read at once."""
Where = Mapping[str, Any] | Sequence[tuple[str, Any]]
"""Conditions that must all hold; as pairs where one field has several."""


def ids(
    session: Session,
    cls: type[Record],
    *,
    where: Where | None = None,
    words: str = "",
    order_by: str = "",
    descending: bool = False,
    most: int | None = None,
) -> Iterator[list[int]]:
    """Row numbers of ``cls`` in order, in slices.

    ``where`` maps field names to stored values (None: empty; a list: any of them); ``words`` as in
    search; ``order_by`` a field's name, or empty for the order of names.
    """
    speech = dialect.of(session)
    statement, values = _statement(cls, where or {}, words, order_by, descending, most, speech)
    result = session.connection().exec_driver_sql(statement, tuple(values))
    while rows := result.fetchmany(SLICE):
        yield [row[0] for row in rows]


def count(session: Session, cls: type[Record]) -> int:
    """How many records of ``cls`` there are."""
    table = cls.type_name()
    return int(session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() or 0)


def rows(session: Session, cls: type[Record], rids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Stored values by row number: ``id``, ``title`` and every field by name."""
    found = session.connection().exec_driver_sql(
        f"SELECT r.*, e.title AS _title FROM {cls.type_name()} AS r"
        f" JOIN entry AS e ON e.t = {cls.about.tag} AND e.rid = r.rid"
        " WHERE r.rid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(rids)),),
    )
    return {row["rid"]: dict(row) for row in found.mappings()}


def titles(session: Session, wanted: Sequence[str]) -> dict[str, str]:
    """The titles of records by id."""
    found = session.connection().exec_driver_sql(
        "SELECT id, title FROM entry WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(wanted)),),
    )
    return {row[0]: row[1] for row in found}


def condition(cls: type[Record], name: str, text: str) -> tuple[Field, Any]:
    """A filter from what a person writes (``country``, ``France``): the field and stored value."""
    try:
        field = cls.field(name)
    except KeyError:
        known = ", ".join(f.name for f in cls.fields())
        raise KnownError(
            f"{cls.about.plural} have no field “{name}”.", f"The fields are: {known}."
        ) from None
    try:
        return field, field.kind.store(field.parse(text))
    except ValueError as error:
        raise KnownError(f"{field.label}: {error}") from None


def _statement(
    cls: type[Record],
    where: Where,
    words: str,
    order_by: str,
    descending: bool,
    most: int | None,
    speech: dialect.Dialect,
) -> tuple[str, list[Any]]:
    tag, way = cls.about.tag, "DESC" if descending else "ASC"
    conditions, values = [f"e.t = {tag}"], []
    join = ""
    if where or order_by:
        join = f" JOIN {cls.type_name()} AS r ON r.rid = e.rid"
    for name, value in where.items() if isinstance(where, Mapping) else where:
        sql, bound = _condition(cls.field(name), value)
        conditions.append(sql)
        values += bound
    if words.strip():
        conditions.append(speech.has_words)
        values.append(speech.expression(texts.query(words)))
    order = f"e.sort {way}, e.rid"
    if order_by:
        cls.field(order_by)
        order = f"r.{order_by} IS NULL, r.{order_by} {way}, {order}"
    limit = f" LIMIT {int(most)}" if most is not None else ""
    fitting = " AND ".join(conditions)
    return f"SELECT e.rid FROM entry AS e{join} WHERE {fitting} ORDER BY {order}{limit}", values


def _condition(field: Field, value: Any) -> tuple[str, list[Any]]:
    column = f"r.{field.name}"
    if value is None:
        return f"{column} IS NULL", []
    if field.kind.name == "points":
        value = next(iter(json.loads(value)[0].values())) if isinstance(value, str) else value
        return f"instr(lower({column}), lower(?)) > 0", [
            json.dumps(value, ensure_ascii=False)[1:-1]
        ]
    if field.kind.name == "choices":
        wanted = json.loads(value) if isinstance(value, str) else value
        any_of = "value IN (SELECT value FROM json_each(?))"
        return f"EXISTS (SELECT 1 FROM json_each({column}) WHERE {any_of})", [json.dumps(wanted)]
    if isinstance(value, list | tuple | set):
        return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(list(value))]
    return f"{column} = ?", [value]
