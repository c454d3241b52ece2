"""The blocks of a paper that an editable copy has as tables."""

from collections.abc import Iterator, Sequence
from itertools import count

from sciattache.papers import blocks, words
from sciattache.papers.documents.lines import Cell, Lines, Row
from sciattache.papers.documents.markup import MILLIMETRE, TWIPS, Element
from sciattache.papers.documents.pictures import Pictures
from sciattache.papers.documents.runs import PLAIN, STRONG, Manner
from sciattache.papers.typesetting import pictures
from sciattache.papers.typesetting.scribe import kept
from sciattache.papers.typesetting.writing import clean

_LONG = 28
"""Characters of an address that has to be set smaller to stay on its line."""


class Tables:
    """Makes the tables of one paper, ``width`` millimetres wide; numbers its lists of people."""

    def __init__(self, lines: Lines, width: float, placed: Pictures) -> None:
        self._lines, self._width, self._pictures = lines, width, placed
        self._numbers = count(1)

    def facts(self, block: blocks.Facts) -> Iterator[Element]:
        """Labels and their values."""
        label = min(self._lines.look.text * 4.2, self._width / 3)
        rows = [
            Row((Cell((self._quiet(name),)), Cell((self._lines.paragraph("TableText", said),))))
            for name, said in block.pairs
            if said.strip()
        ]
        if rows:
            yield self._lines.table((label, self._width - label), rows, style="TableNormal")
            yield self._lines.gap(self._lines.look.space)

    def items(self, block: blocks.TimedItems) -> Iterator[Element]:
        """The lines of a day, closed by its nights."""
        hours = self._lines.look.text * 3
        aside = 0.31 * self._width if any(i.participants or i.remarks for i in block.items) else 0
        widths = [hours, self._width - hours - aside, *([aside] if aside else [])]
        rows = [self._item(item, bool(aside)) for item in block.items]
        label = words.say("night", self._lines.language)
        rows += [
            Row(
                (
                    self._under_bar(self._quiet("" if place else label), first=not place),
                    self._under_bar(
                        self._lines.paragraph(
                            "TableText", (night.hotel, STRONG),
                            *([("\u2003" + night.details, self._small())] if night.details else []),
                        ), first=not place, span=len(widths) - 1,
                    ),
                )
            )
            for place, night in enumerate(block.nights)
        ]  # fmt: skip
        if rows:
            yield self._lines.table(widths, rows)
            yield self._lines.gap(self._lines.look.space)

    def _under_bar(self, inside: Element, *, first: bool, span: int = 1) -> Cell:
        return Cell((inside,), span=span, above="bar" if first else "none", below="none")

    def _item(self, item: blocks.TimedItem, aside: bool) -> Row:
        first, main, side = self.parts(item)
        whole = aside and not kept(item)
        cells = [Cell(first), Cell((*main, *side) if whole else main, span=2 if whole else 1)]
        if aside and not whole:
            cells.append(Cell(side))
        return Row(tuple(cells), kept=kept(item))

    def parts(self, item: blocks.TimedItem) -> tuple[tuple[Element, ...], ...]:
        """What stands at its hours, what and where it is, and who comes and what else there is."""
        off = item.standing == "off"
        quiet = self._lines.look.quiet
        hours = "–".join(filter(None, (item.start, item.end)))
        first = [self._lines.paragraph("TableText", (hours, Manner(colour=quiet if off else "")))]
        if item.other_hours:
            first.append(self._lines.paragraph("TableSmall", (item.other_hours, self._small())))
        manner = Manner(
            strong=item.standing == "firm" and not item.movement, italic=item.movement,
            struck=off, colour=quiet if off else "",
        )  # fmt: skip
        title = [(item.title, manner)]
        if item.status:
            title.append(
                (
                    f"\u2003{item.status}",
                    Manner(italic=True, colour=quiet, size=self._lines.look.small),
                )
            )
        main = [self._lines.paragraph("TableText", *title)]
        below = [said for said in (item.place, item.contact) if said]
        if below:
            parted = [(said, self._small()) for text in below for said in (" · ", text)][1:]
            main.append(self._lines.paragraph("TableSmall", *parted))
        side = [
            self._lines.paragraph("TableSmall", (said, manner))
            for said, manner in ((item.participants, PLAIN), (item.remarks, Manner(colour=quiet)))
            if said.strip()
        ]
        return tuple(first), tuple(main), tuple(side)

    def grid(self, block: blocks.Grid) -> Iterator[Element]:
        """A table whose head repeats on every page."""
        total = sum(column.weight for column in block.columns)
        widths = [self._width * column.weight / total for column in block.columns]
        heads = tuple(
            Cell(
                (self._lines.paragraph("TableHead", c.head, align=c.align, keep=True),),
                below="bar",
                low=True,
            )
            for c in block.columns
        )
        named = [Row(heads, head=True)] if any(c.head.strip() for c in block.columns) else []
        rows = [*named, *(self._row(entry, block.columns) for entry in block.rows)]
        if not block.rows and block.empty:
            said = self._lines.paragraph(
                "TableSmall", (block.empty, Manner(colour=self._lines.look.quiet))
            )
            rows.append(Row((Cell((said,), span=len(widths)),)))
        yield self._lines.table(widths, rows)
        yield self._lines.gap(2 * self._lines.look.space)

    def _row(
        self, entry: tuple[str, ...] | blocks.Group | blocks.Sum, columns: Sequence[blocks.Column]
    ) -> Row:
        if isinstance(entry, blocks.Group):
            led = int(bool(entry.lead) and len(columns) > 1)
            across = [self._lines.paragraph("TableGroup", said)
                      for said in (entry.lead, entry.text)[1 - led :]]  # fmt: skip
            spans = (1, len(columns) - led)[1 - led :]
            return Row(
                tuple(Cell((said,), span=span) for said, span in zip(across, spans, strict=True))
            )
        manners: dict[str, Manner] = {
            "strong": STRONG,
            "quiet": Manner(colour=self._lines.look.quiet),
        }
        if isinstance(entry, blocks.Sum):
            manners, entry = {column.style: STRONG for column in columns}, entry.cells
        if len(entry) > len(columns):
            raise ValueError(f"a row of {len(entry)} cells in {len(columns)} columns")
        filled = (*entry, *[""] * (len(columns) - len(entry)))
        cells = tuple(
            Cell(
                (
                    self._lines.paragraph(
                        "TableSmall", *self._in_cell(said, c, manners), align=c.align
                    ),
                )
            )
            for said, c in zip(filled, columns, strict=True)
        )
        return Row(cells, kept=kept(entry))

    def _in_cell(
        self, said: str, column: blocks.Column, manners: dict[str, Manner]
    ) -> list[tuple[str, Manner]]:
        """What a cell says; of a titled one the first line stands out."""
        if column.style in manners or column.style != "titled":
            return [(said, manners.get(column.style, PLAIN))]
        title, parted, rest = said.partition("\n")
        return [(title, STRONG), (parted + rest, PLAIN)]

    def people(self, block: blocks.People) -> Iterator[Element]:
        """Persons one below the other, numbered so that a row put between renumbers the rest."""
        number = next(self._numbers) if block.numbered else 0
        photo = self._lines.look.photo + 4 if any(entry.photo for entry in block.entries) else 0
        aside = 0.38 * self._width if any(e.contacts or e.remarks for e in block.entries) else 0
        first = 9.0 if number else 0
        widths = [w for w in (first, photo, self._width - first - photo - aside, aside) if w]
        rows = [self._person(e, number, bool(photo), bool(aside)) for e in block.entries]
        if rows:
            yield self._lines.table(widths, rows)
            yield self._lines.gap(2 * self._lines.look.space)

    def _person(self, entry: blocks.Entry, number: int, photo: bool, aside: bool) -> Row:
        cells = []
        if number:
            cells.append(Cell((self._lines.holding("ListNumber", (), number=number),)))
        if photo:
            cells.append(self.portrait(entry))
        cells.append(Cell(self._named(entry)))
        if aside:
            told = [self._lines.paragraph("TableSmall", said) for said in entry.contacts]
            if entry.remarks:
                said = (entry.remarks, Manner(colour=self._lines.look.quiet))
                told.append(self._lines.paragraph("TableSmall", said))
            cells.append(Cell(tuple(told)))
        return Row(tuple(cells), kept=kept(entry))

    def portrait(self, entry: blocks.Entry) -> Cell:
        """The portrait of a person, nothing for none."""
        grey = self._lines.look.grey
        drawn = pictures.portrait_jpeg(entry.photo, entry.box, grey=grey) if entry.photo else b""
        if not drawn:
            return Cell(())
        alt = words.say("photo", self._lines.language, name=clean(entry.name))
        placed = self._pictures.place(drawn, alt, width=self._lines.look.photo)
        return Cell((self._lines.picture(placed),))

    def _named(self, one: blocks.Entry | blocks.Card) -> tuple[Element, ...]:
        """A name in both scripts, with title and organisation below."""
        name = [(one.name, STRONG)]
        if one.native_name:
            name.append((f"\u2003{one.native_name}", PLAIN))
        below = ((one.title, PLAIN), (one.organisation, Manner(colour=self._lines.look.quiet)))
        return (
            self._lines.paragraph("TableText", *name),
            *(self._lines.paragraph("TableText", (t, m)) for t, m in below if t),
        )

    def cards(self, block: blocks.Cards) -> Iterator[Element]:
        """Contacts two abreast, each with its QR code."""
        code = self._lines.look.code + 4
        words_ = self._width / 2 - code
        cells = [self._card(card) for card in block.cards]
        if len(cells) % 2:
            cells.append((Cell(()), Cell(())))
        rows = [Row((*a, *b)) for a, b in zip(cells[::2], cells[1::2], strict=True)]
        if rows:
            yield self._lines.table((code, words_, code, words_), rows)
            yield self._lines.gap(2 * self._lines.look.space)

    def _card(self, card: blocks.Card) -> tuple[Cell, Cell]:
        alt = words.say("qr", self._lines.language, name=clean(card.name))
        drawn = pictures.code_png(card)
        code = (
            self._lines.picture(self._pictures.place(drawn, alt, width=self._lines.look.code))
            if drawn
            else self._quiet(words.say("qr.too_long", self._lines.language))
        )
        told = [
            self._lines.paragraph(
                "TableSmall", (said, self._fine() if len(said) > _LONG else PLAIN)
            )
            for said in card.lines
        ]
        return Cell((code,)), Cell((*self._named(card), *told))

    def signature(self, block: blocks.Signature) -> Iterator[Element]:
        """Lines to sign on, side by side."""
        places = max(2, len(block.signers))
        gap = 8 * self._lines.look.space / MILLIMETRE * TWIPS
        width = (self._width - gap * (places - 1)) / places
        yield self._lines.gap(14 * self._lines.look.space)
        cells = [
            self._signer(block.signers[place]) if place < len(block.signers) else Cell(())
            for place in range(places)
        ]
        parted = [each for cell in cells for each in (Cell(()), cell)][1:]
        widths = [width if n % 2 == 0 else gap for n in range(len(parted))]
        yield self._lines.table(widths, [Row(tuple(parted))], style="TableNormal")
        yield self._lines.gap(self._lines.look.space)

    def _signer(self, signer: tuple[str, str]) -> Cell:
        name, role = signer
        said = (self._lines.paragraph("TableText", (name, STRONG)), self._quiet(role))
        return Cell(said, above="sign")

    def _quiet(self, said: str) -> Element:
        return self._lines.paragraph("TableText", (said, Manner(colour=self._lines.look.quiet)))

    def _fine(self) -> Manner:
        return Manner(size=self._lines.look.foot)

    def _small(self) -> Manner:
        return Manner(colour=self._lines.look.quiet, size=self._lines.look.small)
