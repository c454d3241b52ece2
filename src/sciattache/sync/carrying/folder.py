"""A folder of this computer: a stick, a network drive, one that a cloud program synchronises."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sciattache.sync.carrying import trouble
from sciattache.sync.carrying.place import PART, Entry, Report, TakenError, silent


class Folder:
    """A folder by its path."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, str(path)

    def entries(self, under: str = "") -> list[Entry]:
        """What lies there; what is taken away meanwhile, and links to folders, are left out."""
        with self._told(), os.scandir(self.path / under) as found:
            return list(_entries(found, under))

    def read(self, name: str, most: int, report: Report = silent) -> bytes:
        """The content of a file, ``most`` bytes of it at most."""
        parts, done = [], 0
        with self._told(), (self.path / name).open("rb") as file:
            while done < most and (part := file.read(min(PART, most - done))):
                parts.append(part)
                done += len(part)
                report(done, 0, name)
        return b"".join(parts)

    def write(self, name: str, content: bytes, report: Report = silent) -> None:
        """Write a file to the medium, over what is there under this name.

        Where the system can, it forgets what was written: reading it back asks the medium.
        """
        path = self.path / name
        with self._told():
            path.unlink(missing_ok=True)
            with path.open("xb") as file:
                for start in range(0, len(content), PART):
                    report(start, len(content), name)
                    file.write(content[start : start + PART])
                file.flush()
                os.fsync(file.fileno())
                if hasattr(os, "posix_fadvise"):
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        report(len(content), len(content), name)

    def rename(self, name: str, new: str) -> None:
        """Give a file another name; ``TakenError`` where something has it."""
        with self._told():
            try:
                _rename(self.path / name, self.path / new)
            except FileExistsError:
                raise TakenError(new) from None
            self._sync()

    def remove(self, name: str) -> None:
        """Remove a file."""
        with self._told():
            (self.path / name).unlink(missing_ok=True)

    def make(self) -> None:
        """Make the folder, and those it is in, unless it is there."""
        with self._told():
            self.path.mkdir(parents=True, exist_ok=True)

    def close(self) -> None:
        """Nothing is held open."""

    def _sync(self) -> None:
        """Have the name written to the medium too, where folders can be asked for it."""
        with suppress(OSError):
            handle = os.open(self.path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise trouble.failed(self.name, error) from error


def _rename(old: Path, new: Path) -> None:
    """Rename without writing over anything: Windows never does, elsewhere a second link does not.

    File systems without links (FAT, many network drives) are asked whether the name is free.
    """
    if os.name != "nt":
        try:
            new.hardlink_to(old)
        except FileExistsError:
            raise
        except OSError:
            if new.exists():
                raise FileExistsError(str(new)) from None
        else:
            old.unlink()
            return
    old.rename(new)


def _entries(found: Iterator[os.DirEntry[str]], under: str) -> Iterator[Entry]:
    for one in found:
        name = f"{under}/{one.name}" if under else one.name
        with suppress(FileNotFoundError):
            if one.is_dir(follow_symlinks=False):
                yield Entry(name, 0, "", is_folder=True)
            elif one.is_file():
                about = one.stat()
                yield Entry(name, about.st_size, str(about.st_mtime_ns))
