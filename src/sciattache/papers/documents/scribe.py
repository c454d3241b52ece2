"""Each block of a paper as the paragraphs and tables of an editable copy."""

from collections.abc import Iterator, Sequence
from functools import singledispatchmethod
from unicodedata import east_asian_width

from sciattache.papers import blocks, words
from sciattache.papers.documents import fields
from sciattache.papers.documents.lines import Cell, Lines, Row
from sciattache.papers.documents.markup import MILLIMETRE, TWIPS, Element, element
from sciattache.papers.documents.pictures import Pictures, emblem
from sciattache.papers.documents.runs import PLAIN, STRONG, Manner, runs, way
from sciattache.papers.documents.tables import Tables
from sciattache.papers.typesetting.look import Look
from sciattache.papers.typesetting.scribe import paragraphs
from sciattache.papers.typesetting.writing import clean

_BANNER = (0.57, 0.61, 0.56)
"""How wide letters of the date, the place and the zone are, as a share of the size of type."""

_BREADTHS = {"W": 1.8, "F": 1.8}
"""How wide signs of Chinese are, by their class (Unicode Standard Annex 11), in letters."""


class Scribe:
    """Writes the blocks of one paper in turn; ``width`` is that of its text in millimetres."""

    def __init__(self, paper: blocks.Paper, look: Look, width: float, placed: Pictures) -> None:
        self.lines = Lines(paper.language, look)
        self._paper, self._look, self._width, self._pictures = paper, look, width, placed
        self._tables = Tables(self.lines, width, placed)
        self._under_heading = False
        self._headings = list(_headings(paper))
        self._anchors = iter([anchor for *_, anchor in self._headings])
        self._targets = {
            block.anchor: anchor
            for block, anchor in zip(_titled(paper), [h[2] for h in self._headings], strict=True)
            if block.anchor
        }

    @singledispatchmethod
    def draw(self, block: blocks.Block) -> Iterator[Element]:
        """The paragraphs and tables of a block; each kind of block has a method below."""
        raise TypeError(f"no paper is made of {type(block).__name__}")

    def opening(self) -> Iterator[Element]:
        """The letterhead, and the paper's title and what stands under it."""
        yield from self.letterhead()
        yield self.lines.paragraph("Title", self._paper.title)
        if self._paper.subtitle.strip():
            yield self.lines.paragraph("Subtitle", self._paper.subtitle)

    def letterhead(self) -> Iterator[Element]:
        """The mission's name, line by line, and its emblem at the far side."""
        mission, emblem = self._paper.letterhead.lines, self._emblem()
        if not mission and emblem is None:
            return
        named = tuple(
            self.lines.paragraph("Letterhead", (text, self._first(place)))
            for place, text in enumerate(mission)
        )
        if emblem is None:
            yield from named
        else:
            picture = self.lines.picture(emblem, align="end")
            half = self._width / 2
            row = Row(
                (
                    Cell(named, above="none", below="none"),
                    Cell((picture,), above="none", below="none"),
                )
            )
            yield self.lines.table((half, half), [row])
        yield self.lines.gap(3 * self._look.space)

    def _first(self, place: int) -> Manner:
        return Manner(strong=True, colour=self._look.ink) if place == 0 else PLAIN

    def _emblem(self) -> Element:
        file = self._paper.letterhead.logo
        if file is None:
            return None
        name = " ".join(self._paper.letterhead.lines) or self._paper.title
        alt = words.say("logo", self._paper.language, name=name)
        return self._pictures.place(emblem(file), alt, height=14)

    @draw.register
    def _(self, block: blocks.Cover) -> Iterator[Element]:
        yield from self.letterhead()
        yield self.lines.gap(60 * MILLIMETRE / TWIPS)
        yield self.lines.paragraph("CoverTitle", self._paper.title)
        if self._paper.subtitle.strip():
            yield self.lines.paragraph("Subtitle", self._paper.subtitle)
        for text in block.lines:
            yield self.lines.paragraph("Normal", text)
        yield self._break()

    @draw.register
    def _(self, block: blocks.Contents) -> Iterator[Element]:
        yield self.lines.paragraph("TOCHeading", words.say("contents", self._paper.language))
        yield from fields.contents(self.lines, self._headings)

    @draw.register
    def _(self, block: blocks.PageBreak) -> Iterator[Element]:
        yield self._break()

    def _break(self) -> Element:
        return self.lines.holding("TableText", [element("r", element("br", type="page"))])

    @draw.register
    def _(self, block: blocks.Heading) -> Iterator[Element]:
        if clean(block.text).strip():
            self._under_heading = self._under_heading or block.level == 1
            style = f"Heading{block.level if self._under_heading else 1}"
            yield self.lines.paragraph(style, block.text, anchor=next(self._anchors))

    @draw.register
    def _(self, block: blocks.Text) -> Iterator[Element]:
        for paragraph in paragraphs(block):
            if any(clean(run.text).strip() for run in paragraph):
                yield self._text(paragraph)

    def _text(self, paragraph: Sequence[blocks.Run]) -> Element:
        own = way("".join(run.text for run in paragraph), self.lines.home)
        inside = [part for run in paragraph for part in self._run(run)]
        return self.lines.holding("Normal", inside, own=own, turned=True)

    def _run(self, run: blocks.Run) -> Iterator[Element]:
        target = self._targets.get(run.link.removeprefix("#")) if run.link[:1] == "#" else None
        outside = bool(run.link) and not run.link.startswith("#")
        manner = Manner(
            strong=run.emphasis == "strong",
            italic=run.emphasis == "emphasis",
            colour=self._look.quiet if run.emphasis == "quiet" else "",
            link=outside,
        )
        drawn = runs(run.text, self._paper.language, manner)
        if target:
            yield element("hyperlink", *drawn, anchor=target, history=1)
        elif outside:
            yield from self._pictures.link(clean(run.link), drawn)
        else:
            yield from drawn

    @draw.register
    def _(self, block: blocks.DayBanner) -> Iterator[Element]:
        if not clean(block.date).strip():
            return
        strong = Manner(strong=True, colour=self._look.ink, size=self._look.text)
        quiet = Manner(light=True, colour=self._look.quiet, size=self._look.small)
        at = element("tab", val="right", pos=round(self._width * MILLIMETRE))
        inside = [*runs(block.date, self._paper.language)]
        if block.place or block.zone:
            inside.append(element("r", element("tab" if self._fits(block) else "br")))
        inside += runs(block.place, self._paper.language, strong)
        if block.place and block.zone:
            inside += runs("\u2003", self._paper.language, quiet)
        inside += runs(block.zone, self._paper.language, quiet)
        outline = element("outlineLvl", val=1) if self._under_heading else None
        yield self.lines.holding(
            "Day", inside, anchor=next(self._anchors), tabs=element("tabs", at), outline=outline
        )

    def _fits(self, banner: blocks.DayBanner) -> bool:
        """Whether a day's banner is not too long for one line."""
        sizes = (self._look.heading, self._look.text, self._look.small)
        said = (banner.date, banner.place, banner.zone)
        each = zip(said, sizes, _BANNER, strict=True)
        taken = sum(_letters(text) * size * wide for text, size, wide in each)
        return taken + 2 * self._look.text < self._width * MILLIMETRE / TWIPS

    @draw.register
    def _(self, block: blocks.Facts) -> Iterator[Element]:
        return self._tables.facts(block)

    @draw.register
    def _(self, block: blocks.TimedItems) -> Iterator[Element]:
        return self._tables.items(block)

    @draw.register
    def _(self, block: blocks.Grid) -> Iterator[Element]:
        return self._tables.grid(block)

    @draw.register
    def _(self, block: blocks.People) -> Iterator[Element]:
        return self._tables.people(block)

    @draw.register
    def _(self, block: blocks.Cards) -> Iterator[Element]:
        return self._tables.cards(block)

    @draw.register
    def _(self, block: blocks.Signature) -> Iterator[Element]:
        return self._tables.signature(block)

    @draw.register
    def _(self, block: blocks.Note) -> Iterator[Element]:
        said = [(block.title, STRONG)] if block.title.strip() else []
        said += [(part, PLAIN) for part in clean(block.text).split("\n\n")]
        yield self.lines.gap(2 * self._look.space)
        for text, manner in said:
            yield self.lines.noted(text, manner)
        yield self.lines.gap(2 * self._look.space)

    @draw.register
    def _(self, block: blocks.Clauses) -> Iterator[Element]:
        for each in block.clauses:
            head = " · ".join(part for part in (each.tag, each.title) if part.strip())
            if head:
                yield self.lines.paragraph("Normal", (head, STRONG), keep=True)
            for part in clean(each.text).split("\n\n"):
                marked = f"{each.mark} {part}".strip()
                if each.held:
                    yield self.lines.noted(marked, PLAIN)
                else:
                    yield self.lines.paragraph("Normal", (marked, PLAIN))

    @draw.register
    def _(self, block: blocks.Letter) -> Iterator[Element]:
        yield from self.letterhead()
        yield self.lines.paragraph("Date", block.date, align="end")
        if block.reference.strip():
            yield self.lines.paragraph("Caption", block.reference)
        if any(text.strip() for text in block.address):
            yield self.lines.paragraph("InsideAddress", "\n".join(block.address))
        if block.subject.strip():
            yield self.lines.paragraph("Subject", block.subject)
        yield self.lines.paragraph("Salutation", block.salutation)
        for text in clean(block.body).split("\n\n"):
            if text.strip():
                yield self.lines.paragraph("BodyText", text.strip("\n"), turned=True)
        yield self.lines.paragraph("Closing", block.closing, keep=True)
        if block.signer.strip():
            yield self.lines.paragraph("Signature", (block.signer, STRONG), keep=bool(block.role))
        if block.role.strip():
            yield self.lines.paragraph("Signature", (block.role, Manner(colour=self._look.quiet)))


def _letters(text: str) -> float:
    """How many letters of Latin are as wide as a text."""
    return sum(_BREADTHS.get(east_asian_width(sign), 1) for sign in text) * (
        0.85 if way(text, "") == "rtl" else 1
    )


def _titled(paper: blocks.Paper) -> list[blocks.Heading | blocks.DayBanner]:
    """The blocks that a table of contents lists."""
    return [
        block
        for block in paper.blocks
        if (isinstance(block, blocks.Heading) and clean(block.text).strip())
        or (isinstance(block, blocks.DayBanner) and clean(block.date).strip())
    ]


def _headings(paper: blocks.Paper) -> Iterator[tuple[str, int, str]]:
    """Text, level and bookmark of what a table of contents lists."""
    under = False
    for number, block in enumerate(_titled(paper), start=1):
        wanted = block.level if isinstance(block, blocks.Heading) else 2
        text = block.text if isinstance(block, blocks.Heading) else block.date
        level = wanted if under else 1
        under = under or (isinstance(block, blocks.Heading) and block.level == 1)
        yield text, level, f"_Toc{number:06}"
