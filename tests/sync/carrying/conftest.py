"""Places of every kind, and bundles to put there."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciattache.store.office import create
from sciattache.sync import container, keys
from sciattache.sync.container import Kind

from .servers import Dav, Ssh, serving


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    made = create(tmp_path_factory.mktemp("office") / "o.sciattache")
    yield made
    made.close()


@pytest.fixture
def shared(tmp_path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def dav(shared):
    with serving(Dav(shared)) as server:
        yield server


@pytest.fixture
def ssh(shared):
    with serving(Ssh(shared)) as server:
        yield server


def bundle(payload: bytes = b"x") -> bytes:
    """A whole bundle that nobody here can open."""
    held = keys.new()
    return container.seal(
        Kind.CHANGES, {}, payload, signer=held.signer, recipient=held.public.recipient
    )


@pytest.fixture(scope="session")
def bundles() -> list[bytes]:
    import random

    return [bundle(random.Random(n).randbytes(40_000 * n + 10)) for n in range(1, 4)]
