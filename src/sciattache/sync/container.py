"""A bundle file: sealed for one office (age), signed by another (Ed25519), whole or nothing.

::

    0   8   magic; its line ends and its 0x1A show mangling by mail and text-mode copies
    8   1   version of the container
    9   1   kind
    10  2   nought
    12  8   length of the sealed part
    20  32  SHA-256 of bytes 8 to 19 and the sealed part, by which the file is known
    52  ..  sealed: age of the inner part

    inner: 64 signature | 4 length of the manifest | manifest (CBOR) | payload | padding

The signature is over the kind and the manifest, which holds length and SHA-256 of the payload:
nothing is unfolded or parsed that was not signed by somebody known.  Padding hides the exact size
(Padmé: Nikitin and others, PETS 2019), at most an eighth of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import cbor2
import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MAGIC = b"\x89PSB\r\n\x1a\n"
SUFFIX = ".psb"
VERSION = 1
_HEAD = 52
_SIGNED = b"postsync-bundle-v1\0"
_SIGNATURE = 64
_LEAST = 1024
"""Bytes of the smallest inner part."""
_STANZAS, _AGE_HEAD = 4, 4096
"""Recipients of a file at most, and bytes of age's head, looked at before anything is unsealed."""
_MANIFEST = 1_000_000
"""Bytes of a manifest at most."""
_BESIDE = 4_096
"""Bytes of a bundle beside its payload, seals and a manifest as long as most."""
LARGEST = 64_000_000
"""Bytes of a bundle at most."""
_AGE = re.compile(rb"age-encryption\.org/v1\n(.*?)\n--- ", re.DOTALL)


class Kind(IntEnum):
    """What a bundle carries."""

    CHANGES = 1
    CHUNKS = 2
    DIRECTORY = 3
    ENROLMENT = 4
    SEVERAL = 5
    """Changes in several pieces of a log."""


class RefusedError(ValueError):
    """A file that is not taken: ``code`` says why, for the record that is kept of it."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Bundle:
    """A bundle that was opened: its file's id, its manifest by whole numbers, its payload."""

    id: bytes
    kind: Kind
    manifest: Mapping[int, Any]
    payload: bytes


PAYLOAD = 0
"""The key of the manifest under which the payload's length and SHA-256 stand."""

Signer = Callable[[Mapping[int, Any], Kind], Sequence[Ed25519PublicKey]]
"""Gives the keys one of which must have signed a manifest; none where nobody known signs so."""


def seal(
    kind: Kind,
    manifest: Mapping[int, Any],
    payload: bytes,
    *,
    signer: Ed25519PrivateKey,
    recipient: str,
) -> bytes:
    """The bytes of a bundle for one recipient (an age public key)."""
    told = {**manifest, PAYLOAD: [len(payload), hashlib.sha256(payload).digest()]}
    head: bytes = cbor2.dumps(told, canonical=True)
    signature = signer.sign(_signed(kind, head))
    inner = signature + len(head).to_bytes(4, "big") + head + payload
    inner += bytes(padded(len(inner)) - len(inner))
    sealed: bytes = pyrage.encrypt(inner, [pyrage.x25519.Recipient.from_str(recipient)])
    return _head(kind, sealed) + sealed


def open_bundle(
    content: bytes, *, identities: Sequence[pyrage.x25519.Identity], signer: Signer
) -> Bundle:
    """What a bundle carries; ``RefusedError`` for any other bytes, forged or meant for others."""
    kind, sealed = _checked(content)
    try:
        inner = pyrage.decrypt(sealed, list(identities))
    except pyrage.DecryptError:
        raise RefusedError("not-ours", "It is sealed for another office.") from None
    signature, size = inner[:_SIGNATURE], int.from_bytes(inner[_SIGNATURE : _SIGNATURE + 4], "big")
    start = _SIGNATURE + 4 + size
    if size > min(_MANIFEST, len(inner)):
        raise RefusedError("damaged", "Its manifest is cut short.")
    head = inner[_SIGNATURE + 4 : start]
    manifest = _manifest(head)
    _verify(signer(manifest, kind), signature, kind, head)
    length, digest = manifest[PAYLOAD]
    payload = inner[start : start + length]
    if hashlib.sha256(payload).digest() != digest or any(inner[start + length :]):
        raise RefusedError("damaged", "Its content is not what was signed.")
    return Bundle(content[20:_HEAD], kind, manifest, payload)


