"""What books and briefs have besides: clauses, biographies, maps, figures, quotes, pictures."""

from collections.abc import Iterator

from sciattache.papers import blocks
from sciattache.papers.documents.lines import Cell, Lines, Row
from sciattache.papers.documents.markup import MILLIMETRE, TWIPS, Element, element, twips
from sciattache.papers.documents.pictures import Pictures
from sciattache.papers.documents.runs import PLAIN, STRONG, Manner, way
from sciattache.papers.documents.tables import Tables
from sciattache.papers.typesetting import pictures
from sciattache.papers.typesetting.scribe import parts
from sciattache.papers.typesetting.typeset import map_png
from sciattache.papers.typesetting.writing import clean

_KEPT = 1800
"""Characters of a biography that still stays on one page."""


class Book:
    """Makes these blocks of one paper, ``width`` millimetres wide."""

    def __init__(self, paper: blocks.Paper, lines: Lines, width: float, placed: Pictures) -> None:
        self._paper, self._lines, self._width, self._pictures = paper, lines, width, placed
        self._tables = Tables(lines, width, placed)
        look = lines.look
        self._quiet = Manner(colour=look.quiet)
        tag = Manner(strong=True, size=look.small * 0.95)
        self._held = Manner(tag.strong, size=tag.size, colour="#ffffff", ground=look.ink)
        self._free = Manner(tag.strong, size=tag.size, colour=look.accent, framed=look.accent)

    def clauses(self, block: blocks.Clauses) -> Iterator[Element]:
        """Paragraphs that hang after their marks; those held back have a bar beside them."""
        for each in block.clauses:
            head = [(f"\u00a0{each.tag}\u00a0", self._held if each.held else self._free)]
            head = head if each.tag.strip() else []
            if each.title.strip():
                head += [("\u2003", PLAIN)] if head else []
                head.append((each.title, STRONG))
            if head:
                yield self._clause(each, head, mark=each.mark, keep=True)
            for number, part in enumerate(parts(clean(each.text))):
                mark = "" if head or number else each.mark
                yield self._clause(each, [(part.strip("\n"), PLAIN)], mark=mark)

    def _clause(
        self,
        clause: blocks.Clause,
        said: list[tuple[str, Manner]],
        *,
        mark: str,
        keep: bool = False,
    ) -> Element:
        """One that runs the other way has its mark where it begins; the bar is at the near side."""
        home = self._lines.home
        own = home if keep else way("".join(text for text, _ in said), home)
        inside = [*self._lines.runs(mark, self._quiet), element("r", element("tab"))]
        inside += [run for text, manner in said for run in self._lines.runs(text, manner)]
        after = twips(self._lines.look.space)
        return self._lines.holding(
            "HeldClause" if clause.held else "Clause", inside, own=own, keep=keep, turned=True,
            spacing=element("spacing", after=after) if keep else None,
            ruled=self._lines.edge("held", home) if clause.held else None,
        )  # fmt: skip

    def biography(self, block: blocks.Biography) -> Iterator[Element]:
        """A portrait with the name, some facts and the life beside it."""
        photo = self._tables.portrait(block.entry)
        about = tuple(self._life(block))
        if not (photo.inside or block.named):
            yield from about
            return
        room = self._lines.look.photo + 6
        length = len(block.text) + sum(len(value) for _, value in block.facts)
        row = Row((photo, Cell(about)), kept=length <= _KEPT)
        yield self._lines.table((room, self._width - room), [row])
        yield self._lines.gap(self._lines.look.space)

    def _life(self, block: blocks.Biography) -> Iterator[Element]:
        entry, lines = block.entry, self._lines
        name = [(entry.name, PLAIN)] if block.named and entry.name.strip() else []
        native = [(entry.native_name, Manner(light=True))] if entry.native_name.strip() else []
        between = [("\u2003", PLAIN)] if name and native else []
        if name:
            yield lines.paragraph("PersonName", *name, *between, *native)
        elif native:
            yield lines.paragraph("TableText", *native)
        for said, manner in ((entry.title, PLAIN), (entry.organisation, self._quiet)):
            if said.strip():
                yield lines.paragraph("TableText", (said, manner))
        for label, value in block.facts:
            if value.strip():
                said_ = [*lines.runs(label, self._quiet), element("r", element("tab"))]
                yield lines.holding("Fact", [*said_, *lines.runs(value)])
        told = [part.strip() for part in parts(clean(block.text))]
        if told:
            yield lines.gap(1.5 * lines.look.space)
        for part in told:
            yield lines.paragraph("BodyText", part, turned=True)

    def map(self, block: blocks.Map) -> Iterator[Element]:
        """The map with its names, drawn as on the page."""
        yield from self._across(map_png(block, self._paper, self._lines.look), block.alt)

    def picture(self, block: blocks.Picture) -> Iterator[Element]:
        """A photograph across the page; nothing for one that cannot be read."""
        drawn = pictures.photograph_jpeg(block.content, block.ratio, grey=self._lines.look.grey)
        if drawn:
            yield from self._across(drawn, block.alt)

    def _across(self, drawn: bytes, alt: str) -> Iterator[Element]:
        yield self._lines.picture(self._pictures.place(drawn, alt, width=self._width))
        yield self._lines.gap(4 * self._lines.look.space)

    def figures(self, block: blocks.Figures) -> Iterator[Element]:
        """Figures side by side, each large under a bar of the house."""
        if not block.figures:
            return
        places = max(2, len(block.figures))
        gap = 6 * self._lines.look.space / MILLIMETRE * TWIPS
        width = (self._width - gap * (places - 1)) / places
        cells = [
            Cell(
                (self._lines.paragraph("Figure", figure), self._lines.paragraph("Caption", said)),
                above="bar",
            )
            for figure, said in block.figures
        ] + [Cell(())] * (places - len(block.figures))
        parted = [each for cell in cells for each in (Cell(()), cell)][1:]
        widths = [width if n % 2 == 0 else gap for n in range(len(parted))]
        yield self._lines.table(widths, [Row(tuple(parted))], style="TableNormal")
        yield self._lines.gap(4 * self._lines.look.space)

    def quote(self, block: blocks.Quote) -> Iterator[Element]:
        """What was said, and by whom, beside the line of a note."""
        yield self._lines.gap(3 * self._lines.look.space)
        yield self._lines.noted(block.text, style="Quote")
        if block.who.strip():
            yield self._lines.noted(block.who, style="QuoteSource")
        yield self._lines.gap(5 * self._lines.look.space)
