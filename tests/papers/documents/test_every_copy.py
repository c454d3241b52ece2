"""Every kind of paper that has an editable copy, drawn from a whole engagement."""

import io
import random
from collections.abc import Callable
from typing import Any

import docx
import pytest

from sciattache.papers.blocks import (
    Biography,
    Block,
    Clauses,
    Contents,
    DayBanner,
    Facing,
    Figures,
    Heading,
    Map,
    People,
    Picture,
    Quote,
    Tab,
    TimedItems,
)  # fmt: skip
from sciattache.papers.catalogue import KINDS, draw
from sciattache.papers.kinds import EDITABLE, Kind, Wish
from sciattache.papers.redaction import reader_of

COPIED = [kind for kind in KINDS if EDITABLE in kind.endings]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODD = (
    "\x00\x07\x1b[31m\ud800\ufffe<w:p/> &amp; ]]>",
    "محمد بن سلمان (Riyadh), 12:30–14:00 שרה כהן",
    "👩‍🔬🇨🇭🏳️‍🌈 é́́́́́́ ﷽ \u202e\u2066evil",
    "王小明　田中さくら\r\n\r\n김민수 {name} %s",
    "Donaudampfschiffahrt" * 8,
)
OF_TWO = {"en": "ar", "ar": "fr"}


def wish_of(planted: Any, kind: Kind, language: str, *, editable: bool = True) -> Wish:
    other = OF_TWO[language] if kind.two_languages else None
    return Wish(language=language, subject=planted.subject(kind), other_language=other,
                editable=editable)  # fmt: skip


def opened(content: bytes) -> tuple[Any, str]:
    """The document, and every word of its text and its pictures."""
    made = docx.Document(io.BytesIO(content))
    words = "".join(each.text or "" for each in made.element.iter(f"{W}t"))
    return made, f"{words} {' '.join(each.get('descr', '') for each in made.element.iter())}"


SAID: dict[type[Any], Callable[[Any], list[str]]] = {
    Facing: lambda it: [*names(it.first), *names(it.second)],
    TimedItems: lambda it: [*(one.title for one in it.items), *(one.hotel for one in it.nights)],
    People: lambda it: [one.name for one in it.entries],
    Biography: lambda it: [it.entry.name] if it.named else [],
    Tab: lambda it: [it.title],
    Heading: lambda it: [it.text],
    DayBanner: lambda it: [it.date],
    Figures: lambda it: [words for pair in it.figures for words in pair],
    Quote: lambda it: [it.text, it.who],
    Map: lambda it: [it.alt],
    Picture: lambda it: [it.alt],
    Clauses: lambda it: [words for one in it.clauses for words in (one.tag, one.title)],
}


def names(blocks: tuple[Block, ...]) -> list[str]:
    """What a reader looks for: the names of days, items, hotels, persons, parts."""
    found = [name for block in blocks for name in SAID.get(type(block), lambda _: [])(block)]
    return [" ".join(name.split()) for name in found if name.strip()]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", COPIED, ids=[kind.name for kind in COPIED])
def test_every_copy_opens_and_has_every_name(planted: Any, kind: Kind, language: str) -> None:
    dossier, wish = planted.dossier(), wish_of(planted, kind, language)
    assert kind.says is not None
    said = kind.says(dossier, reader_of(dossier, "full", language), wish)
    made, words = opened(draw(dossier, kind.name, wish))
    for name in names(said):
        assert name in " ".join(words.replace("\u200e", "").split()), name
    assert made.sections[0].page_width is not None
    wide = made.sections[0].page_width > made.sections[0].page_height
    assert wide == (kind.name == "run-sheet")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", COPIED, ids=[kind.name for kind in COPIED])
def test_every_copy_opens_whatever_stands_in_its_fields(
    planted: Any, kind: Kind, language: str
) -> None:
    dossier = planted.dossier()
    records = [*dossier.items, *dossier.people.values(), *dossier.organisations.values(),
               *dossier.participants, *dossier.stories, dossier.engagement]  # fmt: skip
    for record in records:
        for field in record.fields():
            if field.kind.name in ("text", "note"):
                odd = random.Random(f"{record.rid} {field.name}")
                setattr(record, field.name, odd.choice(ODD))
    made, words = opened(draw(dossier, kind.name, wish_of(planted, kind, language)))
    assert made.paragraphs
    assert "\x07" not in words


def test_press_and_driver_have_their_own_copies(planted: Any) -> None:
    read = {}
    for audience in ("full", "press", "driver"):
        wish = Wish(audience=audience, editable=True)
        _, read[audience] = opened(draw(planted.dossier(), "programme", wish))
    assert len(set(read.values())) == 3


def test_the_tabs_of_a_book_are_its_first_headings_and_its_contents_list_them(
    planted: Any,
) -> None:
    kind = next(one for one in COPIED if one.name == "briefing-book")
    dossier, wish = planted.dossier(), wish_of(planted, kind, "en")
    assert kind.says is not None
    said = kind.says(dossier, reader_of(dossier, "full", "en"), wish)
    tabs = [block.title for block in said if isinstance(block, Tab)]
    made, _ = opened(draw(dossier, kind.name, wish))
    assert any(isinstance(block, Contents) for block in said)
    by_style: dict[str, list[str]] = {}
    for each in made.paragraphs:
        by_style.setdefault(each.style.name, []).append(each.text)
    assert by_style["Heading 1"] == tabs
    assert len(tabs) > 3
    listed = [text.partition("\u2003")[2] for text in by_style["toc 1"]]
    assert listed == tabs


def test_the_head_of_each_page_of_a_book_names_its_tab(planted: Any) -> None:
    kind = next(one for one in COPIED if one.name == "briefing-book")
    dossier, wish = planted.dossier(), wish_of(planted, kind, "en")
    assert kind.says is not None
    said = kind.says(dossier, reader_of(dossier, "full", "en"), wish)
    named = [f"Tab {block.number} · {block.title}" for block in said if isinstance(block, Tab)]
    made, _ = opened(draw(dossier, kind.name, wish))
    heads = [section.header.paragraphs[0].text.replace("\u00a0", " ") for section in made.sections]
    assert [head.partition("\t")[2] for head in heads[1:]] == named
    assert "Tab" not in heads[0]
    assert [section.footer.is_linked_to_previous for section in made.sections[1:]] == [
        True for _ in named
    ]


def test_the_day_of_a_second_language_is_no_second_heading(planted: Any) -> None:
    kind = next(one for one in COPIED if one.two_languages)
    dossier, wish = planted.dossier(), wish_of(planted, kind, "en")
    assert kind.says is not None
    (facing,) = kind.says(dossier, reader_of(dossier, "full", "en"), wish)
    assert isinstance(facing, Facing)
    made, _ = opened(draw(dossier, kind.name, wish))
    outlined = [each for each in made.element.iter(f"{W}p")
                if each.find(f"{W}pPr/{W}outlineLvl") is not None]  # fmt: skip
    said = ["".join(t.text or "" for t in each.iter(f"{W}t")) for each in outlined]
    assert said == [block.date for block in facing.first if isinstance(block, DayBanner)]
    assert said