def signed(kind: Kind, manifest: Mapping[int, Any], *, signer: Ed25519PrivateKey) -> bytes:
    """The bytes of a file that anybody may read: what an office that nobody knows yet sends."""
    head: bytes = cbor2.dumps({**manifest, PAYLOAD: [0, b""]}, canonical=True)
    content = signer.sign(_signed(kind, head)) + head
    return _head(kind, content) + content


def open_signed(content: bytes, *, signer: Signer) -> Bundle:
    """What such a file says; ``RefusedError`` where it is not whole or not signed so."""
    kind, whole = _whole(content)
    if kind is not Kind.ENROLMENT:
        raise RefusedError("foreign", "It is not what an office sends that asks to join.")
    signature, head = whole[:_SIGNATURE], whole[_SIGNATURE:]
    manifest = _manifest(head)
    _verify(signer(manifest, kind), signature, kind, head)
    return Bundle(content[20:_HEAD], kind, manifest, b"")


def file_name(content: bytes) -> str:
    """How a bundle's file is called: it tells nothing of who sends what to whom."""
    return content[20:28].hex() + SUFFIX


def padded(size: int) -> int:
    """The size to which an inner part is filled up: Padmé, an eighth more at most."""
    if size <= _LEAST:
        return _LEAST
    exponent = size.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-size // step) * step


def room(size: int) -> int:
    """Bytes of the largest payload of a bundle of so many bytes, whatever fills it up."""
    return max(size * 8 // 9 - _BESIDE, 0)


def _head(kind: Kind, sealed: bytes) -> bytes:
    told = bytes([VERSION, kind, 0, 0]) + len(sealed).to_bytes(8, "big")
    return MAGIC + told + hashlib.sha256(told + sealed).digest()


def _signed(kind: Kind, manifest: bytes) -> bytes:
    return b"".join((_SIGNED, bytes([kind]), manifest))


def _verify(known: Sequence[Ed25519PublicKey], signature: bytes, kind: Kind, head: bytes) -> None:
    if not known:
        raise RefusedError("unknown-sender", "Nobody known here has signed it.")
    for key in known:
        with suppress(InvalidSignature):
            return key.verify(signature, _signed(kind, head))
    raise RefusedError("forged", "Its signature is not its sender's.")


def _checked(content: bytes) -> tuple[Kind, bytes]:
    """The sealed part of a file that is whole; nothing of it is opened yet."""
    kind, sealed = _whole(content)
    start = _AGE.match(sealed[:_AGE_HEAD])
    if start is None or start[1].count(b"-> ") > _STANZAS:
        raise RefusedError("foreign", "It is not sealed as bundles are.")
    return kind, sealed


def _whole(content: bytes) -> tuple[Kind, bytes]:
    """What follows the head of a file that came whole."""
    if not content.startswith(MAGIC):
        looks = content.replace(b"\r\n", b"\n").startswith(MAGIC.replace(b"\r\n", b"\n"))
        code, why = ("mangled", "A mail or copy program changed its line ends.") if looks else (
            "foreign", "It is not a bundle.",
        )  # fmt: skip
        raise RefusedError(code, why)
    if len(content) < _HEAD or len(content) > LARGEST:
        raise RefusedError("damaged", "It is cut short, or larger than any bundle.")
    version, kind = content[8], content[9]
    if version != VERSION or kind not in list(Kind):
        raise RefusedError("newer", "It needs a newer SciAttaché.")
    sealed = content[_HEAD:]
    if content[:_HEAD] != _head(Kind(kind), sealed):
        raise RefusedError("damaged", "It is damaged, or cut short.")
    return Kind(kind), sealed


def _manifest(head: bytes) -> Mapping[int, Any]:
    """The manifest's numbers and values, not signed yet: nothing is believed of it."""
    try:
        manifest = cbor2.loads(head)
    except (cbor2.CBORDecodeError, TypeError, ValueError, RecursionError) as error:
        raise RefusedError("damaged", "Its manifest cannot be read.") from error
    match manifest:
        case {0: [int(), bytes()]}:
            return dict(manifest)
    raise RefusedError("damaged", "Its manifest cannot be read.")
