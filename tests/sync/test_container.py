"""A bundle is taken whole, from whom it says, by whom it is for; anything else is refused."""

from __future__ import annotations

import base64
import hashlib

import cbor2
import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sciattache.sync import container
from sciattache.sync.container import Kind, RefusedError, open_bundle, padded, seal

POST, STRANGER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
OURS, OTHERS = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()


def made(payload: bytes = b"what changed", **more) -> bytes:
    wish = {"signer": POST, "recipient": str(OURS.to_public())} | more
    return seal(Kind.CHANGES, {1: "post"}, payload, **wish)


def opened(content: bytes, identity=OURS):
    return open_bundle(content, identities=[identity], signer=lambda *_: [POST.public_key()])


def code_of(content: bytes, identity=OURS) -> str:
    with pytest.raises(RefusedError) as refused:
        opened(content, identity)
    return refused.value.code


def resealed(content: bytes) -> bytes:
    """The file with length and hash of its sealed part written anew."""
    told = content[8:12] + (len(content) - 52).to_bytes(8, "big")
    return content[:8] + told + hashlib.sha256(told + content[52:]).digest() + content[52:]


@given(st.binary(max_size=5000))
def test_what_was_sealed_is_opened(payload) -> None:
    bundle = opened(made(payload))
    assert (bundle.payload, bundle.manifest[1], bundle.kind) == (payload, "post", Kind.CHANGES)


def test_a_file_cut_anywhere_is_refused() -> None:
    whole = made()
    for size in range(len(whole)):
        code_of(whole[:size])
    code_of(whole + b"\0")


@pytest.mark.parametrize("rehashed", [False, True])
def test_a_file_with_any_bit_flipped_is_refused(rehashed) -> None:
    whole = made()
    for at in range(len(whole)):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        content = resealed(bytes(flipped)) if rehashed and at >= 52 else bytes(flipped)
        assert code_of(content) in {"damaged", "foreign", "mangled", "newer", "not-ours"}


def test_a_file_for_another_office_stays_shut() -> None:
    assert code_of(made(), OTHERS) == "not-ours"


def test_a_file_signed_by_a_stranger_is_refused() -> None:
    assert code_of(made(signer=STRANGER)) == "forged"


def test_a_file_of_nobody_known_is_refused() -> None:
    with pytest.raises(RefusedError) as refused:
        open_bundle(made(), identities=[OURS], signer=lambda *_: [])
    assert refused.value.code == "unknown-sender"


def test_a_signature_says_of_which_kind_a_bundle_is() -> None:
    whole = bytearray(made())
    whole[9] = Kind.DIRECTORY
    assert code_of(resealed(bytes(whole))) == "forged"


def test_mangling_by_mail_is_told_from_damage() -> None:
    assert code_of(made().replace(b"\r\n", b"\n")) == "mangled"
    assert code_of(base64.b64encode(made())) == "foreign"


def test_a_file_for_very_many_is_refused_before_it_is_opened() -> None:
    many = [pyrage.x25519.Identity.generate().to_public() for _ in range(9)]
    sealed = pyrage.encrypt(bytes(2000), [*many, OURS.to_public()])
    assert code_of(resealed(made()[:52] + sealed)) == "foreign"


def test_the_same_content_is_never_sealed_into_the_same_file() -> None:
    assert container.file_name(made()) != container.file_name(made())


@given(st.integers(1, 10**9))
def test_padding_hides_the_size_for_an_eighth_at_most(size) -> None:
    assert size <= padded(size) <= max(1024, size + size // 8)


@given(st.recursive(st.none() | st.integers() | st.binary(max_size=4),
                    lambda part: st.lists(part, max_size=3) | st.dictionaries(
                        st.integers(0, 3), part, max_size=3), max_leaves=8))  # fmt: skip
def test_a_manifest_of_any_make_is_refused_by_a_word(manifest) -> None:
    head = cbor2.dumps(manifest)
    inner = bytes(64) + len(head).to_bytes(4, "big") + head + bytes(900)
    sealed = pyrage.encrypt(inner, [OURS.to_public()])
    assert code_of(resealed(made()[:52] + sealed)) in {"damaged", "forged"}
