"""The sheets that badges, cards, labels and tags are printed on, as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

MM = 72 / 25.4
PAGES = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}

Use = Literal["badge", "card", "tent", "label", "tag"]


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
        Stock("avery-5395", "Avery 5395 badges 3⅜ × 2⅓ in, 8 on Letter", "badge",
              "Letter", 85.725, 59.267, 2, 4, 17.4625, 14.817, 95.25, 63.5, die_cut=True),
        Stock("avery-5392", "Avery 5392 badges 4 × 3 in, 6 on Letter", "badge",
              "Letter", 101.6, 76.2, 2, 3, 6.35, 25.4, 101.6, 76.2, die_cut=True),
        Stock("card-a4", "Place cards 85 × 55 mm, 10 on A4", "card",
              "A4", 85, 55, 2, 5, 20, 11, 85, 55),
        Stock("card-letter", "Place cards 3½ × 2 in, 10 on Letter", "card",
              "Letter", 88.9, 50.8, 2, 5, 19.05, 12.7, 88.9, 50.8),
        Stock("tent-a4", "Tent cards 190 × 67 mm, 2 on A4", "tent",
              "A4", 190, 134, 1, 2, 10, 14.5, 190, 134),
        Stock("tent-letter", "Tent cards 7½ × 2½ in, 2 on Letter", "tent",
              "Letter", 190.5, 127, 1, 2, 12.7, 12.7, 190.5, 127),
        Stock("avery-l7160", "Avery L7160 labels 63.5 × 38.1 mm, 21 on A4", "label",
              "A4", 63.5, 38.1, 3, 7, 7.25, 15.15, 66, 38.1, die_cut=True),
        Stock("avery-l7163", "Avery L7163 labels 99.1 × 38.1 mm, 14 on A4", "label",
              "A4", 99.1, 38.1, 2, 7, 4.65, 15.15, 101.6, 38.1, die_cut=True),
        Stock("avery-5160", "Avery 5160 labels 2⅝ × 1 in, 30 on Letter", "label",
              "Letter", 66.675, 25.4, 3, 10, 4.7625, 12.7, 69.85, 25.4, die_cut=True),
        Stock("avery-5163", "Avery 5163 labels 4 × 2 in, 10 on Letter", "label",
              "Letter", 101.6, 50.8, 2, 5, 3.96875, 12.7, 106.3625, 50.8, die_cut=True),
        Stock("tag-a4", "Tags 90 × 65 mm, 8 on A4", "tag",
              "A4", 90, 65, 2, 4, 15, 18.5, 90, 65),
        Stock("avery-l7165", "Avery L7165 labels 99.1 × 67.7 mm, 8 on A4", "tag",
              "A4", 99.1, 67.7, 2, 4, 4.65, 13.1, 101.6, 67.7, die_cut=True),
        Stock("tag-letter", "Tags 3½ × 2⅓ in, 8 on Letter", "tag",
              "Letter", 88.9, 59.267, 2, 4, 19.05, 21.17, 88.9, 59.267),
        Stock("avery-5164", "Avery 5164 labels 4 × 3⅓ in, 6 on Letter", "tag",
              "Letter", 101.6, 84.667, 2, 3, 3.96875, 12.7, 106.3625, 84.667, die_cut=True),
    )
}  # fmt: skip


def of_use(*uses: Use) -> tuple[Stock, ...]:
    """The sheets for some uses in turn; the first of a paper size is its usual one."""
    return tuple(stock for use in uses for stock in STOCK.values() if stock.use == use)


def boxes(stock: Stock) -> Iterator[Box]:
    """The pieces of one sheet, row by row from the upper left."""
    _, page_height = stock.page_size
    for row in range(stock.rows):
        below = page_height - (stock.top + row * stock.pitch_y + stock.height) * MM
        for column in range(stock.columns):
            left = (stock.left + column * stock.pitch_x) * MM
            yield Box(left, below, stock.width * MM, stock.height * MM)
