"""A quick selection of the faults: `./dev faults` tries them all."""

from __future__ import annotations

from tests.sync.faults import damage


def test_no_file_that_was_damaged_or_forged_changes_an_office(world) -> None:
    for found in damage.every(world, stride=61):
        assert found.failures == [], found.fault
        assert found.tried > 0
