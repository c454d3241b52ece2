"""What SQLite's types of column are called on PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, String, Text
from sqlalchemy.ext.compiler import compiles


@compiles(Integer, "postgresql")
def _integer(*_: Any, **__: Any) -> str:
    return "BIGINT"  # SQLite's integers have 64 bits, and other offices' numbers come here


@compiles(Text, "postgresql")
def _text(*_: Any, **__: Any) -> str:
    return 'TEXT COLLATE "C"'  # SQLite's order, whatever the order of the database


@compiles(String, "postgresql")
def _string(type_: String, *_: Any, **__: Any) -> str:
    return 'VARCHAR COLLATE "C"' if type_.length is None else f'VARCHAR({type_.length}) COLLATE "C"'
