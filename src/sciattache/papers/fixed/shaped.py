"""One line of text in any script: measured, and drawn on a reportlab canvas."""

from itertools import groupby
from typing import Literal

from bidi.mirror import MIRRORED
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.characters import clusters
from sciattache.papers.fixed.embedding import Embedded, advance, embedded
from sciattache.papers.fixed.shaping import Glyph, Line, Run, shape

Align = Literal["left", "center", "right"]

_NARROWEST = 0.7  # how far a line may shrink before it is cut
_HEAVIER = 0.035  # of the size: the stroke that makes a bold of a regular face


def measure(text: str, font_size: float, bold: bool = False, *, language: str = "") -> float:
    """The width of a line in points."""
    return shape(text, bold, language).width * font_size


def draw(
    canvas: Canvas,
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    bold: bool = False,
    align: Align = "left",
    max_width: float | None = None,
    colour: str = "#000000",
    language: str = "",
) -> float:
    """Draw a line with its baseline at `y`, and give its width in points.

    `x` is the left end, the middle or the right end, as `align` says, for every script.
    A line wider than `max_width` shrinks to 70 % at most and is then cut with an ellipsis.
    """
    line = shape(text, bold, language)
    if max_width is not None and line.width * size > max_width:
        size = max(size * _NARROWEST, max_width / line.width)
        line = _cut(line, max_width / size, bold, language)
    width = line.width * size
    left = x - width * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    canvas.saveState()
    canvas.setFillColor(HexColor(colour))
    canvas.setStrokeColor(HexColor(colour))
    for run in line.runs:
        _draw_run(canvas, run, left, y, size)
        left += sum(glyph.advance for glyph in run.glyphs) * size
    canvas.restoreState()
    return width


def cut(text: str, width: float, size: float, bold: bool = False, *, language: str = "") -> str:
    """The text, or its beginning and an ellipsis, as much as `width` points hold."""
    return _cut(shape(text, bold, language), width / size, bold, language).text


def _cut(line: Line, ems: float, bold: bool, language: str) -> Line:
    if line.width <= ems + 1e-6:
        return line
    letters = clusters(line.text)
    least, most = 0, len(letters)
    best = shape("…", bold, language)
    while least < most:
        middle = (least + most + 1) // 2
        tried = shape("".join(letters[:middle]).rstrip() + "…", bold, language)
        if tried.width <= ems:
            least, best = middle, tried
        else:
            most = middle - 1
    return best


def _draw_run(canvas: Canvas, run: Run, x: float, y: float, size: float) -> None:
    font = embedded(canvas, run.face)
    code = [f"BT /{font.resource} {size:.3f} Tf 1 0 0 1 {x:.3f} {y:.3f} Tm"]
    code.append(f"2 Tr {size * _HEAVIER:.3f} w 1 j" if run.heavier else "0 Tr")
    code += _operators(font, run, size)
    code.append("ET")
    canvas._code.append("\n".join(code))  # type: ignore[attr-defined]  # the stubs leave it out


def _operators(font: Embedded, run: Run, size: float) -> list[str]:
    """The glyphs of a run word by word; a word that its glyphs cannot tell carries its text."""
    code: list[str] = []
    for _, word in groupby(run.glyphs, lambda glyph: run.texts[glyph.cluster].isspace()):
        code += _word(font, run, list(word), size)
    return code


def _word(font: Embedded, run: Run, glyphs: list[Glyph], size: float) -> list[str]:
    told = True
    for cluster, group in groupby(glyphs, lambda glyph: glyph.cluster):
        alone = list(group)
        text = _as_seen(run.texts[cluster], run) if len(alone) == 1 else None
        for glyph in alone:
            told = font.use(glyph.number, text) and told
    code: list[str] = []
    for raised, group in groupby(glyphs, lambda glyph: glyph.up):
        shown = f"[{''.join(_placed(run, glyph) for glyph in group)}] TJ"
        code += [f"{raised * size:.3f} Ts", shown, "0 Ts"] if raised else [shown]
    if told:
        return code
    text = "".join(run.texts[cluster] for cluster in sorted({glyph.cluster for glyph in glyphs}))
    return [f"/Span << /ActualText <FEFF{_utf16(_as_seen(text, run))}> >> BDC", *code, "EMC"]


def _as_seen(text: str, run: Run) -> str:
    """The text from left to right: readers of PDF turn right-to-left words round themselves."""
    if not run.right_to_left:
        return text
    return "".join(MIRRORED.get(sign, sign) for sign in reversed(text))


def _placed(run: Run, glyph: Glyph) -> str:
    """A glyph with the moves before and after it, in thousandths of the size (TJ)."""
    before = round(-glyph.right * 1000)
    after = round((advance(run.face, glyph.number) - glyph.advance + glyph.right) * 1000)
    return f"{f' {before}' if before else ''}<{glyph.number:04X}>{f' {after}' if after else ''}"


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
