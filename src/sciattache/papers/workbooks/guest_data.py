"""The workbook in which guests' data are checked and filled in, to be taken in again."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from sciattache.errors import KnownError
from sciattache.interchange.tables.package import EPOCH, settled
from sciattache.interchange.tables.page import make_tall, printed, width_of
from sciattache.interchange.tables.signs import cleaned
from sciattache.interchange.tables.write_workbook import LONGEST_TEXT
from sciattache.papers.blocks import direction
from sciattache.papers.guest_data import answers
from sciattache.papers.guest_data.answers import MOMENT
from sciattache.papers.guest_data.asking import Asked, asked, hint, sending
from sciattache.papers.guest_data.questions import PARTS, QUESTIONS, Question, of_part
from sciattache.papers.guest_data.returned_workbook import IDENTITY, MARK, NAME
from sciattache.papers.imprint import imprint
from sciattache.papers.kinds import Wish
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

_SIZES = {"A4": 9, "Letter": 1}
_WIDE = {"A4": 8, "Letter": 3}
"""The sheets of paper (ECMA-376, 18.3.1.63): of one guest's form, and of the table of all."""
_FONT = "Calibri"
_INPUT = PatternFill("solid", fgColor="FFEAF1F8")
_LINE = Side(style="thin", color="FFB8C4D0")
_FORMATS = {"date": "yyyy-mm-dd", "instant": "yyyy-mm-dd hh:mm"}
_TEXT = "@"
_LONGEST_PROMPT = 250
_FIRST, _LAST = 1, 109_938
"""The days that a date may be in: from 1900 to the end of 2200."""
_OLDEST = 1900
_HEIGHT = 15.0
_WIDEST = 30
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = 1, 2
"""The directions of a cell's text (ECMA-376, 18.8.1)."""


def guest_data(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    """A row for each guest; for one guest alone a form with the questions below each other."""
    guests = asked(dossier, reader, wish)
    about = imprint(dossier, reader, "guest-data")
    book = Workbook()
    sheet: Any = book.active
    sheet.title = reader.say("paper.guest-data")
    sheet.sheet_view.rightToLeft = rtl = direction(reader.language) == "rtl"
    lists = _codes(book, reader)
    if wish.subject is None:
        _table(sheet, guests, reader, lists)
    else:
        _form(sheet, guests[0], reader, lists)
    pages: list[Any] = book.worksheets
    for page in pages:
        page.protection.sheet = True
        page.protection.formatColumns = page.protection.formatRows = False
        first, last = ("right", "left") if rtl else ("left", "right")
        slug = " · ".join(filter(None, (about.marking, about.version)))
        getattr(page.oddHeader, first).text = printed(about.title)
        getattr(page.oddFooter, first).text = printed(slug)
        getattr(page.oddFooter, last).text = "&P / &N"
    sizes = _WIDE if wish.subject is None else _SIZES
    sheet.page_setup.paperSize = sizes.get(wish.size or "A4", sizes["A4"])
    across = 2 if wish.subject is None else 1
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    book.properties.title, book.properties.creator = cleaned(about.title), cleaned(about.author)
    book.properties.created = book.properties.modified = EPOCH
    raw = io.BytesIO()
    book.save(raw)
    return settled(raw.getvalue())


def _table(sheet: Any, guests: list[Asked], reader: Reader, lists: Mapping[str, str]) -> None:
    """Two lines of head, parts, headings, the hidden names of the questions, then the guests."""
    dossier = guests[0].guest.dossier
    private = reader.say("guest.for_office")
    how = " ".join(reader.say(f"guest.how.{key}") for key in ("workbook", "rows"))
    head = _head(dossier, reader, private, f"{how} {sending(dossier, reader)}")
    for row, (text, font, lines) in enumerate(head, 1):
        _put(sheet, row, 3, text, font)  # off the column that each printed page repeats
        sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=8)
        sheet.row_dimensions[row].height = lines * _HEIGHT
    parts, headings, names, first = 4, 5, 6, 7
    _put(sheet, headings, 2, reader.say("guest.guest"), Font(_FONT, 11, bold=True))
    _put(sheet, names, 1, MARK + IDENTITY)
    _put(sheet, names, 2, MARK + NAME)
    columns = {question: column for column, question in enumerate(QUESTIONS, 3)}
    for part in PARTS:
        start = columns[of_part(part)[0]]
        _put(sheet, parts, start, reader.say(f"guest.part.{part}"), _section(), wraps=False)
    widths: dict[int, float] = {}
    for question, column in columns.items():
        label = question.label(reader)
        cell = _put(sheet, headings, column, label, Font(_FONT, 11, bold=True))
        cell.border = Border(bottom=_LINE)
        _put(sheet, names, column, MARK + question.name)
        words = max((width_of(word) for word in label.split()), default=0)
        widths[column] = max(min(question.field.width + 2, _WIDEST), words + 3)
        sheet.column_dimensions[get_column_letter(column)].width = widths[column]
    for row, one in enumerate(guests, first):
        _put(sheet, row, 1, one.identity)
        _put(sheet, row, 2, one.guest.name, Font(_FONT, 11, bold=True))
        for question, column in columns.items():
            _answer(sheet, row, column, question, one, reader)
        shown = [sheet.cell(row, column).value for column in columns.values()]
        make_tall(sheet, row, shown, [widths[column] - 2 for column in columns.values()])
    last = first + len(guests) - 1
    for question, column in columns.items():
        letter = get_column_letter(column)
        _validate(sheet, f"{letter}{first}:{letter}{last}", question, guests[0], reader, lists)
    sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["B"].width = 30
    sheet.row_dimensions[names].hidden = True
    sheet.row_dimensions[headings].height = 2 * _HEIGHT
    sheet.freeze_panes = f"C{first}"
    sheet.print_title_rows, sheet.print_title_cols = f"{parts}:{headings}", "B:B"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_view.selection[0].activeCell = sheet.sheet_view.selection[0].sqref = f"C{first}"


