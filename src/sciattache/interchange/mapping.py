"""Which column of a table goes into which field, guessed and corrected; and rows into drafts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.standards import names
from sciattache.domain.standards import text as texts
from sciattache.domain.wings import references_to, type_called
from sciattache.errors import KnownError
from sciattache.interchange import days
from sciattache.interchange.drafts import GROWING, Draft
from sciattache.interchange.plan import Source
from sciattache.interchange.tables.table import Row

FULL_NAME = "name"
"""The target that takes a person's whole name and splits it."""
DAYS = "days"
"""The target that takes the first and the last day from one cell."""
_ID = "_id"

_ABSENT = (
    "NA",
    "N/A",
    "#N/A",
    "n/a",
    "NULL",
    "null",
    "None",
    "NaN",
    "nan",
    "-",
    "--",
    "—",
    "–",
    "?",
    ".",
)

_GUESSED = (
    "participation", "person", "organisation", "engagement", "agenda_item", "leg", "stay",
    "expense", "gift", "place", "interaction", "follow_up",
)  # fmt: skip
ENTITLING = ("purpose", "city", "country")
"""What an engagement without a title is called by."""
_ABOVE = frozenset({"engagement", "person", "organisation", "place"})


@dataclass(frozen=True)
class Target:
    """Where a column may go: a path such as ``city`` or ``affiliation.title``, and its field."""

    path: str
    label: str
    field: Field | None
    words: tuple[str, ...]


@cache
def targets(cls: type[Record]) -> tuple[Target, ...]:
    """Every field that a row of ``cls`` can fill: its own, then those of records around it."""
    found = list(_own(cls, "", ""))
    for name in _reference_fields(cls):
        around = type_called(cls.field(name).target or "")
        found += _own(around, f"{name}.", f"{cls.field(name).label}: ")
    if cls.type_name() == "person":
        around = type_called("affiliation")
        found += [t for t in _own(around, "affiliation.", "") if t.path != "affiliation.person"]
    return tuple(found)


def _reference_fields(cls: type[Record]) -> list[str]:
    return [
        f.name for f in cls.fields()
        if f.kind.name == "reference" and f.target in _ABOVE and f.search is False
        and f.name in ("engagement", "person", "organisation", "place", "host")
    ]  # fmt: skip


def _own(cls: type[Record], before: str, label: str) -> Iterator[Target]:
    if cls.type_name() == "person":
        aliases = (
            "name",
            "full name",
            "display name",
            "person name",
            "nom complet",
            "nombre completo",
        )
        yield Target(before + FULL_NAME, label + "Full name", None, aliases)
    for described in cls.fields():
        if described.kind.name == "blob" or described.target == "*":
            continue
        if before and described.target == "handling":
            continue
        words = (described.name, described.label, *described.aliases)
        yield Target(before + described.name, label + described.label, described, words)
        if described.kind.name == "reference" and not before:
            words = (f"{described.name} id", f"{described.label} id")
            yield Target(f"{described.name}{_ID}", f"{described.label} id", described, words)
    if _has_days(cls):
        yield Target(before + DAYS, label + "First and last day", None, _DAYS)
    if not before:
        yield Target("id", "Identity", None, ("id", "identity"))


_DAYS = (
    "dates", "days", "travel dates", "date range", "period", "when", "time",
    *(f"{days} of {what}" for days in ("dates", "date s") for what in ("trip", "travel", "visit")),
)  # fmt: skip


def _has_days(cls: type[Record]) -> bool:
    return {"starts_on", "ends_on"} <= {f.name for f in cls.fields()}


