"""Cards for the table: flat ones, and tents that show the name on both sides."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.nameplate import Plate, draw_plate, lines
from sciattache.papers.fixed.pages import Imprint
from sciattache.papers.fixed.sheet import Marks, lay_out
from sciattache.papers.fixed.stock import MM, Box, Stock
from sciattache.papers.typesetting.look import HOUSE, Look

_EDGE = 5 * MM
_LARGEST = 48.0
_LARGEST_OF_TENT = 110.0


@dataclass(frozen=True)
class PlaceCard:
    """A place at table; `line` is what stands below the name, often the organisation."""

    name: str
    native_name: str = ""
    line: str = ""
    language: str = ""
    native_language: str = ""


def place_cards(
    guests: Sequence[PlaceCard],
    stock: Stock,
    *,
    imprint: Imprint,
    look: Look = HOUSE,
    marks: Marks = "crop",
    start: int = 1,
) -> bytes:
    """A PDF of cards in the order given; on tent stock each face carries the name.

    The upper face of a tent is upside down, so that both read rightly once it is folded.
    """

    def place(canvas: Canvas, box: Box, guest: PlaceCard) -> None:
        plate = Plate(
            guest.name,
            guest.native_name,
            tuple(lines(guest.line)),
            guest.language,
            guest.native_language,
        )
        faces = 2 if stock.use == "tent" else 1
        largest = _LARGEST_OF_TENT if stock.use == "tent" else _LARGEST
        face = Box(0, 0, box.width - 2 * _EDGE, box.height / faces - 2 * _EDGE)
        for number in range(faces):
            canvas.saveState()
            if number:
                canvas.translate(box.x + box.width, box.y + box.height)
                canvas.rotate(180)
            else:
                canvas.translate(box.x, box.y)
            canvas.translate(_EDGE, _EDGE)
            draw_plate(canvas, face, plate, look=look, largest=largest)
            canvas.restoreState()

    return lay_out(guests, stock, place, imprint=imprint, look=look, marks=marks, start=start)
