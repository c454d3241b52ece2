"""Fields that can be filled in on the pages of a PDF: lines, lists and boxes (AcroForm).

reportlab's own fields write Latin letters only, and programs draw what stands in a field each in
its own way. Here each field brings a picture of what it holds, drawn in every script; a program
draws anew what is typed, with fonts of its own where Helvetica lacks the letters (ISO 32000-1,
12.7). NeedAppearances is not set: programs would throw the pictures away, and some draw boxes then.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.fitting import fit
from sciattache.papers.fixed.shaped import draw
from sciattache.papers.fixed.stock import Box
from sciattache.papers.typesetting.look import HOUSE

SIZE = 9.5
"""Points of what is written in a field, where the form is not large."""
_INSET = 3.0
_READ_ONLY, _MULTILINE, _COMBO, _NO_SPELLING = 1, 1 << 12, 1 << 17, 1 << 22
_HIDDEN, _PRINT = 2, 4
_MOST = 5_000
"""Characters that can be typed into a field."""
_SHOWN = 1_000
"""Characters of what stands in a field of which there may be room to show some."""
_INK = "0.1 g"

Sort = Literal["text", "choice", "box", "hidden"]


@dataclass(frozen=True)
class FormField:
    """One field on a page: its name, what a screen reader calls it, and what it holds.

    ``options`` are the codes of a list with their words; ``value`` of a list is a code, of a box
    ``on`` or empty. ``page`` counts from 0.
    """

    name: str
    sort: Sort
    page: int
    box: Box
    label: str
    value: str = ""
    lines: int = 1
    options: tuple[tuple[str, str], ...] = ()
    size: float = SIZE


def with_fields(
    pdf: bytes, fields: Sequence[FormField], *, language: str, right_to_left: bool
) -> bytes:
    """The pages with these fields on them, in the order in which one tabs through them."""
    import pikepdf  # heavy

    pictures = pikepdf.open(io.BytesIO(_pictures(fields, language, right_to_left=right_to_left)))
    with pikepdf.open(io.BytesIO(pdf)) as document, pictures:
        shown = [_form_object(document, page) for page in pictures.pages]
        lists: dict[tuple[tuple[str, str], ...], Any] = {}
        made: list[Any] = []
        for each, picture in zip(fields, shown, strict=True):
            if each.options and each.options not in lists:
                pairs = [pikepdf.Array(list(pair)) for pair in each.options]
                lists[each.options] = document.make_indirect(pikepdf.Array(pairs))
            page = document.pages[each.page]
            if each.sort == "box":
                picture = pikepdf.Dictionary(on=picture, Off=_empty(document, each.box))
            field = _field(each, picture, lists.get(each.options), right_to_left=right_to_left)
            field.P = page.obj
            field = document.make_indirect(field)
            page.obj.Annots = pikepdf.Array([*page.obj.get("/Annots", ()), field])
            made.append(field)
        for page in document.pages:
            page.obj.Tabs = pikepdf.Name.R
        document.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array(made),
            DR=pikepdf.Dictionary(
                Font=pikepdf.Dictionary(Helv=_font("Helvetica"), ZaDb=_font("ZapfDingbats"))
            ),
            DA=f"/Helv {SIZE} Tf {_INK}",
        )
        if right_to_left:
            document.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name.R2L)
        target = io.BytesIO()
        document.save(target, deterministic_id=True)
    return target.getvalue()


def _font(name: str) -> Any:
    """One of the fonts that every program has, for what is typed (ISO 32000-1, 9.6.2.2)."""
    import pikepdf  # heavy

    made = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/" + name)
    )
    if name == "Helvetica":
        made.Encoding = pikepdf.Name.WinAnsiEncoding
    return made


def _field(each: FormField, picture: Any, options: Any, *, right_to_left: bool) -> Any:
    """The dictionary that is the field and its place on the page at once."""
    import pikepdf  # heavy

    box = each.box
    made = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, T=each.name, TU=each.label,
        Rect=pikepdf.Array([round(n, 2) for n in
                            (box.x, box.y, box.x + box.width, box.y + box.height)]),
        F=_HIDDEN if each.sort == "hidden" else _PRINT,
    )  # fmt: skip
    if each.sort == "box":
        state = pikepdf.Name.on if each.value else pikepdf.Name.Off
        made.FT, made.V, made.AS = pikepdf.Name.Btn, state, state
        made.MK = pikepdf.Dictionary(CA="4")
        made.AP = pikepdf.Dictionary(N=picture)
        made.DA = f"/ZaDb 0 Tf {_INK}"
        return made
    made.V = made.DV = pikepdf.String(each.value)
    made.DA = f"/Helv {each.size:g} Tf {_INK}"
    made.Q = 2 if right_to_left else 0
    if each.sort == "choice":
        made.FT, made.Ff, made.Opt = pikepdf.Name.Ch, _COMBO, options
    else:
        made.FT = pikepdf.Name.Tx
        made.Ff = (_MULTILINE if each.lines > 1 else 0) | _NO_SPELLING
        made.MaxLen = _MOST
    if each.sort == "hidden":
        made.Ff = _READ_ONLY
        del made.MaxLen
        return made
    made.AP = pikepdf.Dictionary(N=picture)
    return made


def _pictures(fields: Sequence[FormField], language: str, *, right_to_left: bool) -> bytes:
    """A page for each field, as large as the field, that shows what it holds."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    for each in fields:
        canvas.setPageSize((max(each.box.width, 1), max(each.box.height, 1)))
        if each.sort == "box":
            _tick(canvas, each.box)
        elif each.sort != "hidden":
            text = dict(each.options).get(each.value, each.value)[:_SHOWN]
            _write(canvas, each, text, language, right_to_left=right_to_left)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _write(
    canvas: Canvas, each: FormField, text: str, language: str, *, right_to_left: bool
) -> None:
    width, height, size = each.box.width, each.box.height, each.size
    x = width - _INSET if right_to_left else _INSET
    align: Literal["left", "right"] = "right" if right_to_left else "left"
    room = width - 2 * _INSET
    if each.lines == 1:
        draw(canvas, text, x, (height - size) / 2 + size * 0.21, size, align=align,
             max_width=room, colour=HOUSE.ink, language=language)  # fmt: skip
        return
    high = height - 2 * _INSET
    line = " ".join(text.split())
    fitted = fit(line, room, high, size, size * 0.6, each.lines + 1, language=language)
    y = height - _INSET - fitted.top
    for line in fitted.lines:
        draw(canvas, line, x, y, fitted.size, align=align, colour=HOUSE.ink, language=language)
        y -= fitted.leading


def _tick(canvas: Canvas, box: Box) -> None:
    canvas.setStrokeColor(HexColor(HOUSE.accent))
    canvas.setLineWidth(1.4)
    canvas.setLineCap(1)
    w, h = box.width, box.height
    canvas.lines([(0.2 * w, 0.52 * h, 0.42 * w, 0.26 * h), (0.42 * w, 0.26 * h, 0.8 * w, 0.76 * h)])


def _empty(document: Any, box: Box) -> Any:
    """The picture of a box that is not ticked."""
    import pikepdf  # heavy

    return document.make_stream(
        b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([0, 0, box.width, box.height]),
    )  # fmt: skip


def _form_object(document: Any, page: Any) -> Any:
    """A page as a picture that a field shows; programs replace what stands in the brackets."""

    made = document.copy_foreign(page.as_form_xobject())
    content = made.read_bytes()
    made.write(b"/Tx BMC\nq\n" + content + b"\nQ\nEMC\n")
    return made
