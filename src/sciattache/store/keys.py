"""Keys of sealed offices in the operating system's keystore."""

from __future__ import annotations

import secrets
from pathlib import Path

from sciattache.store import heads, keystore
from sciattache.store.engine import Key

_SERVICE = "sciattache"
_OTHERWISE = "Seal the office with a passphrase instead."


def new_key() -> Key:
    """A random key of 32 bytes."""
    return Key(raw=secrets.token_bytes(32))


def remember(path: Path, key: Key) -> None:
    """Keep the key of the sealed office at ``path`` in the keystore; an error without one."""
    assert key.raw is not None
    keystore.keep(_SERVICE, _name(path), key.raw.hex(), otherwise=_OTHERWISE)


def require_keystore() -> None:
    """Raise ``KnownError`` where this computer keeps no keys."""
    keystore.keep(_SERVICE, "try", "kept", otherwise=_OTHERWISE)
    keystore.forget(_SERVICE, "try")


def known(path: Path) -> Key | None:
    """The key that the keystore holds for the sealed office at ``path``, or None."""
    found = keystore.find(_SERVICE, _name(path))
    return Key(raw=bytes.fromhex(found)) if found else None


def is_sealed(path: Path) -> bool:
    """Whether the file at ``path`` is not a plain SQLite file."""
    return not heads.read(path, 16).startswith(b"SQLite format 3")


def _name(path: Path) -> str:
    """The store's salt, which SQLCipher keeps in the first 16 bytes: it moves with the file."""
    return heads.read(path, 16).hex()
