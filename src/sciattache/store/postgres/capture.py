"""Functions and triggers that write the change log on PostgreSQL, and what they call."""

from __future__ import annotations

from functools import cache
from typing import Any

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES

_STEP, _ASIDE = "sciattache.step", "sciattache.aside"
"""Settings of a transaction: the step that is open, and whether triggers are set aside."""
_PATCH = """CREATE FUNCTION json_patch(new text, kept text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
SELECT '{' || coalesce(string_agg(to_json(key)::text || ':' || value::text, ','), '') || '}' FROM (
SELECT key, value FROM json_each(kept::json)
UNION ALL SELECT key, value FROM json_each(new::json) AS n
WHERE NOT EXISTS (SELECT FROM json_each(kept::json) AS k WHERE k.key = n.key)) AS every $$"""
"""As SQLite's, for objects without nulls: numbers keep their digits."""


@cache
def functions() -> dict[str, str]:
    """Every function of the database by name: the statement that makes it."""
    return {"json_patch": _PATCH} | {_name(cls): _log(cls) for cls in TYPES}


def point(cursor: Any, step: int | None) -> None:
    """Say which step what is written now belongs to; it ends with the transaction at the latest."""
    cursor.execute("SELECT set_config(?, ?, true)", (_STEP, "" if step is None else str(step)))


def set_aside(cursor: Any, *, is_aside: bool) -> None:
    """Let triggers write nothing, or write again; the caller writes what they would."""
    cursor.execute("SELECT set_config(?, ?, true)", (_ASIDE, "on" if is_aside else ""))


def missing(cursor: Any) -> tuple[str, ...]:
    """The names of functions that are absent or differ, and of tables without their trigger."""
    made = _present(cursor)
    differing = [name for name, told in functions().items() if made.get(name) != _body(told)]
    watched = _watched(cursor)
    return (*differing, *(_name(cls) for cls in TYPES if cls.type_name() not in watched))


def install(cursor: Any) -> None:
    """Make the functions and triggers that differ from their description."""
    lacking, watched = set(missing(cursor)), _watched(cursor)
    for cls in TYPES:  # not every engine replaces a function that a trigger uses
        if _name(cls) in lacking and cls.type_name() in watched:
            cursor.execute(f"DROP TRIGGER log ON {cls.type_name()}")
    for name, statement in functions().items():
        if name in lacking:
            cursor.execute(statement.replace("CREATE", "CREATE OR REPLACE", 1).encode())
    for cls in TYPES:
        if _name(cls) in lacking:
            cursor.execute(
                f"CREATE TRIGGER log AFTER INSERT OR UPDATE OR DELETE ON {cls.type_name()}"
                f" FOR EACH ROW EXECUTE FUNCTION {_name(cls)}()"
            )


def remove(cursor: Any) -> None:
    """Drop the triggers: before a migration changes tables."""
    for table in _watched(cursor):
        cursor.execute(f"DROP TRIGGER log ON {table}")


def _name(cls: type[Record]) -> str:
    return f"{cls.type_name()}_log"


def _present(cursor: Any) -> dict[str, str]:
    cursor.execute(
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
    )
    return dict(cursor.fetchall())


def _watched(cursor: Any) -> set[str]:
    cursor.execute(
        "SELECT c.relname FROM pg_trigger AS g JOIN pg_class AS c ON c.oid = g.tgrelid"
        " WHERE g.tgname = 'log' AND g.tgenabled <> 'D'"
        " AND c.relnamespace = current_schema()::regnamespace"
    )
    return {row[0] for row in cursor.fetchall()}


def _body(statement: str) -> str:
    return statement.split("$$")[1]


def _log(cls: type[Record]) -> str:
    tag, fields = cls.about.tag, cls.fields()
    mask = "\n | ".join(
        f"CASE WHEN old.{f.name} IS DISTINCT FROM new.{f.name} THEN {f.bit} ELSE 0 END"
        for f in fields
    )
    changed = "\n || ".join(
        f"CASE WHEN touched & {f.bit} = 0 THEN '' ELSE {_told(f)} END" for f in fields
    )
    whole = " || ".join(_told(f) for f in fields)
    every = sum(f.bit for f in fields)
    here = f"step = opened AND t = {tag} AND rid ="
    return f"""CREATE FUNCTION {_name(cls)}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
 opened bigint;
 touched bigint;
 prior record;
BEGIN
 IF current_setting('{_ASIDE}', true) = 'on' THEN RETURN NULL; END IF;
 opened := nullif(current_setting('{_STEP}', true), '')::bigint;
 IF opened IS NULL THEN
  RAISE EXCEPTION 'written outside a step' USING ERRCODE = 'integrity_constraint_violation';
 END IF;
 IF TG_OP = 'INSERT' THEN
  SELECT c.op, c.old INTO prior FROM change AS c WHERE {here} new.rid;
  IF prior.op IS NULL THEN
   INSERT INTO change (step, t, rid, op, mask) VALUES (opened, {tag}, new.rid, 'I', 0);
  ELSIF prior.old::json ->> '0' = new.id THEN
   UPDATE change SET op = 'U', mask = {every} WHERE {here} new.rid;
  ELSE
   RAISE EXCEPTION 'a record keeps its id and row number'
    USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  INSERT INTO entry (t, rid, id, title, sort, words)
  VALUES ({tag}, new.rid, new.id, '', '', '');
  RETURN NULL;
 END IF;
 SELECT c.op, c.mask, c.old INTO prior FROM change AS c WHERE {here} old.rid;
 IF TG_OP = 'DELETE' THEN
  DELETE FROM entry WHERE t = {tag} AND rid = old.rid;
  IF prior.op IS NULL THEN
   INSERT INTO change (step, t, rid, op, mask, old) VALUES (opened, {tag}, old.rid, 'D', 0,
    '{{"0":' || to_json(old.id)::text || ',' || rtrim({whole}, ',') || '}}');
  ELSIF prior.op = 'I' THEN
   DELETE FROM change WHERE {here} old.rid;
  ELSE
   UPDATE change SET op = 'D', mask = 0, old = json_patch(
    '{{"0":' || to_json(old.id)::text || ',' || rtrim({whole}, ',') || '}}',
    coalesce(prior.old, '{{}}')) WHERE {here} old.rid;
  END IF;
  RETURN NULL;
 END IF;
 IF old.rid <> new.rid OR old.id <> new.id THEN
  RAISE EXCEPTION 'a record keeps its id and row number'
   USING ERRCODE = 'integrity_constraint_violation';
 END IF;
 touched := {mask};
 IF touched = 0 OR prior.op = 'I' THEN RETURN NULL; END IF;
 IF prior.op IS NULL THEN
  INSERT INTO change (step, t, rid, op, mask, old)
  VALUES (opened, {tag}, old.rid, 'U', touched, '{{' || rtrim({changed}, ',') || '}}');
 ELSE
  touched := touched & ~prior.mask;
  IF touched <> 0 THEN
   UPDATE change SET mask = prior.mask | touched,
    old = json_patch('{{' || rtrim({changed}, ',') || '}}', coalesce(prior.old, '{{}}'))
   WHERE {here} old.rid;
  END IF;
 END IF;
 RETURN NULL;
END $$"""


def _told(field: Field) -> str:
    """The SQL of a field's number and its value before, and a comma, as JSON."""
    value = f"to_json(old.{field.name})::text"
    return f"""'"{field.tag}":' || coalesce({value}, '[]') || ','"""
