"""Two posts exchange with headquarters on a server as they do with headquarters in a file."""

from __future__ import annotations

import pytest

from tests.sync.conftest import World
from tests.sync.test_attachments import *  # noqa: F403
from tests.sync.test_exchange import *  # noqa: F403
from tests.sync.test_fields import *  # noqa: F403
from tests.sync.test_following import *  # noqa: F403
from tests.sync.test_purging import (  # noqa: F401
    test_a_post_cannot_erase_everywhere,
    test_an_office_that_slept_does_not_bring_an_erased_person_back,
    test_nothing_of_an_erased_person_is_left_anywhere,
    test_what_comes_late_of_an_erased_person_is_dropped,
)

del test_a_file_of_withheld_records_alone_never_leaves_nor_its_hash  # noqa: F821  (reads a file)


@pytest.fixture
def world(tmp_path, blank, server, blank_database):
    place = server.make(blank_database)
    made = World(tmp_path, blank, hq=place)
    yield made
    made.close()
    server.drop(place)
