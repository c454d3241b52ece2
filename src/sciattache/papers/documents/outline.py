"""The headings of a paper: on which level each stands, and where links and contents find it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

from sciattache.papers import blocks, words
from sciattache.papers.typesetting.writing import clean


@dataclass(frozen=True, slots=True)
class Place:
    """A heading: its text, its level from 1, its bookmark, and what links of the paper call it."""

    text: str
    level: int
    bookmark: str
    anchor: str


def outline(paper: blocks.Paper) -> Iterator[Place]:
    """The headings, tabs and days of a paper in their order; inside a tab all stand one lower."""
    under, in_tab = False, 0
    for number, block in enumerate(_titled(paper.blocks), start=1):
        anchor, bookmark = "", f"_Toc{number:06}"
        if isinstance(block, blocks.Tab):
            under, in_tab = False, 1
            name = words.say("tab", paper.language, number=block.number)
            text, level = f"{name}\u2003{block.title}", 1
        elif isinstance(block, blocks.Heading):
            level = (2 if block.level == 2 and under else 1) + in_tab
            under, text, anchor = True, block.text, block.anchor
        else:
            level = (2 if under else 1) + in_tab
            text, anchor = block.date, block.anchor
        yield Place(text, level, bookmark, anchor)


def _titled(
    shown: tuple[blocks.Block, ...],
) -> Iterator[blocks.Heading | blocks.DayBanner | blocks.Tab]:
    for block in shown:
        if isinstance(block, blocks.Facing):
            yield from (day for day in block.first if is_day(day))
        elif (
            is_day(block)
            or isinstance(block, blocks.Tab)
            or (isinstance(block, blocks.Heading) and clean(block.text).strip())
        ):
            yield block


def is_day(block: blocks.Block) -> TypeGuard[blocks.DayBanner]:
    """Whether a block is the banner of a day that has a date."""
    return isinstance(block, blocks.DayBanner) and bool(clean(block.date).strip())
