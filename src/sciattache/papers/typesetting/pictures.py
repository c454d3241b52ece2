"""What a page shows besides words: photographs, emblems and QR codes as SVG text."""

import base64
import io
import json
import re
from functools import lru_cache
from hashlib import sha256

import segno
import typst
from PIL import Image, ImageOps, UnidentifiedImageError

from sciattache.domain.standards.photo_box import PhotoBox
from sciattache.errors import KnownError
from sciattache.papers.blocks import Card

_PORTRAIT = (256, 320)
"""Pixels of a portrait: 300 to the inch at the size in which lists and biographies show it."""
_WIDE = 1600
"""Pixels of a photograph across the page."""
_EMBLEM = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(json(bytes(sys.inputs.data))), format: "svg", height: 14mm)"""
_BEFORE_MARKUP = b"\xef\xbb\xbf \t\r\n"
"""What may stand before the first sign of an SVG."""
_TOO_FINE = 1.6
"""How many times as fine as wanted a picture is made smaller; below it is only cut."""


def code(card: Card) -> str:
    """The QR code of a card as SVG, without a margin: the page gives it; empty for too much."""
    symbol, drawn = _symbol(card), io.BytesIO()
    if symbol is None:
        return ""
    symbol.save(drawn, kind="svg", border=0, dark="#000000", omitsize=True, xmldecl=False)
    return drawn.getvalue().decode("ascii")


def code_png(card: Card) -> bytes:
    """The same as PNG, its modules large enough to stay sharp in print."""
    symbol, drawn = _symbol(card), io.BytesIO()
    if symbol is None:
        return b""
    symbol.save(drawn, kind="png", border=0, scale=16)
    return drawn.getvalue()


def _symbol(card: Card) -> segno.QRCode | None:
    """The symbol; None for more than the largest holds."""
    return _made(card.payload)


@lru_cache(maxsize=256)  # a paper may be set several times before it fits
def _made(payload: str) -> segno.QRCode | None:
    try:
        return segno.make_qr(payload, error="m", boost_error=False)
    except segno.DataOverflowError:
        return None


def emblem(raw: bytes, *, grey: bool = False) -> str:
    """The emblem of a letterhead as SVG; KnownError when it is not a picture that can be read.

    A drawing stays one, unless it is wanted in ``grey``.
    """
    unreadable = KnownError(
        "The emblem of the letterhead cannot be shown.", "Choose a PNG, JPEG or SVG picture."
    )
    try:
        if raw.lstrip(_BEFORE_MARKUP).startswith(b"<"):
            drawing = raw.decode("utf-8-sig")
            if not grey:
                return drawing
            raw = rastered(drawing)
        with Image.open(io.BytesIO(raw)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("LA" if grey else "RGBA")
        picture.thumbnail((900, 600))
        return _as_svg(picture, "PNG")
    except (OSError, UnicodeDecodeError, UnidentifiedImageError, ValueError):
        raise unreadable from None


def greyed(drawing: str) -> str:
    """An SVG of our own with each colour as the grey that is as light (ITU-R BT.601)."""

    def grey(found: re.Match[str]) -> str:
        red, green, blue = (int(found[1][n : n + 2], 16) for n in (0, 2, 4))
        light = round(0.299 * red + 0.587 * green + 0.114 * blue)
        return f"#{light:02x}{light:02x}{light:02x}"

    return re.sub("#([0-9a-f]{6})", grey, drawing)


def rastered(drawing: str) -> bytes:
    """An SVG as PNG, as sharp as an emblem in print wants it."""
    made = typst.compile(
        _EMBLEM.encode(), format="png", ppi=600, sys_inputs={"data": json.dumps(drawing)}
    )
    assert isinstance(made, bytes)  # one page
    return made


class Album:
    """The photographs of one paper as files beside the template, each kept once."""

    def __init__(self, *, grey: bool = False) -> None:
        self._grey = grey
        self.files: dict[str, bytes] = {}
        self._names: dict[tuple[bytes, object], str] = {}

    def portrait(self, raw: bytes, box: PhotoBox | None = None) -> str:
        """The file of a portrait, upright and cut to 4 : 5; empty if it cannot be read.

        Of the upright picture the part in ``box`` is shown, where one is given.
        """
        return self._kept(raw, _PORTRAIT, box)

    def photograph(self, raw: bytes, ratio: float) -> str:
        """The file of a photograph cut to ``ratio`` times as wide as high, for a whole line."""
        return self._kept(raw, (_WIDE, round(_WIDE / ratio)), None)

    def _kept(self, raw: bytes, size: tuple[int, int], box: PhotoBox | None) -> str:
        key = (sha256(raw).digest(), (size, box))
        if key not in self._names:
            made = _fitted(raw, size, box)
            self._names[key] = f"photo-{len(self.files)}.svg" if made else ""
            if made:
                made = made.convert("L") if self._grey else made
                self.files[self._names[key]] = _as_svg(made, "JPEG").encode("ascii")
        return self._names[key]


def portrait_jpeg(raw: bytes, box: PhotoBox | None = None, *, grey: bool = False) -> bytes:
    """A portrait, upright and cut to 4 : 5, as JPEG; nothing for no picture."""
    return _jpeg(_fitted(raw, _PORTRAIT, box), grey=grey)


def photograph_jpeg(raw: bytes, ratio: float, *, grey: bool = False) -> bytes:
    """A photograph cut to ``ratio`` times as wide as high, as JPEG; nothing for no picture."""
    return _jpeg(_fitted(raw, (_WIDE, round(_WIDE / ratio)), None), grey=grey)


def _jpeg(picture: Image.Image | None, *, grey: bool) -> bytes:
    if picture is None:
        return b""
    return _stored(picture.convert("L") if grey else picture, "JPEG")


def _fitted(raw: bytes, size: tuple[int, int], box: PhotoBox | None) -> Image.Image | None:
    """The part wanted, cut to ``size`` but never made larger; nothing for no picture."""
    try:
        with Image.open(io.BytesIO(raw)) as opened:
            opened.draft("RGB", _enough(size, box))  # a large JPEG is read at a fraction
            picture = ImageOps.exif_transpose(opened).convert("RGB")
        part = picture.crop(_part(picture.size, box)) if box else picture
        larger = min(part.width / size[0], part.height / size[1])
        scale = larger if larger < _TOO_FINE else 1.0  # to cut is much faster than to draw anew
        wanted = (max(1, int(size[0] * scale)), max(1, int(size[1] * scale)))
        return _cut(part, wanted) if scale == larger else _fit(part, wanted)
    except (OSError, UnidentifiedImageError, ValueError):
        return None


_CENTRE = (0.5, 0.3)
"""Where a face is in a portrait, in shares of width and height."""


def _fit(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    return ImageOps.fit(picture, size, centering=_CENTRE)


def _cut(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A part of that size, around the same centre."""
    left = round((picture.width - size[0]) * _CENTRE[0])
    top = round((picture.height - size[1]) * _CENTRE[1])
    return picture.crop((left, top, left + size[0], top + size[1]))


def _enough(size: tuple[int, int], box: PhotoBox | None) -> tuple[int, int]:
    """Pixels of the whole picture, turned either way, for a part that is as sharp as wanted."""
    share = min(box.width, box.height) / 1000 if box else 1.0
    side = round(max(size) / max(share, 0.05))
    return side, side


def _part(size: tuple[int, int], box: PhotoBox) -> tuple[int, int, int, int]:
    """The pixels of a part: left, top, right, bottom; at least one of each."""
    across, down = size[0] / 1000, size[1] / 1000
    left, top = int(box.left * across), int(box.top * down)
    right, bottom = round((box.left + box.width) * across), round((box.top + box.height) * down)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _as_svg(picture: Image.Image, kind: str) -> str:
    """A picture inside an SVG: the template and what lies beside it can only be text."""
    data = base64.b64encode(_stored(picture, kind)).decode("ascii")
    width, height = picture.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'xlink:href="data:image/{kind.lower()};base64,{data}"/></svg>'
    )


def _stored(picture: Image.Image, kind: str) -> bytes:
    stored = io.BytesIO()
    picture.save(stored, kind, quality=85)
    return stored.getvalue()
