"""What a kind of paper is, and how one is wished for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sciattache.errors import KnownError
from sciattache.papers.blocks import Block
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

EDITABLE = ".docx"
"""The ending of an editable copy."""
EVERYONE = ("full", "guest")

About = Literal["engagement", "participant", "recipient"]
"""What a paper is about: the whole engagement, one participant's part in it, or whom it is to.

A letter to a recipient is no part of the programme, and none of what a version consists of.
"""


@dataclass(frozen=True)
class Wish:
    """How a paper is wanted; ``size`` and ``stock`` None mean the office's own.

    ``subject`` is the id of what a paper is about that is not about the whole engagement;
    ``editable`` asks for the copy that a word processor opens; a letter bears the date ``on``, or
    today's.
    """

    audience: str = "full"
    language: str = "en"
    subject: str | None = None
    size: str | None = None
    stock: str | None = None
    editable: bool = False
    on: date | None = None


Draw = Callable[[Dossier, Reader, Wish], bytes]
Says = Callable[[Dossier, Reader, Wish], tuple[Block, ...]]


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its name in commands, its words, its file's ending, who may have it.

    ``says`` gives what a flowing paper says, ``draw`` the file.
    """

    name: str
    label: str
    suffix: str
    audiences: tuple[str, ...]
    draw: Draw
    about: About = "engagement"
    says: Says | None = None

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of the files that it is made as, its own first."""
        return (self.suffix, EDITABLE) if self.says else (self.suffix,)

    @property
    def personal(self) -> bool:
        """Whether it is made for one participant."""
        return self.about != "engagement"


def refuse_without_subject() -> KnownError:
    """What is told when a paper is about one participant and nobody says whom."""
    return KnownError(
        "A personal paper needs a participant of the engagement.", "Say for whom with --person ID."
    )
