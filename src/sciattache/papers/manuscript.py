"""A paper as the plain data that the typst template reads: nothing in it is markup."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial, singledispatchmethod
from typing import Any

from sciattache.papers import blocks, pictures, words
from sciattache.papers.look import Look
from sciattache.papers.writing import Piece, breakable, clean, pieces

Data = dict[str, Any]
Spelt = str | list[Piece]

_WIDTHS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}  # millimetres
_PHONE = re.compile(r"\+[0-9][0-9 ()-]{5,18}[0-9]")
_HOUR = re.compile(r"(?<!\d)[0-2]\d:[0-5]\d(?:[⁺⁻][⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?!\d)")
_KEPT = 900  # characters; a longer line of a list may part at the foot of a page


def manuscript(paper: blocks.Paper, look: Look) -> Data:
    """What the template needs to draw a paper; KnownError for a picture that cannot be shown."""
    return _Scribe(paper, look).paper()


class _Scribe:
    """Writes one paper; knows its language, its width and which headings came before."""

    def __init__(self, paper: blocks.Paper, look: Look) -> None:
        self._paper = paper
        self._look = look
        self._language = paper.language.partition("-")[0].lower()
        self._say = partial(words.say, language=paper.language)
        self._under_heading = False
        self._anchors: set[str] = set()
        width, height = _WIDTHS[paper.size]
        self._width = (height if paper.landscape else width) - 2 * look.margin

    def paper(self) -> Data:
        paper = self._paper
        fixed = words.all_words(paper.language)
        body = [drawn for block in paper.blocks for drawn in self._draw(block)]
        mission = paper.letterhead.lines
        return {
            "title": " ".join(clean(paper.title).split()) or paper.kind,
            "heading": self.spell(paper.title),
            "subtitle": self.spell(paper.subtitle),
            "language": self._language,
            "region": _region(paper.language),
            "direction": paper.direction,
            "author": clean(paper.author),
            "keywords": [clean(word) for word in paper.keywords],
            "description": clean(paper.subtitle),
            "issued": _moment(paper),
            "size": {"A4": "a4", "Letter": "us-letter"}[paper.size],
            "landscape": paper.landscape,
            "mission": [self.spell(line) for line in mission],
            "logo": self._logo(),
            "marking": self.spell(paper.marking),
            "issue": self.spell(words.issue(paper.version, paper.issued_at, paper.language)),
            "words": {key: clean(text) for key, text in fixed.items()},
            "anchors": sorted(self._anchors),
            "look": asdict(self._look),
            "blocks": body,
        }

    def spell(self, text: str, width: float | None = None) -> Spelt:
        """A text cleaned, with breaks for a column of `width` millimetres, and cut by script."""
        room = self._width if width is None else width
        longest = max(6, int(room / (0.2 * self._look.text)))
        whole = _PHONE.sub(_one_number, clean(text)) if "+" in text else clean(text)
        whole = whole.replace(" · ", "\u00a0· ")
        if self._paper.direction == "rtl" and ":" in whole:
            whole = _HOUR.sub(_one_number, whole)
        spelt = pieces(breakable(whole, longest), self._language)
        return spelt[0][0] if len(spelt) == 1 and not spelt[0][1] else spelt or ""

    @singledispatchmethod
    def _draw(self, block: blocks.Block) -> Iterator[Data]:
        """The template's data of a block; each kind of block has a method below."""
        raise TypeError(f"no paper is made of {type(block).__name__}")

    @_draw.register
    def _(self, block: blocks.Cover) -> Iterator[Data]:
        yield {"is": "cover", "lines": [self.spell(line) for line in block.lines]}

    @_draw.register(blocks.Contents)
    @_draw.register(blocks.PageBreak)
    def _(self, block: blocks.Contents | blocks.PageBreak) -> Iterator[Data]:
        yield {"is": "contents" if isinstance(block, blocks.Contents) else "break"}

    @_draw.register
    def _(self, block: blocks.Heading) -> Iterator[Data]:
        if not clean(block.text).strip():
            return
        level = 2 if block.level == 2 and self._under_heading else 1
        self._under_heading = self._under_heading or level == 1
        yield {
            "is": "heading",
            "level": level,
            "size": block.level,
            "text": self.spell(block.text),
            "anchor": self._once(block.anchor),
        }

    @_draw.register
    def _(self, block: blocks.Text) -> Iterator[Data]:
        runs = [blocks.Run(run) if isinstance(run, str) else run for run in block.runs]
        for paragraph in _paragraphs(runs):
            spelt = [
                {"t": self.spell(run.text), "as": run.emphasis, "link": clean(run.link)}
                for run in paragraph
            ]
            yield {"is": "text", "runs": spelt}

    @_draw.register
    def _(self, block: blocks.Facts) -> Iterator[Data]:
        pairs = [
            (self.spell(label, 40), self.spell(value, self._width - 45))
            for label, value in block.pairs
            if value.strip()
        ]
        yield {"is": "facts", "pairs": pairs}

    @_draw.register
    def _(self, block: blocks.DayBanner) -> Iterator[Data]:
        if not clean(block.date).strip():
            return
        yield {
            "is": "day",
            "level": 2 if self._under_heading else 1,
            "date": self.spell(block.date),
            "place": self.spell(block.place),
            "zone": self.spell(block.zone),
            "anchor": self._once(block.anchor),
        }

    @_draw.register
    def _(self, block: blocks.TimedItems) -> Iterator[Data]:
        items = [self._item(item) for item in block.items]
        aside = any(item["participants"] or item["remarks"] for item in items)
        nights = [(self.spell(one.hotel), self.spell(one.details)) for one in block.nights]
        yield {"is": "items", "items": items, "aside": aside, "nights": nights}

    def _item(self, item: blocks.TimedItem) -> Data:
        aside = 0.31 * self._width
        main = 0.5 * self._width
        hours = "–".join(filter(None, (item.start, item.end)))
        return {
            "hours": self.spell(hours),
            "other": _outward(self.spell(item.other_hours, 30)),
            "title": self.spell(item.title, main),
            "status": self.spell(item.status, main),
            "place": self.spell(item.place, main),
            "contact": self.spell(item.contact, main),
            "participants": self.spell(item.participants, aside),
            "remarks": self.spell(item.remarks, aside),
            "standing": item.standing,
            "movement": item.movement,
            "kept": _length(item) <= _KEPT,
        }

    @_draw.register
    def _(self, block: blocks.Grid) -> Iterator[Data]:
        weights = [column.weight for column in block.columns]
        widths = [self._width * weight / sum(weights) for weight in weights]

        def row(values: tuple[str, ...]) -> list[Spelt]:
            if len(values) > len(widths):
                raise ValueError(f"a row of {len(values)} cells in {len(widths)} columns")
            filled = (*values, *[""] * (len(widths) - len(values)))
            return [self.spell(value, width) for value, width in zip(filled, widths, strict=True)]

        rows = [
            {"group": self.spell(entry.text)}
            if isinstance(entry, blocks.Group)
            else {"cells": row(entry), "kept": sum(map(len, entry)) <= _KEPT}
            for entry in block.rows
        ]
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
            "empty": self.spell("" if rows else block.empty),
        }

    @_draw.register
    def _(self, block: blocks.People) -> Iterator[Data]:
        half = self._width * 0.45
        people = [
            {
                "name": self.spell(entry.name, half),
                "native": self.spell(entry.native_name, half),
                "title": self.spell(entry.title, half),
                "organisation": self.spell(entry.organisation, half),
                "contacts": [self.spell(line, half) for line in entry.contacts],
                "remarks": self.spell(entry.remarks, half),
                "photo": pictures.portrait(entry.photo) if entry.photo else "",
                "alt": self._say("photo", name=clean(entry.name)),
                "kept": _length(entry) <= _KEPT,
            }
            for entry in block.entries
        ]
        photos = any(entry.photo for entry in block.entries)
        yield {"is": "people", "people": people, "photos": photos, "numbered": block.numbered}

    @_draw.register
    def _(self, block: blocks.Cards) -> Iterator[Data]:
        room = self._width / 2 - self._look.code - 12
        cards = [
            {
                "name": self.spell(card.name, room),
                "native": self.spell(card.native_name, room),
                "title": self.spell(card.title, room),
                "organisation": self.spell(card.organisation, room),
                "lines": [self.spell(line, room) for line in card.lines],
                "code": pictures.code(card),
                "alt": self._say("qr", name=clean(card.name)),
            }
            for card in block.cards
        ]
        yield {"is": "cards", "cards": cards}

    @_draw.register
    def _(self, block: blocks.Note) -> Iterator[Data]:
        yield {"is": "note", "title": self.spell(block.title), "text": self.spell(block.text)}

    @_draw.register
    def _(self, block: blocks.Signature) -> Iterator[Data]:
        signers = [(self.spell(name, 60), self.spell(role, 60)) for name, role in block.signers]
        yield {"is": "signature", "signers": signers}

    def _once(self, anchor: str) -> str:
        """An anchor at its first use; a link can lead to one place only."""
        if anchor in self._anchors:
            return ""
        self._anchors |= {anchor} - {""}
        return anchor

    def _logo(self) -> Data | None:
        letterhead = self._paper.letterhead
        if letterhead.logo is None:
            return None
        name = clean(" ".join(letterhead.lines) or self._paper.title)
        return {"svg": pictures.emblem(letterhead.logo), "alt": self._say("logo", name=name)}


