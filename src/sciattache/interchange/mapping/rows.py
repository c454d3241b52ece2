"""The rows of a table as drafts, by a mapping of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sciattache.domain.records import Record
from sciattache.domain.wings import references_to, type_called
from sciattache.interchange import days
from sciattache.interchange.drafts import Draft
from sciattache.interchange.mapping.filling import put
from sciattache.interchange.mapping.targets import DAYS, ID_OF, targets
from sciattache.interchange.plan import Source
from sciattache.interchange.tables.table import Row

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


def sources(
    rows: Sequence[Row],
    cls: type[Record],
    mapping: Mapping[int, str],
    given: Mapping[str, Any] | None = None,
) -> Iterator[Source]:
    """A draft for each row that says something; ``given`` are values that every row has."""
    plan = [(position, *_split(path)) for position, path in mapping.items() if path]
    plan.sort(key=lambda part: _turn(part[2]))
    nothing = {""} if "id" in mapping.values() else absent(rows)
    orders = _orders(rows, cls, mapping)
    for row in rows:
        filled = [
            (before, name, _plainly(cell, orders.get(position)))
            for position, before, name in plan
            if position < len(row.cells)
            and (cell := row.cells[position]) is not None
            and not (isinstance(cell, str) and (cell.strip() in nothing))
        ]
        if not filled:
            continue
        try:
            yield Source(row.number, _draft(cls, filled, given or {}))
        except ValueError as error:
            yield Source(row.number, None, str(error))


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
    order = (ID_OF, "country", "zone", "currency")
    return next((turn for turn, word in enumerate(order) if name.endswith(word)), len(order))


def _draft(
    cls: type[Record], filled: list[tuple[str, str, Any]], given: Mapping[str, Any]
) -> Draft:
    draft = Draft(cls, dict(given))
    around: dict[str, Draft] = {"": draft}
    for before, name, cell in filled:
        if before not in around:
            around[before] = _beside(draft, before)
        put(around[before], name, cell)
    for one in around.values():
        _entitle(one)
    return draft


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
