"""Passwords of database servers, in the operating system's keystore and nowhere else."""

from __future__ import annotations

import os

from sciattache.store import keystore
from sciattache.store.postgres.address import Address

_SERVICE = "sciattache server"


def completed(place: Address) -> Address:
    """An address with the password that is kept for it, unless it or PGPASSWORD gives one.

    Without any PostgreSQL's own library looks into ``.pgpass``.
    """
    if place.url.password or os.environ.get("PGPASSWORD"):
        return place
    found = find(place)
    return place.with_password(found) if found else place


def find(place: Address) -> str:
    """The password that is kept for an address; empty for none."""
    return keystore.find(_SERVICE, place.account)


def keep(place: Address, password: str) -> None:
    """Keep a password; ``KnownError`` where this computer keeps none."""
    keystore.keep(
        _SERVICE, place.account, password, otherwise="Give the password each time instead."
    )
