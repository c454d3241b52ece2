"""Contents travel in chunks, under a budget, as far as the records that refer to them."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import UTC, datetime

import cbor2
import pytest
import zstandard

from sciattache.domain.directory.attachment import Attachment
from sciattache.domain.directory.person import Person
from sciattache.domain.office.handling import Handling
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.issue import Issue
from sciattache.store import blobs, dossiers, issues
from sciattache.sync import chunks, container, deliveries, manifest, purging, status
from sciattache.sync.chunks import CHUNK, Part
from sciattache.sync.container import Kind
from sciattache.sync.manifest import Manifest
from sciattache.sync.sending import make
from sciattache.sync.taking import take

MARK = "8d7b7c1e-5a0c-4f0e-9a55-1f3f3b0e6a01"


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def attach(office, content: bytes, name: str = "A file", **more) -> str:
    """Keep a content, with a record that refers to it; gives its hash."""
    with office.step("Attach a file") as session:
        sha256 = blobs.keep(session, content)
        session.add(Attachment(file_name=name, content=sha256, **more))
    return sha256


def contents(office) -> dict[str, bytes]:
    with office.session() as session:
        return {
            sha256: blobs.content(session, sha256)
            for (sha256,) in session.connection().exec_driver_sql("SELECT sha256 FROM blob")
        }


def value(office, statement: str):
    with office.session() as session:
        return session.connection().exec_driver_sql(statement).scalar()


def opened(world, receiver: int, content: bytes):
    """What a bundle says, read with the receiver's keys."""
    return container.open_bundle(
        content,
        identities=world.keys[receiver].identities,
        signer=lambda told, kind: [world.keys[manifest.sender(told)].public.verifier],
    )


def carry(world, sender: int, receiver: int, **more) -> list:
    made = make(world.offices[sender], receiver, **more)
    return [take(world.offices[receiver], content) for content in made]


def sent(world, receiver: int, files: list[bytes]) -> list[tuple[str, int]]:
    """The chunks that files carry."""
    return [
        (part.sha256, place)
        for bundle in (opened(world, receiver, file) for file in files)
        if bundle.kind is Kind.CHUNKS
        for part in chunks.decode(bundle.payload)
        for place in part.chunks
    ]


def forged(world, sender: int, receiver: int, payload: bytes) -> bytes:
    """A file of chunks that an office signed, with any payload."""
    with world.offices[sender].session() as session:
        inc = session.connection().exec_driver_sql("SELECT inc FROM clock").scalar()
    return container.seal(
        Kind.CHUNKS,
        Manifest(sender, inc, receiver, "0", 0).plain(),
        payload,
        signer=world.keys[sender].signer,
        recipient=world.keys[receiver].public.recipient,
    )


def packed(*told) -> bytes:
    return zstandard.compress(cbor2.dumps(list(told), canonical=True))


def test_a_file_of_a_post_reaches_headquarters_and_one_of_headquarters_the_posts(world) -> None:
    ours = attach(world.offices[1], noise(700_000))
    theirs = attach(world.offices[0], noise(300_000, 2))
    for sender, receiver in ((1, 0), (0, 1), (0, 2)):
        assert {one.outcome for one in carry(world, sender, receiver)} == {"applied"}
    assert contents(world.offices[0]).keys() == {ours, theirs}
    assert contents(world.offices[2]) == contents(world.offices[0])
    assert contents(world.offices[1]) == contents(world.offices[0])
    assert value(world.offices[0], "SELECT count(*) FROM chunk") == 0


def test_what_was_acknowledged_is_not_sent_again_and_not_sent_back(world) -> None:
    attach(world.offices[1], noise(700_000))
    carry(world, 1, 0)
    back = make(world.offices[0], 1)
    assert sent(world, 1, back) == []
    for file in back:
        take(world.offices[1], file)
    for _ in range(3):
        made = make(world.offices[1], 0)
        assert sent(world, 0, made) == []
        for file in made:
            take(world.offices[0], file)
    assert value(world.offices[1], "SELECT state FROM parcel") == "there"


def test_an_empty_file_travels_too(world) -> None:
    empty = attach(world.offices[1], b"")
    carry(world, 1, 0)
    assert contents(world.offices[0]) == {empty: b""}


