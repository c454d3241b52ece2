"""Take in whatever is new in a place, and leave what is still being written for the next look."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from sciattache.store import settings
from sciattache.store.office import Office
from sciattache.sync import container, membership, taking
from sciattache.sync.carrying import unwrapping
from sciattache.sync.carrying.location import Location
from sciattache.sync.carrying.opening import opened
from sciattache.sync.carrying.place import UNFINISHED, Entry, Place, Report, silent
from sciattache.sync.container import Kind
from sciattache.sync.taking import Taken

_LOOKED = "exchange.looked"
_HEAD = 4096
_LARGEST = 3 * container.LARGEST // 2
"""Bytes of a file at most: a mail with a bundle in it is larger than the bundle."""
_SETTLED = 60
"""Seconds after which a half file that grows no more is taken for a damaged one."""
_AGAIN = ("words", "request")
"""Outcomes after which a file is read again: a person has to do something first."""
_DEEP = 3
"""Folders in folders that are looked into."""
_ASIDE = (UNFINISHED, ".tmp", ".crdownload", ".filepart", ".!sync")
"""Endings of files that some program is still writing."""
_Known = dict[str, list[object]]
"""By name: size and state of what was read, and since when it is half where it is."""


@dataclass
class Looked:
    """What a look found: what was taken, what is still being written, what is no bundle."""

    taken: list[Taken] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


def look(
    office: Office,
    location: Location,
    *,
    password: str = "",
    words: str = "",
    again: bool = False,
    report: Report = silent,
) -> Looked:
    """Take everything in that is new in a place; ``again`` reads what was read before too.

    What was read is remembered by its name, size and time, and nothing in the place is changed.
    """
    looked = Looked()
    before: _Known = {} if again else _known(office, location)
    now: _Known = {}
    with opened(office, location, password=password) as place:
        files = [one for one in _files(place) if not _is_aside(one.name)]
        now |= {one.name: before[one.name] for one in files if _is_known(before, one)}
        fresh = [one for one in files if one.name not in now]
        try:
            for number, entry in enumerate(fresh):
                told = partial(report, number, len(fresh), entry.name)
                told()
                now[entry.name] = _read(office, place, entry, before, words, looked, told)
            report(len(fresh), len(fresh), "")
        finally:
            _remember(office, location, now)
    return looked


def take(office: Office, name: str, content: bytes, *, words: str = "") -> Looked:
    """Take the bundles in that are in a file's content; an answer to a request needs ``words``.

    An outcome may be *joined* here, *words* where they lack, and *request* for headquarters to
    enrol, beside those of :func:`taking.take`.
    """
    looked = Looked()
    _take(office, name, content, words, looked)
    return looked


def _read(
    office: Office,
    place: Place,
    entry: Entry,
    before: _Known,
    words: str,
    looked: Looked,
    told: Callable[[], None],
) -> list[object]:
    """Read a file and take in what is in it; how it is remembered."""
    seen: list[object] = [entry.size, entry.state]
    if entry.size > _LARGEST or not _is_wanted(place, entry):
        return seen
    content = place.read(entry.name, _LARGEST + 1, lambda *_: told())
    if unwrapping.is_cut_short(content):
        since = before.get(entry.name, [])
        first = since[2] if since[:2] == seen and len(since) > 2 else time.time()
        if not isinstance(first, float) or 0 <= time.time() - first < _SETTLED:
            looked.unfinished.append(entry.name)
            return [*seen, first]
    came = _take(office, entry.name, content, words, looked)
    return [*seen, 0] if any(one.outcome in _AGAIN for one in came) else seen


def _is_wanted(place: Place, entry: Entry) -> bool:
    if unwrapping.is_worth_reading(entry.name, b""):
        return True
    return unwrapping.is_worth_reading(entry.name, place.read(entry.name, _HEAD))


def _take(office: Office, name: str, content: bytes, words: str, looked: Looked) -> list[Taken]:
    found, troubles = unwrapping.bundles(name, content)
    looked.troubles += troubles
    if not found and not troubles and name.casefold().endswith(container.SUFFIX):
        found = [unwrapping.Wrapped(name, content)]  # so that its refusal is on record
    told = [_take_one(office, one.name, one.content, words) for one in found]
    looked.taken += told
    return told


def _take_one(office: Office, name: str, content: bytes, words: str) -> Taken:
    kind = content[9:10]
    if kind == bytes([Kind.ENROLMENT]):
        return Taken(name, "request", "An office asks to join: headquarters enrols it.")
    if kind != bytes([Kind.DIRECTORY]):
        return taking.take(office, content, name)
    if not words:
        return Taken(name, "words", "Headquarters answers: give the six words that it reads out.")
    return Taken(name, "joined", membership.join(office, content, words=words))


def _files(place: Place, under: str = "", depth: int = 0) -> Iterator[Entry]:
    """The files there and in folders there, by name."""
    for one in sorted(place.entries(under), key=lambda entry: entry.name):
        if not one.is_folder:
            yield one
        elif depth < _DEEP and not one.name.rpartition("/")[2].startswith("."):
            yield from _files(place, one.name, depth + 1)


def _is_aside(name: str) -> bool:
    last = name.rpartition("/")[2].casefold()
    return last.startswith((".", "~")) or last.endswith(_ASIDE)


def _is_known(before: _Known, entry: Entry) -> bool:
    return before.get(entry.name) == [entry.size, entry.state]


def _known(office: Office, location: Location) -> _Known:
    with office.session() as session:
        found: _Known = settings.get(session, _LOOKED, {}).get(str(location), {})
        return found


def _remember(office: Office, location: Location, known: _Known) -> None:
    """Remember what was read of what lies there still."""
    with office.remember() as session:
        kept = settings.get(session, _LOOKED, {})
        settings.keep(session, _LOOKED, kept | {str(location): known})
