"""A car from above, with its seats by number."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.shaped import draw
from sciattache.papers.fixed.stock import MM
from sciattache.papers.typesetting.look import HOUSE
from sciattache.services.car_seats import CarSeat, Loaded

CAR = 30 * MM
"""How wide a car is drawn."""

_ROW, _HOOD, _SEAT = 10.5 * MM, 7 * MM, 7.5 * MM


def drawing_height(load: Loaded) -> float:
    """How long a car is drawn, in points; nothing where people sit as they like."""
    rows = max((seat.row for seat in load.seats), default=-1)
    return _HOOD + (rows + 1) * _ROW + 3 * MM if load.seats else 0.0


def draw_seats(
    canvas: Canvas, x: float, top: float, load: Loaded, *, driver: str, language: str
) -> None:
    """The car from above, its front at the top; it is the same in every language."""
    height = drawing_height(load)
    canvas.saveState()
    canvas.setStrokeColor(HexColor(HOUSE.quiet))
    canvas.setFillColor(HexColor("#f6f6f6"))
    canvas.setLineWidth(HOUSE.rule)
    canvas.roundRect(x, top - height, CAR, height, 5 * MM, stroke=1, fill=1)
    canvas.setLineWidth(HOUSE.hairline)
    canvas.line(x + 2 * MM, top - _HOOD, x + CAR - 2 * MM, top - _HOOD)
    canvas.restoreState()
    for seat in load.seats:
        _seat(canvas, x, top, seat, str(seat.number))
    wheel = CarSeat(0, 0, 1.0 if load.drives_left else 0.0)
    left, low = _corner(x, top, wheel)
    canvas.saveState()
    canvas.setStrokeColor(HexColor(HOUSE.quiet))
    canvas.setLineWidth(HOUSE.rule)
    canvas.circle(left + _SEAT / 2, low + _SEAT / 2, _SEAT * 0.36, stroke=1, fill=0)
    canvas.circle(left + _SEAT / 2, low + _SEAT / 2, _SEAT * 0.08, stroke=0, fill=1)
    canvas.restoreState()
    draw(
        canvas, driver, left + _SEAT / 2, low - 5, 4.8,
        align="center", max_width=CAR / 2 - 4, colour=HOUSE.quiet, language=language,
    )  # fmt: skip


def _seat(canvas: Canvas, x: float, top: float, seat: CarSeat, number: str) -> None:
    left, low = _corner(x, top, seat)
    canvas.saveState()
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.setStrokeColor(HexColor(HOUSE.ink if seat.one else HOUSE.quiet))
    canvas.setLineWidth(1.4 if seat.number == 1 else HOUSE.hairline * 1.5)
    if not seat.one:
        canvas.setDash(2, 2)
    canvas.roundRect(left, low, _SEAT, _SEAT, 2, stroke=1, fill=1)
    canvas.restoreState()
    draw(
        canvas, number, left + _SEAT / 2, low + _SEAT / 2 - 3.2, 9,
        bold=bool(seat.one), align="center", colour=HOUSE.ink if seat.one else HOUSE.quiet,
    )  # fmt: skip


def _corner(x: float, top: float, seat: CarSeat) -> tuple[float, float]:
    room = CAR - 5 * MM - _SEAT
    down = _HOOD + seat.row * _ROW + (_ROW - _SEAT) / 2
    return x + 2.5 * MM + room * seat.across, top - down - _SEAT