def test_small_pictures_go_first_then_the_files_that_waited_longest(world) -> None:
    old = attach(world.offices[1], noise(2 * CHUNK, 1))
    make(world.offices[1], 0, budget=0)
    new = attach(world.offices[1], noise(2 * CHUNK, 2))
    small = attach(world.offices[1], noise(20_000, 3))
    made = make(world.offices[1], 0, budget=3 * CHUNK + 20_000)
    assert sent(world, 0, made) == [(small, 0), (old, 0), (old, 1), (new, 0)]
    made = make(world.offices[1], 0)
    assert sent(world, 0, made) == [(new, 1)]


def test_no_more_goes_than_the_budget_and_no_file_is_larger_than_its_bound(world) -> None:
    attach(world.offices[1], noise(3_000_000))
    made = make(world.offices[1], 0, budget=1_000_000, cap=600_000)
    files = [opened(world, 0, one) for one in made]
    loads = [len(one.payload) for one in files if one.kind is Kind.CHUNKS]
    assert len(loads) == 2
    assert max(loads) <= 600_000
    assert sum(loads) <= 1_000_000 + 200


def test_a_file_that_is_larger_than_the_budget_comes_over_several_exports(world) -> None:
    whole = noise(2_000_000)
    sha256 = attach(world.offices[1], whole)
    for _ in range(4):
        assert contents(world.offices[0]) == {}
        carry(world, 1, 0, budget=600_000)
    assert contents(world.offices[0]) == {sha256: whole}


def test_a_program_says_how_many_files_of_how_many_came(world) -> None:
    for n in range(5):
        attach(world.offices[0], noise(100_000, n))

    def stand() -> tuple[int, int]:
        with world.offices[1].session() as session:
            (one,) = status.standings(session)
        return one.files.received, one.files.expected

    first, *others = make(world.offices[0], 1, cap=200_100, budget=350_000)
    take(world.offices[1], first)
    assert stand() == (0, 5)
    take(world.offices[1], others[0])
    assert stand() == (1, 5)
    take(world.offices[1], others[1])
    assert stand() == (2, 5)
    carry(world, 0, 1)
    carry(world, 1, 0)
    carry(world, 0, 1)
    assert stand() == (0, 0)
    attach(world.offices[0], noise(100_000, 9))
    carry(world, 0, 1, budget=0)
    assert stand() == (0, 1)
    carry(world, 1, 0)
    with world.offices[0].session() as session:
        (one, _) = status.standings(session)
    assert (one.files.to_send, one.files.bytes_to_send) == (1, 100_000)


def test_a_file_of_withheld_records_alone_never_leaves_nor_its_hash(world) -> None:
    for office in (world.offices[0], world.offices[1]):
        with office.step("Mark") as session:
            session.add(Handling(id=f"secret-{office.path.stem}", name="Secret", level=99))
        attach(office, b"the word is ALBATROSS" * 9, handling=f"secret-{office.path.stem}")
        attach(office, noise(9_000, 4), "Shared")
        with office.step("Add a quiet visit") as session:
            visit = Engagement(
                title="Quiet", kind="briefing", handling=f"secret-{office.path.stem}"
            )
            session.add(visit)
            session.flush()
        attach(office, b"of the visit: ALBATROSS" * 9, subject=visit.id)
    kept = [
        hashlib.sha256(word * 9) for word in (b"the word is ALBATROSS", b"of the visit: ALBATROSS")
    ]
    for sender, receiver in ((1, 0), (0, 1), (0, 2)):
        for file in make(world.offices[sender], receiver):
            bundle = opened(world, receiver, file)
            plain = cbor2.dumps(dict(bundle.manifest)) + (
                zstandard.decompress(bundle.payload) if bundle.payload else b""
            )
            assert b"ALBATROSS" not in plain
            for one in kept:
                assert one.digest() not in plain
                assert one.hexdigest().encode() not in plain
        assert len(sent(world, receiver, make(world.offices[sender], receiver))) <= 1


def test_a_file_that_a_free_record_refers_to_as_well_goes(world) -> None:
    with world.offices[1].step("Mark") as session:
        session.add(Handling(id="secret", name="Secret", level=99))
    sha256 = attach(world.offices[1], noise(9_000), handling="secret")
    carry(world, 1, 0)
    assert contents(world.offices[0]) == {}
    attach(world.offices[1], noise(9_000))
    carry(world, 1, 0)
    assert contents(world.offices[0]).keys() == {sha256}


