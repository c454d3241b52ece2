"""Each block of a paper as the plain data that its drawer in the template reads."""

import re
from collections.abc import Iterator
from functools import partial, singledispatchmethod
from typing import Any

from sciattache.papers import blocks, words
from sciattache.papers.typesetting import pictures
from sciattache.papers.typesetting.look import Look
from sciattache.papers.typesetting.spelling import Spelling, Spelt
from sciattache.papers.typesetting.writing import clean

Data = dict[str, Any]

_NUMBERED = re.compile(r"(?<=[^\W\d_]) (?=\d{1,3}$)")
"""Between a word and the number of one of several rooms: *Workshop 2*."""
_KEPT = 900  # characters; a longer line of a list may part at the foot of a page


class Scribe:
    """Writes the blocks of one paper in turn; knows which headings came before."""

    def __init__(self, language: str, look: Look, spell: Spelling, *, facing: bool = False) -> None:
        """``facing``: for a column in which everything stands one below the other."""
        self._shares = (1.0, 1.0) if facing else (0.5, 0.31)
        self._labels = 0 if facing else 45
        self._look = look
        self._spell = spell
        self._say = partial(words.say, language=language)
        self._under_heading = False
        self._in_tab = 0
        self.anchors: set[str] = set()
        self.album = pictures.Album(grey=look.grey)

    @singledispatchmethod
    def draw(self, block: blocks.Block) -> Iterator[Data]:
        """The template's data of a block; each kind of block has a method below."""
        raise TypeError(f"no paper is made of {type(block).__name__}")

    @draw.register
    def _(self, block: blocks.Cover) -> Iterator[Data]:
        lines = [self._spell(line) for line in block.lines]
        yield {"is": "cover", "whose": self._spell(block.whose), "lines": lines}

    @draw.register(blocks.Contents)
    @draw.register(blocks.PageBreak)
    def _(self, block: blocks.Contents | blocks.PageBreak) -> Iterator[Data]:
        yield {"is": "contents" if isinstance(block, blocks.Contents) else "break"}

    @draw.register
    def _(self, block: blocks.Heading) -> Iterator[Data]:
        if not clean(block.text).strip():
            return
        level = 2 if block.level == 2 and self._under_heading else 1
        self._under_heading = self._under_heading or level == 1
        yield {
            "is": "heading",
            "level": level + self._in_tab,
            "size": block.level,
            "text": self._spell(block.text),
            "anchor": self._once(block.anchor),
        }

    @draw.register
    def _(self, block: blocks.Text) -> Iterator[Data]:
        for paragraph in paragraphs(block):
            spelt = [
                {"t": self._spell(run.text), "as": run.emphasis, "link": clean(run.link)}
                for run in paragraph
            ]
            yield {"is": "text", "runs": spelt}

    @draw.register
    def _(self, block: blocks.Facts) -> Iterator[Data]:
        pairs = [
            (self._spell(label, 40), self._spell(value, self._spell.width - self._labels))
            for label, value in block.pairs
            if value.strip()
        ]
        yield {"is": "facts", "pairs": pairs}

    @draw.register
    def _(self, block: blocks.DayBanner) -> Iterator[Data]:
        if not clean(block.date).strip():
            return
        yield {
            "is": "day",
            "level": (2 if self._under_heading else 1) + self._in_tab,
            "date": self._spell(block.date),
            "place": self._spell(block.place),
            "zone": self._spell(block.zone),
            "anchor": self._once(block.anchor),
        }

    @draw.register
    def _(self, block: blocks.TimedItems) -> Iterator[Data]:
        items = [self._item(item) for item in block.items]
        aside = any(item["participants"] or item["remarks"] for item in items)
        nights = [(self._spell(one.hotel), self._spell(one.details)) for one in block.nights]
        yield {"is": "items", "items": items, "aside": aside, "nights": nights}

    def _item(self, item: blocks.TimedItem) -> Data:
        main, aside = (share * self._spell.width for share in self._shares)
        hours = "–".join(filter(None, (item.start, item.end)))
        return {
            "hours": self._spell(hours),
            "other": _outward(self._spell(item.other_hours, 3 * self._look.text)),
            "title": self._spell(item.title, main),
            "status": self._spell(item.status, main),
            "place": self._spell(_NUMBERED.sub("\u00a0", item.place), main),
            "contact": self._spell(item.contact, main),
            "participants": self._spell(item.participants, aside),
            "remarks": self._spell(item.remarks, aside),
            "standing": item.standing,
            "movement": item.movement,
            "kept": kept(item),
        }

    @draw.register
    def _(self, block: blocks.Grid) -> Iterator[Data]:
        weights = [column.weight for column in block.columns]
        widths = [self._spell.width * weight / sum(weights) for weight in weights]

        def row(values: tuple[str, ...]) -> list[Spelt]:
            if len(values) > len(widths):
                raise ValueError(f"a row of {len(values)} cells in {len(widths)} columns")
            filled = (*values, *[""] * (len(widths) - len(values)))
            return [self._spell(value, width) for value, width in zip(filled, widths, strict=True)]

        def titled(values: tuple[str, ...]) -> list[Data]:
            parts = [value.partition("\n") for value in values]
            heads, rests = row(tuple(p[0] for p in parts)), row(tuple(p[2] for p in parts))
            return [{"t": t, "r": r} for t, r in zip(heads, rests, strict=True)]

        part = titled if any(column.style == "titled" for column in block.columns) else row

        def line(entry: tuple[str, ...] | blocks.Group | blocks.Sum) -> Data:
            if isinstance(entry, blocks.Group):
                return {"group": self._spell(entry.text), "lead": self._spell(entry.lead)}
            cells = entry.cells if isinstance(entry, blocks.Sum) else entry
            return {"cells": part(cells), "kept": kept(cells), "sum": isinstance(entry, blocks.Sum)}

        rows = [line(entry) for entry in block.rows]
        columns = [
            {"weight": column.weight, "align": column.align, "style": column.style}
            for column in block.columns
        ]
        heads = row(tuple(column.head for column in block.columns))
        yield {
            "is": "grid",
            "columns": columns,
            "heads": heads,
            "rows": rows,
            "empty": self._spell("" if rows else block.empty),
        }

    @draw.register
    def _(self, block: blocks.People) -> Iterator[Data]:
        aside = any(entry.contacts or entry.remarks for entry in block.entries)
        half = self._spell.width * (0.45 if aside else 0.8)
        people = [
            {
                "name": self._spell(entry.name, half),
                "native": self._spell(entry.native_name, half),
                "title": self._spell(entry.title, half),
                "organisation": self._spell(entry.organisation, half),
                "contacts": [self._spell(line, half) for line in entry.contacts],
                "remarks": self._spell(entry.remarks, half),
                "photo": self.album.portrait(entry.photo, entry.box) if entry.photo else "",
                "alt": self._say("photo", name=clean(entry.name)),
                "kept": kept(entry),
            }
            for entry in block.entries
        ]
        photos = any(entry.photo for entry in block.entries)
        yield {
            "is": "people",
            "people": people,
            "photos": photos,
            "numbered": block.numbered,
            "aside": aside,
        }

    @draw.register
    def _(self, block: blocks.Cards) -> Iterator[Data]:
        room = self._spell.width / 2 - self._look.code - 12
        cards = [
            {
                "name": self._spell(card.name, room),
                "native": self._spell(card.native_name, room),
                "title": self._spell(card.title, room),
                "organisation": self._spell(card.organisation, room),
                "lines": [self._spell(line, room) for line in card.lines],
                "code": pictures.code(card),
                "alt": self._say("qr", name=clean(card.name)),
            }
            for card in block.cards
        ]
        yield {"is": "cards", "cards": cards}

    @draw.register
    def _(self, block: blocks.Note) -> Iterator[Data]:
        yield {"is": "note", "title": self._spell(block.title), "text": self._spell(block.text)}

    @draw.register
    def _(self, block: blocks.Clauses) -> Iterator[Data]:
        clauses = [
            {
                "mark": self._spell(clause.mark, 10),
                "title": self._spell(clause.title),
                "text": self._spell(clause.text),
                "tag": self._spell(clause.tag, 40),
                "held": clause.held,
                "kept": len(clause.text) <= _KEPT,
            }
            for clause in block.clauses
        ]
        yield {"is": "clauses", "clauses": clauses}

    @draw.register
    def _(self, block: blocks.Signature) -> Iterator[Data]:
        signers = [(self._spell(name, 60), self._spell(role, 60)) for name, role in block.signers]
        yield {"is": "signature", "signers": signers}

    @draw.register
    def _(self, block: blocks.Facing) -> Iterator[Data]:
        columns = [self._spell.column(code) for code in (self._spell.language, block.language)]
        halves = [Scribe(one.language, self._look, one, facing=True) for one in columns]
        pairs: list[Data] = []
        for mine, other in zip(block.first, block.second, strict=True):
            if type(mine) is not type(other):
                raise TypeError(f"{type(mine).__name__} does not face {type(other).__name__}")
            if (both := shared(mine, other)) is not None:
                pairs += [{"is": "shared", "a": data, "b": data} for data in self.draw(both)]
                continue
            sides = (half.draw(one) for half, one in zip(halves, (mine, other), strict=True))
            pairs += [{"is": a["is"], "a": a, "b": b} for a, b in zip(*sides, strict=True)]
        night = words.say("night", block.language)
        yield {"is": "facing", "language": columns[1].language, "night": night, "pairs": pairs}

    @draw.register
    def _(self, block: blocks.Letter) -> Iterator[Data]:
        yield {
            "is": "letter",
            "address": [self._spell(line) for line in block.address if line.strip()],
            "body": [self._spell(text.strip("\n")) for text in _parted(block.body) if text.strip()],
            **{
                name: self._spell(getattr(block, name))
                for name in ("date", "reference", "subject", "salutation", "closing")
            },
            "signer": self._spell(block.signer, 80),
            "role": self._spell(block.role, 80),
        }

    @draw.register
    def _(self, block: blocks.Tab) -> Iterator[Data]:
        self._in_tab, self._under_heading = 1, False
        name = self._say("tab", number=block.number)
        yield {
            "is": "tab",
            "number": str(block.number),
            "name": self._spell(name),
            "title": self._spell(block.title),
        }

    @draw.register
    def _(self, block: blocks.Biography) -> Iterator[Data]:
        entry, room = block.entry, self._spell.width - self._look.photo - 6
        yield {
            "is": "biography",
            "level": (2 if self._under_heading else 1) + self._in_tab,
            "name": self._spell(entry.name if block.named else "", room),
            "native": self._spell(entry.native_name, room),
            "title": self._spell(entry.title, room),
            "organisation": self._spell(entry.organisation, room),
            "facts": [
                (self._spell(label, 40), self._spell(value, room - 40))
                for label, value in block.facts
                if value.strip()
            ],
            "text": [self._spell(part.strip(), room) for part in parts(block.text)],
            "photo": self.album.portrait(entry.photo, entry.box) if entry.photo else "",
            "alt": self._say("photo", name=clean(entry.name)),
            "kept": len(block.text) + sum(len(value) for _, value in block.facts) <= 2 * _KEPT,
        }

    @draw.register
    def _(self, block: blocks.Map) -> Iterator[Data]:
        labels = [
            {"x": one.x, "y": one.y, "side": one.side, "number": one.number,
             "text": self._spell(one.text, 200)}
            for one in block.labels
        ]  # fmt: skip
        svg = pictures.greyed(block.svg) if self._look.grey else block.svg
        yield {"is": "map", "svg": svg, "ratio": block.ratio, "alt": clean(block.alt),
               "labels": labels}  # fmt: skip

    @draw.register
    def _(self, block: blocks.Figures) -> Iterator[Data]:
        room = self._spell.width / max(2, len(block.figures))
        figures = [(self._spell(one, room), self._spell(words_, room))
                   for one, words_ in block.figures]  # fmt: skip
        yield {"is": "figures", "figures": figures}

    @draw.register
    def _(self, block: blocks.Quote) -> Iterator[Data]:
        yield {"is": "quote", "text": self._spell(block.text), "who": self._spell(block.who)}

    @draw.register
    def _(self, block: blocks.Picture) -> Iterator[Data]:
        drawn = self.album.photograph(block.content, block.ratio)
        if drawn:
            yield {"is": "picture", "file": drawn, "alt": clean(block.alt)}

    def _once(self, anchor: str) -> str:
        """An anchor at its first use; a link can lead to one place only."""
        if anchor in self.anchors:
            return ""
        self.anchors |= {anchor} - {""}
        return anchor


