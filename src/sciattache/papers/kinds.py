"""What a kind of paper is, and how one is wished for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.blocks import Block
from sciattache.papers.fixed.stock import Stock
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

EDITABLE = ".docx"
"""The ending of an editable copy."""
EVERYONE = ("full", "guest")
OFFICE = ("full",)
"""Whom a paper is for that nobody outside the office may have."""

Group = Literal["programme", "briefing", "people", "cards", "letters", "workbooks", "afterwards"]
GROUPS: dict[Group, str] = {
    "programme": "Programme",
    "briefing": "Briefs",
    "people": "People",
    "cards": "Tables and cards",
    "letters": "Letters",
    "workbooks": "Workbooks",
    "afterwards": "After the visit",
}
"""The headings under which the kinds are listed, in the order in which they are wanted."""

NOTHING = "This engagement has nothing for it."

About = Literal["engagement", "participant", "principal", "item", "recipient"]
"""What a paper is about: the whole engagement, one participant's part in it, either of these, one
item, or whom it is to.

A letter to a recipient is no part of the programme, and none of what a version consists of.
"""


@dataclass(frozen=True)
class Wish:
    """How a paper is wanted; ``size``, ``stock`` and ``look`` None mean the office's own.

    ``other_language`` is the second one of a paper that is written in two; ``subject`` is the id
    of what a paper is about that is not about the whole engagement; ``start`` the piece of the
    first sheet from which on it is still unused, 1 for a whole one; ``parts`` the names of those
    parts of a book that are wanted, none for all.  ``editable`` asks for the copy that a word
    processor opens; a letter bears the date ``on``, or today's.
    """

    audience: str = "full"
    language: str = "en"
    subject: str | None = None
    size: str | None = None
    stock: str | None = None
    start: int = 1
    other_language: str | None = None
    editable: bool = False
    on: date | None = None
    parts: tuple[str, ...] = ()
    look: str | None = None


Draw = Callable[[Dossier, Reader, Wish], bytes]
Says = Callable[[Dossier, Reader, Wish], tuple[Block, ...]]
Applies = Callable[[Dossier], bool]


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its name in commands, its file's ending, who may have it.

    ``says`` gives what a flowing paper says, ``draw`` the file; ``sides`` are how many it should
    have at most, 0 where that is open.  ``stocks`` are the sheets of pieces that it can be printed
    on, the usual one of a paper size first; ``applies`` tells whether an engagement has anything
    for it and ``needs`` what it lacks where it has not; ``parts`` are those of a book, by name with
    their words.  One of ``two_languages`` is written in the wish's other language as well.  One
    that is not ``issued`` tells what came of the plan, or what the office knows besides, and
    belongs to no version of it.  One that ``asks`` is a form that comes back: it is made when it is
    asked for, never among all papers.  ``icon`` is the name of its picture in lists of papers.
    """

    name: str
    suffix: str
    audiences: tuple[str, ...]
    draw: Draw
    about: About = "engagement"
    says: Says | None = None
    sides: int = 0
    stocks: tuple[Stock, ...] = ()
    applies: Applies = lambda _: True
    two_languages: bool = False
    parts: tuple[tuple[str, str], ...] = ()
    issued: bool = True
    asks: bool = False
    group: Group = "programme"
    needs: str = NOTHING
    icon: str = "file-text"

    @property
    def label(self) -> str:
        """What it is called in English."""
        return self.called("en")

    def called(self, language: str) -> str:
        """What it is called in a language, in lists of papers as on the paper itself."""
        return words.paper(self.name, language)

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of the files that it is made as, its own first."""
        return (self.suffix, EDITABLE) if self.says is not None else (self.suffix,)

    @property
    def personal(self) -> bool:
        """Whether it is made for one participant."""
        return self.about in ("participant", "recipient")

    def refuse_parts(self, parts: tuple[str, ...]) -> None:
        """Refuse parts that the paper does not have."""
        known = [name for name, _ in self.parts]
        for part in parts:
            if part not in known:
                raise KnownError(
                    f"{self.label} has no part “{part}”.",
                    f"Its parts are: {', '.join(known)}." if known else "Ask for it whole.",
                )


def refuse_without_item() -> KnownError:
    """What is told when a paper is about one item and nobody says which."""
    return KnownError(
        "This paper is about one item of the programme.", "Say which with --item ID or its title."
    )


def refuse_without_subject() -> KnownError:
    """What is told when a paper is about one participant and nobody says whom."""
    return KnownError(
        "A personal paper needs a participant of the engagement.", "Say for whom with --person ID."
    )


def sheet_for(kind: Kind, wish: Wish) -> Stock:
    """The sheet on which a paper is wanted, else the usual one of its size.

    ``KnownError`` for one that the kind is not printed on, and a start that the sheet has not.
    """
    wanted = wish.stock
    names = ", ".join(stock.key for stock in kind.stocks)
    found = next(
        (one for one in kind.stocks if (one.key == wanted if wanted else one.page == wish.size)),
        None,
    )
    if found is None:
        raise KnownError(
            f"{kind.label} are not printed on a sheet “{wanted}”.", f"Choose one of {names}."
        )
    if not 1 <= wish.start <= found.per_sheet:
        raise KnownError(
            f"The sheet {found.key} has no piece {wish.start}.",
            f"Start at a piece from 1 to {found.per_sheet}, counted along the rows.",
        )
    return found
