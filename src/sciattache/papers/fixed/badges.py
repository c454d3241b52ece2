"""Name badges: the name is the picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.nameplate import Plate, draw_plate, lines
from sciattache.papers.fixed.pages import Imprint
from sciattache.papers.fixed.shaped import draw
from sciattache.papers.fixed.sheet import Marks, lay_out
from sciattache.papers.fixed.stock import MM, Box, Stock
from sciattache.papers.typesetting.look import HOUSE, Look

_EDGE = 4.5 * MM
_STRIPE = 6.5 * MM
_LIGHT = 0.18  # relative luminance at which black reads as well as white (WCAG 2)


@dataclass(frozen=True)
class Badge:
    """A guest's badge; empty lines take no room. `role` shows only where a stripe is asked for.

    Languages are BCP 47 tags of the name and of the native name.
    """

    name: str
    native_name: str = ""
    organisation: str = ""
    country: str = ""
    role: str = ""
    line: str = ""
    language: str = ""
    native_language: str = ""


def badges(
    people: Sequence[Badge],
    stock: Stock,
    *,
    imprint: Imprint,
    look: Look = HOUSE,
    stripes: Mapping[str, str] | None = None,
    marks: Marks = "crop",
    start: int = 1,
) -> bytes:
    """A PDF of badges in the order given.

    `stripes` gives roles their colour (`#rrggbb`): a band at the foot with the role's name.
    """

    def place(canvas: Canvas, box: Box, person: Badge) -> None:
        _badge(canvas, box, person, look, stripes or {})

    return lay_out(people, stock, place, imprint=imprint, look=look, marks=marks, start=start)


def _badge(canvas: Canvas, box: Box, person: Badge, look: Look, stripes: Mapping[str, str]) -> None:
    foot = _EDGE
    if person.role in stripes:
        _stripe(canvas, box, person, stripes[person.role])
        foot += _STRIPE - 1.5 * MM
    inside = Box(box.x + _EDGE, box.y + foot, box.width - 2 * _EDGE, box.height - foot - _EDGE)
    below = tuple(lines(person.organisation, person.line, person.country))
    plate = Plate(person.name, person.native_name, below, person.language, person.native_language)
    draw_plate(canvas, inside, plate, look=look)


def _stripe(canvas: Canvas, box: Box, person: Badge, colour: str) -> None:
    canvas.saveState()
    canvas.setFillColor(HexColor(colour))
    canvas.rect(box.x, box.y, box.width, _STRIPE, stroke=0, fill=1)
    canvas.restoreState()
    draw(
        canvas,
        person.role,
        box.x + box.width / 2,
        box.y + _STRIPE / 2 - 3.6,
        10,
        bold=True,
        align="center",
        max_width=box.width - 2 * _EDGE,
        colour="#000000" if _luminance(colour) > _LIGHT else "#ffffff",
        language=person.language,
    )


def _luminance(colour: str) -> float:
    shade = HexColor(colour)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (shade.red, shade.green, shade.blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
