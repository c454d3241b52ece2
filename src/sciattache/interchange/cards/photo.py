"""The picture on a card: inside it or behind an address, and what kind it is."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from sciattache.interchange.cards import values
from sciattache.interchange.cards.properties import Property

if TYPE_CHECKING:
    from sciattache.interchange.cards.sheet import Sheet

_DATA = re.compile(r"data:([^;,]*)((?:;[^;,]*)*?)(;base64)?\\?,(.*)", re.IGNORECASE | re.DOTALL)
_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
_PICTURES = {"jpeg", "jpg", "png", "gif", "bmp", "tiff", "webp", "svg+xml", "heic", "x-icon"}


def best_photo(sheet: Sheet) -> tuple[bytes | None, str, str]:
    """The first picture inside the card, its media type, and the first address of one."""
    photo, kind, url = None, "", ""
    for prop in sheet.take("PHOTO"):
        data, media = from_data_uri(prop.value) if prop.data is None else (prop.data, "")
        if data is not None:
            if not data:
                continue
            if photo is None:
                photo, kind = data, media or media_type(prop) or sniffed(data)
            elif data != photo:
                sheet.keep([prop])
        elif text := values.plain(prop.value):
            if not url:
                url = text
            elif text != url:
                sheet.keep([prop])
    return photo, kind, url


def from_data_uri(text: str) -> tuple[bytes | None, str]:
    """The bytes and the media type of a data: URI (RFC 2397); None if it is no such URI."""
    match = _DATA.match(text.strip())
    if match is None:
        return None, ""
    kind = "" if match[1].casefold() == "application/octet-stream" else match[1].casefold()
    if not match[3]:
        return unquote_to_bytes(match[4]), kind
    packed = re.sub(r"[^A-Za-z0-9+/]", "", match[4])
    packed = packed[:-1] if len(packed) % 4 == 1 else packed
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4)), kind
    except binascii.Error:
        return None, ""


def media_type(prop: Property) -> str:
    """What TYPE or MEDIATYPE call the data of this property, or what it begins like."""
    for word in (prop.param("MEDIATYPE"), *prop.types()):
        short = word.casefold().removeprefix("image/")
        if short in _PICTURES:
            return "image/" + ("jpeg" if short == "jpg" else short)
        if "/" in word:
            return word.casefold()
    return sniffed(prop.data or b"")


def sniffed(data: bytes) -> str:
    """The media type that the first bytes of a picture show; empty if none is known."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
