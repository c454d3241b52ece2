"""Whatever becomes of the files, and whenever the power fails: contents come whole, once."""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from sciattache.store import incarnations
from sciattache.store.office import Office, open_office, problems
from sciattache.sync import chunks, manifest
from sciattache.sync.chunks import CHUNK
from sciattache.sync.container import Kind
from sciattache.sync.sending import make
from sciattache.sync.taking import take
from tests.sync.conftest import World
from tests.sync.test_attachments import attach, contents, noise, opened, value

_WAYS = ((1, 0), (0, 1))
_FATES = ("lost", "twice", "late", "now", "now")


class Correspondence:
    """Headquarters and a post write to each other; what was acknowledged is watched."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.acknowledged: dict[int, set[tuple[int, int]]] = {0: set(), 1: set()}
        self.late: list[tuple[int, bytes]] = []
        self.bytes_sent = 0

    def export(self, sender: int, receiver: int, fates: Callable[[], str], **more) -> None:
        """Send all that is due; each file has its fate."""
        due = []
        for file in make(self.world.offices[sender], receiver, **more):
            again = self._chunks(receiver, file) & self.acknowledged[sender]
            assert not again, "a chunk that was acknowledged went again"
            fate = fates()
            if fate == "late":
                self.late.append((receiver, file))
            due += [file] * {"lost": 0, "twice": 2, "late": 0, "now": 1}[fate]
        for file in due:
            self.arrive(receiver, file)

    def arrive(self, receiver: int, file: bytes) -> None:
        taken = take(self.world.offices[receiver], file)
        assert taken.outcome in ("applied", "duplicate", "parked"), taken
        if taken.outcome != "parked":
            self._listen(receiver, file)

    def _listen(self, receiver: int, file: bytes) -> None:
        """Note what a file acknowledges of what its receiver sent, by the manifest alone."""
        told = manifest.read(opened(self.world, receiver, file).manifest)
        for receipt in told.receipts.by.values() if told.receipts else ():
            sizes = self._sizes(receiver, told.site)
            for number, size in sizes.items():
                had = receipt.of(number, chunks.every(size))
                self.acknowledged[receiver] |= {
                    (number, place) for place in range(chunks.total(size)) if had.held >> place & 1
                }

    def _sizes(self, sender: int, peer: int) -> dict[int, int]:
        with self.world.offices[sender].session() as session:
            found = session.connection().exec_driver_sql(
                "SELECT n, size FROM parcel WHERE peer = ?", (peer,)
            )
            return dict(map(tuple, found))

    def _chunks(self, receiver: int, file: bytes) -> set[tuple[int, int]]:
        bundle = opened(self.world, receiver, file)
        if bundle.kind is not Kind.CHUNKS:
            return set()
        self.bytes_sent += len(file)
        parts = chunks.decode(bundle.payload)
        return {(part.number, place) for part in parts for place in part.chunks}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    sizes=st.lists(
        st.sampled_from((0, 500, 20_000, CHUNK, CHUNK + 1, 3 * CHUNK - 7)), min_size=2, max_size=6
    ),
    fates=st.lists(st.sampled_from(_FATES), min_size=30, max_size=60),
    seed=st.integers(0, 2**16),
)
def test_whatever_is_lost_doubled_and_late_both_have_equal_contents(
    blank, sizes, fates, seed
) -> None:
    chance = random.Random(seed)
    folder = Path(tempfile.mkdtemp())
    world = World(folder, blank, posts=1)
    left = iter(fates)
    try:
        both = Correspondence(world)
        for n, size in enumerate(sizes):
            attach(world.offices[n % 2], noise(size, n), f"File {n}")
            for sender, receiver in _WAYS:
                both.export(
                    sender, receiver, lambda: next(left, "now"), cap=CHUNK + 30_000,
                    budget=3 * CHUNK,
                )  # fmt: skip
            chance.shuffle(both.late)
            while both.late and chance.random() < 0.6:
                both.arrive(*both.late.pop())
        for _ in range(6):
            for sender, receiver in _WAYS:
                both.export(sender, receiver, lambda: "now")
            while both.late:
                both.arrive(*both.late.pop())
        assert contents(world.offices[0]) == contents(world.offices[1])
        assert len(contents(world.offices[0])) == len(
            {noise(size, n) for n, size in enumerate(sizes)}
        )
        for office in world.offices.values():
            assert value(office, "SELECT count(*) FROM chunk") == 0
            assert value(office, "SELECT count(*) FROM parcel WHERE state = 'due'") == 0
    finally:
        world.close()
        shutil.rmtree(folder)


def test_at_a_third_lost_little_more_goes_than_must(world) -> None:
    """All that goes is at most 1.7 of what there is: 1.43 of it must, for a third never comes."""
    lost = random.Random(7)

    def fate() -> str:
        return "lost" if lost.random() < 0.3 else "now"

    both = Correspondence(world)
    for n in range(60):
        attach(world.offices[1], noise(60_000, n))
    for _ in range(30):
        both.export(1, 0, fate, budget=1_000_000, cap=61_000)
        both.export(0, 1, fate)
    assert len(contents(world.offices[0])) == 60
    assert both.bytes_sent <= 1.7 * 60 * 60_000


def test_a_post_that_goes_on_from_a_backup_is_sent_what_the_backup_lacks(world, tmp_path) -> None:
    old = attach(world.offices[0], noise(30_000, 1))
    both = Correspondence(world)
    for sender, receiver in (*_WAYS, *_WAYS):
        both.export(sender, receiver, lambda: "now")
    path = world.offices[1].path
    world.offices[1].close()
    backup = shutil.copy(path, tmp_path / "backup.sciattache")
    world.offices[1] = open_office(path)
    lost = attach(world.offices[0], noise(30_000, 2))
    for sender, receiver in (*_WAYS, *_WAYS):
        both.export(sender, receiver, lambda: "now")
    assert (
        value(world.offices[0], "SELECT count(*) FROM parcel WHERE peer = 1 AND state = 'due'") == 0
    )
    world.offices[1].close()
    shutil.copy(backup, path)
    world.offices[1] = open_office(path)
    with world.offices[1].remember() as session:
        incarnations.begin(session.connection().connection.cursor())
    both.acknowledged[0].clear()
    both.bytes_sent = 0
    for _ in range(3):
        for sender, receiver in reversed(_WAYS):
            both.export(sender, receiver, lambda: "now")
    assert contents(world.offices[1]).keys() == {old, lost}
    assert both.bytes_sent < 40_000


# The power fails


def _state(office: Office) -> list:
    """All of the exchange that an act changes, but for hours."""
    asked = (
        "SELECT peer, sha256, inc, n, hex(sent), state FROM parcel",
        "SELECT peer, inc, export, hex(told) FROM receipt",
        "SELECT site, inc, n, sha256, tries, hex(held), whole FROM delivery",
        "SELECT site, sha256, i, length(content) FROM chunk",
        "SELECT sha256, size FROM blob",
        "SELECT hex(file), outcome FROM arrival",
        "SELECT site, exports FROM peer",
        "SELECT peer, inc, a, b FROM segment",
        "SELECT name, value FROM setting",
    )
    with office.session() as session:
        connection = session.connection()
        return [sorted(map(tuple, connection.exec_driver_sql(one))) for one in asked]


def _killed_at(path: Path, statement: int, act: Callable[[Office], object]) -> bool:
    """Do an act in another process that dies when it comes to a statement; whether it did."""
    child = os.fork()
    if child == 0:
        office = open_office(path)
        left = [statement]

        def count(_: str) -> None:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(office.engine, "checkout", lambda raw, *_: raw.set_trace_callback(count))
        try:
            act(office)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _torn_nowhere(path: Path, act: Callable[[Office], object]) -> int:
    """Kill an act at each of its statements: all of it is there, or nothing; gives how many."""
    before, done = _after(path, lambda office: None), _after(path, act)
    assert before != done
    statement, killed = 0, True
    while killed:
        statement += 1
        copy = path.with_name(f"copy-{statement}.sciattache")
        shutil.copy(path, copy)
        killed = _killed_at(copy, statement, act)
        office = open_office(copy)
        assert problems(office) == []
        state = _state(office)
        assert state in (before, done)
        if state == before:
            act(office)
            assert _state(office) == done
        office.close()
        copy.unlink()
    return statement


def _after(path: Path, act: Callable[[Office], object]) -> list:
    copy = path.with_name("done.sciattache")
    shutil.copy(path, copy)
    office = open_office(copy)
    act(office)
    found = _state(office)
    office.close()
    copy.unlink()
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are tried where processes fork")
def test_the_power_may_fail_while_chunks_are_taken(world) -> None:
    attach(world.offices[1], noise(CHUNK + 9))
    changes, first, second = make(world.offices[1], 0, cap=CHUNK + 100)
    for file in (changes, first):
        take(world.offices[0], file)
    path = world.offices[0].path
    world.close()
    assert _torn_nowhere(path, lambda office: take(office, second)) > 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are tried where processes fork")
def test_the_power_may_fail_while_chunks_are_made(world) -> None:
    attach(world.offices[1], noise(CHUNK + 9))
    path = world.offices[1].path
    world.close()
    assert _torn_nowhere(path, lambda office: make(office, 0)) > 20
