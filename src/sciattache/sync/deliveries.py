"""Contents that come in chunks: kept until one is whole, thrown away where it is another."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from sciattache.store import blobs
from sciattache.sync import chunks, receipts
from sciattache.sync.chunks import CHUNK, Part, every, total
from sciattache.sync.manifest import Manifest
from sciattache.sync.receipts import Had, Receipt
from sciattache.sync.statements import row, rows, run
from sciattache.sync.varints import DamagedError

STRAY = 100_000_000
"""Bytes of chunks that are kept of contents no record here refers to: it may come later."""
_STRAY_SECONDS = 90 * 86_400
"""How long such chunks are kept."""


@dataclass(frozen=True)
class Came:
    """What came of a file's chunks: how many are new, which contents were whole by them, which of
    those had another hash."""

    chunks: int = 0
    whole: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def take(session: Session, told: Manifest, payload: bytes) -> Came:
    """Take a file's chunks in, inside a transaction; ``DamagedError`` where one cannot be meant."""
    parts = chunks.decode(payload)
    kept = _kept_bytes(session, told.site)
    referred = blobs.referred(session, [*kept, *(part.sha256 for part in parts)])
    room = STRAY - _strays(session, told.site, kept, referred)
    new = 0
    for part in parts:
        had = _known(session, told, part)
        if part.sha256 not in referred:
            size = sum(map(len, part.chunks.values()))
            if size > room:
                continue
            room -= size
        held = _keep(session, told.site, part, had.held)
        new += (held ^ had.held).bit_count()
        _note(session, told.site, part.sha256, Had(had.tries, held), whole=held == every(part.size))
    whole, wrong = _assembled(session, [part.sha256 for part in parts if part.sha256 in referred])
    return Came(new, whole, wrong)


def assemble(session: Session) -> None:
    """Make whole what was waiting in chunks for a record that refers to it."""
    waiting = {sha256 for (sha256,) in rows(session, "SELECT DISTINCT sha256 FROM chunk")}
    if waiting:
        _assembled(session, sorted(blobs.referred(session, waiting)))


def receipts_for(session: Session, site: int) -> dict[int, Receipt]:
    """What came here of the contents that a peer offered, by its incarnation."""
    found: dict[int, list[tuple[int, int, Had]]] = {}
    exports = dict(
        rows(session, "SELECT inc, export FROM receipt WHERE peer = ? AND export > 0", site)
    )
    for inc, n, size, tries, held in rows(
        session, "SELECT inc, n, size, tries, held FROM delivery WHERE site = ?", site
    ):
        had = Had(tries, receipts.unpacked(held))
        found.setdefault(inc, []).append((n, every(size), had))
    return {
        inc: receipts.summed(exports.get(inc, 0), found.get(inc, ()))
        for inc in sorted({*exports, *found})
    }


def read(session: Session, sha256: str, places: Iterable[int]) -> dict[int, bytes]:
    """Chunks of a content that is here, by their places, read in one go where they touch."""
    listed = sorted(places)
    first, last = listed[0], listed[-1]
    if last - first + 1 > len(listed):
        return {place: _part(session, sha256, place, 1) for place in listed}
    found = memoryview(_part(session, sha256, first, len(listed)))
    return {
        place: bytes(found[(place - first) * CHUNK : (place - first + 1) * CHUNK])
        for place in listed
    }


def _part(session: Session, sha256: str, first: int, count: int) -> bytes:
    found = row(
        session, "SELECT substr(content, ?, ?) FROM blob WHERE sha256 = ?",
        first * CHUNK + 1, count * CHUNK, sha256,
    )[0]  # fmt: skip
    return bytes(found or b"")  # SQLite makes nothing of a part of what is empty


# What comes


def _known(session: Session, told: Manifest, part: Part) -> Had:
    """What came before of a part's content from the same office, under whatever number."""
    named = rows(
        session, "SELECT sha256 FROM delivery WHERE site = ? AND inc = ? AND n = ?",
        told.site, told.inc, part.number,
    )  # fmt: skip
    if named and named[0][0] != part.sha256:
        raise DamagedError("a content has the number of another one")
    before = rows(
        session,
        "SELECT size, tries, held FROM delivery WHERE site = ? AND sha256 = ?",
        told.site, part.sha256,
    )  # fmt: skip
    if any(size != part.size for size, _, _ in before):
        raise DamagedError("a content has another size than before")
    had = Had(before[0][1], receipts.unpacked(before[0][2])) if before else Had()
    if not named:
        run(
            session,
            "INSERT INTO delivery (site, inc, n, sha256, size, tries, held, whole, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            told.site, told.inc, part.number, part.sha256, part.size, had.tries,
            receipts.packed(had.held), int(had.held == every(part.size)), int(time.time()),
        )  # fmt: skip
    return had


