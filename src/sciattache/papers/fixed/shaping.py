"""One line of text as glyphs in the order in which they stand on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby

import uharfbuzz as hb

from sciattache.papers.fixed.characters import Letter, letters
from sciattache.papers.fixed.faces import Face
from sciattache.papers.fixed.order import levels


@dataclass(frozen=True)
class Glyph:
    """A glyph with its advance and offset in ems; `cluster` counts the letters of the run."""

    number: int
    advance: float
    right: float
    up: float
    cluster: int


@dataclass(frozen=True)
class Run:
    """Glyphs of one face in visual order, and the text that each cluster of them shows."""

    face: Face
    heavier: bool
    glyphs: tuple[Glyph, ...]
    texts: dict[int, str]
    right_to_left: bool


@dataclass(frozen=True)
class Line:
    """A shaped line; its measures are in ems, and the ink reaches from `bottom` to `top`."""

    text: str
    runs: tuple[Run, ...]
    width: float
    top: float
    bottom: float


@lru_cache(maxsize=4096)
def shape(text: str, bold: bool = False, language: str = "") -> Line:
    """Lay a text out on one line: fonts by coverage, order by UAX 9, shapes by HarfBuzz.

    `language` (BCP 47) chooses the national forms of Han and Cyrillic letters.
    """
    printed = letters(text, language)
    logical = "".join(letter.text for letter in printed)
    runs = tuple(
        _shape_run(run, level, bold, language)
        for run, level in _in_order(_split(printed, levels(logical)))
    )
    tops, bottoms = [0.0], [0.0]
    for run in runs:
        for glyph in run.glyphs:
            ink = run.face.font.get_glyph_extents(glyph.number)
            tops.append(ink.y_bearing / run.face.upem + glyph.up)
            bottoms.append((ink.y_bearing + ink.height) / run.face.upem + glyph.up)
    width = sum(glyph.advance for run in runs for glyph in run.glyphs)
    return Line(logical, runs, width, max(tops), min(bottoms))


def _split(
    printed: Sequence[Letter], directions: Sequence[int]
) -> Iterator[tuple[list[Letter], int]]:
    """Runs of letters of one family, script and level; a mark goes with its base."""
    starts = accumulate((len(letter.text) for letter in printed[:-1]), initial=0)
    own = [directions[start] for start in starts] if printed else []

    def alike(pair: tuple[Letter, int]) -> tuple[str, str, int]:
        return pair[0].family.name, pair[0].script, pair[1]

    for (_, _, level), pairs in groupby(zip(printed, own, strict=True), alike):
        yield [letter for letter, _ in pairs], level


def _in_order(runs: Iterator[tuple[list[Letter], int]]) -> list[tuple[list[Letter], int]]:
    """Rule L2 of UAX 9 on whole runs: reverse from the highest level to the lowest odd one."""
    order = list(runs)
    for level in range(max((level for _, level in order), default=0), 0, -1):
        done: list[tuple[list[Letter], int]] = []
        inside = [number >= level for _, number in order]
        for reverse, group in groupby(zip(order, inside, strict=True), lambda pair: pair[1]):
            runs_of_it = [run for run, _ in group]
            done += reversed(runs_of_it) if reverse else runs_of_it
        order = done
    return order


def _shape_run(run: Sequence[Letter], level: int, bold: bool, language: str) -> Run:
    face, heavier = run[0].family.face(bold)
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(sign) for letter in run for sign in letter.text])
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.script = run[0].script
    if language:
        buffer.language = language
    hb.shape(face.font, buffer)
    owner = [number for number, letter in enumerate(run) for _ in letter.text]
    glyphs = tuple(
        Glyph(
            info.codepoint,
            place.x_advance / face.upem,
            place.x_offset / face.upem,
            place.y_offset / face.upem,
            owner[info.cluster],
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )
    return Run(face, heavier, glyphs, _texts(run, glyphs), bool(level % 2))


def _texts(run: Sequence[Letter], glyphs: Sequence[Glyph]) -> dict[int, str]:
    """The text of each cluster: its own letters and those that were drawn into it."""
    starts = sorted({glyph.cluster for glyph in glyphs})
    ends = [*starts[1:], len(run)]
    return {
        start: "".join(letter.text for letter in run[start:end])
        for start, end in zip(starts, ends, strict=True)
    }
