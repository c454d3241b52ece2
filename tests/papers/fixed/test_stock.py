"""Label stock: every piece lies on its sheet, and the slug has a margin."""

from itertools import combinations

import pytest

from sciattache.papers.fixed.stock import MM, STOCK, Box, boxes


def overlap(one: Box, other: Box) -> bool:
    apart_x = one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01
    apart_y = one.y + one.height <= other.y + 0.01 or other.y + other.height <= one.y + 0.01
    return not (apart_x or apart_y)


@pytest.mark.parametrize("key", STOCK)
def test_the_pieces_lie_on_the_sheet_and_apart(key: str) -> None:
    stock = STOCK[key]
    width, height = stock.page_size
    pieces = list(boxes(stock))
    assert len(pieces) == stock.per_sheet
    # Dies are where their maker cut them; a sheet that is cut by hand keeps clear of its edges.
    least = 3.9 * MM if stock.die_cut else 5 * MM
    assert all(box.x >= least and box.x + box.width <= width - least for box in pieces)
    assert all(box.y >= 0 and box.y + box.height <= height for box in pieces)
    assert not any(overlap(one, other) for one, other in combinations(pieces, 2))


@pytest.mark.parametrize("key", STOCK)
def test_the_margins_of_a_sheet_are_even(key: str) -> None:
    stock = STOCK[key]
    right = stock.page_size[0] / MM - max(box.x + box.width for box in boxes(stock)) / MM
    assert right == pytest.approx(stock.left, abs=0.5)
    assert stock.foot == pytest.approx(stock.top, abs=0.5)


@pytest.mark.parametrize("key", STOCK)
def test_the_slug_has_a_margin_of_its_own(key: str) -> None:
    assert STOCK[key].foot >= 10


def test_the_first_piece_is_the_upper_left_one() -> None:
    pieces = list(boxes(STOCK["badge-a4"]))
    assert pieces[0].y > pieces[-1].y
    assert pieces[0].x < pieces[1].x
