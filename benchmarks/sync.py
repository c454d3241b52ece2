"""The exchange beside other ways to tell the same changes: bytes, and times by turns."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

import apsw
import cbor2
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks import change_peers
from benchmarks.change_peers import Change, Twin
from benchmarks.change_sets import PEOPLE, SETS, Pair, Row, opened, pair
from benchmarks.measuring import Ratio, by_turns, median, once
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
    before: dict[str, tuple[int, Row]],
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
    yield from _applied(title, here, files, theirs["patchset"], twin, changed)
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
    yield Ratio(
        f"produce: {title}", "SQLite session's patchset, watched all the while", mine, watched
    )


def _applied(
    title: str,
    here: Pair,
    files: list[bytes],
    patchset: bytes,
    twin: Twin,
    changed: list[Change],
) -> Iterator[Ratio]:
    """Take the files in, each time at an office that has not.

    Only a table with the store's triggers keeps what the store must keep, so the bound stands
    there; the bare one tells what that costs.
    """
    identity, signer = pyrage.x25519.Identity.generate(), Ed25519PrivateKey.generate()
    sealed = _Seal(signer, str(identity.to_public()))(patchset)
    mine, full, bare = [], [], []
    with closing(_fresh(here)) as offices, closing(twin.receivers()) as receivers:
        for _ in range(_ROUNDS):
            mine.append(once(partial(_take, next(offices), files)))
            full.append(once(partial(_write, next(offices), changed)))
            bare.append(once(partial(_apply, next(receivers), sealed, identity, signer)))
    ours = median(mine)
    table = (
        "the values by SQL into the store's own table: history, index and search by its triggers"
    )
    yield Ratio(f"apply: {title}", table, ours, median(full), _APPLY)
    bare_table = "SQLite session's patchset into a bare table: no history, index or search"
    yield Ratio(f"apply: {title}", bare_table, ours, median(bare))
    cells = sum(len(one.values) for one in changed)
    yield Ratio(f"apply: {title}, {cells:,} cells", "20,000 cells a second", ours, cells / 20_000)


def _apply(
    connection: apsw.Connection,
    content: bytes,
    identity: pyrage.x25519.Identity,
    signer: Ed25519PrivateKey,
) -> None:
    bundle = container.open_bundle(
        content, identities=[identity], signer=lambda *_: [signer.public_key()]
    )
    change_peers.apply(connection, bundle.payload)


def _write(office: Office, changed: list[Change]) -> None:
    with office.step("Write what came") as session:
        cursor = session.connection().connection.cursor()
        for one in changed:
            cursor.execute(*change_peers.statement(one, one.id))


def _take(office: Office, files: list[bytes]) -> None:
    for content in files:
        taken = take(office, content)
        if taken.outcome != "applied":
            raise RuntimeError(taken.reason)


def _fresh(here: Pair) -> Generator[Office, None, None]:
    """Headquarters as it was, again and again."""
    while True:
        copy = here.headquarters.with_name(f"{uuid4().hex}.sciattache")
        shutil.copy(here.headquarters, copy)
        with opened(copy) as office:
            yield office
        copy.unlink()
