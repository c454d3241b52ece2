"""Keys under a passphrase: the store alone is of no use to whoever reads it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from sciattache.errors import KnownError
from sciattache.store.office import create
from sciattache.sync import guarding, keys, membership, sending, taking
from sciattache.sync.guarding import LockedError
from tests.servers import Server

from .test_membership import exchange, joined

PASSPHRASE = "a long walk home"


def guarded(office, passphrase: str = PASSPHRASE) -> str:
    with office.remember() as session:
        return keys.guard(session, passphrase)


def secrets(office) -> set[str]:
    """All that must not be found in the store, as it was written in plain."""
    with office.session() as session:
        held = keys.find(session)
        assert held is not None
        return {
            part
            for one in (held, *held.older)
            for part in (one.signer.private_bytes_raw().hex(), str(one.identity))
        }


def lies_in(office) -> str:
    with office.session() as session:
        return "\n".join(value for (value,) in session.execute(text("SELECT value FROM setting")))


def test_the_store_says_nothing_of_keys_under_a_passphrase(pair) -> None:
    post, _ = joined(pair)
    with post.remember() as session:
        keys.rotate(session)
    plain = secrets(post)
    assert all(one in lies_in(post) for one in plain)
    guarded(post)
    assert secrets(post) == plain
    assert not [one for one in plain if one in lies_in(post)]


def test_locked_keys_make_and_take_nothing_until_the_passphrase_is_given(pair) -> None:
    post, hq = joined(pair)
    (down,) = sending.make(hq, 1)
    lock = guarded(post)
    guarding.shut(lock)
    with post.session() as session:
        public = keys.public(session)
    for act in (lambda: sending.make(post, 0), lambda: taking.take(post, down)):
        with pytest.raises(LockedError):
            act()
    with post.session() as session:
        with pytest.raises(KnownError, match="does not open"):
            keys.unlock(session, "another one")
        keys.unlock(session, PASSPHRASE)
    assert taking.take(post, down).outcome == "applied"
    (up,) = sending.make(post, 0)
    assert taking.take(hq, up).outcome == "applied"
    with post.session() as session:
        held = keys.find(session)
    assert held is not None and held.public == public


def test_new_keys_come_under_the_same_passphrase(pair) -> None:
    post, hq = joined(pair)
    guarded(post)
    with post.remember() as session:
        before = keys.find(session)
        fresh = keys.rotate(session)
    assert before is not None and fresh.public != before.public
    assert not [one for one in secrets(post) if one in lies_in(post)]
    assert set(exchange(post, hq)) == {"applied"}


def test_another_passphrase_takes_the_place_of_the_first(pair) -> None:
    post, _ = pair
    with post.remember() as session:
        membership.own_keys(session)
    first = guarded(post)
    second = guarded(post, "a longer walk home")
    assert not guarding.is_open(first)
    guarding.shut(second)
    with post.session() as session:
        with pytest.raises(KnownError, match="does not open"):
            keys.unlock(session, PASSPHRASE)
        keys.unlock(session, "a longer walk home")


def test_a_passphrase_is_taken_away_by_who_knows_it_alone(pair) -> None:
    post, _ = joined(pair)
    plain = secrets(post)
    lock = guarded(post)
    guarding.shut(lock)
    with post.remember() as session:
        with pytest.raises(LockedError):
            keys.unguard(session)
        keys.unlock(session, PASSPHRASE)
        keys.unguard(session)
    assert secrets(post) == plain
    assert all(one in lies_in(post) for one in plain)


def test_a_backup_brings_keys_back_whose_passphrase_is_forgotten(pair) -> None:
    post, _ = joined(pair)
    with post.session() as session:
        held = keys.find(session)
    assert held is not None
    kept = keys.backup(held, "of the backup")
    guarding.shut(guarded(post))
    with post.remember() as session:
        assert keys.bring_back(session, keys.restore(kept, "of the backup"))
        assert keys.lock(session) is None
    guarded(post)
    with post.remember() as session:
        assert not keys.bring_back(session, keys.restore(kept, "of the backup"))
        assert keys.lock(session) is not None


def test_damaged_keys_are_told_of(pair) -> None:
    post, _ = joined(pair)
    lock = guarded(post)
    sealed = guarding.seal(lock, b"something")
    other = ("B" if sealed[20] != "B" else "C").join((sealed[:20], sealed[21:]))
    with pytest.raises(KnownError, match="damaged"):
        guarding.unseal(lock, other)
    assert guarding.unseal(lock, sealed) == b"something"


def test_keys_of_headquarters_on_a_server_come_under_a_passphrase(server: Server) -> None:
    place = server.make()
    hq = create(place)
    try:
        membership.become_headquarters(hq)
        plain = secrets(hq)
        lock = guarded(hq)
        assert not [one for one in plain if one in lies_in(hq)]
        guarding.shut(lock)
        with hq.session() as session, pytest.raises(LockedError):
            keys.find(session)
    finally:
        hq.close()
        server.drop(place)
