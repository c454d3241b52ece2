"""Files that were damaged, forged, doubled or made to do harm: none changes what an office holds."""

from __future__ import annotations

import base64
import hashlib
import random
import time
from collections.abc import Iterator

import pyrage
import zstandard

from sciattache.store.office import problems
from sciattache.sync import container, keys, wire
from sciattache.sync.container import Kind
from sciattache.sync.segment import Cell, Dot, Row, Segment, Txn
from sciattache.sync.sending import make
from sciattache.sync.taking import take
from tests.sync.faults.states import Found, fingerprint
from tests.sync.test_container import resealed
from tests.sync.test_exchange import add, change, settle

_HARM = 2.0
"""Seconds within which a hostile file is refused."""


def every(world, *, stride: int = 1) -> Iterator[Found]:
    """All faults of files; of those at every byte only each ``stride``-th."""
    id = add(world.offices[1], "Łódź")
    settle(world)
    change(world.offices[1], id, name="Where one meets", city="Łódź")
    (content,) = make(world.offices[1], 0)
    yield from _mangled(world, content, stride)
    yield from _forged(world, content)
    yield from _harmful(world)
    yield from _again(world, content, id)
    yield _misspoken(world, stride)


class _Refusing:
    """Headquarters, which is to refuse what comes and stay as it is."""

    def __init__(self, world, fault: str) -> None:
        self.office, self.found = world.offices[0], Found(fault)
        self.before = fingerprint(self.office.path)

    def give(self, content: bytes, what: str) -> None:
        taken = take(self.office, content, what)
        self.found.check(taken.outcome == "refused", f"{what}: {taken.outcome}")

    def end(self) -> Found:
        if fingerprint(self.office.path) != self.before:
            self.found.failures.append("what headquarters holds has changed")
        return self.found


