"""The exchange beside other ways to tell the same changes: bytes, and times by turns."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

import cbor2
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks import change_peers
from benchmarks.change_peers import Change, Twin
from benchmarks.change_sets import PEOPLE, SETS, Pair, opened, pair
from benchmarks.measuring import Ratio, by_turns, median
from sciattache.store.office import Office
from sciattache.sync import container, partners
from sciattache.sync.container import Kind
from sciattache.sync.sending import make
from sciattache.sync.taking import take

_ROUNDS = 3
_BYTES = {
    "e100": {"patchset": 0.75, "geodiff": 0.55},
    "e10k": {"patchset": 0.62, "geodiff": 0.48, "rows": 0.52, "floor": 1.40},
    "i1k": {"patchset": 0.90, "floor": 1.10},
    "bulk20k": {"patchset": 0.04, "floor": 1.15},
}
"""How much of a peer's bytes ours may be."""
_NAMES = {
    "patchset": "SQLite session's patchset",
    "geodiff": "geodiff",
    "rows": "rows in CBOR",
    "floor": "the bare values and row numbers",
}
_PRODUCE, _APPLY = 0.5, 2.2
_SMALLEST = 720
"""Bytes of one edit's file, not padded, at most."""


@dataclass(frozen=True)
class _Seal:
    """What every payload is sealed with."""

    signer: Ed25519PrivateKey
    recipient: str

    def __call__(self, payload: bytes) -> bytes:
        return container.seal(
            Kind.CHANGES, {}, payload, signer=self.signer, recipient=self.recipient
        )


def measure(folder: Path, people: int) -> Iterator[Ratio]:
    """All sets of changes of a post with so many people, a hundred thousand at most."""
    base = folder / "exchange"
    base.mkdir()
    many = min(people, PEOPLE)
    known = pair(base, many)
    before = change_peers.state(known.post)
    seal = _Seal(Ed25519PrivateKey.generate(), str(pyrage.x25519.Identity.generate().to_public()))
    for name, (told, write) in SETS.items():
        here = known.copied(base / name)
        with opened(here.post) as post:
            write(post, random.Random(name))
            changed = change_peers.changes(before, change_peers.state(here.post))
            title = f"{told} of {many:,}"
            if name == "one":
                yield _smallest(here, post)
            else:
                yield from _compared(name, title, here, post, changed, seal, before)
        shutil.rmtree(base / name)


def _smallest(here: Pair, post: Office) -> Ratio:
    """The file of one edit as large as it would be without the padding that hides its size."""
    (content,) = make(post, 0)
    with opened(here.headquarters) as office, office.remember() as session:
        held = partners.held_keys(session)
        known = partners.active(session, 1)
    bundle = container.open_bundle(
        content, identities=held.identities, signer=lambda *_: known.verifiers
    )
    inner = 68 + len(cbor2.dumps(bundle.manifest, canonical=True)) + len(bundle.payload)
    size = len(content) - container.padded(inner) + inner
    return Ratio("file of one edit, not padded", f"the goal of {_SMALLEST} B", size, _SMALLEST,
                 1, "B")  # fmt: skip


def _compared(
    name: str,
    title: str,
    here: Pair,
    post: Office,
    changed: list[Change],
    seal: _Seal,
    before: dict[str, tuple[int, change_peers.Row]],
) -> Iterator[Ratio]:
    twin = Twin(here.post.with_name("twin.db"), before)
    twin.write(changed)
    files = make(post, 0)
    ours = _payloads(here.post)
    theirs = {
        "patchset": twin.patchset(),
        "geodiff": twin.geodiff(),
        "rows": change_peers.rows(changed),
        "floor": change_peers.floor(changed),
    }
    for peer, content in theirs.items():
        bound = _BYTES[name].get(peer)
        yield Ratio(f"payload: {title}", _NAMES[peer], ours, len(content), bound, "B")
        if peer != "floor":
            sealed = sum(map(len, files)), len(seal(content))
            is_small = name == "e100" and bound is not None
            yield Ratio(f"sealed file: {title}", _NAMES[peer], *sealed,
                        bound if is_small else None, "B")  # fmt: skip
    yield from _produced(title, post, twin, seal)
    yield from _applied(title, here, files, twin, seal(theirs["patchset"]), changed)
    twin.close()


def _payloads(store: Path) -> int:
    """Bytes of what was frozen to be sent."""
    connection = sqlite3.connect(store)
    try:
        found = connection.execute("SELECT sum(length(payload)) FROM segment WHERE acked = 0")
        return int(found.fetchone()[0])
    finally:
        connection.close()


def _produced(title: str, post: Office, twin: Twin, seal: _Seal) -> Iterator[Ratio]:
    def ours() -> None:
        make(post, 0)

    def forget() -> None:
        with post.remember() as session:
            cursor = session.connection().connection.cursor()
            cursor.execute("DELETE FROM told WHERE segment > 1")
            cursor.execute("DELETE FROM segment WHERE id > 1")

    forget()
    acts = (ours, lambda: seal(twin.geodiff()), lambda: seal(twin.patchset()))
    mine, compared, watched = map(median, by_turns(acts, rounds=_ROUNDS, after=forget))
    yield Ratio(f"produce: {title}", "geodiff", mine, compared, _PRODUCE)
    yield Ratio(f"produce: {title}", "SQLite session's patchset, watched all the while", mine, watched)


def _applied(
    title: str,
    here: Pair,
    files: list[bytes],
    twin: Twin,
    sealed: bytes,
    changed: list[Change],
) -> Iterator[Ratio]:
    """Take the files in, each time at an office that has not."""
    offices, bare = _fresh(here), twin.receivers()
    identity = pyrage.x25519.Identity.generate()
    signer = Ed25519PrivateKey.generate()
    again = container.seal(Kind.CHANGES, {}, twin.patchset(), signer=signer,
                           recipient=str(identity.to_public()))  # fmt: skip
    mine: list[float] = []
    other: list[float] = []
    for _ in range(_ROUNDS):
        office, connection = next(offices), next(bare)
        ours = partial(_take, office, files)
        theirs = partial(_open_and_apply, connection, again, identity, signer)
        for act, taken in ((ours, mine), (theirs, other)):
            taken += by_turns((act,), rounds=1)[0]
    offices.close()  # type: ignore[attr-defined]
    bare.close()  # type: ignore[attr-defined]
    yield Ratio(f"apply: {title}", "SQLite session's patchset, into a bare table", median(mine),
                median(other), _APPLY)  # fmt: skip
    cells = sum(len(one.values) for one in changed)
    yield Ratio(f"apply: {title}, {cells:,} cells", "20,000 cells a second", median(mine),
                cells / 20_000)  # fmt: skip


def _open_and_apply(connection, content, identity, signer) -> None:  # type: ignore[no-untyped-def]
    bundle = container.open_bundle(
        content, identities=[identity], signer=lambda *_: [signer.public_key()]
    )
    change_peers.apply(connection, bundle.payload)


def _take(office: Office, files: list[bytes]) -> None:
    for content in files:
        taken = take(office, content)
        if taken.outcome != "applied":
            raise RuntimeError(taken.reason)


def _fresh(here: Pair) -> Iterator[Office]:
    """Headquarters as it was, again and again."""
    while True:
        copy = here.headquarters.with_name(f"{uuid4().hex}.sciattache")
        shutil.copy(here.headquarters, copy)
        with opened(copy) as office:
            yield office
        copy.unlink()
