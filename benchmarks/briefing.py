"""A briefing book of a hundred pages with photographs, beside weasyprint and reportlab."""

from __future__ import annotations

import html
import io
import random
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from itertools import count, islice
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks import book, people
from benchmarks.measuring import Ratio, by_turns, median
from sciattache.papers import blocks, setting

_SECONDS, _MEGABYTES = 3.0, 400.0
"""What a book of a hundred pages may take at most."""
_DAYS, _MEETINGS, _LIVES = 16, 34, 150
_PHOTO = (600, 800)
_LIFE = (
    "{name} leads a group of twenty at the institute and has published on thin films since 2009.",
    "Before that {name} spent six years in industry and holds eleven patents on coatings.",
    "{name} advises the ministry on joint calls and chairs the panel for young researchers.",
    "At home {name} sails, and keeps the minutes of the harbour's association.",
)
_POINTS = (
    "We would gladly take part in the second round, with equal shares on both sides.",
    "Access to the data of both archives should begin with the call, not after it.",
    "Young companies need to meet those who decide on the pilot, not only those who test.",
)


def measure(rounds: int = 5) -> Iterator[Ratio]:
    """The same text and pictures in three ways, all in one run; then what ours takes by itself."""
    papers = [briefing(seed) for seed in range(rounds + 1)]  # typst remembers what it has set
    acts: dict[str, Callable[[int], bytes | None]] = {
        "our book": lambda turn: setting.as_file(papers[turn]),
        "reportlab paragraphs": lambda turn: _reportlab(papers[turn]),
    }
    if find_spec("weasyprint"):  # of the group bench
        acts["weasyprint"] = lambda turn: _weasyprint(papers[turn])
    pages = {name: book.pages(act(rounds)) for name, act in acts.items()}
    turns = {name: count() for name in acts}
    timed = [partial(lambda name: acts[name](next(turns[name])), name) for name in acts]
    (ours,) = by_turns(timed[:1], rounds=rounds)
    others = by_turns(timed[1:], rounds=2)
    goal = f"briefing book of {pages['our book']} pages, {_LIVES} photographs"
    yield Ratio(goal, "what it may take", median(ours), _SECONDS, 1.0)
    for name, seconds in zip(list(acts)[1:], others, strict=True):
        yield Ratio(goal, f"{name}, {pages[name]} pages", median(ours), median(seconds), 1.0)
    yield Ratio(f"{goal}: memory", "what it may take", memory(), _MEGABYTES, 1.0, unit="MB")


