"""A programme book of a hundred pages, beside bare typst, reportlab and weasyprint."""

from __future__ import annotations

import html
import io
import json
import random
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.util import find_spec
from itertools import count, islice
from typing import Any

import pypdfium2
import typst

from benchmarks import people
from benchmarks.measuring import Ratio, by_turns, median
from sciattache.assets import resources
from sciattache.papers import blocks
from sciattache.papers.typesetting import typeset

_FONTS = ("", " Arabic", " Hebrew", " Devanagari", " Thai", " CJK SC")
_DAYS = 100
_ITEMS = 11
_PLACES = ("Room 12, main building", "Institute of Optics", "Ministry of Research", "Town hall")
_ACTS = (
    "Welcome and introduction of the delegation",
    "Round table on joint calls in quantum technology",
    "Visit of the clean room and of the laboratory for thin films",
    "Working lunch with heads of department",
    "Transfer by coach to the science park",
    "Signing of the memorandum of understanding",
    "Meeting with young researchers and founders",
)
SENTENCES = (
    "The institute was founded in 1921 and has four hundred researchers in seven departments.",
    "Cooperation has grown since the agreement of 2014, above all in materials and in health.",
    "The visit prepares a joint call, for which both ministries have set aside equal parts.",
    "Questions of access to data and of intellectual property are still open on both sides.",
    "Our guests have asked to meet those who lead early projects, not only heads of house.",
)


def measure(rounds: int = 9) -> Iterator[Ratio]:
    """The same text in four ways, all in one run; pages are told in the peer's name."""
    papers = [book(seed) for seed in range(rounds + 1)]  # typst remembers what it has set before
    bare, pages_of_html = [_typst(each) for each in papers], [_html(each) for each in papers]
    acts: dict[str, Callable[[int], bytes | None]] = {
        "our paper": lambda turn: typeset.pdf(papers[turn]),
        "bare typst": lambda turn: _bare(bare[turn]),
        "reportlab paragraphs": lambda turn: _reportlab(papers[turn]),
    }
    if find_spec("weasyprint"):  # of the group bench
        acts["weasyprint"] = lambda turn: _weasyprint(pages_of_html[turn])
    told = {name: pages(act(rounds)) for name, act in acts.items()}
    turns = {name: count() for name in acts}
    timed = [partial(lambda name: acts[name](next(turns[name])), name) for name in acts]
    fast = by_turns(timed[:2], rounds=rounds)
    slow = by_turns(timed[2:], rounds=2)
    ours, *others = (*fast, *slow)
    taken = dict(zip(list(acts)[1:], others, strict=True))
    goal = f"programme book of {told['our paper']} pages"
    for name, seconds in taken.items():
        bound = 1.5 if name == "bare typst" else 1.0
        yield Ratio(goal, f"{name}, {told[name]} pages", median(ours), median(seconds), bound)


def book(seed: int) -> blocks.Paper:
    """Days of a long programme, each with its hours, a brief and the people met."""
    dice = random.Random(seed)
    known = list(islice(people.names(seed), 600))
    made: list[blocks.Block] = []
    for day in range(_DAYS):
        made.append(blocks.DayBanner(f"Day {day + 1}", "Berlin", "UTC+1", f"day-{day}"))
        made.append(blocks.TimedItems(tuple(_item(dice, known, n) for n in range(_ITEMS))))
        brief = [" ".join(dice.choices(SENTENCES, k=9)) for _ in range(2)]
        made += [blocks.Heading("Background", 2), *(blocks.Text((text,)) for text in brief)]
    return blocks.Paper(
        "programme", "Programme book", tuple(made), subtitle="Berlin and Leipzig",
        marking="Internal", version="3", author="Science section",
    )  # fmt: skip


def _item(dice: random.Random, known: list[people.Name], number: int) -> blocks.TimedItem:
    met = ", ".join(name.typed for name in dice.sample(known, 3))
    return blocks.TimedItem(
        f"{8 + number:02}:00", dice.choice(_ACTS), end=f"{8 + number:02}:45",
        place=dice.choice(_PLACES), participants=met,
    )  # fmt: skip


