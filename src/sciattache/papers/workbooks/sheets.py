"""What the sheets of an engagement's workbooks share: the lines above, the direction, the codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.interchange.tables.sheet import Choices, Column, Kind, Sheet, Value
from sciattache.papers import words
from sciattache.papers.blocks import direction
from sciattache.papers.imprint import version, when_and_where
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

_LONGEST = 44
_FROM_RIGHT = "\u200f"
"""Beside a sign between parts, so that a Latin word before a number keeps its place."""
_KINDS: dict[str, Kind] = {
    "date": "date", "instant": "instant", "number": "number", "real": "number", "money": "money",
}  # fmt: skip


def sheet(
    dossier: Dossier,
    reader: Reader,
    table: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    *,
    total_label: str = "",
) -> Sheet:
    """A sheet whose table has that name, under the lines that say what it is of and for whom."""
    about = (
        reader.pair(reader.say("column.audience"), reader.word("audience", reader.audience)),
        version(dossier, reader),
        dossier.marking,
    )
    rtl = direction(reader.language) == "rtl"
    apart = f" {_FROM_RIGHT}·{_FROM_RIGHT} " if rtl else " · "
    block = (
        dossier.engagement.title,
        apart.join(filter(None, (title, when_and_where(dossier, reader)))),
        apart.join(filter(None, about)),
    )
    return Sheet(title, tuple(columns), rows, rtl, table, block, total_label)


def trimmed(
    columns: Sequence[Column], rows: Sequence[Sequence[Value]], *, keep: Sequence[str] = ()
) -> tuple[list[Column], list[list[Value]]]:
    """Columns and rows without those that are empty all the way down, but for what is to stay."""
    kept = [
        n
        for n, column in enumerate(columns)
        if not rows or column.name in keep or any(row[n] not in (None, "") for row in rows)
    ]
    return [columns[n] for n in kept], [[row[n] for n in kept] for row in rows]


def told(
    reader: Reader, record: type[Record], name: str, *, label: str = "", width: int | None = None
) -> Column:
    """A column of a record's field, with the words that may be chosen in it."""
    field = record.field(name)
    kind: Kind = "phone" if field.scheme == "phone" else _KINDS.get(field.kind.name, "text")
    return Column(
        name, label or reader.field(field), kind,
        min(field.width, _LONGEST) if width is None else width,
        choices=choices(reader, record, field),
    )  # fmt: skip


def choices(reader: Reader, record: type[Record], field: Field) -> Choices | None:
    """The closed list behind a field that the audience may read; none where it is a standard's."""
    if field.kind.name != "choice" or field.words.listing is not None:
        return None
    in_own_words = field.words is v.ITEM_STATES and not reader.is_office
    if in_own_words or not reader.may_read(record, field.name):
        return None
    name = f"{words.translated(record.about.label, reader.language)} – {reader.field(field)}"
    vocabulary = field.words
    listed = (
        (word, code)
        for code in vocabulary.choices()
        for word in reader.each_word(vocabulary.name, code)
    )
    return Choices(name, tuple(listed))


def with_codes(reader: Reader, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets, and after them the lists from which their cells are chosen."""
    lists = {
        column.choices.name: column.choices
        for sheet in sheets
        for column in sheet.columns
        if column.choices is not None
    }
    if not lists:
        return list(sheets)
    columns = (
        Column("list", reader.say("column.list"), "text", 36),
        Column("word", reader.say("column.word"), "text", 36),
        Column("code", reader.say("column.code"), "code", 24),
    )
    rows = [[one.name, *term] for one in lists.values() for term in one.terms]
    first = sheets[0]
    title = reader.say("heading.codes")
    block = (first.block[0], title, *first.block[2:])
    codes = Sheet(title, columns, rows, first.right_to_left, "Codes", block, lists_choices=True)
    return [*sheets, codes]


def wall(moment: datetime | None) -> datetime | None:
    """A moment as the clock on the wall of its zone shows it; cells know no zones."""
    return moment.replace(tzinfo=None, fold=0) if moment else None


def day_and_hour(moment: datetime | None) -> tuple[date | None, time | None]:
    """A moment's date and its hour on the clock of its zone."""
    local = wall(moment)
    return (local.date(), local.time()) if local else (None, None)


def zone_of(reader: Reader, moment: datetime | None) -> str | None:
    """The clock of a moment by its city, as the reader calls that."""
    return (
        words.zone_city(str(moment.tzinfo), reader.language) if moment and moment.tzinfo else None
    )


def first_and_rest(values: Sequence[str]) -> tuple[str | None, str | None]:
    """The first of several values, and the others one under the other."""
    return (values[0] if values else None), "\n".join(values[1:]) or None


def plain(value: Any) -> str | None:
    """A text, or nothing where it is empty."""
    return str(value) if value else None
