"""A programme in two languages in an editable copy: each line beside its like."""

from collections.abc import Iterator

from sciattache.papers import blocks, words
from sciattache.papers.documents.lines import Cell, Lines, Row
from sciattache.papers.documents.markup import Element, element
from sciattache.papers.documents.outline import Place
from sciattache.papers.documents.pictures import Pictures
from sciattache.papers.documents.runs import PLAIN, STRONG, Manner
from sciattache.papers.documents.tables import Tables
from sciattache.papers.typesetting.scribe import kept, paragraphs
from sciattache.papers.typesetting.writing import clean

_HOURS = 2.7
"""Millimetres of the column of hours to a point of the size of type."""


class Facing:
    """Makes the tables of one pair of languages; ``places`` are the paper's headings to come."""

    def __init__(
        self,
        language: str,
        lines: Lines,
        width: float,
        placed: Pictures,
        places: Iterator[Place],
    ) -> None:
        other = Lines(language, lines.look, guest=True)
        self._sides = (lines, other)
        self._items = tuple(Tables(each, width, placed) for each in self._sides)
        self._lines, self._places = lines, places
        self._meet = lines.home != other.home
        hours = _HOURS * lines.look.text
        half = (width - hours * (1 + self._meet)) / 2
        self._widths = (hours, half, half, *((hours,) if self._meet else ()))

    def draw(self, pairs: Iterator[tuple[blocks.Block, blocks.Block]]) -> Iterator[Element]:
        """A table for each day, and one for what stands before the first."""
        rows: list[Row] = []
        for mine, other in pairs:
            if type(mine) is not type(other):
                raise TypeError(f"{type(mine).__name__} does not face {type(other).__name__}")
            if isinstance(mine, blocks.DayBanner):
                yield from self._table(rows)
                rows = []
            rows += self._rows(mine, other)
        yield from self._table(rows)

    def _table(self, rows: list[Row]) -> Iterator[Element]:
        if rows:
            yield self._lines.table(self._widths, rows)
            yield self._lines.gap(2 * self._lines.look.space)

    def _rows(self, mine: blocks.Block, other: blocks.Block) -> Iterator[Row]:
        if isinstance(mine, blocks.DayBanner) and isinstance(other, blocks.DayBanner):
            if clean(mine.date).strip():
                place = next(self._places)
                level = element("outlineLvl", val=place.level - 1)
                first = self._day(mine, 0, anchor=place.bookmark, outline=level)
                yield self._pair(first, self._day(other, 1), head=True, below="bar")
        elif isinstance(mine, blocks.TimedItems) and isinstance(other, blocks.TimedItems):
            yield from self._timed(mine, other)
        else:
            sides = [tuple(self._said(each, n)) for n, each in enumerate((mine, other))]
            if any(sides):
                yield self._pair(*sides, kept=False)

    def _pair(
        self,
        first: tuple[Element, ...],
        second: tuple[Element, ...],
        *,
        head: bool = False,
        kept: bool = True,
        below: str = "none",
    ) -> Row:
        """Both languages over the whole width, without hours."""
        cells = (
            Cell(first, span=2, above="none", below=below),
            Cell(second, span=1 + self._meet, above="none", below=below),
        )
        return Row(cells, head=head, kept=kept)

    def _day(
        self, day: blocks.DayBanner, side: int, *, anchor: str = "", outline: Element = None
    ) -> tuple[Element, ...]:
        lines = self._sides[side]
        below = [(day.place, STRONG)] if day.place.strip() else []
        if day.zone.strip():
            below += [("\u2003", PLAIN)] if below else []
            below.append((day.zone, Manner(colour=lines.look.quiet)))
        date = lines.paragraph("DayBeside", day.date, anchor=anchor, outline=outline)
        return date, lines.paragraph("TableSmall", *below)

    def _timed(self, mine: blocks.TimedItems, other: blocks.TimedItems) -> Iterator[Row]:
        for number, pair in enumerate(zip(mine.items, other.items, strict=True)):
            above = "" if number else "bar"
            drawn = [tables.parts(item) for tables, item in zip(self._items, pair, strict=True)]
            cells = [Cell(drawn[0][0], above=above)]
            cells += [Cell((*main, *aside), above=above) for _, main, aside in drawn]
            if self._meet:
                cells.append(Cell(drawn[1][0], above=above))
            yield Row(tuple(cells), kept=all(kept(item) for item in pair))
        if mine.nights:
            cells = [Cell((), above="bar", below="none")]
            for side, nights in enumerate((mine.nights, other.nights)):
                cells.append(Cell(tuple(self._nights(nights, side)), above="bar", below="none"))
            if self._meet:
                cells.append(Cell((), above="bar", below="none"))
            yield Row(tuple(cells))

    def _nights(self, nights: tuple[blocks.Night, ...], side: int) -> Iterator[Element]:
        lines = self._sides[side]
        quiet = Manner(colour=lines.look.quiet)
        yield lines.paragraph("TableSmall", (words.say("night", lines.language), quiet))
        for night in nights:
            yield lines.paragraph("TableText", (night.hotel, STRONG))
            if night.details.strip():
                yield lines.paragraph("TableSmall", (night.details, quiet))

    def _said(self, block: blocks.Block, side: int) -> Iterator[Element]:
        lines = self._sides[side]
        for told in _told(block, Manner(colour=lines.look.quiet)):
            if any(clean(text).strip() for text, _ in told):
                yield lines.paragraph("TableText", *told)


def _told(block: blocks.Block, quiet: Manner) -> list[list[tuple[str, Manner]]]:
    """What facts, notes, headings and words say, a list for each of their paragraphs."""
    match block:
        case blocks.Facts(pairs):
            named = [((label, quiet), (value, PLAIN)) for label, value in pairs if value.strip()]
            return [[label, ("\u2003", PLAIN), value] for label, value in named]
        case blocks.Note(text, title):
            return [[(title, STRONG)], [(text, PLAIN)]]
        case blocks.Heading(text):
            return [[(text, STRONG)]]
        case blocks.Text():
            return [[("".join(run.text for run in each), PLAIN)] for each in paragraphs(block)]
        case blocks.DayBanner():
            return []
    raise TypeError(f"nothing faces {type(block).__name__}")
