"""A list is imported into headquarters' database as it is into a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sciattache.store.office import Office, open_office
from tests.interchange.test_importing import *  # noqa: F403
from tests.servers import Server


@pytest.fixture
def office(server: Server, blank_database: str) -> Iterator[Office]:
    place = server.make(blank_database)
    made = open_office(place)
    yield made
    made.close()
    server.drop(place)
