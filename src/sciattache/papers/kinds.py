"""What a kind of paper is, and how one is wished for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sciattache.errors import KnownError
from sciattache.papers.blocks import Block
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

EVERYONE = ("full", "guest")
OFFICE = ("full",)

About = Literal["engagement", "participant", "principal", "item"]
"""What a paper is about: the whole engagement, one participant's part in it, either of these, or
one item."""


@dataclass(frozen=True)
class Wish:
    """How a paper is wanted; ``size`` and ``stock`` None mean the office's own.

    ``subject`` is the id of what a paper is about that is not about the whole engagement; ``parts``
    the names of those parts of a book that are wanted, none for all.
    """

    audience: str = "full"
    language: str = "en"
    subject: str | None = None
    size: str | None = None
    stock: str | None = None
    parts: tuple[str, ...] = ()


Draw = Callable[[Dossier, Reader, Wish], bytes]
Says = Callable[[Dossier, Reader, Wish], tuple[Block, ...]]


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its name in commands, its words, its file's ending, who may have it.

    ``says`` gives what a flowing paper says, ``draw`` the file; ``sides`` are how many it should
    have at most, 0 where that is open; ``parts`` are those of a book, by name with their words.
    One that is not ``issued`` tells what came of the plan, or what the office knows besides, and
    belongs to no version of it.
    """

    name: str
    label: str
    suffix: str
    audiences: tuple[str, ...]
    draw: Draw
    about: About = "engagement"
    says: Says | None = None
    sides: int = 0
    parts: tuple[tuple[str, str], ...] = ()
    issued: bool = True

    @property
    def personal(self) -> bool:
        """Whether it is made for one participant."""
        return self.about == "participant"

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
