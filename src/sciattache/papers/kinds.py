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
"""Whom a paper is for that nobody outside the office may have."""

About = Literal["engagement", "participant"]
"""What a paper is about: the whole engagement, or one participant's part in it."""


@dataclass(frozen=True)
class Wish:
    """How a paper is wanted; ``size`` and ``stock`` None mean the office's own.

    ``subject`` is the id of what a paper is about that is not about the whole engagement.
    """

    audience: str = "full"
    language: str = "en"
    subject: str | None = None
    size: str | None = None
    stock: str | None = None


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
    def personal(self) -> bool:
        """Whether it is made for one participant."""
        return self.about == "participant"


def refuse_without_subject() -> KnownError:
    """What is told when a paper is about one participant and nobody says whom."""
    return KnownError(
        "A personal paper needs a participant of the engagement.", "Say for whom with --person ID."
    )
