"""How the files of records stand on their way to and from partners, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple

from sciattache.sync.progress import Files
from sciattache.ui.exchange.amounts import size_words
from sciattache.ui.words import say


def together(stand: Iterable[Files]) -> Files:
    """The files of several partners as those of one."""
    return Files(*map(sum, zip(*map(astuple, (Files(), *stand)), strict=True)))


def told(files: Files) -> list[str]:
    """How they stand, in sentences; none where none are on their way."""
    found = []
    if files.expected:
        found.append(say("File {number} of {all} received.",
                         number=f"{files.received:,}", all=f"{files.expected:,}"))  # fmt: skip
    if files.to_send:
        size = size_words(files.bytes_to_send)
        found.append(
            say("1 file waits to go, {size}.", size=size) if files.to_send == 1 else
            say("{count} files wait to go, {size}.", count=f"{files.to_send:,}", size=size)
        )  # fmt: skip
    if files.damaged:
        found.append(
            say("1 file is damaged here and cannot go.") if files.damaged == 1 else
            say("{count} files are damaged here and cannot go.", count=f"{files.damaged:,}")
        )  # fmt: skip
    return found


def shortly(files: Files) -> tuple[str, str]:
    """How many of how many came, and how many are to go, for a table."""
    came = say("{number} of {all}", number=f"{files.received:,}", all=f"{files.expected:,}")
    to_go = say("{count} to go", count=f"{files.to_send:,}")
    return came if files.expected else "—", to_go if files.to_send else ""
