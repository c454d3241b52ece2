"""Put bundles where others fetch them: each whole or not at all, and never over anything."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sciattache.errors import KnownError
from sciattache.sync import container
from sciattache.sync.carrying.place import UNFINISHED, Place, Report, TakenError, silent

READ_ME = "READ-ME.txt"
_LATE = (0, 0.2, 0.8)
"""Seconds between looks for a half file: a server may write down only then what broke off."""
_TOLD = """\
The files that end in .psb are sealed parcels of SciAttaché for one office.

What to do: open SciAttaché there and take this folder in.
Leave the files as they are: do not open, rename or change them.
Whoever finds this and is not that office can read nothing of them: please hand it back.

Les fichiers .psb sont des envois scellés de SciAttaché pour un seul poste.
Ouvrez-y SciAttaché et importez ce dossier ; ne modifiez ni ne renommez rien.

الملفات التي تنتهي بـ .psb طرود مختومة من SciAttaché لمكتب واحد.
افتحوا البرنامج هناك واستوردوا هذا المجلد، ولا تغيّروا شيئاً في الملفات ولا في أسمائها.
"""


@dataclass(frozen=True)
class Put:
    """One file that lies at a place: its name and size, and whether it lay there before."""

    name: str
    size: int
    was_there: bool = False


def put(place: Place, contents: Sequence[bytes], report: Report = silent) -> list[Put]:
    """Put bundles at a place, one after the other: see :func:`putting`."""
    return list(putting(place, contents, report))


def putting(place: Place, contents: Sequence[bytes], report: Report = silent) -> Iterator[Put]:
    """Put bundles at a place and tell of each; one that lies there, byte for byte, is left.

    Each is written under another name, read back, compared and renamed.  What breaks off half-way
    can be done again: whatever was renamed stands.
    """
    place.make()
    there = {one.name.casefold(): one.name for one in place.entries()}
    whole, done = sum(map(len, contents)), 0
    for content in contents:
        name = container.file_name(content)

        def told(part: int, _: int, words: str, done: int = done) -> None:
            report(done + part // 2, whole, words)  # what is written is read once more

        if name.casefold() in there:
            yield _same(place, there[name.casefold()], content)
        else:
            yield _put(place, name, content, told)
        done += len(content)
        report(done, whole, name)


def leave_note(place: Place) -> None:
    """Leave a word for whoever finds a stick; one that is there already is left."""
    if READ_ME.casefold() in {one.name.casefold() for one in place.entries()}:
        return
    try:
        place.write(READ_ME, _TOLD.replace("\n", "\r\n").encode("utf-8-sig"))
    except KnownError:  # the bundles lie there, which is what counts
        _clear(place, READ_ME)


def _put(place: Place, name: str, content: bytes, report: Report) -> Put:
    unfinished = name + UNFINISHED

    def reading(part: int, _: int, words: str) -> None:
        report(len(content) + part, 0, words)

    try:
        place.write(unfinished, content, report)
        if place.read(unfinished, len(content) + 1, reading) != content:
            raise KnownError(
                "{place} did not keep {name} as it was written.",
                "Do it again; if it happens again, choose another place.",
                place=place.name,
                name=name,
            )
        place.rename(unfinished, name)
    except TakenError:
        _clear(place, unfinished)
        return _same(place, name, content)
    except BaseException:
        _clear(place, unfinished, _LATE)
        raise
    return Put(name, len(content))


def _same(place: Place, name: str, content: bytes) -> Put:
    """What lies there under the name of a bundle, if it is that bundle."""
    if place.read(name, len(content) + 1) != content:
        raise KnownError(
            "{place} has another file that is called {name}.",
            "Remove it there, or choose another place: nothing is written over.",
            place=place.name,
            name=name,
        )
    return Put(name, len(content), was_there=True)


def _clear(place: Place, name: str, waits: Sequence[float] = (0,)) -> None:
    """Leave no half file, where that can still be done: a place that is away is not waited for."""
    with suppress(KnownError):
        for seconds in waits:
            time.sleep(seconds)
            place.remove(name)
