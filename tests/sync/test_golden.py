"""Bundles of versions that were released are taken by this one, and come to the same."""

from __future__ import annotations

import json

import pytest

from sciattache.store import migrate
from sciattache.sync.taking import take
from tests.sync.conftest import World
from tests.sync.golden.__main__ import FOLDER, held, state

_RELEASED = sorted(path for path in FOLDER.iterdir() if (path / "told.json").exists())
_TO = {"up": 0, "down": 2}


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("way", _TO)
@pytest.mark.parametrize("folder", _RELEASED, ids=lambda path: path.name)
def test_old_bundles_come_to_what_they_came_to_then(
    folder, way, backwards, tmp_path, blank
) -> None:
    told = json.loads((folder / "told.json").read_text())
    world = World(tmp_path, blank, known=held(told))
    office = world.offices[_TO[way]]
    files = sorted(folder.glob(f"{way}-*.psb"), reverse=backwards)
    outcomes = {take(office, file.read_bytes()).outcome for file in files}
    assert outcomes <= {"applied", "parked"}
    assert [row for row in _rows(told[way]) if row not in _rows(state(office))] == []
    assert {id for id, _ in _rows(state(office))} == {id for id, _ in _rows(told[way])}
    world.close()


def _rows(of) -> list[tuple[str, dict[str, str]]]:
    return [(row["id"], row) for rows in of.values() for row in rows]


def test_bundles_of_some_version_are_kept() -> None:
    assert _RELEASED
    assert all(folder.name <= migrate.HEAD for folder in _RELEASED)