def memory() -> float:
    """Megabytes that a process takes at most which makes one book and ends."""
    program = (
        "from benchmarks import briefing\n"
        "from sciattache.papers import setting\n"
        "setting.as_file(briefing.briefing(1))\n"
        "print(briefing.most_taken())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def most_taken() -> float:
    """Megabytes that this process has taken at most since it began."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells counts the parent at the fork as well
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource  # not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


def briefing(seed: int) -> blocks.Paper:
    """Cover, contents, and tabs: days, delegations with portraits, briefs, lives with portraits."""
    dice = random.Random(seed)
    known = list(islice(people.names(seed), _LIVES))
    photos = [_photo(dice) for _ in known]
    made: list[blocks.Block] = [blocks.Cover(whose="Briefing book"), blocks.Contents()]
    made.append(blocks.Tab(1, "Programme"))
    programme = book.book(seed).blocks
    days = [block for block in programme if isinstance(block, blocks.DayBanner | blocks.TimedItems)]
    made += days[: 2 * _DAYS]
    made.append(blocks.Tab(2, "Delegations"))
    entries = [
        blocks.Entry(name.typed, title="Professor", organisation="Institute", photo=photo)
        for name, photo in zip(known, photos, strict=True)
    ]
    made.append(blocks.People(tuple(entries), numbered=True))
    made.append(blocks.Tab(3, "Meeting briefs"))
    for number in range(_MEETINGS):
        made += _brief(dice, number)
    made.append(blocks.Tab(4, "Biographies"))
    for entry in entries:
        life = " ".join(dice.choices(_LIFE, k=7)).format(name=entry.name)
        facts = (("Form of address", "Professor"), ("Languages", "English, French"))
        made.append(blocks.Biography(entry, life, facts))
    return blocks.Paper(
        "briefing-book", "Visit of the Academy", tuple(made), subtitle="Berlin and Leipzig",
        marking="Internal", version="3", author="Science section",
    )  # fmt: skip


def _brief(dice: random.Random, number: int) -> Iterator[blocks.Block]:
    yield blocks.Heading(f"Meeting {number + 1}")
    yield blocks.Facts((("When", "Tuesday, 10:00"), ("Where", "Ministry of Research, room 12")))
    points = (blocks.Clause(point, "•") for point in dice.sample(_POINTS, 3))
    yield blocks.Clauses(tuple(points))
    for _ in range(3):
        yield blocks.Text((" ".join(dice.choices(book.SENTENCES, k=6)),))


def _photo(dice: random.Random) -> bytes:
    """A picture with the grain and the size of a photograph."""
    coarse = Image.frombytes("RGB", (60, 80), dice.randbytes(60 * 80 * 3))
    kept = io.BytesIO()
    coarse.resize(_PHOTO, Image.Resampling.BICUBIC).save(kept, "JPEG", quality=88)
    return kept.getvalue()


def _texts(paper: blocks.Paper) -> Iterator[tuple[bool, str, bytes | None]]:
    """Whether a text is a heading, the text, and the picture that stands before it."""
    for block in paper.blocks:
        if isinstance(block, blocks.Tab):
            yield True, f"Tab {block.number} {block.title}", None
        elif isinstance(block, blocks.People):
            for one in block.entries:
                yield False, f"{one.name}, {one.title}, {one.organisation}", one.photo
        elif isinstance(block, blocks.Biography):
            told = ", ".join(f"{label}: {value}" for label, value in block.facts)
            yield False, f"{block.entry.name}. {told}. {block.text}", block.entry.photo
        elif isinstance(block, blocks.Clauses):
            yield from ((False, one.text, None) for one in block.clauses)
        elif isinstance(block, blocks.Facts):
            yield from ((False, f"{label}: {value}", None) for label, value in block.pairs)
        else:
            yield from ((large, text, None) for large, text in book.texts_of(block))


def _reportlab(paper: blocks.Paper) -> bytes:
    """A paragraph for each text, shaped, and the pictures as they are."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import Image as Picture
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    head, style = book.reportlab_styles()
    flow: list[Any] = []
    for large, text, photo in _texts(paper):
        if photo:
            flow.append(Picture(io.BytesIO(photo), width=20 * mm, height=25 * mm, hAlign="LEFT"))
        flow.append(Paragraph(html.escape(text), head if large else style))
    made = io.BytesIO()
    SimpleDocTemplate(made, pagesize=A4).build(flow)
    return made.getvalue()


def _weasyprint(paper: blocks.Paper) -> bytes | None:
    """The text as a page of HTML, each picture floating beside it."""
    import weasyprint

    rows = []
    for large, text, photo in _texts(paper):
        if photo:
            data = b64encode(photo).decode()
            rows.append(f'<img src="data:image/jpeg;base64,{data}">')
        rows.append(f"<h2>{html.escape(text)}</h2>" if large else f"<p>{html.escape(text)}</p>")
    look = (
        "@page{size:A4;margin:20mm}body{font:10pt/1.35 'Noto Sans',sans-serif}"
        "img{width:20mm;height:25mm;float:left;clear:left}h2{font-size:13pt}"
    )
    page = f"<!doctype html><style>{look}</style>{''.join(rows)}"
    made: bytes | None = weasyprint.HTML(string=page).write_pdf()
    return made
