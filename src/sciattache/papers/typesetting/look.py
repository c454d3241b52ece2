"""How papers look: sizes, spaces and colours as one value that every drawer is given."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sciattache.errors import KnownError


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes of type and hairlines in points, margin and photograph in millimetres.

    Colours are sRGB as `#rrggbb`. `text` is the size of running words, from which the
    small size, two sizes of heading and two of title are told apart. `leading` is the
    distance from baseline to baseline as a multiple of the size. ``grey`` pages have pictures
    without colour as well.
    """

    text: float = 10.0
    small: float = 8.5
    foot: float = 8.0
    heading: float = 13.0
    subheading: float = 10.5
    title: float = 20.0
    cover: float = 30.0
    leading: float = 1.35
    margin: float = 20.0
    space: float = 4.0
    hairline: float = 0.4
    rule: float = 0.8
    ink: str = "#1a1a1a"
    quiet: str = "#595959"
    line: str = "#c4c4c4"
    accent: str = "#1f4e79"
    photo: float = 20.0
    code: float = 27.0
    grey: bool = False


LARGEST_PLAIN = 12.0
"""Points of running words from above which a print is large."""

HOUSE = Look()
"""The look of the house: dark blue for days and headings, greys for the rest."""


def large_print(look: Look = HOUSE) -> Look:
    """The same look for readers with low vision: words of 16 points, greys darker."""
    factor = 16 / look.text
    return replace(
        look,
        text=16.0,
        small=14.0,
        foot=12.0,
        heading=look.heading * factor,
        subheading=look.subheading * factor,
        title=look.title * 1.4,
        cover=look.cover * 1.2,
        space=look.space * 1.4,
        quiet="#333333",
        line="#808080",
        photo=look.photo * 1.25,
        code=look.code * 1.25,
    )


def scaled(look: Look, factor: float) -> Look:
    """The same look with words and the spaces between them larger or smaller."""
    sizes = ("text", "small", "heading", "subheading", "title", "space", "photo")
    return replace(look, **{name: getattr(look, name) * factor for name in sizes})


def greyscale(look: Look = HOUSE) -> Look:
    """The same look without colour, for an office's black-and-white copier."""
    return replace(look, ink="#000000", accent="#000000", grey=True)


LOOKS = {"plain": HOUSE, "large": large_print(), "grey": greyscale()}
"""The looks that a paper can be wished in, by name."""


def called(name: str) -> Look:
    """The look of that name; ``KnownError`` where there is none."""
    if name not in LOOKS:
        raise KnownError(f"There is no look “{name}”.", f"The looks are: {', '.join(LOOKS)}.")
    return LOOKS[name]


def coloured(look: Look, as_in: Look) -> Look:
    """The sizes of one look in the colours of another."""
    names = ("ink", "quiet", "line", "accent", "grey")
    return replace(look, **{name: getattr(as_in, name) for name in names})
