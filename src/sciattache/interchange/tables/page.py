"""How a sheet looks: widths, heights and alignment, and what it prints on which paper."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter

from sciattache.interchange.tables.formula import Formula
from sciattache.interchange.tables.sheet import Sheet, Value
from sciattache.interchange.tables.signs import cleaned

PaperSize = Literal["A4", "Letter"]
_NARROWEST, _WIDEST = 6, 60
_LINE, _TALLEST = 15.0, 405.0  # points; Excel takes rows of up to 409
TITLE_LINE = 20.0
"""Points of a line of a title."""
_SHEETS = {"A4": (9, 8), "Letter": (1, 3)}  # ECMA-376 18.3.1.63: A4 and A3, Letter and Tabloid
_WIDE = 190  # characters; a wider table is printed on the larger sheet
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
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for place, column in enumerate(sheet.columns):
        letter = get_column_letter(place + 1)
        shown = [labels[place], *(_shown(row[place]) for row in rows[:1000])]
        word = max((width_of(word) for word in labels[place].split()), default=0)
        page.column_dimensions[letter].width = max(column.width or _fitting(shown), word + 2)
    widths = [page.column_dimensions[get_column_letter(n)].width for n in range(1, len(labels) + 1)]
    page.page_setup.paperSize = _SHEETS[paper][sum(widths) > _WIDE]
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
            sum(-(-(width_of(line) + 1) // max(1, int(width))) for line in value.split("\n"))
            for value, width in zip(row, widths, strict=True)
            if isinstance(value, str) and (2 * len(value) >= width or "\n" in value)
        ),
        default=1,
    )
    if lines > 1 or line > _LINE:
        page.row_dimensions[place].height = min(_TALLEST, line * lines)


def printed(words: str) -> str | None:
    """Words for the head or the foot of a page, where & is a sign of its own; 255 at most."""
    return cleaned(words)[:110].replace("&", "&&") or None


def _shown(value: Value) -> str:
    if isinstance(value, datetime):
        return "2000-01-01 00:00"
    if isinstance(value, Formula):
        return str(value.value)
    return "" if value is None else str(value)


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