def _note(session: Session, site: int, sha256: str, had: Had, *, whole: bool) -> None:
    run(
        session,
        "UPDATE delivery SET tries = ?, held = ?, whole = ?, at = ? WHERE site = ? AND sha256 = ?",
        had.tries, receipts.packed(had.held), int(whole), int(time.time()), site, sha256,
    )  # fmt: skip


def _keep(session: Session, site: int, part: Part, held: int) -> int:
    """Keep a part's chunks that are new; gives the bitmap of those that came by now.

    Of a content that is here each chunk is compared and not kept: who has only its hash is not
    told that we have it.
    """
    here = rows(session, "SELECT size FROM blob WHERE sha256 = ?", part.sha256)
    if here and here[0][0] != part.size:
        raise DamagedError("a content is not as long as its hash says")
    known = read(session, part.sha256, part.chunks) if here else _kept(session, site, part)
    for place, content in part.chunks.items():
        if known.get(place, content) != content:
            raise DamagedError(f"the chunk in place {place} is another one than before")
        if not here and not held >> place & 1:
            run(
                session, "INSERT INTO chunk (site, sha256, i, content) VALUES (?, ?, ?, ?)",
                site, part.sha256, place, content,
            )  # fmt: skip
        held |= 1 << place
    return held


def _kept(session: Session, site: int, part: Part) -> dict[int, bytes]:
    marks = ", ".join("?" * len(part.chunks))
    found = rows(
        session,
        f"SELECT i, content FROM chunk WHERE site = ? AND sha256 = ? AND i IN ({marks})",
        site, part.sha256, *part.chunks,
    )  # fmt: skip
    return {place: bytes(content) for place, content in found}


def _kept_bytes(session: Session, site: int) -> dict[str, int]:
    """The contents of which chunks from an office are kept, with the bytes of these."""
    return dict(
        rows(
            session,
            "SELECT sha256, sum(length(content)) FROM chunk WHERE site = ? GROUP BY sha256",
            site,
        )
    )


def _strays(session: Session, site: int, kept: Mapping[str, int], referred: Set[str]) -> int:
    """Bytes kept of contents that no record refers to; those that waited long are thrown away."""
    found = 0
    for sha256 in kept.keys() - referred:
        last = row(
            session, "SELECT max(at) FROM delivery WHERE site = ? AND sha256 = ?", site, sha256
        )[0]
        if time.time() - last > _STRAY_SECONDS:
            _throw_away(session, site, sha256)
        else:
            found += kept[sha256]
    return found


# What is whole


def _assembled(session: Session, wanted: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Make contents of chunks where all came; gives those that are whole, those of another hash."""
    whole, wrong = [], []
    for sha256 in dict.fromkeys(wanted):
        for site, size in rows(
            session,
            "SELECT DISTINCT site, size FROM delivery WHERE sha256 = ? AND whole = 1"
            " AND site IN (SELECT site FROM chunk WHERE sha256 = ?) ORDER BY site",
            sha256, sha256,
        ):  # fmt: skip
            content = _joined(session, site, sha256, size)
            if hashlib.sha256(content).hexdigest() == sha256:
                blobs.keep(session, content)
                _let_go_of_chunks(session, sha256, content)
                whole.append(sha256)
                break
            _throw_away(session, site, sha256)
            wrong.append(sha256)
    return tuple(whole), tuple(wrong)


def _joined(session: Session, site: int, sha256: str, size: int) -> bytes:
    return b"".join(
        row(
            session, "SELECT content FROM chunk WHERE site = ? AND sha256 = ? AND i = ?",
            site, sha256, place,
        )[0]
        for place in range(total(size))
    )  # fmt: skip


def _let_go_of_chunks(session: Session, sha256: str, content: bytes) -> None:
    """Keep no chunk of a content that is whole; those of other offices count where they fit."""
    wrong = set()
    for site, place in rows(session, "SELECT site, i FROM chunk WHERE sha256 = ?", sha256):
        chunk = row(
            session, "SELECT content FROM chunk WHERE site = ? AND sha256 = ? AND i = ?",
            site, sha256, place,
        )[0]  # fmt: skip
        if content[place * CHUNK : (place + 1) * CHUNK] != chunk:
            wrong.add(site)
    run(session, "DELETE FROM chunk WHERE sha256 = ?", sha256)
    for site in wrong:
        _throw_away(session, site, sha256)


def _throw_away(session: Session, site: int, sha256: str) -> None:
    """Throw away what came of a content, and ask for it again."""
    run(session, "DELETE FROM chunk WHERE site = ? AND sha256 = ?", site, sha256)
    run(
        session,
        "UPDATE delivery SET tries = tries + 1, held = ?, whole = 0"
        " WHERE site = ? AND sha256 = ?",
        b"", site, sha256,
    )  # fmt: skip