def test_a_file_goes_once_its_marking_falls_and_stays_once_it_rises(world) -> None:
    with world.offices[1].step("Mark") as session:
        session.add(Handling(id=MARK, name="Restricted", level=99))
    sha256 = attach(world.offices[1], noise(2 * CHUNK), handling=MARK)
    assert sent(world, 0, make(world.offices[1], 0)) == []
    with world.offices[1].step("Lower it") as session:
        session.query(Handling).one().level = 1
    assert sent(world, 0, make(world.offices[1], 0, budget=CHUNK)) == [(sha256, 0)]
    with world.offices[1].step("Raise it") as session:
        session.query(Handling).one().level = 99
    assert sent(world, 0, make(world.offices[1], 0)) == []


def test_an_office_gets_no_file_of_another_office(world) -> None:
    with world.offices[0].remember() as session:
        session.connection().exec_driver_sql("UPDATE peer SET office = 'Bern' WHERE site = 2")
    attach(world.offices[1], noise(9_000))
    carry(world, 1, 0)
    assert sent(world, 2, make(world.offices[0], 2)) == []


def test_who_knows_a_hash_alone_gets_no_file_for_it(world) -> None:
    """A post that refers to a content without having it is sent nothing, nor told it is here."""
    secret = noise(9_000)
    with world.offices[0].step("Mark") as session:
        session.add(Handling(id="secret", name="Secret", level=99))
    sha256 = attach(world.offices[0], secret, handling="secret")
    with world.offices[1].step("Attach what is not here") as session:
        session.add(Attachment(file_name="Guess", content=sha256))
    carry(world, 1, 0)
    assert sent(world, 1, make(world.offices[0], 1)) == []
    guess = packed([1, bytes.fromhex(sha256), 9_000, {0: noise(9_000, 2)}])
    taken = take(world.offices[0], forged(world, 1, 0, guess))
    assert (taken.outcome, taken.reason) == (
        "refused", "It cannot be read: the chunk in place 0 is another one than before.",
    )  # fmt: skip


def version(office, **more) -> str:
    """Issue a visit with one item, in full; gives the hash of what is frozen."""
    with office.step("Plan a visit") as session:
        visit = Engagement(title="A visit", kind="briefing")
        session.add(visit)
        session.flush()
        session.add(AgendaItem(title="The talk ALBATROSS", engagement=visit.id, **more))
    with office.step("Issue") as session:
        visit = session.query(Engagement).one()
        at = datetime.now(UTC)
        return issues.keep(session, dossiers.load(session, visit), number=1, at=at).data


def test_a_frozen_version_goes_only_to_whom_may_read_all_that_it_says(world) -> None:
    with world.offices[1].step("Mark") as session:
        session.add(Handling(id=MARK, name="Restricted", level=99))
    sha256 = version(world.offices[1], handling=MARK)
    carry(world, 1, 0)
    with world.offices[0].session() as session:
        assert session.query(Issue).one().data == sha256
    assert contents(world.offices[0]) == {}
    with world.offices[1].step("Lower it") as session:
        session.query(Handling).one().level = 1
    carry(world, 1, 0)
    assert contents(world.offices[0]).keys() == {sha256}


def test_a_frozen_version_goes_though_what_it_says_was_deleted(world) -> None:
    sha256 = version(world.offices[1])
    with world.offices[1].step("Drop the talk") as session:
        session.delete(session.query(AgendaItem).one())
    carry(world, 1, 0)
    assert contents(world.offices[0]).keys() == {sha256}


def test_chunks_that_come_before_their_record_wait_for_it(world) -> None:
    sha256 = attach(world.offices[1], noise(400_000))
    changes, file = make(world.offices[1], 0)
    assert take(world.offices[0], file).outcome == "applied"
    assert contents(world.offices[0]) == {}
    assert take(world.offices[0], changes).outcome == "applied"
    assert contents(world.offices[0]).keys() == {sha256}
    assert value(world.offices[0], "SELECT count(*) FROM chunk") == 0


def test_no_more_than_a_bound_is_kept_of_files_that_no_record_refers_to(world, monkeypatch) -> None:
    monkeypatch.setattr(deliveries, "STRAY", 500_000)
    attach(world.offices[1], noise(900_000))
    changes, *files = make(world.offices[1], 0, cap=300_000)
    for file in files:
        take(world.offices[0], file)
    assert value(world.offices[0], "SELECT sum(length(content)) FROM chunk") <= 500_000
    take(world.offices[0], changes)
    for _ in range(3):
        carry(world, 0, 1)
        carry(world, 1, 0)
    assert len(contents(world.offices[0])) == 1