def shared(mine: blocks.Block, other: blocks.Block) -> blocks.Block | None:
    """Words that nobody translated, said once for both languages; None where they differ."""
    if isinstance(mine, blocks.Note) and isinstance(other, blocks.Note) and mine.text == other.text:
        titles = dict.fromkeys(filter(None, (mine.title, other.title)))
        return blocks.Note(mine.text, title=" · ".join(titles))
    return mine if isinstance(mine, blocks.Text) and mine == other else None


def _outward(spelt: Spelt) -> Spelt:
    """Hours follow the direction of the paper, also where a zone's name runs the other way."""
    return spelt if isinstance(spelt, str) else "".join(text for text, *_ in spelt)


def _parted(text: str) -> list[str]:
    return clean(text).split("\n\n")


def paragraphs(text: blocks.Text) -> Iterator[list[blocks.Run]]:
    """The runs of a text, parted where an empty line stands in it."""
    paragraph: list[blocks.Run] = []
    for said in text.runs:
        run = blocks.Run(said) if isinstance(said, str) else said
        first, *others = run.text.replace("\r\n", "\n").split("\n\n")
        paragraph.append(blocks.Run(first, run.emphasis, run.link))
        for other in others:
            yield paragraph
            paragraph = [blocks.Run(other.lstrip("\n"), run.emphasis, run.link)]
    yield paragraph


def parts(text: str) -> Iterator[str]:
    """The paragraphs of a text."""
    yield from filter(str.strip, text.replace("\r\n", "\n").split("\n\n"))


def kept(entry: blocks.TimedItem | blocks.Entry | tuple[str, ...]) -> bool:
    """Whether a line of a list stays on one page: one that would fill it may part."""
    if isinstance(entry, tuple):
        return sum(map(len, entry)) <= _KEPT
    if isinstance(entry, blocks.TimedItem):
        main = entry.title + entry.place + entry.contact
        return max(len(main), len(entry.participants + entry.remarks)) <= _KEPT
    named = entry.name + entry.native_name + entry.title + entry.organisation
    return max(len(named), len(entry.remarks) + sum(map(len, entry.contacts))) <= _KEPT
