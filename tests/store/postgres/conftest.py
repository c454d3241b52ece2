"""Offices on a server, each a copy of an empty one: the facts of files hold there as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from sciattache.store.office import Office, open_office
from tests.servers import Server


@pytest.fixture(scope="session")
def make(server: Server, blank_database: str) -> Iterator[Callable[[], Office]]:
    """Makes an empty office, as often as asked."""
    offices: list[Office] = []

    class Lent(Office):
        """An office whose database goes when it is closed."""

        def close(self) -> None:
            super().close()
            server.drop(self.place)

    def made() -> Office:
        opened = open_office(server.make(blank_database))
        offices.append(Lent(opened.place, opened.engine, author="Ada"))
        return offices[-1]

    yield made
    for office in offices:
        office.close()


@pytest.fixture
def office(make: Callable[[], Office]) -> Iterator[Office]:
    made = make()
    yield made
    made.close()
