"""Paragraphs and tables of an editable copy, mirrored where its language is written from right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from sciattache.papers.blocks import direction
from sciattache.papers.documents.markup import MILLIMETRE, Element, element, flag, twips
from sciattache.papers.documents.runs import PLAIN, Manner, runs, way
from sciattache.papers.documents.styles import line
from sciattache.papers.typesetting.look import Look

Said = str | tuple[str, Manner]
"""A text, and how it differs from its paragraph."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; ``above`` and ``below`` name the lines there, ``span`` its columns."""

    inside: tuple[Element, ...]
    span: int = 1
    above: str = ""
    below: str = ""
    low: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a ``head`` repeats on every page, what is ``kept`` is on one page."""

    cells: tuple[Cell, ...]
    head: bool = False
    kept: bool = True


class Lines:
    """Makes the paragraphs and tables of one paper."""

    def __init__(self, language: str, look: Look, *, guest: bool = False) -> None:
        """A ``guest`` makes those of a second language."""
        self.language, self.look = language, look
        self._guest = guest
        self.home = direction(language)
        self._bookmarks = count(1)

    def paragraph(
        self,
        style: str,
        *said: Said,
        align: str = "",
        keep: bool = False,
        anchor: str = "",
        tabs: Element = None,
        number: int = 0,
        turned: bool = False,
        outline: Element = None,
    ) -> Element:
        """A paragraph; one that begins in the other direction keeps to the side of its column.

        ``turned`` lets it begin at its own side.
        """
        texts = [each if isinstance(each, tuple) else (each, PLAIN) for each in said]
        own = self._way([text for text, _ in texts])
        inside = [run for text, manner in texts for run in self.runs(text, manner)]
        return self.holding(
            style, inside, own=own, align=align, keep=keep, anchor=anchor, tabs=tabs,
            number=number, turned=turned, outline=outline,
        )  # fmt: skip

    def runs(self, text: str, manner: Manner = PLAIN) -> Iterator[Element]:
        """The runs of a text in the language of these lines."""
        return runs(text, self.language, manner, guest=self._guest)

    def holding(
        self,
        style: str,
        inside: Iterable[Element],
        *,
        own: str = "",
        align: str = "",
        keep: bool = False,
        anchor: str = "",
        tabs: Element = None,
        number: int = 0,
        turned: bool = False,
        ruled: Element = None,
        spacing: Element = None,
        outline: Element = None,
    ) -> Element:
        """A paragraph that holds runs, or whatever else may stand in one."""
        direction = own or self.home
        numbering = element("numPr", element("ilvl", val=0), element("numId", val=number))
        properties = element(
            "pPr",
            element("pStyle", val=style),
            flag("keepNext", on=keep),
            numbering if number else None,
            ruled,
            tabs,
            flag("bidi", on=direction == "rtl"),
            spacing,
            self._side(align, direction, turned=turned),
            outline,
        )
        made = element("p", properties)
        named = self._bookmark(anchor)
        made.extend([*named[:1], *inside, *named[1:]])
        return made

    def table(
        self, widths: Sequence[float], rows: Iterable[Row], *, style: str = "TableHouse"
    ) -> Element:
        """A table with columns of ``widths`` millimetres; the first column is at the near side."""
        twelfths = [round(width * MILLIMETRE) for width in widths]
        listed = list(rows)
        head = int(any(row.head for row in listed))
        properties = element(
            "tblPr",
            element("tblStyle", val=style),
            flag("bidiVisual", on=self.home == "rtl"),
            element("tblW", w=sum(twelfths), type="dxa"),
            element("tblLayout", type="fixed"),
            element("tblLook", val="0420" if head else "0400", firstRow=head, lastRow=0,
                    firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        )  # fmt: skip
        grid = element("tblGrid", *(element("gridCol", w=width) for width in twelfths))
        return element("tbl", properties, grid, *(self._row(row, twelfths) for row in listed))

    def gap(self, points: float) -> Element:
        """A paragraph of nothing but space, such as two tables need between them."""
        spacing = element(
            "spacing", before=0, after=0, line=max(twips(points), 20), lineRule="exact"
        )
        return self.holding("TableText", (), spacing=spacing)

    def closing(self, section: Element) -> Element:
        """A paragraph of no height that ends a section, what follows begins on a new page."""
        made = self.gap(1)
        made[0].append(section)
        return made

    def picture(self, picture: Element, *, align: str = "") -> Element:
        """A paragraph as tall as the picture in it."""
        spacing = element("spacing", before=0, after=0, line=240, lineRule="auto")
        return self.holding("TableText", [picture], align=align, spacing=spacing)

    def noted(self, text: str, manner: Manner = PLAIN, *, style: str = "Note") -> Element:
        """A paragraph with the line of a note at its near side."""
        own = way(text, self.home)
        ruled = self.edge("edge", self.home)
        return self.holding(style, self.runs(text, manner), own=own, ruled=ruled)

    def edge(self, kind: str, direction: str) -> Element:
        """A line where the lines of a direction begin."""
        side = "right" if direction == "rtl" else "left"
        return element("pBdr", line(kind, self.look, space=8, side=side))

    def _row(self, row: Row, widths: Sequence[int]) -> Element:
        properties = element(
            "trPr", flag("cantSplit", on=row.kept or row.head), flag("tblHeader", on=row.head)
        )
        made = element("tr", properties)
        place = 0
        for cell in row.cells:
            width = sum(widths[place : place + cell.span])
            place += cell.span
            made.append(self._cell(cell, width, last=place == len(widths)))
        return made

    def _cell(self, cell: Cell, width: int, *, last: bool) -> Element:
        sides = [(side, kind) for side, kind in (("top", cell.above), ("bottom", cell.below))]
        drawn = [
            element(side, val="nil") if kind == "none" else line(kind, self.look, side=side)
            for side, kind in sides
            if kind
        ]
        gap = 0 if last else twips(2.5 * self.look.space)
        far = "left" if self.home == "rtl" else "right"
        properties = element(
            "tcPr",
            element("tcW", w=width, type="dxa"),
            element("gridSpan", val=cell.span) if cell.span > 1 else None,
            element("tcBorders", *drawn) if drawn else None,
            element("tcMar", element(far, w=gap, type="dxa")) if gap else None,
            element("vAlign", val="bottom") if cell.low else None,
        )
        return element("tc", properties, *(cell.inside or (self.paragraph("TableText"),)))

    def _way(self, texts: Sequence[str]) -> str:
        """Which way a line of several texts runs: the paper's, unless they all run the other."""
        ways = {way(text, "") for text in texts} - {""}
        return ways.pop() if len(ways) == 1 else self.home

    def _side(self, align: str, direction: str, *, turned: bool) -> Element:
        """Which side a paragraph keeps to; *left* is where its own direction begins."""
        if align == "center":
            return element("jc", val="center")
        far = (align == "end") != (direction != self.home and not turned)
        return element("jc", val="right") if far else None

    def _bookmark(self, anchor: str) -> tuple[Element, ...]:
        if not anchor:
            return ()
        id = next(self._bookmarks)
        return element("bookmarkStart", id=id, name=anchor), element("bookmarkEnd", id=id)
