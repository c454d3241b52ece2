"""Portraits, emblems and QR codes as SVG text, the one form in which a page takes pictures."""

import base64
import io
from collections.abc import Callable
from pathlib import Path

import segno
from PIL import Image, ImageOps, UnidentifiedImageError

from sciattache.errors import KnownError
from sciattache.papers.blocks import Card


def code(card: Card) -> str:
    """The QR code of a card as SVG, without a margin: the page gives it."""
    drawn = io.BytesIO()
    _symbol(card).save(drawn, kind="svg", border=0, dark="#000000", omitsize=True, xmldecl=False)
    return drawn.getvalue().decode("ascii")


def code_png(card: Card) -> bytes:
    """The same as PNG, its modules large enough to stay sharp in print."""
    drawn = io.BytesIO()
    _symbol(card).save(drawn, kind="png", border=0, scale=16)
    return drawn.getvalue()


def _symbol(card: Card) -> segno.QRCode:
    try:
        return segno.make_qr(card.payload, error="m", boost_error=False)
    except segno.DataOverflowError:
        raise KnownError(
            f"The contact details of {card.name} are too long for a QR code.",
            "Leave out the note or some of the addresses.",
        ) from None


def emblem(file: Path) -> str:
    """The emblem of a letterhead; KnownError when the file is not a picture that can be read."""
    unreadable = KnownError(
        f"The emblem “{file.name}” cannot be shown.", "Choose a PNG, JPEG or SVG picture."
    )
    try:
        raw = file.read_bytes()
        if file.suffix.lower() == ".svg":
            return raw.decode("utf-8")
        return _as_svg(raw, lambda picture: picture.thumbnail((900, 600)), "PNG")
    except (OSError, UnicodeDecodeError, UnidentifiedImageError, ValueError):
        raise unreadable from None


def portrait(raw: bytes) -> str:
    """A portrait upright and cut to 4 : 5; nothing if it is not a picture that can be read."""
    try:
        return _as_svg(raw, None, "JPEG")
    except (OSError, UnidentifiedImageError, ValueError):
        return ""


def portrait_jpeg(raw: bytes) -> bytes:
    """The same as JPEG."""
    try:
        return _stored(raw, None, "JPEG")[0]
    except (OSError, UnidentifiedImageError, ValueError):
        return b""


def _as_svg(raw: bytes, shrink: Callable[[Image.Image], None] | None, kind: str) -> str:
    """A picture inside an SVG: the template takes pictures as text."""
    stored, width, height = _stored(raw, shrink, kind)
    data = base64.b64encode(stored).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'xlink:href="data:image/{kind.lower()};base64,{data}"/></svg>'
    )


def _stored(
    raw: bytes, shrink: Callable[[Image.Image], None] | None, kind: str
) -> tuple[bytes, int, int]:
    """A picture upright, shrunk or cut to a portrait, with its width and height."""
    with Image.open(io.BytesIO(raw)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGBA" if kind == "PNG" else "RGB")
    if shrink:
        shrink(picture)
    else:
        picture = ImageOps.fit(picture, (320, 400), centering=(0.5, 0.3))
    stored = io.BytesIO()
    picture.save(stored, kind, quality=85)
    return stored.getvalue(), *picture.size