def test_chunks_that_no_record_came_for_are_thrown_away_after_some_months(world) -> None:
    attach(world.offices[1], noise(400_000))
    attach(world.offices[1], noise(9_000, 2))
    _, first, second = make(world.offices[1], 0, cap=300_000)
    take(world.offices[0], first)
    assert value(world.offices[0], "SELECT count(*) FROM chunk") == 2
    with world.offices[0].remember() as session:
        session.connection().exec_driver_sql("UPDATE delivery SET at = at - 91 * 86400")
    take(world.offices[0], second)
    assert value(world.offices[0], "SELECT count(*) FROM chunk") == 1


def test_chunks_lost_are_sent_again_alone_once_a_later_export_came(world) -> None:
    sha256 = attach(world.offices[1], noise(4 * CHUNK))
    made = make(world.offices[1], 0, cap=CHUNK + 100)
    for n, file in enumerate(made):
        if n != 2:
            take(world.offices[0], file)
    carry(world, 0, 1)
    assert sent(world, 0, made)[1] == (sha256, 1)
    again = make(world.offices[1], 0)
    assert sent(world, 0, again) == []
    for file in again:
        take(world.offices[0], file)
    carry(world, 0, 1)
    assert sent(world, 0, make(world.offices[1], 0)) == [(sha256, 1)]


def test_a_file_of_chunks_twice_is_a_duplicate(world) -> None:
    attach(world.offices[1], noise(9_000))
    changes, file = make(world.offices[1], 0)
    take(world.offices[0], changes)
    assert [take(world.offices[0], file).outcome for _ in range(2)] == ["applied", "duplicate"]


@pytest.mark.parametrize("cut", [60, 200, 5_000])
def test_a_damaged_file_of_chunks_is_refused_whole(world, cut: int) -> None:
    attach(world.offices[1], noise(9_000))
    changes, file = make(world.offices[1], 0)
    take(world.offices[0], changes)
    spoiled = bytearray(file)
    spoiled[cut] ^= 1
    assert take(world.offices[0], bytes(spoiled)).outcome == "refused"
    assert take(world.offices[0], file[:-cut]).outcome == "refused"
    assert take(world.offices[0], file).outcome == "applied"


def test_a_content_of_another_hash_is_thrown_away_and_asked_for_again(world) -> None:
    whole = noise(2 * CHUNK)
    sha256 = attach(world.offices[1], whole)
    changes, file = make(world.offices[1], 0)
    take(world.offices[0], changes)
    (part,) = chunks.decode(opened(world, 0, file).payload)
    wrong = replace(part, chunks={**part.chunks, 1: bytes(CHUNK)})
    taken = take(world.offices[0], forged(world, 1, 0, chunks.encode([wrong])))
    assert taken.came.wrong == (sha256,)
    assert "asked for again" in taken.reason
    assert contents(world.offices[0]) == {}
    assert value(world.offices[0], "SELECT count(*) FROM chunk") == 0
    for _ in range(3):
        carry(world, 0, 1)
        carry(world, 1, 0)
    assert contents(world.offices[0]) == {sha256: whole}


def test_a_content_that_is_not_what_its_hash_says_is_not_sent(world) -> None:
    attach(world.offices[1], noise(9_000))
    with world.offices[1].remember() as session:
        session.connection().exec_driver_sql("UPDATE blob SET content = zeroblob(9000)")
    assert sent(world, 0, make(world.offices[1], 0)) == []
    assert value(world.offices[1], "SELECT state FROM parcel") == "damaged"


_DIGEST = bytes(32)
_HOSTILE = {
    "no chunks": ([1, _DIGEST, 10, {}], "not packed"),
    "an absurd size": ([1, _DIGEST, 10**15, {0: bytes(10)}], "larger than any"),
    "a thousand million chunks": ([1, _DIGEST, 10**9 * CHUNK, {0: bytes(10)}], "larger than any"),
    "a size below nought": ([1, _DIGEST, -1, {0: b""}], "larger than any"),
    "a place beyond the last": ([1, _DIGEST, 10, {1: bytes(10)}], "has none in place 1"),
    "a place below nought": ([1, _DIGEST, 10, {-1: bytes(10)}], "has none in place -1"),
    "a chunk too short": ([1, _DIGEST, 10, {0: bytes(9)}], "not as long"),
    "a chunk that is a text": ([1, _DIGEST, 10, {0: "x" * 10}], "not as long"),
    "a number of nobody": ([0, _DIGEST, 10, {0: bytes(10)}], "number that none has"),
    "a truth for a number": ([True, _DIGEST, 10, {0: bytes(10)}], "not packed"),
    "a hash cut short": ([1, bytes(31), 10, {0: bytes(10)}], "not packed"),
    "more than belongs": ([1, _DIGEST, 10, {0: bytes(10)}, 1], "not packed"),
}


