"""Keys of sealed offices in the operating system's keystore."""

from __future__ import annotations

import secrets
from pathlib import Path

from sciattache.errors import KnownError
from sciattache.store import heads
from sciattache.store.engine import Key

_SERVICE = "sciattache"


def new_key() -> Key:
    """A random key of 32 bytes."""
    return Key(raw=secrets.token_bytes(32))


def remember(path: Path, key: Key) -> None:
    """Keep the key of the sealed office at ``path`` in the keystore; an error without one."""
    import keyring  # late: it searches for a keystore as it is imported
    from keyring.errors import KeyringError

    assert key.raw is not None
    try:
        keyring.set_password(_SERVICE, _name(path), key.raw.hex())
        kept = keyring.get_password(_SERVICE, _name(path))
    except KeyringError:
        raise KnownError(
            "This computer has no keystore that SciAttaché can use.",
            "Seal the office with a passphrase instead.",
        ) from None
    if kept != key.raw.hex():
        raise KnownError("The keystore did not keep the key.", "Seal the office with a passphrase.")


def require_keystore() -> None:
    """Raise ``KnownError`` where this computer keeps no keys."""
    import keyring  # late: it searches for a keystore as it is imported
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, "try", "kept")
        kept = keyring.get_password(_SERVICE, "try")
        keyring.delete_password(_SERVICE, "try")
    except (KeyringError, OSError):
        kept = None
    if kept != "kept":
        raise KnownError(
            "This computer has no keystore that SciAttaché can use.",
            "Seal the office with a passphrase instead.",
        )


def known(path: Path) -> Key | None:
    """The key that the keystore holds for the sealed office at ``path``, or None."""
    import keyring  # late: it searches for a keystore as it is imported
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(_SERVICE, _name(path))
    except (KeyringError, OSError):
        return None
    return Key(raw=bytes.fromhex(found)) if found else None


def is_sealed(path: Path) -> bool:
    """Whether the file at ``path`` is not a plain SQLite file."""
    return not heads.read(path, 16).startswith(b"SQLite format 3")


def _name(path: Path) -> str:
    """The store's salt, which SQLCipher keeps in the first 16 bytes: it moves with the file."""
    return heads.read(path, 16).hex()
