"""Bundles are put whole or not at all, in folders and on real servers, and over nothing."""

from __future__ import annotations

import errno
import resource
import subprocess
import sys
from pathlib import Path

import paramiko
import pytest

from sciattache.errors import KnownError
from sciattache.sync import container
from sciattache.sync.carrying.location import read
from sciattache.sync.carrying.opening import opened
from sciattache.sync.carrying.place import UNFINISHED
from sciattache.sync.carrying.putting import READ_ME, leave_note, put
from sciattache.sync.carrying.ways import forget_host

from .servers import PASSWORD, Dav, Ssh, certificate, refusing, serving

KINDS = ("folder", "dav", "ssh")


@pytest.fixture(params=KINDS)
def place(request, office, shared):
    """A place of each kind, whose files lie in ``shared``."""
    with office.remember() as session:
        forget_host(session, "127.0.0.1")
    url = str(shared) if request.param == "folder" else request.getfixturevalue(request.param).url
    with opened(office, read(url)[0], password=PASSWORD) as made:
        yield made


def lying(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def expected(bundles) -> dict[str, bytes]:
    return {container.file_name(one): one for one in bundles}


def refused(place, contents) -> KnownError:
    with pytest.raises(KnownError) as error:
        put(place, contents)
    assert error.value.remedy
    return error.value


def test_what_is_put_lies_there_whole_under_its_name(place, shared, bundles) -> None:
    done = put(place, bundles)
    assert lying(shared) == expected(bundles)
    assert [(one.size, one.was_there) for one in done] == [(len(b), False) for b in bundles]
    assert {(one.name, one.size) for one in place.entries()} == {
        (name, len(content)) for name, content in lying(shared).items()
    }


def test_what_lies_there_already_is_left(place, shared, bundles) -> None:
    put(place, bundles[:2])
    before = {one.name: one.stat().st_mtime_ns for one in shared.iterdir()}
    assert [one.was_there for one in put(place, bundles)] == [True, True, False]
    assert before.items() <= {one.name: one.stat().st_mtime_ns for one in shared.iterdir()}.items()


def test_nothing_is_written_over(place, shared, bundles) -> None:
    (shared / container.file_name(bundles[0])).write_bytes(bundles[0][:-1])
    assert "another file" in refused(place, bundles).sentence
    assert lying(shared) == {container.file_name(bundles[0]): bundles[0][:-1]}


def test_a_name_in_capitals_is_the_same_name(place, shared, bundles) -> None:
    (shared / container.file_name(bundles[0]).upper()).write_bytes(b"other")
    assert "another file" in refused(place, bundles[:1]).sentence


def test_a_half_file_of_before_is_begun_anew(place, shared, bundles) -> None:
    name = container.file_name(bundles[0])
    (shared / (name + UNFINISHED)).write_bytes(bundles[0][:100])
    put(place, bundles[:1])
    assert lying(shared) == expected(bundles[:1])


def test_who_stops_half_way_leaves_no_half_file_and_can_go_on(place, shared, bundles) -> None:
    def stop(done: int, of: int, words: str) -> None:
        if done > len(bundles[0]):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(place, bundles, stop)
    assert lying(shared) == expected(bundles[:1])
    assert [one.was_there for one in put(place, bundles)] == [True, False, False]


def test_how_much_is_done_only_grows_and_ends_with_all(place, bundles) -> None:
    told: list[tuple[int, int]] = []
    put(place, bundles, lambda done, of, words: told.append((done, of)))
    whole = sum(map(len, bundles))
    assert told == sorted(told) and told[-1] == (whole, whole)


def test_a_folder_that_is_not_there_is_made(office, shared, bundles, dav, ssh) -> None:
    for number, url in enumerate((str(shared), dav.url, ssh.url)):
        inner = read(url)[0].within(f"00{number}")
        with opened(office, inner, password=PASSWORD) as place:
            put(place, bundles)
        assert lying(shared / f"00{number}") == expected(bundles)


def test_a_word_for_whoever_finds_the_stick_tells_of_nobody(place, shared) -> None:
    leave_note(place)
    (shared / READ_ME).write_bytes(text := (shared / READ_ME).read_bytes() + b"mine")
    leave_note(place)
    assert lying(shared) == {READ_ME: text}


# Folders that fail


def folder_at(office, path: Path):
    return opened(office, read(str(path))[0])


def test_a_file_cut_short_by_the_system_is_no_bundle(office, shared, bundles) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with folder_at(office, shared) as place:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        try:
            error = refused(place, bundles)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "takes no file that large" in error.sentence
    assert lying(shared) == {}


_MOUNTED = """
import subprocess, sys
from pathlib import Path
from sciattache.errors import KnownError
from sciattache.sync.carrying.folder import Folder
from sciattache.sync.carrying.putting import put
where, options, *files = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", where], check=True)
if options:
    subprocess.run(["mount", "-o", "remount," + options, where], check=True)
try:
    put(Folder(Path(where)), [Path(one).read_bytes() for one in files])
except KnownError as error:
    print(error, [one.stat().st_size for one in Path(where).iterdir()])
"""


def mounted(folder: Path, options: str, contents, tmp_path: Path) -> str:
    """What is said of a file system of 64 kB of its own, mounted where nobody else sees it."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
        pytest.skip("this computer lets nobody mount a file system of their own")
    files = [tmp_path / f"content-{number}" for number, _ in enumerate(contents)]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    words = [
        "unshare",
        "-rm",
        sys.executable,
        "-c",
        _MOUNTED,
        str(folder),
        options,
        *map(str, files),
    ]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def test_a_full_disk_is_told_and_holds_no_half_file(shared, bundles, tmp_path) -> None:
    told = mounted(shared, "", bundles, tmp_path)
    assert "is full. Make room there" in told
    assert told.rstrip().endswith(f"[{len(bundles[0])}]")


def test_a_write_protected_stick_is_told(shared, bundles, tmp_path) -> None:
    assert "is write-protected. Lift the protection" in mounted(shared, "ro", bundles, tmp_path)


def test_a_stick_that_was_pulled_is_told(office, shared) -> None:
    (shared / "x.psb").symlink_to(
        "/proc/self/mem"
    )  # its first page gives EIO, as a dead stick does
    with folder_at(office, shared) as place, pytest.raises(KnownError) as error:
        place.read("x.psb", 100)
    assert error.value.__cause__.errno == errno.EIO
    assert "stick" in error.value.remedy


def test_a_file_in_the_place_of_a_folder_is_told(office, shared, bundles) -> None:
    (shared / "file").write_bytes(b"")
    with folder_at(office, shared / "file" / "up") as place:
        assert "is no folder" in refused(place, bundles).sentence


# Servers that fail


@pytest.fixture
def at_dav(office, dav):
    with opened(office, read(dav.url)[0], password=PASSWORD) as made:
        yield made


@pytest.mark.parametrize(
    ("method", "status", "says"),
    [
        ("PUT", "423 Locked", "locked by somebody else"),
        ("MOVE", "423 Locked", "locked by somebody else"),
        ("PUT", "507 Insufficient Storage", "is full"),
        ("PUT", "413 Too Large", "no file that large"),
        ("PUT", "403 Forbidden", "does not let you"),
        ("PUT", "500 Oops", "out of order"),
        ("GET", "503 Later", "out of order"),
        ("PROPFIND", "200 OK", "no WebDAV folder"),
        ("PROPFIND", "302 Found", "another address"),
        ("MOVE", "502 Bad Gateway", "out of order"),
        ("MOVE", "409 Conflict", "no such folder"),
    ],
)
def test_what_a_server_refuses_is_told_and_leaves_no_bundle(
    at_dav, dav, shared, bundles, method, status, says
) -> None:
    dav.fault = refusing(method, status)
    assert says in refused(at_dav, bundles).sentence
    assert lying(shared) == {}


def test_an_upload_that_is_cut_short_is_seen(at_dav, dav, shared, bundles) -> None:
    def short(environ, start) -> None:
        if environ["REQUEST_METHOD"] == "PUT":
            whole = environ["wsgi.input"].read()
            (shared / environ["PATH_INFO"].lstrip("/")).write_bytes(whole[: len(whole) // 2])
            start("201 Created", [("Content-Length", "0")])
            return [b""]
        return None

    dav.fault = short
    assert "did not keep" in refused(at_dav, bundles).sentence
    assert lying(shared) == {}


def test_a_download_that_is_cut_short_is_seen(at_dav, dav, shared, bundles) -> None:
    put(at_dav, bundles)

    def short(environ, start):
        if environ["REQUEST_METHOD"] == "GET":
            start("200 OK", [("Content-Length", "40000"), ("Connection", "close")])
            return [b"x" * 100]
        return None

    dav.fault = short
    with pytest.raises(KnownError, match="cannot be reached"):
        at_dav.read(container.file_name(bundles[0]), 1 << 20)


def test_a_listing_of_yesterday_makes_nothing_be_written_over(at_dav, dav, shared, bundles) -> None:
    name = container.file_name(bundles[0])
    empty = (
        b'<?xml version="1.0"?><D:multistatus xmlns:D="DAV:"><D:response><D:href>/</D:href>'
        b"<D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop>"
        b"<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>"
    )

    def stale(environ, start):
        if environ["REQUEST_METHOD"] == "PROPFIND":
            start(
                "207 Multi-Status",
                [("Content-Type", "application/xml"), ("Content-Length", str(len(empty)))],
            )
            return [empty]
        return None

    (shared / name).write_bytes(b"other")
    dav.fault = stale
    assert "another file" in refused(at_dav, bundles[:1]).sentence
    (shared / name).write_bytes(bundles[0])
    assert [one.was_there for one in put(at_dav, bundles[:1])] == [True]
    assert lying(shared) == expected(bundles[:1])


def test_a_wrong_password_is_told(office, dav, ssh, bundles) -> None:
    for server in (dav, ssh):
        with pytest.raises(KnownError, match="refuses the name or the password"):
            with opened(office, read(server.url)[0], password="wrong") as place:
                put(place, bundles)


def test_a_server_that_is_not_there_is_told(office, shared, bundles) -> None:
    with serving(Ssh(shared)) as server:
        port = server.port
    for url in (f"https://127.0.0.1:{port}/", f"sftp://127.0.0.1:{port}/", "sftp://no.invalid/x"):
        with pytest.raises(KnownError, match="cannot be reached"):
            with opened(office, read(url)[0], password="x") as place:
                put(place, bundles)


def test_a_server_is_believed_if_this_computer_trusts_its_certificate(
    office, shared, bundles, tmp_path, monkeypatch
) -> None:
    shown = certificate(tmp_path / "server.pem")
    with serving(Dav(shared, shown)) as server:
        location = read(server.url)[0]
        with opened(office, location, password=PASSWORD) as place:
            assert "cannot prove" in refused(place, bundles).sentence
        assert not [one for one in server.asked if one[0] == "PUT"]
        monkeypatch.setenv("SSL_CERT_FILE", str(shown))
        with opened(office, location, password=PASSWORD) as place:
            put(place, bundles)
    assert lying(shared) == expected(bundles)


def test_a_password_goes_to_no_server_in_the_clear(office) -> None:
    with pytest.raises(KnownError, match="where others can read it"):
        with opened(office, read("http://ana@cloud.example/")[0], password="x"):
            pass


def test_a_connection_that_breaks_leaves_nothing_that_is_taken(
    office, ssh, shared, bundles
) -> None:
    ssh.patience = len(bundles[0]) + 20_000
    with opened(office, read(ssh.url)[0], password=PASSWORD) as place:
        assert "cannot be reached" in refused(place, bundles).sentence
    assert [name for name in lying(shared) if name.endswith(".psb")] == [
        container.file_name(bundles[0])
    ]
    ssh.patience = 1 << 40
    with opened(office, read(ssh.url)[0], password=PASSWORD) as place:
        assert [one.was_there for one in put(place, bundles)] == [True, False, False]
    assert lying(shared) == expected(bundles)


def test_a_server_that_shows_another_key_than_before_gets_no_password(office, ssh, shared) -> None:
    location = read(ssh.url)[0]
    with opened(office, location, password=PASSWORD):
        pass
    ssh.key = paramiko.ECDSAKey.generate()
    with pytest.raises(KnownError, match="another key than before"):
        with opened(office, location, password=PASSWORD):
            pass
    with office.remember() as session:
        forget_host(session, "127.0.0.1")
    with opened(office, location, password=PASSWORD) as place:
        assert place.entries() == []
