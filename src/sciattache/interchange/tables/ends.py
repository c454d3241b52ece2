"""Find where a table ends: notes below it, a header met again, another table after it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sciattache.errors import Told
from sciattache.interchange.tables.looks import TYPED, filled, look
from sciattache.interchange.tables.table import Cell, Problem, Row

_COPY = 0.1
_LOOKED_AT = 200


@dataclass(frozen=True)
class Ending:
    """The rows of the table, the last row that belongs to it, and what was left out."""

    rows: list[Row]
    last_row: int | None
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def find_end(
    rows: list[Row],
    header: Sequence[Cell],
    blanks: Collection[int],
    lone: Collection[int] = frozenset(),
    *,
    is_given: bool = False,
) -> Ending:
    """Cut off what is not the table: `blanks` are blank rows, `lone` rows without a delimiter.

    With `is_given` a person has said where the table ends, and no row is taken for a note below.
    Where the header is met again, its rows go on with the table, unless they only repeat it.
    """
    notes: list[str] = []
    problems: list[Problem] = []
    kept, last = _before_other_table(rows, header, notes)
    if not is_given and last is None:
        kept, last = _before_unlike(kept, blanks, notes)
    kept = _joined(kept, header, blanks, notes, problems)
    below = 0 if is_given else _notes_below(kept, blanks, lone)
    if below:
        last = kept[-below - 1].number
        notes += [
            Told("Below the table (row {row}): {text}", row=row.number, text=_text(row))
            for row in kept[-below:]
        ]
        kept = kept[:-below]
    return Ending(kept, last, tuple(notes), tuple(problems))


def _before_other_table(
    rows: list[Row], header: Sequence[Cell], notes: list[str]
) -> tuple[list[Row], int | None]:
    """The rows before one that names most of the columns again, but not the same ones."""
    names = [cell for cell in header if cell]
    if len(names) < 2:
        return rows, None
    place = next(place for place, cell in enumerate(header) if cell)
    for index, (number, cells) in enumerate(rows):
        if cells[place] != header[place] or _same(cells, header):
            continue
        known = sum(name == cell != "" for name, cell in zip(header, cells, strict=False))
        if known >= max(2, 0.6 * len(names)):
            notes.append(
                Told(
                    "Another table begins in row {row}; to read it, make that its header row.",
                    row=number,
                )
            )
            return rows[:index], rows[index - 1].number if index else number - 1
    return rows, None


def _before_unlike(
    rows: list[Row], blanks: Collection[int], notes: list[str]
) -> tuple[list[Row], int | None]:
    """The rows before words that follow a blank row and stand over values of other looks."""
    for index, row in enumerate(rows[1:-1], 1):
        if row.number - 1 not in blanks or filled(row.cells) < 2:
            continue
        usual = _usual_looks(rows[max(0, index - _LOOKED_AT) : index])
        used = [place for place in usual if row.cells[place] not in (None, "")]
        heading = all(look(cell) in ("text", "blank") for cell in row.cells)
        if (
            used
            and heading
            and not any(
                look(later.cells[place]) == usual[place] for later in rows[index:] for place in used
            )
        ):
            notes.append(
                Told(
                    "Another table begins in row {row}; to read it, make that its header row.",
                    row=row.number,
                )
            )
            return rows[:index], rows[index - 1].number
    return rows, None


def _usual_looks(rows: Sequence[Row]) -> dict[int, str]:
    """The columns of addresses, dates, times or numbers, and which of them each one holds."""
    found: dict[int, str] = {}
    for place in range(len(rows[0].cells)):
        looks = Counter(look(row.cells[place]) for row in rows)
        del looks["blank"]
        most = looks.most_common(1)
        if most and most[0][0] in (*TYPED, "address") and most[0][1] >= 0.6 * looks.total():
            found[place] = most[0][0]
    return found


def _joined(
    rows: list[Row],
    header: Sequence[Cell],
    blanks: Collection[int],
    notes: list[str],
    problems: list[Problem],
) -> list[Row]:
    """The rows with later headers and the titles above them taken out."""
    if not any(header):
        return rows
    begin = header[0]
    again = [
        place
        for place, row in enumerate(rows)
        if row.cells[0] == begin and _same(row.cells, header)
    ]
    if not again:
        return rows
    parts = [rows[: again[0]]]
    for place, stop in zip(again, [*again[1:], len(rows)], strict=True):
        before = parts[-1]
        while before and _is_title(before[-1], rows[place].number, blanks):
            notes.append(Told("Above a part of the table (row {row}): {text}",
                              row=before[-1].number, text=_text(before.pop())))  # fmt: skip
        part = rows[place + 1 : stop]
        differing = _differing(part, parts[0])
        if part and len(differing) <= _COPY * len(part):
            notes.append(
                Told("The rows from {row} on repeat the table; left out.", row=rows[place].number)
            )
            problems += [
                Problem(row.number, Told("it differs in a copy of the table"), _text(row))
                for row in differing
            ]
            continue
        notes.append(Told("The header stands again in row {row}.", row=rows[place].number))
        parts.append(part)
    return [row for part in parts for row in part]


def _differing(part: Sequence[Row], table: Sequence[Row]) -> list[Row]:
    """The rows of a part that do not stand at the same place in the table."""
    return [
        row
        for place, row in enumerate(part)
        if place >= len(table) or table[place].cells != row.cells
    ]


def _is_title(row: Row, header_row: int, blanks: Collection[int]) -> bool:
    alone = filled(row.cells) == 1 and bool(row.cells[0])
    return alone and row.number - 1 in blanks and row.number + 3 >= header_row


def _notes_below(rows: list[Row], blanks: Collection[int], lone: Collection[int]) -> int:
    """How many rows at the end are notes: a first cell only, set off by a blank row or lone."""
    if not rows or len(rows[0].cells) < 2:
        return 0
    below = 0
    for count, row in enumerate(reversed(rows[1:]), 1):
        if filled(row.cells) != 1 or not row.cells[0]:
            break
        if row.number - 1 in blanks or (row.number in lone and count == below + 1):
            below = count
    return below if below < len(rows) - 1 or filled(rows[0].cells) > 1 else 0


def _same(cells: Sequence[Cell], header: Sequence[Cell]) -> bool:
    return cells[0] == header[0] and [*map(_bare, cells)] == [*map(_bare, header)]


def _bare(cell: Cell) -> Cell:
    return cell.strip() if isinstance(cell, str) else "" if cell is None else cell


def _text(row: Row) -> str:
    return " ".join(str(cell).strip() for cell in row.cells if cell is not None and cell != "")
