"""The part of a photograph that is shown: left, top, width and height in thousandths."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WHOLE = 1000


@dataclass(frozen=True)
class PhotoBox:
    """A rectangle of a photograph, in thousandths of its width and of its height."""

    left: int
    top: int
    width: int
    height: int


def read(text: str) -> PhotoBox:
    """The box that ``text`` means; ``ValueError`` with a sentence when it means none."""
    found = re.fullmatch(r"\s*" + r"[\s,;]+".join([r"(\d{1,4})"] * 4) + r"\s*", text, re.ASCII)
    if found is None:
        raise ValueError(
            f"“{text[:40]}” is not a part of a picture; write left, top, width and height in"
            " thousandths: 120 40 760 760."
        )
    box = PhotoBox(*map(int, found.groups()))
    if not (box.width and box.height):
        raise ValueError("That part of the picture is empty; width and height begin at 1.")
    if box.left + box.width > _WHOLE or box.top + box.height > _WHOLE:
        raise ValueError(
            "That part reaches beyond the picture; left and width, top and height, make 1000"
            " at most."
        )
    return box


def normal(text: str) -> str:
    """The box as it is kept: four numbers with a blank between them."""
    box = read(text)
    return f"{box.left} {box.top} {box.width} {box.height}"
