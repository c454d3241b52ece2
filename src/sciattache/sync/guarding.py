"""What lies in a store under a passphrase of its own: who reads the store reads nothing of it.

A store on a server is read by whoever runs the server, and its backups by whoever finds them.  A
random key seals the content (ChaCha20-Poly1305, RFC 8439); the passphrase seals that key (age with
scrypt, once and slowly).  The key is then held until the program ends, or by the computer's
keystore.
"""

from __future__ import annotations

import base64
import hashlib
import os

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from sciattache.errors import KnownError
from sciattache.store import keystore

_SERVICE = "SciAttaché keys"
_NONCE = 12
_HELD: dict[str, bytes] = {}
"""The keys that were opened, by the locks that they open."""


class LockedError(KnownError):
    """The passphrase was not given yet."""

    def __init__(self) -> None:
        super().__init__(
            "The keys of this office are under a passphrase.",
            "Give it under Exchange, Office keys; a command takes it from"
            " SCIATTACHE_KEYS_PASSPHRASE.",
        )


def new_lock(passphrase: str) -> str:
    """A new lock that a passphrase opens, as text that may lie beside what it guards; it is open
    in this program from now on."""
    key = ChaCha20Poly1305.generate_key()
    lock = _text(pyrage.passphrase.encrypt(key, passphrase))
    _HELD[lock] = key
    return lock


def unlock(lock: str, passphrase: str) -> None:
    """Open a lock in this program; ``KnownError`` where the passphrase is another."""
    try:
        key = pyrage.passphrase.decrypt(_bytes(lock), passphrase)
    except pyrage.DecryptError:
        raise KnownError(
            "The passphrase does not open the keys of this office.", "Try it again."
        ) from None
    _HELD[lock] = key


def is_open(lock: str) -> bool:
    """Whether what a lock guards can be read: in this program, or by the computer's keystore."""
    return _key(lock) is not None


def remember(lock: str) -> None:
    """Have the computer's keystore open a lock from now on; :class:`LockedError` where it is shut,
    ``KnownError`` where there is no keystore."""
    key = _key(lock)
    if key is None:
        raise LockedError
    otherwise = "Give the passphrase each time."
    keystore.keep(_SERVICE, _account(lock), key.hex(), otherwise=otherwise)


def shut(lock: str) -> None:
    """Shut a lock: neither this program nor the keystore opens it until the passphrase is given."""
    _HELD.pop(lock, None)
    keystore.forget(_SERVICE, _account(lock))


def seal(lock: str, content: bytes) -> str:
    """Content under a lock, as text; :class:`LockedError` where it is shut."""
    key, nonce = _key(lock), os.urandom(_NONCE)
    if key is None:
        raise LockedError
    return _text(nonce + ChaCha20Poly1305(key).encrypt(nonce, content, None))


def unseal(lock: str, sealed: str) -> bytes:
    """What :func:`seal` was given; :class:`LockedError` where the lock is shut."""
    key, content = _key(lock), _bytes(sealed)
    if key is None:
        raise LockedError
    try:
        return ChaCha20Poly1305(key).decrypt(content[:_NONCE], content[_NONCE:], None)
    except InvalidTag:
        raise KnownError(
            "The keys of this office are damaged.", "Bring them back from a backup of them."
        ) from None


def _key(lock: str) -> bytes | None:
    if lock not in _HELD:
        kept = keystore.find(_SERVICE, _account(lock))
        if not kept:
            return None
        _HELD[lock] = bytes.fromhex(kept)
    return _HELD[lock]


def _account(lock: str) -> str:
    """By what the keystore knows a lock."""
    return hashlib.sha256(lock.encode()).hexdigest()[:32]


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
