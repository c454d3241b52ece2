"""How a sheet looks: widths, heights and alignment, and what it prints on which paper."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter

from sciattache.interchange.tables.sheet import Sheet, Value
from sciattache.interchange.tables.signs import cleaned

PaperSize = Literal["A4", "Letter"]
_NARROWEST, _WIDEST = 6, 60
_LINE, _TALLEST = 15.0, 405.0  # points; Excel takes rows of up to 409
_SHEETS = {"A4": (9, 8), "Letter": (1, 3)}  # ECMA-376 18.3.1.63: A4 and A3, Letter and Tabloid
_WIDE = 190  # characters; a wider table is printed on the larger sheet
_ALIGNED = {"date": "middle", "instant": "middle", "time": "middle", "number": "middle",
            "flag": "middle", "money": "figures"}  # fmt: skip
_HAIR = Side(style="hair", color="FF9AA5B1")


def add_styles(book: Workbook) -> None:
    """Give a workbook the styles that `style_of` names."""
    for part in ("head", "cell"):
        for aligned, side in (("", None), ("_middle", "center"), ("_figures", "right")):
            book.add_named_style(_style(f"table_{part}{aligned}", side, bold=part == "head"))


def style_of(kind: str, *, head: bool) -> str:
    """The style of a cell in a column of a kind."""
    aligned = _ALIGNED.get(kind, "")
    return f"table_{'head' if head else 'cell'}{aligned and '_'}{aligned}"


def set_up(
    page: Any,
    sheet: Sheet,
    labels: list[str],
    rows: list[list[Value]],
    paper: PaperSize,
) -> list[float]:
    """Set up the page and its columns; gives back how wide they are."""
    page.freeze_panes = "A2"
    page.sheet_view.rightToLeft = sheet.right_to_left
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.right.text = "&P / &N"
    for place, column in enumerate(sheet.columns):
        letter = get_column_letter(place + 1)
        shown = [labels[place], *(_shown(row[place]) for row in rows[:1000])]
        word = max((width_of(word) for word in labels[place].split()), default=0)
        page.column_dimensions[letter].width = max(column.width or _fitting(shown), word + 2)
    widths = [page.column_dimensions[get_column_letter(n)].width for n in range(1, len(labels) + 1)]
    page.page_setup.paperSize = _SHEETS[paper][sum(widths) > _WIDE]
    if sheet.columns:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(rows) + 1}"
    return widths


def make_tall(page: Any, place: int, row: Sequence[Value], widths: list[float]) -> None:
    """Make a row as tall as its longest text, which not every program does by itself."""
    lines = max(
        (
            sum(-(-(width_of(line) + 1) // max(1, int(width))) for line in value.split("\n"))
            for value, width in zip(row, widths, strict=True)
            if isinstance(value, str) and (2 * len(value) >= width or "\n" in value)
        ),
        default=1,
    )
    if lines > 1:
        page.row_dimensions[place].height = min(_TALLEST, _LINE * lines)


def printed(words: str) -> str | None:
    """Words for the head or the foot of a page, where & is a sign of its own; 255 at most."""
    return cleaned(words)[:110].replace("&", "&&") or None


def _shown(value: Value) -> str:
    if isinstance(value, datetime):
        return "2000-01-01 00:00"
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


def _style(name: str, aligned: str | None, *, bold: bool) -> NamedStyle:
    style = NamedStyle(name)
    style.font = Font(name="Calibri", size=11, bold=bold)
    style.border = Border(bottom=Side(style="thin") if bold else _HAIR)
    style.alignment = Alignment(aligned, "top", wrap_text=True)
    return style