def _typst(paper: blocks.Paper) -> bytes:
    """The text written by hand for typst: headings, a grid for each day, paragraphs; no more."""
    fonts = ", ".join(_quoted("Noto Sans" + script) for script in _FONTS)
    lines = [
        f"#set document(title: {_quoted(paper.title)})",
        '#set page(paper: "a4", margin: 20mm, numbering: "1")',
        f"#set text(font: ({fonts}), size: 10pt)",
    ]
    for block in paper.blocks:
        if isinstance(block, blocks.DayBanner):
            lines.append(f"= #{_quoted(f'{block.date}, {block.place}, {block.zone}')}")
        elif isinstance(block, blocks.Heading):
            lines.append(f"== #{_quoted(block.text)}")
        elif isinstance(block, blocks.Text):
            lines.append(f"#{_quoted(str(block.runs[0]))}\n")
        elif isinstance(block, blocks.TimedItems):
            lines.append("#grid(columns: (30mm, 1fr, 31%), inset: 6pt, stroke: (top: 0.4pt),")
            for item in block.items:
                main = f"{_quoted(item.title)} + linebreak() + {_quoted(item.place)}"
                hours = _quoted(f"{item.start}–{item.end}")
                lines.append(f"{hours}, {main}, {_quoted(item.participants)},")
            lines.append(")")
    return "\n".join(lines).encode()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _bare(source: bytes) -> bytes:
    made = typst.Compiler(input=source, font_paths=_fonts()).compile(format="pdf")
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    """The same bundled fonts, read once as in the program."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(resources() / "fonts")],
    )


def _reportlab(paper: blocks.Paper) -> bytes:
    """A paragraph for each text, shaped, in a font that lacks most scripts."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    head, style = reportlab_styles()
    flow: list[Any] = [
        Paragraph(html.escape(text), head if large else style) for large, text in _texts(paper)
    ]
    made = io.BytesIO()
    SimpleDocTemplate(made, pagesize=A4).build(flow)
    return made.getvalue()


def reportlab_styles() -> tuple[Any, Any]:
    """How a heading and a text are set there."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if "Noto" not in pdfmetrics.getRegisteredFontNames():
        file = resources() / "fonts" / "NotoSans-Regular.ttf"
        pdfmetrics.registerFont(TTFont("Noto", str(file), shapable=True))
    style = ParagraphStyle(
        "text", fontName="Noto", fontSize=10, leading=14, spaceAfter=9, shaping=1
    )
    head = ParagraphStyle("head", parent=style, fontSize=13, leading=18, spaceBefore=20)
    return head, style


def _weasyprint(page: str) -> bytes | None:
    import weasyprint

    made: bytes | None = weasyprint.HTML(string=page).write_pdf()
    return made


def _html(paper: blocks.Paper) -> str:
    """The text as a page of HTML with a table for each day."""
    rows = []
    for block in paper.blocks:
        if isinstance(block, blocks.TimedItems):
            cells = "".join(
                f"<tr><td>{i.start}–{i.end}<td>{html.escape(i.title)}<br>{html.escape(i.place)}"
                f"<td>{html.escape(i.participants)}"
                for i in block.items
            )
            rows.append(f"<table>{cells}</table>")
        else:
            rows += [
                f"<h2>{html.escape(text)}</h2>" if large else f"<p>{html.escape(text)}</p>"
                for large, text in texts_of(block)
            ]
    look = (
        "@page{size:A4;margin:20mm}body{font:10pt/1.35 'Noto Sans',sans-serif}"
        "td{border-top:.4pt solid;padding:6pt;vertical-align:top}"
        "table{width:100%}h2{font-size:13pt}"
    )
    return f"<!doctype html><style>{look}</style>{''.join(rows)}"


def _texts(paper: blocks.Paper) -> Iterator[tuple[bool, str]]:
    for block in paper.blocks:
        yield from texts_of(block)


def texts_of(block: blocks.Block) -> Iterator[tuple[bool, str]]:
    """Whether a text is a heading, and the text."""
    if isinstance(block, blocks.DayBanner):
        yield True, f"{block.date}, {block.place}, {block.zone}"
    elif isinstance(block, blocks.Heading):
        yield True, block.text
    elif isinstance(block, blocks.Text):
        yield False, str(block.runs[0])
    elif isinstance(block, blocks.TimedItems):
        for item in block.items:
            yield False, f"{item.start}–{item.end} {item.title}, {item.place}: {item.participants}"


def pages(pdf: bytes | None) -> int:
    """How many pages a file has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
