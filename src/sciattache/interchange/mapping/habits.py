"""How a column writes its values, decided by the column as a whole: dates, figures, currencies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sciattache.domain.records import Record
from sciattache.domain.standards import figures
from sciattache.interchange import days
from sciattache.interchange.mapping.targets import DAYS, HOUR_OF, Target, targets
from sciattache.interchange.tables.table import Row

Reading = Callable[[Any], Any]
"""Gives a cell as it means without its column."""

Visit = tuple[date, date]
"""The first and the last day of a visit."""

_EPOCH = date(1899, 12, 30)
"""The day from which spreadsheets count days, when the count stands bare in a text."""
_EARLIEST, _LATEST = 14_000, 80_000  # 1938 and 2119
_DATED = frozenset({"date", "instant"})
_FIGURES = frozenset({"money", "number", "real"})


def readings(
    rows: Sequence[Row],
    cls: type[Record],
    mapping: Mapping[int, str],
    visit: Visit | None = None,
) -> dict[int, Reading]:
    """How to read the cells of each column that has a habit, by its position.

    ``visit`` are the days of the visit that the rows belong to: they tell day from month where no
    column does.
    """
    by_path = {target.path: target for target in targets(cls)}
    columns = {
        position: (by_path[path], [r.cells[position] for r in rows if position < len(r.cells)])
        for position, path in mapping.items()
        if path in by_path
    }
    dated = {place: cells for place, (target, cells) in columns.items() if _is_dated(target)}
    orders = {place: days.day_first(cells) for place, cells in dated.items()}
    told = {order for order in orders.values() if order is not None}
    common = told.pop() if len(told) == 1 else None
    found: dict[int, Reading] = {}
    for place, cells in dated.items():
        order = orders[place] if orders[place] is not None else common
        if order is None and visit is not None:
            order = days.day_first_within(cells, *visit)
        found[place] = _day_reading(order, is_counted=_is_counted(cells))
    for place, (target, cells) in columns.items():
        if target.field is not None and target.field.kind.name in _FIGURES:
            found[place] = _figure_reading(target, figures.decimal_comma(cells))
    return found


def currencies(
    cls: type[Record], mapping: Mapping[int, str], headings: Sequence[str]
) -> Iterator[tuple[int, str, str | None]]:
    """The columns of money whose currency no other column tells: position, where it goes, and
    the currency that the heading names."""
    by_path = {target.path: target for target in targets(cls)}
    for position, path in mapping.items():
        target = by_path.get(path)
        if target is None or target.field is None or target.field.kind.name != "money":
            continue
        before, dot, _ = path.rpartition(".")
        beside = f"{before}{dot}{target.field.currency}"
        if target.field.currency and beside not in mapping.values():
            heading = headings[position] if position < len(headings) else ""
            yield position, beside, figures.currency(heading)


def _is_dated(target: Target) -> bool:
    if target.path.rpartition(".")[2] == DAYS:
        return True
    is_hour = target.path.endswith(HOUR_OF)
    return not is_hour and target.field is not None and target.field.kind.name in _DATED


def _is_counted(cells: Sequence[Any]) -> bool:
    """Whether a column counts its days as spreadsheets do, as 45292 for 1 January 2024."""
    filled = [cell for cell in cells if cell not in (None, "")]
    counted = sum(_count(cell) is not None for cell in filled)
    return counted > 0 and 2 * counted >= len(filled)


def _count(cell: Any) -> float | None:
    try:
        number = float(cell) if isinstance(cell, str | int | float) else 0.0
    except ValueError:
        return None
    return number if _EARLIEST <= number <= _LATEST else None


def _day_reading(is_day_first: bool | None, *, is_counted: bool) -> Reading:
    def read(cell: Any) -> Any:
        count = _count(cell) if is_counted else None
        if count is not None:
            return _EPOCH + timedelta(days=int(count))
        if isinstance(cell, str) and is_day_first is not None:
            return days.plainly(cell, is_day_first)
        return cell

    return read


def _figure_reading(target: Target, is_comma: bool | None) -> Reading:
    assert target.field is not None
    if is_comma is None and target.field.kind.name == "real":
        is_comma = False  # 32.350 is a latitude

    def read(cell: Any) -> Any:
        if not isinstance(cell, str):
            return cell
        value = figures.amount(cell, is_comma=is_comma)
        return cell if value is None else f"{value:f}"

    return read
