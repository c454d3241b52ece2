"""The index of records, kept by triggers: one line for each record, and both search tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sciattache.domain.kinds.contacts import BARE_POINT
from sciattache.domain.records import Record
from sciattache.domain.standards import text as texts
from sciattache.domain.wings import TYPES, references_to

TABLES = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(words, content='entry',
    content_rowid='n', prefix='1 2 3',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'")""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS parts USING fts5(sort, content='entry',
    content_rowid='n', tokenize='trigram')""",
)
"""Words with prefixes, for what is typed; and runs of three letters, for the middle of a name."""

INDEXED = (("search", "words"), ("parts", "sort"))
"""The search tables, and the column of the index of records that each holds."""

_COLUMNS = "t, rid, id, title, sort, words"
_APART = "\x1f"
"""What stands between the words of two fields: what is stored or typed has none."""


class Line(NamedTuple):
    """What the index has of a record: texts, or the SQL that makes them."""

    title: str
    sort: str
    words: str


def type_word(cls: type[Record]) -> str:
    """The word that every record of ``cls`` has in the search table: nobody types it."""
    return chr(0xE000 + cls.about.tag)  # private use, which the tokenizer takes for letters


def triggers() -> dict[str, str]:
    """The triggers that keep the index, by name."""
    made: dict[str, str] = {}
    for cls in TYPES:
        made |= _of_type(cls)
    return made | _of_search()


def rebuild(cursor: Any) -> None:
    """Write the index and both search tables anew from the records; triggers must be off."""
    for table, _ in INDEXED:
        cursor.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
    cursor.execute("DELETE FROM entry")
    for cls in TYPES:
        cursor.execute(
            f"INSERT INTO entry ({_COLUMNS}) SELECT {_values(cls, 'r')} FROM {cls.type_name()} AS r"
        )
    for cls in TYPES:  # titles made of other titles, now that every target has one
        if any(_refers(cls, name) for name in cls.about.title_from):
            cursor.execute(
                f"REPLACE INTO entry (n, {_COLUMNS}) SELECT e.n, {_values(cls, 'r')}"
                f" FROM {cls.type_name()} AS r JOIN entry AS e"
                f" ON e.t = {cls.about.tag} AND e.rid = r.rid"
            )
    for table, _ in INDEXED:
        cursor.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")


def is_titled_alone(cls: type[Record]) -> bool:
    """Whether the title is made of the record's own values, not of other records' titles."""
    return not any(_refers(cls, name) for name in cls.about.title_from)


