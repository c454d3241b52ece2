"""The rows of a table as drafts, by a mapping of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sciattache.domain.records import Record
from sciattache.domain.standards import figures
from sciattache.domain.wings import references_to, type_called
from sciattache.errors import Told
from sciattache.interchange.drafts import Draft
from sciattache.interchange.mapping import habits, joining
from sciattache.interchange.mapping.absent import absent
from sciattache.interchange.mapping.cells import Place, place
from sciattache.interchange.mapping.filling import complete_address
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
    visit: habits.Visit | None = None,
) -> Iterator[Source]:
    """A draft for each row that says something; ``given`` are values that every row has.

    ``clocks`` tells what a row's other cells say about the zones of its hours, ``visit`` are the
    days of the visit that the rows belong to.
    """
    is_ours = "id" in mapping.values()
    is_absent = _is_blank if is_ours else absent(rows)
    read = {} if is_ours else habits.readings(rows, cls, mapping, visit)
    bare = None if is_ours else _unquoted
    money = () if is_ours else tuple(habits.currencies(cls, mapping, headings))
    beside = {path: place(cls, path) for _, path, _ in money}
    places = [
        (position, place(cls, path, read.get(position, bare)))
        for position, path in mapping.items()
        if path
    ]
    places.sort(key=lambda placed: _turn(placed[1].name))
    together = joining.joining(cls, mapping)
    for row in rows:
        if not is_ours and _is_total(row):
            yield Source(row.number, None, Told("It is a total of the rows above, not a record."))
            continue
        cells = row.cells
        filled = [
            (goes, cells[position])
            for position, goes in places
            if position < len(cells) and _says(cells[position], is_absent)
        ]
        if not filled:
            if any(_says(cell, is_absent) for cell in row.cells):
                yield Source(row.number, None, Told("No column that is taken says anything in it."))
            continue
        told = _currencies(row, money, is_absent)
        filled[:0] = [(beside[path], code) for path, code in told.items()]
        concluded: frozenset[str] = frozenset()
        try:
            if together is not None:
                filled, concluded = together.joined(filled)
            if clocks is not None and not is_ours:
                said = clocks([(goes.before, goes.name, cell) for goes, cell in filled])
                filled[:0] = [(place(cls, name), value) for _, name, value in said]
            draft = _draft(cls, filled, given or {})
            joining.settle(draft, concluded)
            yield Source(row.number, draft)
        except ValueError as error:
            yield Source(row.number, None, str(error))


def _unquoted(cell: Any) -> Any:
    """A text without a quote before it that nothing closes."""
    is_open = isinstance(cell, str) and cell.startswith('"') and cell.count('"') == 1
    return cell[1:] if is_open and len(cell) > 1 else cell


def _says(cell: Any, is_absent: Callable[[str], bool]) -> bool:
    return cell is not None and not (isinstance(cell, str) and is_absent(cell))


def _currencies(
    row: Row, money: Sequence[tuple[int, str, str | None]], is_absent: Callable[[str], bool]
) -> dict[str, str]:
    """The currencies that the amounts of a row are in, by the amounts or their headings."""
    found: dict[str, str] = {}
    for position, path, headed in money:
        cell = row.cells[position] if position < len(row.cells) else None
        if _says(cell, is_absent) and (code := figures.currency(cell) or headed):
            found.setdefault(path, code)
    return found


def _is_total(row: Row) -> bool:
    """Whether a row adds up those above it: it says so first, and holds figures for the rest."""
    filled = (cell for cell in row.cells if cell is not None and str(cell).strip())
    first = next(filled, None)
    if not isinstance(first, str) or not _TOTAL.fullmatch(first.strip()):
        return False
    amounts = [figures.amount(cell) for cell in filled]
    return bool(amounts) and None not in amounts


_TOTAL = re.compile(
    r"(?:grand |sub[- ]?)?total(?:s|e|es)?(?: (?:general|général|amount|cost|costs))?\s*:?"
    r"|(?:zwischen|gesamt)?summe|gesamt|insgesamt|somme|suma|totaux|итого|всего|合计|总计|小计|المجموع"
    r"|الإجمالي",
    re.I,
)


def _is_blank(text: str) -> bool:
    return not text.strip()


def _turn(name: str) -> int:
    """Values that others are read by come first: countries before phones, zones before hours."""
    order = (ID_OF, "country", "zone", "currency")
    last = len(order) + (name in ADDRESS_PARTS)
    return next((turn for turn, word in enumerate(order) if name.endswith(word)), last)


def _draft(cls: type[Record], filled: list[tuple[Place, Any]], given: Mapping[str, Any]) -> Draft:
    draft = Draft(cls, dict(given))
    around: dict[str, Draft] = {"": draft}
    for goes, cell in filled:
        if goes.before not in around:
            _make_way(around, goes.before)
        goes.fill(around[goes.before], cell)
    for one in around.values():
        _entitle(one)
    for before in {goes.before for goes, _ in filled if goes.name in ADDRESS_PARTS}:
        complete_address(around[before])
    _affiliate(draft, around.get("person.affiliation"))
    for before, one in around.items():
        if before in draft.values and not draft.type.field(before).required and _is_nameless(one):
            del draft.values[before]  # the row has a city of the host, say, and no host
    return draft


def _is_nameless(draft: Draft) -> bool:
    required = [f.name for f in draft.type.fields() if f.required and f.default is None]
    return not draft.id and any(draft.values.get(name) in (None, "") for name in required)


def _make_way(around: dict[str, Draft], path: str) -> None:
    """Add the record at ``path`` to those ``around`` a row, and those on the way to it."""
    way = ""
    for part in path.split("."):
        above, way = way, f"{way}.{part}" if way else part
        if way not in around:
            around[way] = _beside(around[above], part)


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
