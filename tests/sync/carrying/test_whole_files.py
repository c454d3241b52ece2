"""A file of the exchange is there whole, or as it was."""

from __future__ import annotations

import pytest

from sciattache.errors import KnownError
from sciattache.sync.carrying import whole_files


def test_a_file_is_written_over_what_was_there(tmp_path) -> None:
    for content in (b"old and longer", b"new"):
        assert whole_files.write(tmp_path / "deep", "ask.psb", content).read_bytes() == content
    assert [one.name for one in (tmp_path / "deep").iterdir()] == ["ask.psb"]


def test_what_cannot_take_its_name_is_told_and_leaves_nothing_behind(tmp_path) -> None:
    (tmp_path / "ask.psb").mkdir()
    with pytest.raises(KnownError, match="cannot be written"):
        whole_files.write(tmp_path, "ask.psb", b"content")
    assert [one.name for one in tmp_path.iterdir()] == ["ask.psb"]