def write(
    cursor: Any, cls: type[Record], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write the lines of records of a type that `is_titled_alone`, as its trigger would.

    Each of ``rows`` has the stored values of the columns ``names``.
    """
    titled = _picker(names, cls.about.title_from)
    searched = _picker(names, [f.name for f in cls.fields() if f.search])
    named = _picker(names, ["rid", "id"])
    title, sort = _titled(cls), _sorted(cls)
    tag, word = cls.about.tag, f" {type_word(cls)}"

    def line(row: Sequence[Any]) -> tuple[Any, ...]:
        of = titled(row)
        return tag, *named(row), title(*of), sort(*of), _search_words(*searched(row)) + word

    cursor.executemany(f"INSERT INTO entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", map(line, rows))


Composer = Callable[[Mapping[str, Any], Mapping[str, str], "Line | None", Set[str]], Line]
"""From a record's stored values, and others' titles by id, to what the triggers write of it.

The third value is its line as it is, the last the fields that may have changed since.
"""


@cache
def composer(cls: type[Record]) -> Composer:
    """What makes the lines of a type's records."""
    title, sort, word = _titled(cls), _sorted(cls), f" {type_word(cls)}"
    searched = [f.name for f in cls.fields() if f.search]
    naming = [(name, _refers(cls, name)) for name in cls.about.title_from]
    sources = searched + [name for name, refers in naming if refers]

    def composed(
        stored: Mapping[str, Any],
        titles: Mapping[str, str],
        before: Line | None,
        touched: Set[str],
    ) -> Line:
        named = [titles.get(stored[name]) if refers else stored[name] for name, refers in naming]
        values = [stored[name] for name in searched]
        values += [of for of, (_, refers) in zip(named, naming, strict=True) if refers]
        kept = before.words.removesuffix(word).split(_APART) if before else ()
        if len(kept) != len(values):
            found = _search_words(*values) + word
        else:
            parts = [
                _words(value) if name in touched else part
                for name, value, part in zip(sources, values, kept, strict=True)
            ]
            found = _APART.join(parts) + word
        if before and touched.isdisjoint(cls.about.title_from):
            return before._replace(words=found)
        return Line(title(*named), sort(*named), found)

    return composed


def named_in(cls: type[Record]) -> tuple[str, ...]:
    """The references that a title is made of."""
    return tuple(name for name in cls.about.title_from if _refers(cls, name))


def _picker(
    names: Sequence[str], wanted: Sequence[str]
) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """From a row of values that ``names`` name to those ``wanted``; None where there is none."""
    places = [names.index(name) if name in names else None for name in wanted]
    return lambda row: tuple([None if place is None else row[place] for place in places])


def fill(cursor: Any, cls: type[Record], after: int) -> None:
    """Write the lines of the records of ``cls`` whose row number is above ``after``."""
    cursor.execute(
        f"INSERT INTO entry ({_COLUMNS}) SELECT {_values(cls, 'r')} FROM {cls.type_name()} AS r"
        " WHERE r.rid > ? ORDER BY r.rid",
        (after,),
    )


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """The functions that the triggers call, to be made known on every connection."""
    yield "search_words", _search_words
    for cls in TYPES:
        yield f"title_{cls.about.tag}", _titled(cls)
        yield f"sort_{cls.about.tag}", _sorted(cls)


def _search_words(*stored: str | int | None) -> str:
    return _APART.join(map(_words, stored))


def _words(stored: str | int | None) -> str:
    return "" if stored is None else texts.words(_plain(str(stored)))


def _plain(stored: str) -> str:
    if not stored.startswith('[{"'):
        return stored
    if bare := BARE_POINT.fullmatch(stored):
        return bare[1]
    try:
        points = json.loads(stored)
        parts = [part for point in points for part in point.values() if part is not True]
    except (ValueError, AttributeError):  # somebody's own text, which only begins like points
        return stored
    return " ".join(map(str, parts))


def _titled(cls: type[Record]) -> Callable[..., str]:
    load = _loader(cls)
    fields = [cls.field(name) for name in cls.about.title_from]
    made = cls.about.title
    if made is not None:
        return lambda *stored: made(*load(stored))

    def joined(*stored: Any) -> str:
        shown = (
            value if field.kind.name == "reference" else field.kind.show(value, field)
            for field, value in zip(fields, load(stored), strict=True)
        )
        return " · ".join(filter(None, shown))

    return joined


def _sorted(cls: type[Record]) -> Callable[..., str]:
    load, order = _loader(cls), cls.about.order
    if order is not None:
        return lambda *stored: texts.fold(order(*load(stored)))
    title = _titled(cls)
    return lambda *stored: texts.fold(title(*stored))


@cache
def _loader(cls: type[Record]) -> Callable[[tuple[Any, ...]], list[Any]]:
    """From stored values of the fields that the title is made of to their values."""
    loads = [cls.field(name).kind.load for name in cls.about.title_from]

    @lru_cache(maxsize=4)  # the title and the sorting text are made of the same values
    def loaded(stored: tuple[Any, ...]) -> list[Any]:
        return [load(value) for load, value in zip(loads, stored, strict=True)]

    return loaded


def _of_type(cls: type[Record]) -> dict[str, str]:
    name, tag, line = cls.type_name(), cls.about.tag, _line(cls, "new")
    seen = [f.name for f in cls.fields() if f.search or f.name in cls.about.title_from]
    touched = " OR ".join(f"old.{field} IS NOT new.{field}" for field in seen)
    same = " AND ".join(f"old.{f.name} IS new.{f.name}" for f in cls.fields())
    return {
        f"{name}_ei": f"""CREATE TRIGGER {name}_ei AFTER INSERT ON {name} BEGIN
INSERT INTO entry ({_COLUMNS}) VALUES ({_values(cls, "new")}); END""",
        f"{name}_eu": f"""CREATE TRIGGER {name}_eu AFTER UPDATE ON {name}
WHEN ({touched}) OR ({same}) BEGIN
UPDATE entry SET title = {line.title}, sort = {line.sort}, words = {line.words}
WHERE t = {tag} AND rid = new.rid; END""",
        f"{name}_ed": f"""CREATE TRIGGER {name}_ed AFTER DELETE ON {name} BEGIN
DELETE FROM entry WHERE t = {tag} AND rid = old.rid; END""",
    }


def _values(cls: type[Record], row: str) -> str:
    line = _line(cls, row)
    return f"{cls.about.tag}, {row}.rid, {row}.id, {line.title}, {line.sort}, {line.words}"


def _line(cls: type[Record], row: str) -> Line:
    """The SQL of a record's title, sorting text and words; ``row`` is the name of its row."""
    tag = cls.about.tag
    named = [
        f"(SELECT title FROM entry WHERE id = {row}.{name})"
        if _refers(cls, name)
        else f"{row}.{name}"
        for name in cls.about.title_from
    ]
    searched = [f"{row}.{f.name}" for f in cls.fields() if f.search]
    searched += [part for part in named if part.startswith("(")]
    arguments = ", ".join(named)
    return Line(
        f"title_{tag}({arguments})",
        f"sort_{tag}({arguments})",
        f"search_words({', '.join(searched)}) || char(32, {ord(type_word(cls))})",
    )


def _refers(cls: type[Record], name: str) -> bool:
    return cls.field(name).kind.name == "reference"


def _of_search() -> dict[str, str]:
    add = """INSERT INTO search(rowid, words) VALUES (new.n, new.words);
INSERT INTO parts(rowid, sort) VALUES (new.n, new.sort);"""
    drop = """INSERT INTO search(search, rowid, words) VALUES ('delete', old.n, old.words);
INSERT INTO parts(parts, rowid, sort) VALUES ('delete', old.n, old.sort);"""
    titled = [
        (target.about.tag, cls.type_name(), name)
        for target in TYPES
        for cls, name in references_to(target.type_name())
        if name in cls.about.title_from
    ]
    anew = "\n".join(
        f"UPDATE {table} SET {name} = {name} WHERE {name} = new.id AND new.t = {tag};"
        for tag, table, name in titled
    )
    waiting = "\n OR ".join(
        f"new.t = {tag} AND EXISTS (SELECT 1 FROM {table} WHERE {name} = new.id)"
        for tag, table, name in titled
    )
    return {
        "entry_i": f"CREATE TRIGGER entry_i AFTER INSERT ON entry BEGIN\n{add} END",
        "entry_n": f"CREATE TRIGGER entry_n AFTER INSERT ON entry WHEN {waiting} BEGIN\n{anew} END",
        "entry_d": f"CREATE TRIGGER entry_d AFTER DELETE ON entry BEGIN\n{drop} END",
        "entry_u": f"""CREATE TRIGGER entry_u AFTER UPDATE ON entry
WHEN old.words IS NOT new.words OR old.sort IS NOT new.sort BEGIN\n{drop}\n{add} END""",
        "entry_r": f"""CREATE TRIGGER entry_r AFTER UPDATE ON entry
WHEN old.title IS NOT new.title BEGIN\n{anew} END""",
    }
