"""What is remembered of ways, and which medium is a stick."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sciattache.errors import KnownError
from sciattache.store import settings
from sciattache.sync.carrying import passwords, ways
from sciattache.sync.carrying.location import read
from sciattache.sync.carrying.sticks import is_stick
from sciattache.sync.carrying.ways import Way


def test_a_way_is_remembered_for_its_partner_alone(office) -> None:
    way = Way("davs://cloud.example/up", "/in", "hq@ministry.example", 900_000, 64)
    with office.remember() as session:
        ways.keep(session, 3, way)
    with office.session() as session:
        assert ways.way(session, 3) == way
        assert ways.way(session, 4) == Way()


def test_what_a_newer_program_remembered_of_a_way_is_left_aside(office) -> None:
    with office.remember() as session:
        settings.keep(session, "exchange.ways", {"3": {"out": "/up", "colour": "red"}})
    with office.session() as session:
        assert ways.way(session, 3) == Way("/up")


def test_one_server_is_forgotten_and_the_others_are_not(office) -> None:
    shown = {"host": "k1", "[host]:2222": "k2", "[other]:2222": "k3", "hostess": "k4"}
    with office.remember() as session:
        ways.keep_hosts(session, shown)
        before = ways.hosts(session)
        ways.forget_host(session, "host")
        assert before.items() - ways.hosts(session).items() == {
            ("host", "k1"),
            ("[host]:2222", "k2"),
        }


def test_without_a_keystore_no_password_is_kept_anywhere() -> None:
    import keyring
    from keyring.backends.fail import Keyring

    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())
    try:
        location = read("davs://ana@cloud.example/")[0]
        with pytest.raises(KnownError, match="no keystore"):
            passwords.keep(location, "secret")
        assert passwords.find(location) == ""
        passwords.forget(location)
    finally:
        keyring.set_keyring(before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked for the kind of drive")
def test_a_stick_is_known_by_where_it_is_mounted() -> None:
    assert is_stick(Path("/media/ana/STICK/up")) and is_stick(Path("/run/media/ana/S"))
    assert not is_stick(Path("/home/ana/media/up")) and not is_stick(Path("/media"))
