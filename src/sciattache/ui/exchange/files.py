"""Bundles as files: found in folders, mails and archives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sciattache.sync import container
from sciattache.sync.carrying import unwrapping, whole_files
from sciattache.sync.container import Kind


@dataclass(frozen=True)
class Carried:
    """What a file carries that may be a bundle, and under which name it came."""

    name: str
    content: bytes

    @property
    def id(self) -> bytes:
        """By what a bundle is known, under whichever name it comes."""
        return self.content[20:52]

    @property
    def kind(self) -> Kind | None:
        """What it says that it is; nothing of it is checked yet."""
        told = self.content[9:10] if self.content.startswith(container.MAGIC) else b""
        return Kind(told[0]) if told and told[0] in list(Kind) else None


def listed(paths: Iterable[Path]) -> list[Path]:
    """The files themselves, and what lies in folders and may carry bundles, by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (one for one in path.rglob("*") if one.is_file() and _is_worth_it(one))
            found += sorted(inside)
        else:
            found.append(path)
    return found


def carried(path: Path) -> Iterator[Carried]:
    """What may be a bundle in a file: the file itself, or what a mail or an archive holds."""
    content = whole_files.read(path)
    found, _ = unwrapping.bundles(path.name, content)
    for one in found:
        yield Carried(one.name, one.content)
    if not found and path.suffix.casefold() == container.SUFFIX:
        yield Carried(path.name, content)  # so that its refusal is on record


def _is_worth_it(path: Path) -> bool:
    return not path.name.startswith(".") and unwrapping.is_worth_reading(path.name, b"")