def _form(sheet: Any, one: Asked, reader: Reader, lists: Mapping[str, str]) -> None:
    """The questions of one guest below each other: hidden names, question, answer, how to write."""
    dossier = one.guest.dossier
    how = f"{reader.say('guest.how.workbook')} {sending(dossier, reader)}"
    head = _head(dossier, reader, reader.say("guest.for_one"), how)
    for row, (text, font, lines) in enumerate(head, 1):
        _put(sheet, row, 2, text, font)
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=4)
        sheet.row_dimensions[row].height = lines * _HEIGHT
    _put(sheet, 4, 1, MARK + IDENTITY)
    _put(sheet, 4, 3, one.identity)
    sheet.row_dimensions[4].hidden = True
    _put(sheet, 5, 1, MARK + NAME)
    _put(sheet, 5, 2, reader.say("guest.guest"), Font(_FONT, 11, bold=True))
    _put(sheet, 5, 3, one.guest.name, Font(_FONT, 11, bold=True))
    row = 6
    for part in PARTS:
        sheet.row_dimensions[row].height = 2 * _HEIGHT
        cell = _put(sheet, row, 2, reader.say(f"guest.part.{part}"), _section())
        cell.alignment = _aligned(sheet, "bottom")
        row += 1
        for question in of_part(part):
            _put(sheet, row, 1, MARK + question.name)
            _put(sheet, row, 2, question.label(reader))
            _answer(sheet, row, 3, question, one, reader)
            beside = _put(sheet, row, 4, hint(question, one.guest, reader), _quiet())
            beside.alignment = _aligned(sheet, indent=1)
            _validate(sheet, f"C{row}", question, one, reader, lists)
            sheet.row_dimensions[row].height = (question.lines + 0.4) * _HEIGHT
            row += 1
    for letter, width in (("B", 32), ("C", 44), ("D", 44)):
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.page_setup.orientation = "portrait"
    sheet.sheet_view.selection[0].activeCell = sheet.sheet_view.selection[0].sqref = "C7"


def _head(
    dossier: Dossier, reader: Reader, private: str, how: str
) -> Iterator[tuple[str, Font, float]]:
    """The lines at the head, each with how it is set and how many lines it takes."""
    title = f"{dossier.engagement.title} · {reader.say('paper.guest-data')}"
    yield title, Font(_FONT, 15, bold=True, color="FF1F4E79"), 1.8
    yield private, Font(_FONT, 11, bold=True), 1.8
    yield how, Font(_FONT, 11), 3


