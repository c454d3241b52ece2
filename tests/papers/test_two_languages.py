"""A programme in two languages has each line beside itself."""

import re

import pypdfium2
import pytest

from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.blocks import Facing, Text, TimedItems
from sciattache.papers.catalogue import draw, kind_called
from sciattache.papers.kinds import Wish
from sciattache.papers.reader import Reader
from sciattache.papers.typesetting.look import HOUSE
from sciattache.papers.typesetting.scribe import Scribe
from sciattache.papers.typesetting.spelling import Spelling

_KIND = "programme-two-languages"


def _facing(planted, language: str, other: str | None, audience: str = "guest") -> Facing:
    says = kind_called(_KIND).says
    assert says is not None
    wish = Wish(audience=audience, language=language, other_language=other)
    (block,) = says(planted.dossier(), Reader(audience, language), wish)
    assert isinstance(block, Facing)
    return block


@pytest.mark.parametrize("audience", ["full", "host", "guest", "press"])
def test_both_languages_tell_of_the_same_lines_at_the_same_hours(planted, audience) -> None:
    block = _facing(planted, "en", "ar", audience)
    assert block.language == "ar"
    assert [type(one) for one in block.first] == [type(one) for one in block.second]
    pairs = [(mine, other) for a, b in zip(block.first, block.second, strict=True)
             if isinstance(a, TimedItems) and isinstance(b, TimedItems)
             for mine, other in zip(a.items, b.items, strict=True)]  # fmt: skip
    assert pairs
    for mine, other in pairs:
        assert (mine.start, mine.end) == (other.start, other.end)


@pytest.mark.parametrize(
    ("language", "other", "named"),
    [("en", "fr", ("Saturday", "Samedi", "octobre")), ("fr", "zh", ("Samedi", "星期六")),
     ("es", "en", ("Sábado", "Saturday"))],
)  # fmt: skip
def test_every_day_is_named_in_both(planted, language, other, named) -> None:
    made = draw(planted.dossier(), _KIND, Wish("guest", language, other_language=other))
    said = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))
    assert all(word in re.sub(r"\s+", " ", said) for word in named)


@pytest.mark.parametrize(("language", "other"), [("en", "ar"), ("ar", "en"), ("ar", "fr")])
def test_the_column_from_the_right_stands_at_the_right(planted, language, other) -> None:
    made = draw(planted.dossier(), _KIND, Wish("guest", language, other_language=other))
    page = pypdfium2.PdfDocument(made)[0]
    lines = page.get_textpage()
    latin = language if other == "ar" else other
    note = lines.search(words.say("heading.emergency", latin)).get_next()
    # what both languages say once stands across the page, as the foot does
    below = lines.get_charbox(note[0])[3] if note else 90
    arabic = []
    for number in range(lines.count_chars()):
        sign, (left, bottom, *_) = lines.get_text_range(number, 1), lines.get_charbox(number)
        if ("\u0600" <= sign <= "\u06ff" or "\ufe70" <= sign <= "\ufefc") and below < bottom < 560:
            arabic.append(left)
    assert arabic
    assert min(arabic) > page.get_width() / 2 - 40


def test_without_a_wish_the_second_language_is_one_of_the_engagement(planted) -> None:
    dossier = planted.dossier()
    dossier.engagement.languages = ("de", "es")
    says = kind_called(_KIND).says
    assert says is not None
    (block,) = says(dossier, Reader("guest", "en"), Wish("guest", "en"))
    assert isinstance(block, Facing)
    assert block.language == "es"


@pytest.mark.parametrize(
    ("name", "wish", "sentence"),
    [(_KIND, Wish(other_language="en"), "needs two"), (_KIND, Wish(other_language="tlh"), "tlh"),
     ("badges", Wish(other_language="fr"), "written in one language")],
)  # fmt: skip
def test_a_second_language_that_cannot_be_is_refused(planted, name, wish, sentence) -> None:
    with pytest.raises(KnownError, match=sentence):
        draw(planted.dossier(), name, wish)


def test_what_is_said_once_has_the_whole_width_and_unlike_blocks_do_not_face() -> None:
    scribe = Scribe("en", HOUSE, Spelling("en", "ltr", 170, 10))
    (drawn,) = scribe.draw(Facing("fr", (Text(("Purpose",)),), (Text(("Purpose",)),)))
    assert [pair["is"] for pair in drawn["pairs"]] == ["shared"]
    with pytest.raises(TypeError, match="does not face"):
        list(scribe.draw(Facing("fr", (Text(("Purpose",)),), (TimedItems(()),))))
