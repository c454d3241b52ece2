"""A location is a folder or an address, and holds no password."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciattache.errors import KnownError
from sciattache.sync.carrying.location import read


@pytest.mark.parametrize(
    ("text", "kind", "shown", "password"),
    [
        ("/media/stick", "folder", "/media/stick", ""),
        ("file:///media/a%20stick", "folder", "/media/a stick", ""),
        ("davs://ana@cloud.example/dav/up", "webdav", "https://ana@cloud.example/dav/up", ""),
        ("https://ana:p%40ss@cloud.example", "webdav", "https://ana@cloud.example/", "p@ss"),
        ("HTTP://cloud.example:81/x", "webdav", "http://cloud.example:81/x", ""),
        ("sftp://ana:secret@host:2222/up/here", "sftp", "sftp://ana@host:2222/up/here", "secret"),
    ],
)
def test_an_address_is_read_and_its_password_taken_out(text, kind, shown, password) -> None:
    found, given = read(text)
    assert (found.kind, str(found), given) == (kind, shown, password)
    assert read(str(found)) == (found, "")


def test_a_drive_and_a_relative_folder_are_folders() -> None:
    assert read("C:\\up")[0].kind == read("up")[0].kind == "folder"
    assert read("~/up")[0].path == str(Path.home() / "up")


@pytest.mark.parametrize(
    "text", ["", "smb://server/share", "ftp://x", "sftp:///x", "https://host:port/", "davs://[1"]
)
def test_what_is_no_location_is_refused_in_a_sentence(text) -> None:
    with pytest.raises(KnownError) as refused:
        read(text)
    assert refused.value.remedy


def test_a_folder_within_is_told_by_its_name() -> None:
    assert str(read("sftp://host/up/")[0].within("001")) == "sftp://host/up/001"
    assert str(read("/up")[0].within("001")) == str(Path("/up/001"))
