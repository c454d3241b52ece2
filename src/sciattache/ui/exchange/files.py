"""Bundles as files: found in folders and mails, written whole or not at all."""

from __future__ import annotations

import email
import email.policy
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sciattache.errors import KnownError
from sciattache.sync import container
from sciattache.sync.container import Kind

LARGEST_MAIL = 100_000_000
"""Bytes of a mail at most that is looked at."""
_MAIL = ".eml"


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
    """The files themselves, and the bundles and mails that lie in folders, by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (*path.rglob(f"*{container.SUFFIX}"), *path.rglob(f"*{_MAIL}"))
            found += sorted(one for one in inside if not one.name.startswith("."))
        else:
            found.append(path)
    return found


def carried(path: Path) -> Iterator[Carried]:
    """What may be a bundle in a file: the file itself, or what is attached to a mail."""
    content = read(path)
    if path.suffix.casefold() != _MAIL:
        yield Carried(path.name, content)
        return
    mail = email.message_from_bytes(content, policy=email.policy.default)
    for part in mail.walk():
        attached = part.get_payload(decode=True)
        if isinstance(attached, bytes) and attached.startswith(container.MAGIC[:4]):
            yield Carried(f"{path.name}: {part.get_filename() or 'attachment'}", attached)


def read(path: Path) -> bytes:
    """A file's content; ``KnownError`` where it cannot be read, or is larger than any bundle."""
    try:
        if path.stat().st_size > LARGEST_MAIL:
            raise KnownError(f"{path} is larger than any bundle.", "Check which file it is.")
        return path.read_bytes()
    except OSError as error:
        raise KnownError(
            f"{path} cannot be read: {error.strerror}.", "Check where it is."
        ) from None


def write(folder: Path, name: str, content: bytes) -> Path:
    """Write a file whole or not at all: under another name first, read back, then renamed."""
    made: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
            made = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if made.read_bytes() != content:
            raise OSError(0, "what was written is not what can be read")
        return made.replace(folder / name)
    except OSError as error:
        if made is not None:
            made.unlink(missing_ok=True)
        raise KnownError(
            f"{folder / name} cannot be written: {error.strerror}.", "Choose another folder."
        ) from None
