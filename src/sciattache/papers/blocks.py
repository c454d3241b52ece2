"""What a paper says: blocks of plain text in reading order, free of any drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError

from sciattache.domain.standards.photo_box import PhotoBox

Size = Literal["A4", "Letter", "A6", "Quarter Letter"]
Standing = Literal["firm", "open", "off"]
ColumnStyle = Literal["plain", "strong", "titled", "quiet", "figures"]
"""How the cells of a column are set; of a *titled* one the first line is strong."""
Align = Literal["start", "center", "end"]
Side = Literal["right", "left", "above", "below"]
Emphasis = Literal["plain", "strong", "emphasis", "quiet"]


@dataclass(frozen=True, slots=True)
class Cover:
    """A first page of its own: letterhead, the paper's title, for whom, then `lines`."""

    lines: tuple[str, ...] = ()
    whose: str = ""


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
    """A line across a grid that names the rows below it; its `lead` is in the first column."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that sums up those above it."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose head, if it has one, repeats on every page.

    Rows shorter than the columns are filled up.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...] | Group | Sum, ...]
    empty: str = ""


def filled(columns: Sequence[Column], rows: Sequence[tuple[str, ...]]) -> Grid:
    """A table without the columns that no row fills."""
    kept = [n for n in range(len(columns)) if any(row[n] for row in rows)]
    return Grid(tuple(columns[n] for n in kept), tuple(tuple(row[n] for n in kept) for row in rows))


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as introduced in a list; `photo` is a picture file's bytes, `box` the part shown."""

    name: str
    native_name: str = ""
    title: str = ""
    organisation: str = ""
    contacts: tuple[str, ...] = ()
    remarks: str = ""
    photo: bytes | None = None
    box: PhotoBox | None = None


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


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter on the mission's head, in the order in which it is read.

    An empty line in `body` parts paragraphs; `signer` signs as what `role` says.  A paper that
    holds one shows no title of its own.
    """

    date: str
    address: tuple[str, ...]
    salutation: str
    body: str
    closing: str
    signer: str = ""
    role: str = ""
    subject: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A numbered part of a book: it opens a page, and its number stands at the edge of each."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Biography:
    """A person's portrait, with the name, some facts and the life told beside it.

    It is not `named` where the paper's own title does that.
    """

    entry: Entry
    text: str
    facts: tuple[tuple[str, str], ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """A name on a map: where it stands, in thousandths from left and top, and on which side.

    The name goes on from the spot to the `side`; `number` is what stands in its disc, if anything.
    """

    x: int
    y: int
    text: str
    number: str
    side: Side = "right"


@dataclass(frozen=True, slots=True)
class Map:
    """A map drawn as SVG, `ratio` times as wide as high, its names set over it."""

    svg: str
    ratio: float
    alt: str
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """A few figures that tell the whole, each large over the words for it."""

    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, and who."""

    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph (JPEG, PNG) across the page, cut to `ratio` times as wide as high."""

    content: bytes
    alt: str
    ratio: float = 2.0


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
    | Letter
    | Tab
    | Biography
    | Map
    | Figures
    | Quote
    | Picture
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who sends the paper: the mission's name, line by line, and its emblem.

    `logo` is the content of a picture: PNG, JPEG, WebP or SVG.
    """

    lines: tuple[str, ...] = ()
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper.

    `language` is a BCP 47 tag; `version` is what stands after the word *Version*;
    `issued_at` is an aware moment in the zone of the issuing office, or None for a draft;
    `after` is the version that a draft comes after; `as_of` the day whose state is told, where a
    paper has no versions. `look` is the name of the look in which it is set.
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
    as_of: date | None = None
    letterhead: Letterhead = Letterhead()
    size: Size = "A4"
    landscape: bool = False
    look: str = "plain"
    author: str = ""
    keywords: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.issued_at is not None and self.issued_at.utcoffset() is None:
            raise ValueError("issued_at must carry its zone")

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter, which has neither a title nor a version on its pages."""
        return any(isinstance(block, Letter) for block in self.blocks)

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
