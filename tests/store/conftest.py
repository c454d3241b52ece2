"""A new office for each test, copied from one that is made once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sciattache.store.office import Office, create, open_office


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty office."""
    path = tmp_path_factory.mktemp("fresh") / "fresh.sciattache"
    create(path).close()
    return path


@pytest.fixture(scope="module")
def make(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Office]]:
    """Makes an empty office, as often as asked."""
    offices: list[Office] = []

    def made() -> Office:
        path = tmp_path_factory.mktemp("office") / "office.sciattache"
        shutil.copy(fresh, path)
        offices.append(open_office(path))
        offices[-1].author = "Ada"
        return offices[-1]

    yield made
    for office in offices:
        office.close()


@pytest.fixture
def office(make: Callable[[], Office]) -> Office:
    return make()
