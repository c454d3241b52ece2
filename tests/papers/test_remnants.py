"""No page holds next to nothing where a paper can be set a little closer."""

import pypdfium2
import pytest

from sciattache.papers.blocks import (
    Block,
    Card,
    Cards,
    Cover,
    DayBanner,
    Facing,
    Heading,
    Note,
    PageBreak,
    Paper,
    Text,
    TimedItem,
    TimedItems,
)
from sciattache.papers.setting import as_file
from sciattache.papers.typesetting.look import HOUSE, LOOKS
from sciattache.papers.typesetting.remnants import LONG, remnants, without_remnants
from sciattache.papers.typesetting.typeset import milestones, pdf


def texts(made: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]


def said(count: int) -> tuple[Block, ...]:
    return tuple(Text((f"Line {n}.",)) for n in range(count))


def paper(*blocks: Block, look: str = "plain", landscape: bool = False) -> Paper:
    return Paper("programme", "Visit", blocks, look=look, landscape=landscape)


@pytest.mark.parametrize("landscape", [False, True])
def test_a_few_lines_that_go_over_are_drawn_back(landscape: bool) -> None:
    by_pages = {}
    for count in range(10, 60):
        of = paper(*said(count), landscape=landscape)
        by_pages.setdefault(len(texts(pdf(of))), count)
    over = paper(*said(by_pages[2]), landscape=landscape)
    assert remnants(over, HOUSE) == 1
    assert len(texts(as_file(over))) == 1
    assert without_remnants(over).text >= 0.97 * HOUSE.text


def test_a_card_is_not_left_alone_on_a_page() -> None:
    card = Card("Ann Meier", "BEGIN:VCARD\nEND:VCARD")
    sides = (("Guests", 3), ("Hosts", 5), ("Our mission", 1))
    listed = [block for side, n in sides for block in (Heading(side), Cards((card,) * n))]
    over = paper(*said(3), *listed)
    assert remnants(over, HOUSE) == 1
    assert len(texts(as_file(over))) == 1
    assert without_remnants(over).code >= 24


def test_half_a_page_is_no_remnant_and_nothing_becomes_smaller_for_it() -> None:
    of = paper(*said(60))
    assert [mark.page for mark in milestones(of, HOUSE)] == [1, 2]
    assert without_remnants(of) == HOUSE


def test_a_short_page_that_begins_its_part_is_no_remnant() -> None:
    of = paper(Cover(), Heading("Contents"), PageBreak(), *said(60), PageBreak(), Text(("End",)))
    assert remnants(of, HOUSE) == 0


def test_of_a_paper_with_parts_each_is_looked_at() -> None:
    over = next(n for n in range(30, 60) if len(texts(pdf(paper(*said(n))))) == 2)
    of = paper(*said(over), PageBreak(), *said(5))
    assert remnants(of, HOUSE) == 1
    assert remnants(of, without_remnants(of)) == 0
    assert len(texts(as_file(of))) == 2


def test_a_long_paper_is_set_once() -> None:
    of = paper(*[block for _ in range(45) for block in (*said(3), PageBreak())], *said(50))
    over = next(longer for n in range(30) if remnants(longer := paper(*of.blocks, *said(n)), HOUSE))
    assert milestones(over, HOUSE)[-1].page > LONG
    assert as_file(over) == pdf(over)


def test_words_of_large_print_stay_as_large_as_they_are() -> None:
    for count in range(15, 40):
        assert without_remnants(paper(*said(count), look="large")).text == LOOKS["large"].text


@pytest.mark.parametrize("facing", [False, True])
def test_a_note_stays_with_the_last_line_of_the_programme(facing: bool) -> None:
    calls = tuple(TimedItem("09:00", f"CALL {n}") for n in range(2))
    for lines in range(30, 44):
        day: tuple[Block, ...] = (DayBanner("TUESDAY"), TimedItems(calls), Note("CERES", "Note"))
        day = (Facing("fr", day, day),) if facing else day
        read = texts(pdf(paper(*said(lines), *day)))
        assert sum("CERES" in page for page in read) == 1
        for page in read:
            assert ("CERES" in page) == ("CALL 1" in page), lines