def _mangled(world, content: bytes, stride: int) -> Iterator[Found]:
    cut = _Refusing(world, "cut short at every byte, or one byte longer")
    for size in range(0, len(content), stride):
        cut.give(content[:size], f"{size} bytes")
    cut.give(content + b"\0", "one byte more")
    yield cut.end()
    for rehashed in (False, True):
        name = "every bit flipped" + (", length and hash written anew" if rehashed else "")
        flipped = _Refusing(world, name)
        for at in range(52 * 8 if rehashed else 0, len(content) * 8, stride):
            changed = bytearray(content)
            changed[at // 8] ^= 1 << at % 8
            flipped.give(resealed(bytes(changed)) if rehashed else bytes(changed), f"bit {at}")
        yield flipped.end()
    mail = _Refusing(world, "line ends changed, base64, quoted, renamed, empty")
    for changed in (
        content.replace(b"\r\n", b"\n"),
        content.replace(b"\n", b"\r\n"),
        content.replace(b"\n", b"\r"),
        base64.b64encode(content),
        base64.encodebytes(content),
        b"> " + content,
        b"",
        b"PK\x03\x04" + content,
        content[::-1],
    ):
        mail.give(changed, repr(changed[:9]))
    yield mail.end()


def _forged(world, content: bytes) -> Iterator[Found]:
    held = world.keys
    (other,) = make(world.offices[2], 0)
    splice = _Refusing(world, "two files spliced at every 16th byte, hash written anew")
    for at in range(52, min(len(content), len(other)), 16):
        spliced = resealed(content[:at] + other[at:])
        if spliced != other:  # both begin alike, as age's files do
            splice.give(spliced, f"at {at}")
    yield splice.end()

    swap = _Refusing(world, "the manifest of one file with the content of another")
    first, second = (pyrage.decrypt(one[52:], [held[0].identity]) for one in (content, other))
    for one, two in ((first, second), (second, first)):
        mixed = one[: _start(one)] + two[_start(two) :]
        swap.give(_sealed(mixed, held[0]), "swapped")
    yield swap.end()

    strangers = _Refusing(world, "sealed for another office, or opened there and sealed anew")
    (down,) = make(world.offices[0], 2)
    strangers.give(down, "for another")
    strangers.give(_sealed(pyrage.decrypt(down[52:], [held[2].identity]), held[0]), "sealed anew")
    yield strangers.end()

    unknown = _Refusing(world, "signed by nobody known, by a peer for another, by a kind's misuse")
    manifest, payload = _opened(content, held, 1)
    stranger = keys.new()
    for signer in (stranger, held[2], held[0]):
        unknown.give(_made(manifest, payload, signer, held[0]), "another's signature")
    unknown.give(_made(manifest, payload, held[1], held[0], Kind.DIRECTORY), "another kind")
    yield unknown.end()

    revoked = _Refusing(world, "signed by a key that was revoked")
    with world.offices[0].remember() as session:
        session.connection().exec_driver_sql("UPDATE peer SET state = 'revoked' WHERE site = 1")
    revoked.before = fingerprint(world.offices[0].path)
    revoked.give(content, "revoked")
    yield revoked.end()
    with world.offices[0].remember() as session:
        session.connection().exec_driver_sql("UPDATE peer SET state = 'active' WHERE site = 1")


def _harmful(world) -> Iterator[Found]:
    held = world.keys
    (content,) = make(world.offices[1], 0)
    manifest, _ = _opened(content, held, 1)
    bombs = _Refusing(world, "content that unfolds to 500 MB, signed by a known office")
    started = time.monotonic()
    bombs.give(_made(manifest, zstandard.compress(bytes(500_000_000), 3), held[1], held[0]), "bomb")
    bombs.found.told = f"refused in {time.monotonic() - started:.2f} s, its making included"
    yield bombs.end()

    stanzas = _Refusing(world, "an age head of a million recipients")
    head = b"age-encryption.org/v1\n" + b"-> a\n\n" * 1_000_000 + b"--- x\n" + bytes(100)
    file = resealed(content[:52] + head)
    started = time.monotonic()
    stanzas.give(file, "a million")
    took = time.monotonic() - started
    stanzas.found.check(took < _HARM, f"it took {took:.1f} s")
    yield stanzas.end()

    large = _Refusing(world, "a manifest of 900,000 numbers, and one nested 10,000 deep")
    for head in (b"\x9a\x00\x0d\xbb\xa0" + b"\x01" * 900_000, b"\x81" * 10_000 + b"\x01"):
        inner = bytes(64) + len(head).to_bytes(4, "big") + head
        started = time.monotonic()
        large.give(_sealed(inner, held[0]), "large")
        took = time.monotonic() - started
        large.found.check(took < _HARM, f"it took {took:.1f} s")
    yield large.end()


def _misspoken(world, stride: int) -> Found:
    """A known office whose program is wrong: signed, whole, and nonsense."""
    held, hq = world.keys, world.offices[0]
    found = Found("nonsense that a known office signed: bits of its content flipped")
    add(world.offices[1], "Here")
    *_, content = make(world.offices[1], 0)
    manifest, payload = _opened(content, held, 1)
    plain = zstandard.decompress(payload)
    span = manifest[3]
    dice = random.Random(2)
    for number in range(max(20, 600 // stride)):
        changed = bytearray(plain)
        for _ in range(dice.choice((1, 1, 3))):
            changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
        first = 10_000 + 10 * number  # steps that nobody else tells of
        told = manifest | {3: [first, first, *span[2:]]}
        file = _made(told, zstandard.compress(bytes(changed)), held[1], held[0])
        try:
            outcome = take(hq, file).outcome
            found.check(outcome in ("applied", "refused", "parked", "quarantined"), outcome)
        except Exception as error:  # whatever it is, nobody is told of it
            found.check(False, f"{number}: {type(error).__name__}: {error}")
    for line in problems(hq):
        if "refer under" not in line:  # a reference may come before its target
            found.failures.append(line)
    for number, huge in enumerate((2**63, 2**64 - 1, 2**69)):
        first = 9_000 + 10 * number
        segment = Segment(
            (Txn(Dot(huge, 1, 1, 1)),), (Row(3, 1, None, (Cell(1, 0, "x"),)),)
        )  # fmt: skip
        try:
            outcome = take(hq, _made(manifest | {3: [first, first, b""]}, wire.encode(segment),
                                     held[1], held[0])).outcome  # fmt: skip
            found.check(outcome in ("refused", "parked"), outcome)
        except Exception as error:
            found.check(False, f"{huge}: {type(error).__name__}: {error}")
    return found


def _again(world, content: bytes, id: str) -> Iterator[Found]:
    found = Found("an old file again, under another name, after many others")
    hq = world.offices[0]
    take(hq, content, "first.psb")
    for number in range(20):
        change(world.offices[1 + number % 2], id, name=f"Name {number}")
        settle(world)
    for name in ("first.psb", "first (1).psb", "FIRST.PSB.txt"):
        taken = take(hq, content, name)
        found.check(taken.outcome == "duplicate", f"{name}: {taken.outcome}")
    settle(world)
    found.check(_same(world), "the offices differ")
    yield found


def _same(world) -> bool:
    from tests.sync.test_exchange import names

    return len({tuple(sorted(names(one).items())) for one in world.offices.values()}) == 1


def _start(inner: bytes) -> int:
    return 68 + int.from_bytes(inner[64:68], "big")


def _sealed(inner: bytes, to) -> bytes:
    sealed = pyrage.encrypt(inner, [pyrage.x25519.Recipient.from_str(to.public.recipient)])
    told = bytes([1, Kind.CHANGES, 0, 0]) + len(sealed).to_bytes(8, "big")
    return container.MAGIC + told + hashlib.sha256(told + sealed).digest() + sealed


def _opened(content: bytes, held, site: int):
    bundle = container.open_bundle(
        content,
        identities=[held[0].identity],
        signer=lambda *_: [held[site].public.verifier],
    )
    return dict(bundle.manifest), bundle.payload


def _made(manifest, payload: bytes, signer, to, kind: Kind = Kind.CHANGES) -> bytes:
    return container.seal(
        kind, manifest, payload, signer=signer.signer, recipient=to.public.recipient
    )