def _outward(spelt: Spelt) -> Spelt:
    """Hours follow the direction of the paper, also where a zone's name runs the other way."""
    return spelt if isinstance(spelt, str) else "".join(text for text, *_ in spelt)


def _one_number(found: re.Match[str]) -> str:
    """A telephone number or an hour, on one line and left to right in any script."""
    return f"\u2066{found[0]}\u2069".replace(" ", "\u00a0")


def _paragraphs(runs: list[blocks.Run]) -> Iterator[list[blocks.Run]]:
    """Runs parted where an empty line stands in the text."""
    paragraph: list[blocks.Run] = []
    for run in runs:
        first, *others = run.text.replace("\r\n", "\n").split("\n\n")
        paragraph.append(blocks.Run(first, run.emphasis, run.link))
        for other in others:
            yield paragraph
            paragraph = [blocks.Run(other.lstrip("\n"), run.emphasis, run.link)]
    yield paragraph


def _length(entry: blocks.TimedItem | blocks.Entry) -> int:
    if isinstance(entry, blocks.TimedItem):
        main = entry.title + entry.place + entry.contact
        return max(len(main), len(entry.participants + entry.remarks))
    named = entry.name + entry.native_name + entry.title + entry.organisation
    return max(len(named), len(entry.remarks) + sum(map(len, entry.contacts)))


def _region(language: str) -> str | None:
    parts = [part for part in language.split("-")[1:] if len(part) == 2 and part.isalpha()]
    return parts[0].upper() if parts else "TW" if "Hant" in language else None


def _moment(paper: blocks.Paper) -> list[int] | None:
    """The hour of issue in the issuing office's own zone, in the order of typst's datetime."""
    return list(paper.issued_at.timetuple()[:6]) if paper.issued_at else None
