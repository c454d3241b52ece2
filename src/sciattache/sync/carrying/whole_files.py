"""Read and write the small files of the exchange on this computer, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from sciattache.errors import KnownError
from sciattache.sync import container

_LARGEST = 3 * container.LARGEST // 2
"""Bytes of a file at most: a mail with a bundle in it is larger than the bundle."""


def read(file: Path) -> bytes:
    """A file's content; ``KnownError`` where it cannot be read, or is larger than any bundle."""
    try:
        if file.stat().st_size > _LARGEST:
            raise KnownError(
                "{file} is larger than any bundle.", "Check which file it is.", file=file
            )
        return file.read_bytes()
    except OSError as error:
        raise KnownError(
            "{file} cannot be read: {why}.", "Check where it is.", file=file, why=error.strerror
        ) from None


def write(folder: Path, name: str, content: bytes) -> Path:
    """Write a file over what is there: under another name first, read back, then renamed."""
    unfinished: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
            unfinished = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if unfinished.read_bytes() != content:
            raise OSError(0, "what was written is not what can be read")
        return unfinished.replace(folder / name)
    except OSError as error:
        if unfinished is not None:
            with suppress(OSError):
                unfinished.unlink()
        raise KnownError(
            "{file} cannot be written: {why}.",
            "Choose another folder.",
            file=folder / name,
            why=error.strerror,
        ) from None
