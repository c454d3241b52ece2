"""Secrets in the operating system's keystore, by what they serve and whose they are."""

from __future__ import annotations

from contextlib import suppress

from sciattache.errors import KnownError


def find(service: str, account: str) -> str:
    """What is kept; empty for nothing, or where this computer has no keystore."""
    import keyring  # late: it searches for a keystore as it is imported
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(service, account) or ""
    except (KeyringError, OSError):
        return ""


def keep(service: str, account: str, secret: str, *, otherwise: str) -> None:
    """Keep a secret; ``KnownError``, with what to do ``otherwise``, where nothing can be kept."""
    import keyring  # late: it searches for a keystore as it is imported
    from keyring.errors import KeyringError

    with suppress(KeyringError, OSError):
        keyring.set_password(service, account, secret)
    if find(service, account) != secret:
        raise KnownError("This computer has no keystore that SciAttaché can use.", otherwise)


def forget(service: str, account: str) -> None:
    """Keep a secret no longer."""
    import keyring  # late: it searches for a keystore as it is imported
    from keyring.errors import KeyringError

    with suppress(KeyringError, OSError):
        keyring.delete_password(service, account)