@pytest.mark.parametrize("case", _HOSTILE)
def test_hostile_chunks_are_refused_with_a_reason(world, case: str) -> None:
    told, reason = _HOSTILE[case]
    taken = take(world.offices[0], forged(world, 1, 0, packed(told)))
    assert taken.outcome == "refused"
    assert reason in taken.reason
    assert value(world.offices[0], "SELECT count(*) FROM delivery") == 0


def test_two_tellings_of_one_content_in_a_file_are_refused(world) -> None:
    one = [1, _DIGEST, 2 * CHUNK, {0: bytes(CHUNK)}]
    taken = take(world.offices[0], forged(world, 1, 0, packed(one, one)))
    assert taken.outcome == "refused"


def test_what_follows_the_chunks_is_refused(world) -> None:
    told = cbor2.dumps([[1, _DIGEST, 1, {0: b"x"}]], canonical=True) + b"\0"
    taken = take(world.offices[0], forged(world, 1, 0, zstandard.compress(told)))
    assert taken.outcome == "refused"


def test_a_bomb_is_refused(world) -> None:
    bomb = zstandard.compress(bytes(80_000_000))
    assert len(bomb) < 10_000
    assert take(world.offices[0], forged(world, 1, 0, bomb)).outcome == "refused"


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (Part(1, "00" * 32, 2 * CHUNK, {0: bytes(CHUNK - 1) + b"x"}), "another one than before"),
        (Part(1, "00" * 32, 3 * CHUNK, {0: bytes(CHUNK)}), "another size than before"),
        (Part(2, "00" * 32, 3 * CHUNK, {0: bytes(CHUNK)}), "another size than before"),
        (Part(1, "11" * 32, 2 * CHUNK, {0: bytes(CHUNK)}), "the number of another one"),
    ],
)
def test_a_chunk_that_differs_from_what_came_before_is_refused(world, second, reason) -> None:
    first = Part(1, "00" * 32, 2 * CHUNK, {0: bytes(CHUNK)})
    office = world.offices[0]
    assert take(office, forged(world, 1, 0, chunks.encode([first]))).outcome == "applied"
    taken = take(office, forged(world, 1, 0, chunks.encode([second])))
    assert taken.outcome == "refused"
    assert reason in taken.reason


def test_one_office_cannot_spoil_what_another_sends(world) -> None:
    whole = noise(2 * CHUNK)
    sha256 = attach(world.offices[1], whole)
    spoiled = Part(1, sha256, len(whole), {0: bytes(CHUNK), 1: bytes(CHUNK)})
    take(world.offices[0], forged(world, 2, 0, chunks.encode([spoiled])))
    carry(world, 1, 0)
    assert contents(world.offices[0]) == {sha256: whole}
    assert value(world.offices[0], "SELECT count(*) FROM chunk") == 0


def test_what_is_erased_for_good_leaves_nothing_in_the_exchange(world) -> None:
    sha256 = attach(world.offices[1], noise(2 * CHUNK))
    first, file, _ = make(world.offices[1], 0, cap=CHUNK + 100)
    take(world.offices[0], first)
    take(world.offices[0], file)
    assert value(world.offices[0], "SELECT count(*) FROM chunk") == 1
    with world.offices[0].session() as session:
        id = session.query(Attachment).one().id
    purging.purge(world.offices[0], id)
    carry(world, 0, 1)
    for site in (0, 1):
        assert contents(world.offices[site]) == {}
        for table in ("parcel", "delivery", "chunk"):
            found = f"SELECT count(*) FROM {table} WHERE sha256 = '{sha256}'"
            assert value(world.offices[site], found) == 0


def test_a_photograph_of_a_person_goes_with_the_person(world) -> None:
    with world.offices[1].step("Add a person") as session:
        sha256 = blobs.keep(session, noise(15_000))
        session.add(Person(family_name="Noether", photo=sha256))
    carry(world, 1, 0)
    carry(world, 0, 2)
    assert contents(world.offices[2]).keys() == {sha256}
