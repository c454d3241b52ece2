"""The pocket programme: the guests' programme on small pages, imposed for folding."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace

import pikepdf

from sciattache.papers.blocks import (
    Block,
    Cover,
    DayBanner,
    Heading,
    PageBreak,
    Paper,
    Size,
    TimedItem,
    TimedItems,
)
from sciattache.papers.fixed.imposing import QUARTO, impose
from sciattache.papers.fixed.pages import Imprint
from sciattache.papers.flowing.programme import programme
from sciattache.papers.imprint import paper
from sciattache.papers.reader import Reader
from sciattache.papers.typesetting.look import HOUSE, Look
from sciattache.papers.typesetting.typeset import pdf
from sciattache.services.dossier import Dossier

_SIZES: dict[str, Size] = {"A4": "A6", "Letter": "Quarter Letter"}
"""The quarter of a sheet."""

POCKET = replace(
    HOUSE,
    text=7.6,
    small=6.7,
    foot=5.4,
    heading=9.4,
    subheading=8.2,
    title=12.0,
    cover=17.0,
    leading=1.3,
    margin=10.0,
    space=2.6,
)
"""The house's look on a page that fits a breast pocket."""

_TIGHT = replace(POCKET, text=7.0, small=6.3, heading=8.8, space=2.1, leading=1.26)
"""The same for a programme that a single sheet then holds."""


def pocket_programme(dossier: Dossier, reader: Reader, imprint: Imprint, size: str) -> bytes:
    """One sheet folded twice where the programme fits it, else a booklet of several."""
    blocks = (Cover(), *map(_narrow, programme(dossier, reader)))
    made = paper(dossier, reader, "pocket-programme", blocks, _SIZES[size])
    pages = _one_sheet(made, reader) or _filled(made, POCKET, reader)
    return impose(pages, size, imprint, right_to_left=made.direction == "rtl")


def _narrow(block: Block) -> Block:
    """A block for a narrow page: who takes part is left out, remarks go below."""
    if isinstance(block, DayBanner):
        clock, *other = block.zone.split(" · ")
        here = " · ".join(_lines(block.place, clock))
        return replace(block, place="", zone="\n".join(_lines(here, *other)))
    if not isinstance(block, TimedItems):
        return block
    return replace(block, items=tuple(map(_narrow_item, block.items)))


def _narrow_item(item: TimedItem) -> TimedItem:
    below = " · ".join(_lines(item.contact, item.remarks))
    return replace(item, participants="", remarks="", contact=below)


def _lines(*texts: str) -> Iterable[str]:
    return (line for text in texts for line in text.splitlines() if line.strip())


def _one_sheet(made: Paper, reader: Reader) -> bytes | None:
    for look in (POCKET, _TIGHT):
        if _count(pdf(made, look=look)) <= QUARTO:
            return _filled(made, look, reader)
    return None


def _filled(made: Paper, look: Look, reader: Reader) -> bytes:
    """The pages, with some for notes after them so that they fill sheets."""
    drawn = pdf(made, look=look)
    lacking = -_count(drawn) % QUARTO
    if not lacking:
        return drawn
    notes: list[Block] = []
    for _ in range(lacking):
        notes += [PageBreak(), Heading(reader.say("heading.notes"))]
    return pdf(replace(made, blocks=(*made.blocks, *notes)), look=look)


def _count(drawn: bytes) -> int:
    with pikepdf.open(io.BytesIO(drawn)) as document:
        return len(document.pages)
