"""Portraits, emblems and QR codes as SVG text, the one form in which a page takes pictures."""

import base64
import io
from collections.abc import Callable
from pathlib import Path

import segno
from PIL import Image, ImageOps, UnidentifiedImageError

from sciattache.domain.standards.photo_box import PhotoBox
from sciattache.errors import KnownError
from sciattache.papers.blocks import Card


def code(card: Card) -> str:
    """The QR code of a card as SVG, without a margin: the page gives it."""
    try:
        made = segno.make_qr(card.payload, error="m", boost_error=False)
    except segno.DataOverflowError:
        raise KnownError(
            f"The contact details of {card.name} are too long for a QR code.",
            "Leave out the note or some of the addresses.",
        ) from None
    drawn = io.BytesIO()
    made.save(drawn, kind="svg", border=0, dark="#000000", omitsize=True, xmldecl=False)
    return drawn.getvalue().decode("ascii")


def emblem(file: Path) -> str:
    """The emblem of a letterhead; KnownError when the file is not a picture that can be read."""
    unreadable = KnownError(
        f"The emblem “{file.name}” cannot be shown.", "Choose a PNG, JPEG or SVG picture."
    )
    try:
        raw = file.read_bytes()
        if file.suffix.lower() == ".svg":
            return raw.decode("utf-8")
        return _as_svg(raw, _emblem_size, "PNG")
    except (OSError, UnicodeDecodeError, UnidentifiedImageError, ValueError):
        raise unreadable from None


def portrait(raw: bytes, box: PhotoBox | None = None) -> str:
    """A portrait upright and cut to 4 : 5; nothing if it is not a picture that can be read.

    Of the upright picture the part in ``box`` is shown, where one is given.
    """
    return _fitted(raw, (320, 400), box)


def photograph(raw: bytes, ratio: float) -> str:
    """A photograph cut to ``ratio`` times as wide as high, for the width of a page."""
    return _fitted(raw, (1600, round(1600 / ratio)), None)


def _fitted(raw: bytes, size: tuple[int, int], box: PhotoBox | None) -> str:
    def fit(picture: Image.Image) -> Image.Image:
        part = picture.crop(_part(picture.size, box)) if box else picture
        smaller = min(1.0, max(part.width / size[0], part.height / size[1]))
        wanted = (max(1, round(size[0] * smaller)), max(1, round(size[1] * smaller)))
        return ImageOps.fit(part, wanted, centering=(0.5, 0.3))

    try:
        return _as_svg(raw, fit, "JPEG", enough=_enough(size, box))
    except (OSError, UnidentifiedImageError, ValueError):
        return ""


def _enough(size: tuple[int, int], box: PhotoBox | None) -> int:
    """Pixels of either side of the whole picture from which the part is as sharp as wanted."""
    share = min(box.width, box.height) / 1000 if box else 1.0
    return round(max(size) / max(share, 0.05))


def _part(size: tuple[int, int], box: PhotoBox) -> tuple[int, int, int, int]:
    """The pixels of a part: left, top, right, bottom; at least one of each."""
    across, down = size[0] / 1000, size[1] / 1000
    left, top = int(box.left * across), int(box.top * down)
    right, bottom = round((box.left + box.width) * across), round((box.top + box.height) * down)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _emblem_size(picture: Image.Image) -> Image.Image:
    picture.thumbnail((900, 600))
    return picture


def _as_svg(
    raw: bytes, shape: Callable[[Image.Image], Image.Image], kind: str, *, enough: int = 0
) -> str:
    """A picture inside an SVG: the template takes pictures as text."""
    with Image.open(io.BytesIO(raw)) as opened:
        if enough:
            opened.draft("RGB", (enough, enough))  # a large JPEG is read at a fraction of its size
        picture = ImageOps.exif_transpose(opened).convert("RGBA" if kind == "PNG" else "RGB")
    picture = shape(picture)
    stored = io.BytesIO()
    picture.save(stored, kind, quality=85)
    data = base64.b64encode(stored.getvalue()).decode("ascii")
    width, height = picture.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'xlink:href="data:image/{kind.lower()};base64,{data}"/></svg>'
    )
