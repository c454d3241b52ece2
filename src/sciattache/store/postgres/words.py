"""Say a statement that is written for SQLite in PostgreSQL's words.

The store's statements are written once.  What the engines say otherwise in them is this: how a
value is marked, how a list is given, what to do about a row that is there, how to look into JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import psycopg

_LIST = r"(NOT )?IN \(SELECT value FROM json_each\((\?|%\(\w+\)s)\)\)"
_WORD = re.compile(rf"{_LIST}|\?|%")
_NAMED = re.compile(_LIST)
_OTHERWISE = (
    (re.compile(r"^\s*INSERT OR IGNORE (INTO .*)$", re.DOTALL),
     r"INSERT \1 ON CONFLICT DO NOTHING"),
    (re.compile(r"json_extract\(([\w.]+), '\$\.(\w+)'\)"), r"(\1::json ->> '\2')"),
    (re.compile(r"json_each\((\w+\.\w+)\) AS (\w+)"),
     r"json_array_elements_text(\1::json) AS \2(value)"),
    (re.compile(r"json_each\((\w+\.\w+)\)"), r"json_array_elements_text(\1::json) AS each(value)"),
    (re.compile(r"\bjson_object\("), "json_build_object("),
    (re.compile(r"\binstr\("), "strpos("),
)  # fmt: skip
"""What else is said otherwise, none of it with a value in it."""


class _Said(NamedTuple):
    statement: str
    lists: frozenset[Any]
    """Which values, by place or by name, are lists in JSON."""


class Cursor(psycopg.Cursor[Any]):
    """A cursor that takes the store's statements: values in a sequence are marked by ``?``.

    SQLAlchemy's own statements come with a mapping, and are in PostgreSQL's words already.
    """

    def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        if isinstance(query, str):
            said = _said(query, isinstance(params, Mapping))
            query, params = said.statement, _given(said, () if params is None else params)
        return super().execute(query, params, **more)

    def executemany(self, query: Any, params_seq: Iterable[Any], **more: Any) -> None:
        if isinstance(query, str):
            rows = list(params_seq)
            said = _said(query, bool(rows) and isinstance(rows[0], Mapping))
            query, params_seq = said.statement, [_given(said, row) for row in rows]
        super().executemany(query, params_seq, **more)


def _given(said: _Said, values: Any) -> Any:
    if not said.lists:
        return values
    if isinstance(values, Mapping):
        return {
            name: _array(value) if name in said.lists else value for name, value in values.items()
        }
    return [_array(value) if place in said.lists else value for place, value in enumerate(values)]


def _array(listed: str) -> Any:
    """A list in JSON as PostgreSQL's own, in words.

    So it has the type of the column beside it: the server hashes no list of another one.
    """
    return json.loads(listed) if "\\" in listed else f"{{{listed[1:-1]}}}"


@lru_cache(maxsize=2048)
def _said(statement: str, is_named: bool) -> _Said:
    lists: set[Any] = set()
    for pattern, said in _OTHERWISE:
        statement = pattern.sub(said, statement)
    if is_named:

        def named(found: re.Match[str]) -> str:
            lists.add(found[2][2:-2])
            return _any(found[1], found[2])

        return _Said(_NAMED.sub(named, statement), frozenset(lists))
    count = 0

    def marked(found: re.Match[str]) -> str:
        nonlocal count
        if found[0] == "%":
            return "%%"
        count += 1
        if found[0] == "?":
            return "%s"
        lists.add(count - 1)
        return _any(found[1], "%s")

    return _Said(_WORD.sub(marked, statement), frozenset(lists))


def _any(negated: str | None, mark: str) -> str:
    return f"<> ALL({mark})" if negated else f"= ANY({mark})"
