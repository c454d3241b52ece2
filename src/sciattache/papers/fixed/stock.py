"""The sheets that badges, cards and tents are printed on, as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sciattache.errors import KnownError

MM = 72 / 25.4
PAGES = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}

Use = Literal["badge", "card", "tent"]


@dataclass(frozen=True)
class Stock:
    """A sheet of equal pieces; all measures in millimetres from the upper left corner.

    `die_cut` sheets come apart by themselves and need no cutting marks. A `tent` is folded in
    the middle of its height.
    """

    key: str
    title: str
    use: Use
    page: str
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    pitch_x: float
    pitch_y: float
    die_cut: bool = False

    @property
    def per_sheet(self) -> int:
        return self.columns * self.rows

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of the sheet in points."""
        width, height = PAGES[self.page]
        return width * MM, height * MM

    @property
    def foot(self) -> float:
        """The free margin below the last row, in millimetres."""
        return PAGES[self.page][1] - self.top - (self.rows - 1) * self.pitch_y - self.height


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet in points, from the lower left corner as PDF counts."""

    x: float
    y: float
    width: float
    height: float


# Avery's and Zweckform's measures are those of their own sheets.
STOCK: dict[str, Stock] = {
    stock.key: stock
    for stock in (
        Stock("badge-a4", "Badges 90 × 54 mm, 10 on A4", "badge",
              "A4", 90, 54, 2, 5, 15, 13.5, 90, 54),
        Stock("badge-a4-large", "Badges 86 × 55 mm, 8 on A4", "badge",
              "A4", 86, 55, 2, 4, 15, 32.5, 94, 59),
        Stock("avery-c32011", "Avery C32011 cards 85 × 54 mm, 10 on A4", "badge",
              "A4", 85, 54, 2, 5, 15, 13.5, 95, 54, die_cut=True),
        Stock("avery-5392", "Avery 5392 badges 4 × 3 in, 6 on Letter", "badge",
              "Letter", 101.6, 76.2, 2, 3, 6.35, 25.4, 101.6, 76.2, die_cut=True),
        Stock("avery-5395", "Avery 5395 badges 3⅜ × 2⅓ in, 8 on Letter", "badge",
              "Letter", 85.725, 59.267, 2, 4, 17.4625, 14.817, 95.25, 63.5, die_cut=True),
        Stock("card-a4", "Place cards 85 × 55 mm, 10 on A4", "card",
              "A4", 85, 55, 2, 5, 20, 11, 85, 55),
        Stock("card-letter", "Place cards 3½ × 2 in, 10 on Letter", "card",
              "Letter", 88.9, 50.8, 2, 5, 19.05, 12.7, 88.9, 50.8),
        Stock("tent-a4", "Tent cards 190 × 67 mm, 2 on A4", "tent",
              "A4", 190, 134, 1, 2, 10, 14.5, 190, 134),
        Stock("tent-letter", "Tent cards 7½ × 2½ in, 2 on Letter", "tent",
              "Letter", 190.5, 127, 1, 2, 12.7, 12.7, 190.5, 127),
    )
}  # fmt: skip


def find(key: str) -> Stock:
    """The stock of that key; KnownError names the keys that there are."""
    if key in STOCK:
        return STOCK[key]
    raise KnownError(f"There is no sheet “{key}”.", f"Choose one of {', '.join(STOCK)}.")


def boxes(stock: Stock) -> Iterator[Box]:
    """The pieces of one sheet, row by row from the upper left."""
    _, page_height = stock.page_size
    for row in range(stock.rows):
        below = page_height - (stock.top + row * stock.pitch_y + stock.height) * MM
        for column in range(stock.columns):
            left = (stock.left + column * stock.pitch_x) * MM
            yield Box(left, below, stock.width * MM, stock.height * MM)
