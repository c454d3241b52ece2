"""How a sheet looks: widths, heights and alignment, and what it prints on which paper."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter

from sciattache.interchange.tables.formula import Formula
from sciattache.interchange.tables.paging import SIDE, PaperSize, paging
from sciattache.interchange.tables.sheet import Column, Sheet, Value
from sciattache.interchange.tables.signs import cleaned

_NARROWEST, _WIDEST = 6, 60
_LINE, _TALLEST = 15.0, 405.0  # points; Excel takes rows of up to 409
TITLE_LINE = 20.0
"""Points of a line of a title."""
_WORDS = ("text", "code", "phone")
"""Kinds of column that are as narrow as what they hold."""
_ALIGNED = {"date": "middle", "instant": "middle", "time": "middle", "number": "middle",
            "flag": "middle", "money": "figures"}  # fmt: skip
_HAIR = Side(style="hair", color="FF9AA5B1")
_QUIET = "FF5A6572"
TITLE, LINE = "table_title", "table_line"
"""The styles of what stands above a table: its title, and the lines under that."""


def add_styles(book: Workbook, *, right_to_left: bool = False) -> None:
    """Give a workbook the styles that `style_of` names.

    Text stands at the side where reading begins, in whichever script it is.
    """
    start = "right" if right_to_left else "left"
    for part in ("head", "cell", "total"):
        for aligned, side in (("", start), ("_middle", "center"), ("_figures", "right")):
            book.add_named_style(_style(f"table_{part}{aligned}", side, part))
    for name, font in (
        (TITLE, Font(name="Calibri", size=14, bold=True)),
        (LINE, Font(name="Calibri", size=11, color=_QUIET)),
    ):
        style = NamedStyle(name)
        style.font, style.alignment = font, Alignment(start, "top", wrap_text=True)
        book.add_named_style(style)


def style_of(kind: str, part: str = "cell") -> str:
    """The style in a column of a kind: of a ``cell``, of its ``head`` or of its ``total``."""
    aligned = _ALIGNED.get(kind, "")
    return f"table_{part}{aligned and '_'}{aligned}"


def head_row(sheet: Sheet) -> int:
    """The number of the row with the heads: the first, or under the block and an empty row."""
    return len(sheet.block) + 2 if sheet.block else 1


def set_up(
    page: Any,
    sheet: Sheet,
    labels: list[str],
    rows: list[list[Value]],
    paper: PaperSize,
) -> list[float]:
    """Set up the page and its columns; gives back how wide they are."""
    head = head_row(sheet)
    page.freeze_panes = first = f"A{head + 1}"
    for selection in page.sheet_view.selection:
        selection.activeCell = selection.sqref = first
    page.sheet_view.rightToLeft = sheet.right_to_left
    page.print_title_rows = f"1:{head}"
    page.page_setup.orientation = "landscape"
    page.page_margins.left = page.page_margins.right = SIDE
    page.sheet_properties.pageSetUpPr.fitToPage = True
    widths = [
        _width(column, labels[place], [_shown(row[place]) for row in rows[:1000]])
        for place, column in enumerate(sheet.columns)
    ]
    for place, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = width
    first_led, last_led = _led(sheet.columns)
    found = paging(widths, paper, repeated=sum(widths[first_led:last_led]))
    page.page_setup.paperSize = found.paper
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = found.across, 0
    if found.across > 1:
        repeated = get_column_letter(first_led + 1), get_column_letter(last_led)
        page.print_title_cols = ":".join(repeated)
    if sheet.columns and not sheet.table:
        widest = get_column_letter(len(sheet.columns))
        page.auto_filter.ref = f"A{head}:{widest}{head + len(rows)}"
    return widths


def make_tall(
    page: Any, place: int, row: Sequence[Value], widths: list[float], *, line: float = _LINE
) -> None:
    """Make a row as tall as its longest text, which not every program does by itself."""
    lines = max(
        (
            sum(_lines(line, max(1, int(width))) for line in value.split("\n"))
            for value, width in zip(row, widths, strict=True)
            if isinstance(value, str) and (2 * len(value) >= width or "\n" in value)
        ),
        default=1,
    )
    if lines > 1 or line > _LINE:
        page.row_dimensions[place].height = min(_TALLEST, line * lines)


def _lines(text: str, width: int) -> int:
    """How many lines a paragraph takes where only whole words stand beside each other."""
    lines, used = 1, 0
    for word in text.split(" "):
        long = width_of(word)
        if used and used + 1 + long >= width:
            lines, used = lines + 1, 0
        used += long + bool(used)
        if used > width:  # a word longer than a line, or signs that need no spaces between words
            over = -(-used // width) - 1
            lines, used = lines + over, used - over * width
    return lines


def printed(words: str, *, most: int = 110) -> str | None:
    """Words for the head or the foot of a page, where & is a sign of its own; 255 in all."""
    doubled = cleaned(words).replace("&", "&&")[:most]
    half = (len(doubled) - len(doubled.rstrip("&"))) % 2
    return doubled[: len(doubled) - half] or None


def _shown(value: Value) -> str:
    if isinstance(value, datetime):
        return "2000-01-01 00:00"
    if isinstance(value, Formula):
        return str(value.value)
    return "" if value is None else str(value)


def _led(columns: Sequence[Column]) -> tuple[int, int]:
    """From which to before which column each further page begins; the first where none is said."""
    led = [place for place, column in enumerate(columns) if column.leads]
    return (led[0], led[-1] + 1) if led else (0, 1)


_FOR_A_CHOICE = 6
"""Characters that a column may be wider than asked so that what is chosen in it has one line."""


def _width(column: Column, label: str, shown: list[str]) -> float:
    """As wide as its words need, up to what the column asks for, and for a head of two lines."""
    word = max((*(width_of(word) for word in label.split()), width_of(label) // 2), default=0)
    fitting = _fitting([label, *shown])
    wanted = column.width or fitting
    if column.choices is not None and any(shown):
        wanted = max(wanted, min(wanted + _FOR_A_CHOICE, _fitting(shown)))
    if column.kind in _WORDS and any(shown):
        wanted = min(wanted, _fitting(shown))
    return max(wanted, word + 2)


def _fitting(shown: list[str]) -> float:
    """A width for these texts, in characters."""
    widest = max(width_of(line) for text in shown for line in text[:500].splitlines() or [""])
    return min(_WIDEST, max(_NARROWEST, widest + 3))


def width_of(line: str) -> int:
    """How many characters wide a line is; signs of wide scripts take two."""
    if line.isascii():
        return len(line)
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line)


def _style(name: str, aligned: str, part: str) -> NamedStyle:
    style = NamedStyle(name)
    style.font = Font(name="Calibri", size=11, bold=part != "cell")
    thin = Side(style="thin")
    style.border = {"head": Border(bottom=thin), "total": Border(top=thin)}.get(
        part, Border(bottom=_HAIR)
    )
    figures = name.endswith("_figures")
    wraps = part == "head" or not figures
    style.alignment = Alignment(aligned, "top", wrap_text=wraps, indent=1 if figures else 0)
    return style
