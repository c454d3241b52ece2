"""The rows of a table as drafts, by a mapping of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sciattache.domain.records import Record
from sciattache.domain.standards import figures
from sciattache.domain.wings import references_to, type_called
from sciattache.interchange.drafts import Draft
from sciattache.interchange.mapping import habits
from sciattache.interchange.mapping.absent import absent
from sciattache.interchange.mapping.filling import complete_address, put
from sciattache.interchange.mapping.targets import ADDRESS_PARTS, ID_OF
from sciattache.interchange.plan import Source
from sciattache.interchange.tables.table import Row

Filled = list[tuple[str, str, Any]]
"""The cells of a row that say something: the record beside it, the field, the cell."""
Clocks = Callable[[Filled], Filled]


def sources(
    rows: Sequence[Row],
    cls: type[Record],
    mapping: Mapping[int, str],
    given: Mapping[str, Any] | None = None,
    headings: Sequence[str] = (),
    clocks: Clocks | None = None,
) -> Iterator[Source]:
    """A draft for each row that says something; ``given`` are values that every row has.

    ``clocks`` tells what a row's other cells say about the zones of its hours.
    """
    plan = [(position, *_split(path)) for position, path in mapping.items() if path]
    plan.sort(key=lambda part: _turn(part[2]))
    is_ours = "id" in mapping.values()
    is_absent = _is_blank if is_ours else absent(rows)
    read = {} if is_ours else habits.readings(rows, cls, mapping)
    money = () if is_ours else tuple(habits.currencies(cls, mapping, headings))
    for row in rows:
        if _is_total(row):
            yield Source(row.number, None, "It is a total of the rows above, not a record.")
            continue
        filled = [
            (before, name, read[position](cell) if position in read else cell)
            for position, before, name in plan
            if position < len(row.cells) and _says(cell := row.cells[position], is_absent)
        ]
        if not filled:
            if any(_says(cell, is_absent) for cell in row.cells):
                yield Source(row.number, None, "No column that is taken says anything in it.")
            continue
        filled[:0] = _currencies(row, money, is_absent)
        try:
            if clocks is not None and not is_ours:
                filled[:0] = clocks(filled)
            yield Source(row.number, _draft(cls, filled, given or {}))
        except ValueError as error:
            yield Source(row.number, None, str(error))


def _says(cell: Any, is_absent: Callable[[str], bool]) -> bool:
    return cell is not None and not (isinstance(cell, str) and is_absent(cell))


def _currencies(
    row: Row, money: Sequence[tuple[int, str, str | None]], is_absent: Callable[[str], bool]
) -> list[tuple[str, str, Any]]:
    """The currencies that the amounts of a row are in, by the amounts or their headings."""
    found: dict[str, str] = {}
    for position, path, headed in money:
        cell = row.cells[position] if position < len(row.cells) else None
        if _says(cell, is_absent) and (code := figures.currency(cell) or headed):
            found.setdefault(path, code)
    return [(*_split(path), code) for path, code in found.items()]


def _is_total(row: Row) -> bool:
    """Whether a row adds up those above it: it says so first, and holds figures for the rest."""
    filled = [cell for cell in row.cells if cell is not None and str(cell).strip()]
    if len(filled) < 2 or not isinstance(filled[0], str) or not _TOTAL.fullmatch(filled[0].strip()):
        return False
    return all(figures.amount(cell) is not None for cell in filled[1:])


_TOTAL = re.compile(
    r"(?:grand |sub[- ]?)?total(?:s|e|es)?(?: (?:general|général|amount|cost|costs))?\s*:?"
    r"|(?:zwischen|gesamt)?summe|gesamt|insgesamt|somme|suma|totaux|итого|всего|合计|总计|小计|المجموع"
    r"|الإجمالي",
    re.I,
)


def _is_blank(text: str) -> bool:
    return not text.strip()


def _split(path: str) -> tuple[str, str]:
    before, _, name = path.rpartition(".")
    return before, name


def _turn(name: str) -> int:
    """Values that others are read by come first: countries before phones, zones before hours."""
    order = (ID_OF, "country", "zone", "currency")
    last = len(order) + (name in ADDRESS_PARTS)
    return next((turn for turn, word in enumerate(order) if name.endswith(word)), last)


def _draft(
    cls: type[Record], filled: list[tuple[str, str, Any]], given: Mapping[str, Any]
) -> Draft:
    draft = Draft(cls, dict(given))
    around: dict[str, Draft] = {"": draft}
    for before, name, cell in filled:
        for part in _ways(before):
            if part not in around:
                above, _, last = part.rpartition(".")
                around[part] = _beside(around[above], last)
        put(around[before], name, cell)
    for one in around.values():
        _entitle(one)
        complete_address(one)
    _affiliate(draft, around.get("person.affiliation"))
    for before, one in around.items():
        if before in draft.values and not draft.type.field(before).required and _is_nameless(one):
            del draft.values[before]  # the row has a city of the host, say, and no host
    return draft


def _is_nameless(draft: Draft) -> bool:
    required = [f.name for f in draft.type.fields() if f.required and f.default is None]
    return not draft.id and any(draft.values.get(name) in (None, "") for name in required)


def _ways(path: str) -> Iterator[str]:
    """The records on the way to the one at ``path``, itself last."""
    parts = path.split(".") if path else []
    for count in range(1, len(parts) + 1):
        yield ".".join(parts[:count])


def _affiliate(draft: Draft, affiliation: Draft | None) -> None:
    """Let the department of a participant be one of the organisation that he comes for."""
    if affiliation is None:
        return
    for name in ("organisation", "title"):
        if draft.values.get(name) is not None:
            affiliation.values.setdefault(name, draft.values[name])
    if affiliation.values.get("organisation") is None:
        person = draft.values["person"]
        person.children = [child for child in person.children if child[1] is not affiliation]
        draft.put("notes", affiliation.values.get("department"))


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