def normal(heading: str) -> str:
    """A heading as it is compared: folded words without punctuation."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return " ".join(re.sub(r"[\W_]+", " ", texts.fold(apart)).split())


def guess(columns: Sequence[str], cls: type[Record]) -> dict[int, str]:
    """The path for each column whose heading names one; each path is used once.

    Records around a row are only spoken of when the columns tell enough to know or make them.
    """
    unclear: set[str] = set()
    while True:
        taken = _guess(columns, [t for t in targets(cls) if _before(t.path) not in unclear])
        found = {_before(path) for path in taken.values()} - {""}
        found = {before for before in found if not _is_told(cls, before, taken.values())}
        if not found:
            return taken
        unclear |= found


def _guess(columns: Sequence[str], among: Sequence[Target]) -> dict[int, str]:
    headings = [normal(column) for column in columns]
    taken: dict[int, str] = {}
    for rank in range(3):
        for target in among:
            if target.path in taken.values() or _is_said(target.path, taken.values()):
                continue
            words = [normal(word) for word in target.words]
            for position, heading in enumerate(headings):
                if position not in taken and heading and _fits(heading, words, rank, target):
                    taken[position] = target.path
                    break
    return taken


def _is_said(path: str, taken: Iterable[str]) -> bool:
    """Whether another column tells the first day already."""
    before, dot, name = path.rpartition(".")
    return name == DAYS and f"{before}{dot}starts_on" in taken


def _before(path: str) -> str:
    return path.rpartition(".")[0]


def _is_told(cls: type[Record], before: str, paths: Iterable[str]) -> bool:
    """Whether the columns tell what the record around a row at ``before`` cannot be without."""
    named = {path.rpartition(".")[2] for path in paths if _before(path) == before}
    if before not in {f.name for f in cls.fields()}:
        return True
    around = type_called(cls.field(before).target or "")
    if around.type_name() == "person":
        return bool(named & {FULL_NAME, "given_name", "family_name", "native_name"})
    if around.type_name() == "engagement" and named & set(ENTITLING):
        return True
    return all(f.name in named for f in around.fields() if f.required and f.default is None)


def _fits(heading: str, words: list[str], rank: int, target: Target) -> bool:
    """Whether a heading names a target: by the word itself, by its ending, by its beginning."""
    if rank == 0:
        return heading in words
    if "." in target.path and not target.path.startswith("affiliation."):
        return False
    if rank == 1:
        return any(len(word) > 3 and heading.endswith(f" {word}") for word in words)
    return any(len(word) > 4 and heading.startswith(f"{word} ") for word in words)


def guess_type(columns: Sequence[str], given: Iterable[str] = ()) -> type[Record] | None:
    """The record type whose fields the headings name best, or None when they name none.

    ``given`` are fields that every row has without a column.
    """
    scores = {}
    for name in _GUESSED:
        cls = type_called(name)
        mapped = guess(columns, cls)
        own = sum("." not in path for path in mapped.values())
        required = [f.name for f in cls.fields() if f.required and f.default is None]
        named = {path.split(".")[0] for path in mapped.values()} | set(given)
        has_all = bool(mapped) and all(field in named for field in required)
        if name == "engagement":
            has_all = bool(named & {"title", *ENTITLING})
        if name == "person":
            has_all = bool(named & {FULL_NAME, "given_name", "family_name", "emails"})
        if has_all:
            scores[name] = (own * 2 + len(mapped), -_GUESSED.index(name))
    best = max(scores, key=lambda name: scores[name], default=None)
    return type_called(best) if best else None


def checked(columns: Sequence[str], cls: type[Record], wanted: Mapping[str, str]) -> dict[int, str]:
    """A mapping that somebody wrote (column to path), by position; ``KnownError`` if wrong."""
    paths = {target.path for target in targets(cls)}
    found: dict[int, str] = {}
    for column, path in wanted.items():
        if column not in columns:
            raise KnownError(
                f"The file has no column “{column}”.", f"It has: {', '.join(columns)}."
            )
        if path and path not in paths:
            raise KnownError(
                f"{cls.about.plural} have no field “{path}”.",
                f"Choose among: {', '.join(sorted(paths))}.",
            )
        found[columns.index(column)] = path
    return found


def corrected(guessed: Mapping[int, str], wanted: Mapping[int, str]) -> dict[int, str]:
    """A guess with what somebody wants in its place: a path wanted is guessed no more."""
    named = {path for path in wanted.values() if path}
    kept = {position: path for position, path in guessed.items() if path not in named}
    return kept | dict(wanted)


def doubled(cls: type[Record], mapping: Mapping[int, str]) -> set[str]:
    """The paths that several columns go into though they hold one value."""
    counted = Counter(path for path in mapping.values() if path)
    kinds = {target.path: target.field.kind.name for target in targets(cls) if target.field}
    return {path for path, n in counted.items() if n > 1 and kinds.get(path) not in GROWING}


def lacking(
    cls: type[Record], mapping: Mapping[int, str], given: Iterable[str] = ()
) -> list[Field]:
    """The fields that a record of ``cls`` needs and neither a column nor ``given`` fills."""
    named = {path.split(".")[0].removesuffix(_ID) for path in mapping.values()} | set(given)
    if "id" in mapping.values():
        return []
    if cls.type_name() == "engagement" and named & set(ENTITLING):
        named.add("title")
    return [f for f in cls.fields() if f.required and f.default is None and f.name not in named]


def sources(
    rows: Sequence[Row],
    cls: type[Record],
    mapping: Mapping[int, str],
    given: Mapping[str, Any] | None = None,
) -> Iterator[Source]:
    """A draft for each row that says something; ``given`` are values that every row has."""
    orders = _orders(rows, cls, mapping)
    columns = [
        _column(cls, position, path, orders.get(position))
        for position, path in mapping.items()
        if path
    ]
    columns.sort(key=lambda column: _turn(column.name))
    nothing = {""} if "id" in mapping.values() else absent(rows)
    for row in rows:
        cells = row.cells
        filled = [
            (column, cell)
            for column in columns
            if column.position < len(cells)
            and (cell := cells[column.position]) is not None
            and not (isinstance(cell, str) and cell.strip() in nothing)
        ]
        if not filled:
            continue
        try:
            yield Source(row.number, _draft(cls, filled, given or {}))
        except ValueError as error:
            yield Source(row.number, None, str(error))


@dataclass(slots=True)
class _Column:
    """Where the cells of a column go, and what those were read as that look only at themselves."""

    position: int
    before: str
    name: str
    is_day_first: bool | None
    is_direct: bool
    is_alone: bool
    known: dict[str, Any]


def _column(cls: type[Record], position: int, path: str, is_day_first: bool | None) -> _Column:
    before, name = _split(path)
    described = next((t.field for t in targets(cls) if t.path == path), None)
    kind = described.kind.name if described and described.name == name != "starts_on" else ""
    is_choice = kind in ("choice", "choices")
    is_direct = kind not in ("", "reference") and not is_choice
    return _Column(position, before, name, is_day_first, is_direct, is_choice or kind in _ALONE, {})


_ALONE = ("text", "note", "flag", "number", "real", "date")
"""Kinds whose values are read without a look at the record's other values."""
_MOST_KNOWN = 1000