def _put(
    sheet: Any, row: int, column: int, text: str, font: Font | None = None, *, wraps: bool = True
) -> Any:
    """A locked cell with a text, never a formula."""
    cell = sheet.cell(row, column)
    cell.value = cleaned(text)
    cell.data_type = "s"
    cell.font = font or Font(_FONT, 11)
    cell.alignment = _aligned(sheet, wrap_text=wraps)
    return cell


def _aligned(sheet: Any, upright: str = "center", **more: Any) -> Alignment:
    """At the side where reading begins; programs put Latin words of an Arabic sheet at the left."""
    rtl = sheet.sheet_view.rightToLeft
    side, order = ("right", _RIGHT_TO_LEFT) if rtl else ("left", _LEFT_TO_RIGHT)
    wraps = more.pop("wrap_text", True)
    return Alignment(side, upright, wrap_text=wraps, readingOrder=order, **more)


def _answer(
    sheet: Any, row: int, column: int, question: Question, one: Asked, reader: Reader
) -> None:
    """A cell to be filled in, with what is known in it."""
    cell = sheet.cell(row, column)
    value = _value(question, one.answers[question.name], reader.language)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.number_format = _FORMATS.get(question.kind, _TEXT)
    cell.font, cell.fill = Font(_FONT, 11), _INPUT
    cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    upright = "top" if question.lines > 1 else "center"
    cell.alignment = _aligned(sheet, upright)
    cell.protection = Protection(locked=False)


def _value(question: Question, answer: str, language: str) -> Any:
    """An answer as a cell holds it: days and moments as such, where a sheet can."""
    if question.kind == "date" and len(answer) == len("2026-11-03") and answer[:1].isdigit():
        day = date.fromisoformat(answer)
        return day if day.year > _OLDEST else answer
    if question.kind == "instant" and answer:
        return datetime.strptime(answer, MOMENT)  # noqa: DTZ007  (cells know no zones)
    text = cleaned(answers.shown(question, answer, language))
    if len(text) > LONGEST_TEXT // 2:  # as Excel counts, a letter may be two
        raise KnownError(
            f"“{question.field.label}” is longer than a cell of a workbook can hold.",
            "Shorten it on the record.",
        )
    return text or None


def _codes(book: Workbook, reader: Reader) -> Mapping[str, str]:
    """The hidden sheet of choices, and the range in which those of each vocabulary stand."""
    sheet: Any = book.create_sheet(reader.say("guest.codes"))
    sheet.sheet_state = "hidden"
    sheet.sheet_view.rightToLeft = direction(reader.language) == "rtl"
    place = quote_sheetname(sheet.title)
    found: dict[str, str] = {}
    asked_ = {q.field.words.name: q for q in QUESTIONS if q.field.vocabulary}
    for column, question in enumerate(asked_.values(), 1):
        vocabulary = question.field.words
        listed = answers.choices(vocabulary.name, reader.language)
        _put(sheet, 1, column, question.label(reader), Font(_FONT, 11, bold=True))
        for row, (_, label) in enumerate(listed, 2):
            _put(sheet, row, column, label)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = 40
        found[vocabulary.name] = f"{place}!${letter}$2:${letter}${len(listed) + 1}"
    return found


def _validate(
    sheet: Any, cells: str, question: Question, one: Asked, reader: Reader, lists: Mapping[str, str]
) -> None:
    """What a spreadsheet lets through, and what it says beside the cell."""
    told = hint(question, one.guest, reader)
    rule = DataValidation(allow_blank=True)
    if question.field.vocabulary is not None:
        rule.type, rule.formula1 = "list", lists[question.field.words.name]
        rule.showErrorMessage = question.kind == "choice"
    elif question.kind in _FORMATS:
        rule.type, rule.operator = "date", "between"
        rule.formula1, rule.formula2 = str(_FIRST), str(_LAST)
        rule.showErrorMessage = True
    if not told and rule.type is None:
        return
    if told:
        rule.promptTitle = question.label(reader)[:32]
        rule.prompt = rule.error = told[:_LONGEST_PROMPT]
        rule.showInputMessage = True
    rule.add(cells)
    sheet.add_data_validation(rule)


def _section() -> Font:
    return Font(_FONT, 12, bold=True, color="FF1F4E79")


def _quiet() -> Font:
    return Font(_FONT, 10, color="FF595959")
