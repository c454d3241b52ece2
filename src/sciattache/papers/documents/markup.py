"""Elements of WordprocessingML (ISO/IEC 29500-1, clause 17), each made in one call."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any
"""An element of lxml, which tells no types."""

TWIPS = 20
"""Twentieths of a point, in which lengths are given, in a point."""
MILLIMETRE = 1440 / 25.4
"""Twips in a millimetre."""
EMU = 36_000
"""English metric units, in which drawings are measured, in a millimetre."""


def element(name: str, /, *inside: Element, **values: object) -> Element:
    """An element of the namespace `w` with its attributes and what is inside, nothing for None."""
    made: Element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(each for each in inside if each is not None)
    return made


def flag(name: str, *, on: bool) -> Element:
    """An element that says by its presence that something is so, or None."""
    return element(name) if on else None


def twips(points: float) -> int:
    """A length in points as whole twips."""
    return round(points * TWIPS)


def eighths(points: float) -> int:
    """The width of a line in eighths of a point; two are the thinnest that there are."""
    return max(2, round(points * 8))


def hexadecimal(colour: str) -> str:
    """A colour `#rrggbb` as attributes take it."""
    return colour.lstrip("#").upper()