def _orders(rows: Sequence[Row], cls: type[Record], mapping: Mapping[int, str]) -> dict[int, bool]:
    """For the columns of dates that tell: whether the day stands before the month."""
    dated = {t.path for t in targets(cls) if t.field and t.field.kind.name in ("date", "instant")}
    dated |= {t.path for t in targets(cls) if t.path.rpartition(".")[2] == DAYS}
    found = {}
    for position in (position for position, path in mapping.items() if path in dated):
        told = days.day_first(row.cells[position] for row in rows if position < len(row.cells))
        if told is not None:
            found[position] = told
    return found


def _plainly(cell: Any, is_day_first: bool | None) -> Any:
    if is_day_first is None or not isinstance(cell, str):
        return cell
    return days.plainly(cell, is_day_first)


def absent(rows: Sequence[Row]) -> set[str]:
    """What a table writes for a value that it does not have.

    A word such as NA counts as that when several columns hold it, or one holds it often: Na is a
    family name too.
    """
    seen: dict[str, dict[int, int]] = {word: {} for word in _ABSENT}
    for row in rows[:2000]:
        for position, cell in enumerate(row.cells):
            if isinstance(cell, str) and cell in seen:
                seen[cell][position] = seen[cell].get(position, 0) + 1
    often = max(3, len(rows[:2000]) // 5)
    return {
        "",
        *(w for w, at in seen.items() if len(at) > 1 or any(n >= often for n in at.values())),
    }


def _split(path: str) -> tuple[str, str]:
    before, _, name = path.rpartition(".")
    return before, name


def _turn(name: str) -> int:
    """Values that others are read by come first: countries before phones, zones before hours."""
    order = (_ID, "country", "zone", "currency")
    return next((turn for turn, word in enumerate(order) if name.endswith(word)), len(order))


def _draft(cls: type[Record], filled: list[tuple[_Column, Any]], given: Mapping[str, Any]) -> Draft:
    draft = Draft(cls, dict(given))
    around: dict[str, Draft] = {"": draft}
    for column, cell in filled:
        if column.before not in around:
            around[column.before] = _beside(draft, column.before)
        _fill(around[column.before], column, cell)
    for one in around.values():
        _entitle(one)
    return draft


def _fill(draft: Draft, column: _Column, cell: Any) -> None:
    """Put a cell into its field; what columns repeat, languages and countries, is read once."""
    name = column.name
    is_new = column.is_alone and name not in draft.values and isinstance(cell, str)
    if is_new and cell in column.known:
        draft.values[name] = column.known[cell]
        return
    plain, kept = _plainly(cell, column.is_day_first), len(draft.kept)
    if column.is_direct:
        draft.put(name, plain)
    else:
        _put(draft, name, plain)
    is_read = name in draft.values and len(draft.kept) == kept
    if is_new and is_read and len(column.known) < _MOST_KNOWN:
        column.known[cell] = draft.values[name]


def _entitle(draft: Draft) -> None:
    """Call a visit without a title by what it is for, and where it goes."""
    if draft.type.type_name() != "engagement" or draft.values.get("title") or draft.id:
        return
    country = draft.values.get("country")
    where = draft.values.get("city") or (
        country and draft.type.field("country").words.label(country)
    )
    words = ", ".join(filter(None, (draft.values.get("purpose"), where)))
    if words:
        draft.values["title"] = words[:200]


def _beside(draft: Draft, path: str) -> Draft:
    """The draft of a record around ``draft``: one that it refers to, or one below it."""
    if path in {f.name for f in draft.type.fields()}:
        present = draft.values.get(path)
        if isinstance(present, Draft):
            return present
        made = Draft(type_called(draft.type.field(path).target or ""))
        draft.values[path] = made
        return made
    child = Draft(type_called(path))
    via = next(name for cls, name in references_to(draft.type.type_name()) if cls is child.type)
    draft.children.append((via, child))
    return child


def _put(draft: Draft, name: str, cell: Any) -> None:
    if name == FULL_NAME and draft.type.type_name() == "person":
        put_name(draft, str(cell))
        return
    if name == "id":
        draft.id = str(cell)
        return
    if name == DAYS or (name == "starts_on" and _has_days(draft.type)):
        _put_days(draft, cell)
        return
    if name.endswith(_ID) and name not in {f.name for f in draft.type.fields()}:
        draft.values[name.removesuffix(_ID)] = str(cell)
        return
    described = draft.type.field(name)
    if described.kind.name == "reference" and isinstance(draft.values.get(name), str):
        return  # the column of ids has said it
    if described.kind.name == "reference" and isinstance(cell, str):
        _put_named(draft, name, type_called(described.target or ""), cell)
    elif described.kind.name in ("choice", "choices") and described.required is False:
        _put_choice(draft, described, cell)
    else:
        draft.put(name, cell)


def _put_days(draft: Draft, cell: Any) -> None:
    """A day, or the first and last of a span: *3–6 March 2026*."""
    try:
        begins, ends = days.span(cell) if isinstance(cell, str) else (cell, None)
    except ValueError as error:
        draft.keep(f"{draft.type.field('starts_on').label}: {cell}", str(error))
        return
    draft.put("starts_on", begins)
    if ends and ends != begins:
        draft.values.setdefault("ends_on", ends)


def _put_choice(draft: Draft, described: Field, cell: Any) -> None:
    try:
        draft.values[described.name] = described.parse(cell, draft.values)
    except ValueError as error:
        draft.keep(f"{described.label}: {cell}", str(error))
    if draft.values.get(described.name) is None:
        draft.values.pop(described.name, None)


def _put_named(draft: Draft, name: str, cls: type[Record], text: str) -> None:
    """Let ``draft`` refer to the record called ``text``, of which other columns may tell too."""
    present = draft.values.get(name)
    around = present if isinstance(present, Draft) else Draft(cls)
    call(around, text)
    draft.values[name] = around


def call(draft: Draft, text: str) -> None:
    """Give the record of ``draft`` the name ``text``; ``ValueError`` if a name is not enough.

    The name tells which record is meant; it does not rename the record that is found.
    """
    cls = draft.type
    before = set(draft.values)
    required = [f.name for f in cls.fields() if f.required and f.default is None]
    if cls.type_name() == "person":
        put_name(draft, text)
    elif len(required) == 1:
        draft.put(required[0], text)
    else:
        raise ValueError(
            f"“{text[:60]}” is not enough to know which {cls.about.label.lower()} is meant."
        )
    draft.known_by |= draft.values.keys() - before


def put_name(draft: Draft, full: str) -> None:
    """Split a whole name into the fields of a person's draft, by the country it may have."""
    parts = names.split(full, draft.values.get("country"))
    pairs = {
        "prefix": parts.prefix,
        "given_name": parts.given,
        "additional_names": parts.additional,
        "family_name": parts.family,
        "suffix": parts.suffix,
        "native_name": parts.native,
    }
    for name, value in pairs.items():
        if value and name not in draft.values:
            draft.put(name, value)
    if parts.order != "given-first":
        draft.values["name_order"] = parts.order
