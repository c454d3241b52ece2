"""What every test stands on: a Qt that needs no display, the same examples at every run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sciattache.store.office import create
from tests import servers
from tests.servers import Server

os.environ["QT_QPA_PLATFORM"] = "offscreen"

settings.register_profile(
    "office", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("office")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Files that other programs wrote; the tests over them are skipped where there are none."""
    project = Path(__file__).resolve().parents[1]
    folder = Path(os.environ.get("SCIATTACHE_REAL_DATA", project.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no folder of real files at {folder}")
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; the tests on it are skipped where it is not installed."""
    if reason := servers.lacks():
        pytest.skip(reason)
    with servers.running() as made:
        yield made


@pytest.fixture(scope="session")
def blank_database(server: Server) -> str:
    """The name of a database with an empty office, to be copied."""
    place = server.make()
    create(place).close()
    return place.database
