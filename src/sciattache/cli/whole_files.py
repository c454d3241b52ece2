"""Read and write the small files of the exchange, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sciattache.errors import KnownError

_LARGEST_MAIL = 64_000_000


def read(file: Path) -> bytes:
    """What is in a file no larger than a bundle can be."""
    try:
        if file.stat().st_size > _LARGEST_MAIL:
            raise KnownError(f"{file} is larger than any bundle.", "Check which file it is.")
        return file.read_bytes()
    except OSError as error:
        raise KnownError(
            f"{file} cannot be read: {error.strerror}.", "Check where it is."
        ) from None


def write(folder: Path, name: str, content: bytes) -> Path:
    """Write a file whole or not at all: under another name first, read back, then renamed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if Path(file.name).read_bytes() != content:
            raise OSError(0, "what was written is not what can be read")
        return Path(file.name).replace(folder / name)
    except OSError as error:
        raise KnownError(
            f"{folder / name} cannot be written: {error.strerror}.", "Choose another folder."
        ) from None
