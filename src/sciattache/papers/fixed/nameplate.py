"""A name as a picture: as large as fits, in both scripts, with a few quiet lines below."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.characters import clean
from sciattache.papers.fixed.fitting import NOTHING, Fitted, fit
from sciattache.papers.fixed.shaped import draw
from sciattache.papers.fixed.stock import Box
from sciattache.papers.typesetting.look import HOUSE, Look

_NATIVE = 0.8  # the native name beside the Latin one
_BELOW = 0.085  # a line below, of the height of the plate
_SMALLEST = 6.0
_NAME = 0.075  # a name is no smaller, of the height of the plate, before words break
_NAME_LINES = 3


@dataclass(frozen=True)
class Plate:
    """The words of a plate; `below` are lines under the name, the most important first.

    Languages are BCP 47 tags and choose between national forms of Han and Cyrillic letters.
    """

    name: str
    native_name: str = ""
    below: tuple[str, ...] = ()
    language: str = ""
    native_language: str = ""


def draw_plate(
    canvas: Canvas, box: Box, plate: Plate, *, look: Look = HOUSE, largest: float = 48.0
) -> None:
    """Fill a box (points): names in the middle of what the lines below leave free."""
    foot = _draw_below(canvas, box, plate, look)
    room = box.height - foot
    name, native = _names(plate, box.width, room, largest, max(_SMALLEST, box.height * _NAME))
    gap = _gap(name, native, room)
    edge = box.y + foot + (room + name.height + native.height + gap) / 2
    middle = box.x + box.width / 2
    _draw(canvas, name, middle, edge, look.ink, plate.language, bold=True)
    edge -= name.height + gap
    _draw(canvas, native, middle, edge, look.ink, plate.native_language)


def _names(
    plate: Plate, width: float, room: float, largest: float, least: float
) -> tuple[Fitted, Fitted]:
    main, other = clean(plate.name), clean(plate.native_name)
    if not main or main == other:
        main, other = main or other, ""

    def name(height: float) -> Fitted:
        return fit(
            main,
            width,
            height,
            largest,
            least,
            _NAME_LINES,
            bold=True,
            language=plate.language,
        )

    if not other:
        return name(room), NOTHING
    first = name(room * 0.55)
    native = fit(
        other,
        width,
        room * 0.34,
        first.size * _NATIVE or largest,
        _SMALLEST,
        language=plate.native_language,
    )
    return name(room - native.height - _gap(first, native, room)), native


def _gap(name: Fitted, native: Fitted, room: float) -> float:
    return min(name.size * 0.45, room * 0.15) if name.lines and native.lines else 0.0


def _draw_below(canvas: Canvas, box: Box, plate: Plate, look: Look) -> float:
    """Draw the lines below from the foot up, and give the height that they take."""
    size = max(_SMALLEST, min(box.height * _BELOW, 20.0))
    height = 0.0
    for number, line in reversed(list(enumerate(plate.below))):
        text = fit(
            line,
            box.width,
            size * 3,
            size if number else size * 1.1,
            min(_SMALLEST, size),
            language=plate.language,
        )
        if not text.lines:
            continue
        top = box.y + height + text.height
        colour = look.quiet if number else look.ink
        _draw(canvas, text, box.x + box.width / 2, top, colour, plate.language)
        height += text.height + size * 0.45
    return height + size * 0.9 if height else 0.0


def _draw(
    canvas: Canvas,
    text: Fitted,
    middle: float,
    edge: float,
    colour: str,
    language: str,
    *,
    bold: bool = False,
) -> None:
    """Draw fitted lines, the ink of the first one hanging from `edge`."""
    baseline = edge - text.top
    for line in text.lines:
        draw(
            canvas,
            line,
            middle,
            baseline,
            text.size,
            bold=bold,
            align="center",
            colour=colour,
            language=language,
        )
        baseline -= text.leading


def lines(*texts: str) -> Sequence[str]:
    """The texts that have something to print."""
    return tuple(text for text in texts if clean(text))
