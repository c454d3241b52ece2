"""What a paper says: blocks of plain text in reading order, free of any drawing."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError

Size = Literal["A4", "Letter", "A6", "Quarter Letter"]
Standing = Literal["firm", "open", "off"]
ColumnStyle = Literal["plain", "strong", "quiet", "figures"]
Align = Literal["start", "center", "end"]
Emphasis = Literal["plain", "strong", "emphasis", "quiet"]


@dataclass(frozen=True, slots=True)
class Cover:
    """A first page of its own: letterhead, the paper's title, then `lines` (dates, places)."""

    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents of the headings and day banners that follow."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first or second size; `anchor` lets a run of text point here."""

    text: str
    level: Literal[1, 2] = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one emphasis; `link` is a web address, or `#anchor` of a heading."""

    text: str
    emphasis: Emphasis = "plain"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; an empty line in its text parts paragraphs, a newline breaks the line."""

    runs: tuple[str | Run, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and their values, one pair to a line; a pair without a value is left out."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DayBanner:
    """The start of a day: the date in words, where, and the zone of the hours below."""

    date: str
    place: str = ""
    zone: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class TimedItem:
    """One line of a day.

    `other_hours` are the same hours in a second zone; `status` is a word for the reader
    and `standing` how the line is drawn (an *open* item is not settled, one that is *off*
    is struck); a `movement` (flight, car, walk) is set in italics.
    """

    start: str
    title: str
    end: str = ""
    other_hours: str = ""
    place: str = ""
    contact: str = ""
    participants: str = ""
    remarks: str = ""
    status: str = ""
    standing: Standing = "firm"
    movement: bool = False


@dataclass(frozen=True, slots=True)
class Night:
    """Where a night is spent: the hotel's name, and how to find and ring it."""

    hotel: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class TimedItems:
    """The lines of a day in order of time; the `nights` spent close it."""

    items: tuple[TimedItem, ...]
    nights: tuple[Night, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid; `weight` is its share of the width."""

    head: str
    weight: float = 1.0
    align: Align = "start"
    style: ColumnStyle = "plain"


@dataclass(frozen=True, slots=True)
class Group:
    """A line across a grid that names the rows below it."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose head repeats on every page; rows shorter than the columns are filled up."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...] | Group, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as introduced in a list; `photo` is a picture file's bytes."""

    name: str
    native_name: str = ""
    title: str = ""
    organisation: str = ""
    contacts: tuple[str, ...] = ()
    remarks: str = ""
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Persons one below the other, with portraits if any of them has one."""

    entries: tuple[Entry, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A contact to scan: `payload` (a vCard, an address) becomes the QR code."""

    name: str
    payload: str
    native_name: str = ""
    title: str = ""
    organisation: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Contacts two abreast, each with its QR code."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that stands out from the text around it."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph after its `mark` (a number, a dot); `tag` says how it may be used.

    One that is `held` back is set off, so that nobody takes it for one that may be told.
    """

    text: str
    mark: str = ""
    title: str = ""
    tag: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True)
class Clauses:
    """Marked paragraphs one below the other."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to sign on, side by side: who signs, and as what."""

    signers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Facing:
    """The same blocks in the paper's language and in a second one, each beside its like.

    Both are of the same kinds in the same order: days with their lines, facts, texts, notes and
    headings. The column of a language that is written from the right stands at the right.
    """

    language: str
    first: tuple["Block", ...]
    second: tuple["Block", ...]


Block = (
    Cover
    | Contents
    | PageBreak
    | Heading
    | Text
    | Facts
    | DayBanner
    | TimedItems
    | Grid
    | People
    | Cards
    | Note
    | Clauses
    | Signature
    | Facing
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who sends the paper: the mission's name, line by line, and its emblem (PNG, JPEG, SVG)."""

    lines: tuple[str, ...] = ()
    logo: Path | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper.

    `language` is a BCP 47 tag; `version` is what stands after the word *Version*;
    `issued_at` is an aware moment in the zone of the issuing office, or None for a draft;
    `after` is the version that a draft comes after.
    """

    kind: str
    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    language: str = "en"
    marking: str = ""
    version: str = ""
    issued_at: datetime | None = None
    after: str = ""
    letterhead: Letterhead = Letterhead()
    size: Size = "A4"
    landscape: bool = False
    author: str = ""
    keywords: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.issued_at is not None and self.issued_at.utcoffset() is None:
            raise ValueError("issued_at must carry its zone")

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The way in which the paper's language is written."""
        return direction(self.language)


@cache
def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a language (BCP 47 tag) is written; unknown languages run left to right."""
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return "ltr"
    return "rtl" if locale.text_direction == "rtl" else "ltr"
