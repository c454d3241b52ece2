"""A paper as the plain data that the typst template reads: nothing in it is markup."""

from dataclasses import asdict

from sciattache.papers import blocks, words
from sciattache.papers.typesetting import pictures
from sciattache.papers.typesetting.look import Look
from sciattache.papers.typesetting.scribe import Data, Scribe
from sciattache.papers.typesetting.spelling import spelling
from sciattache.papers.typesetting.writing import clean

_SHEETS = {"A4": "a4", "Letter": "us-letter", "A6": "a6", "Quarter Letter": "quarter-letter"}
"""The sizes as typst names them; the last one has no name there and is known to the template."""


def manuscript(paper: blocks.Paper, look: Look) -> tuple[Data, dict[str, bytes]]:
    """What the template needs to draw a paper, and its photographs as files by name.

    KnownError for an emblem that cannot be shown.
    """
    fixed = words.all_words(paper.language)
    spell = spelling(paper, look)
    scribe = Scribe(paper.language, look, spell)
    body = [drawn for block in paper.blocks for drawn in scribe.draw(block)]
    data = {
        "title": " ".join(clean(paper.title).split()) or paper.kind,
        "heading": spell(paper.title),
        "subtitle": spell(paper.subtitle),
        "language": spell.language,
        "region": _region(paper.language),
        "direction": paper.direction,
        "author": clean(paper.author),
        "keywords": [clean(word) for word in paper.keywords],
        "description": clean(paper.subtitle),
        "issued": _moment(paper),
        "size": _SHEETS[paper.size],
        "landscape": paper.landscape,
        "mission": [spell(line) for line in paper.letterhead.lines],
        "logo": _logo(paper),
        "marking": spell(paper.marking),
        "issue": "" if paper.is_letter else spell(issue(paper)),
        "letter": paper.is_letter,
        "words": {key: clean(text) for key, text in fixed.items()},
        "anchors": sorted(scribe.anchors),
        "look": asdict(look),
        "tabs": any(drawn["is"] == "tab" for drawn in body),
        "blocks": body,
    }
    return data, scribe.album.files


def _logo(paper: blocks.Paper) -> Data | None:
    letterhead = paper.letterhead
    if letterhead.logo is None:
        return None
    name = clean(" ".join(letterhead.lines) or paper.title)
    alt = words.say("logo", paper.language, name=name)
    return {"svg": pictures.emblem(letterhead.logo), "alt": alt}


def _region(language: str) -> str | None:
    parts = [part for part in language.split("-")[1:] if len(part) == 2 and part.isalpha()]
    return parts[0].upper() if parts else "TW" if "Hant" in language else None


def _moment(paper: blocks.Paper) -> list[int] | None:
    """The hour of issue in the issuing office's own zone, in the order of typst's datetime."""
    return list(paper.issued_at.timetuple()[:6]) if paper.issued_at else None


def issue(paper: blocks.Paper) -> str:
    """Which version of the programme a paper is of, or its day, for the foot of its pages."""
    if paper.as_of:
        return words.say(
            "as_of", paper.language, date=words.plain_date(paper.as_of, paper.language)
        )
    if paper.after:
        return words.draft(paper.after, paper.language)
    return words.issue(paper.version, paper.issued_at, paper.language)
