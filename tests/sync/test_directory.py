"""Posts believe headquarters' keys by an offline root, and a stolen key no longer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sciattache.errors import KnownError
from sciattache.store.office import create
from sciattache.sync import container, directory, keys, manifest, membership, partners, roots
from sciattache.sync.container import Kind
from sciattache.sync.sending import make
from sciattache.sync.taking import take
from tests.sync.test_exchange import add, names, settle


@pytest.fixture
def secrets(world):
    """The secret keys of an offline root; headquarters knows the public ones."""
    made = roots.new()
    with world.offices[0].remember() as session:
        roots.keep(session, roots.of(made))
    return made


def vouch(world, secrets, **wish):
    with world.offices[0].remember() as session:
        return directory.vouch(session, secrets, **wish)


def signs(office) -> bytes:
    """The key by which a post knows headquarters."""
    with office.session() as session:
        return next(one for one in partners.peers(session) if one.site == 0).keys.sign


def number(office) -> int:
    with office.session() as session:
        return directory.version(session)


def test_every_post_hears_of_the_root_and_says_so(world, secrets) -> None:
    vouch(world, secrets[:2])
    settle(world)
    assert [number(office) for office in world.offices.values()] == [1, 1, 1]
    with world.offices[0].session() as session:
        assert directory.for_peer(session, 1) is None


def test_after_a_theft_posts_believe_the_new_keys_alone(world, secrets) -> None:
    vouch(world, secrets[:2])
    settle(world)
    with world.offices[0].session() as session:
        stolen = partners.held_keys(session)
    vouch(world, secrets[1:], stolen=True)
    id = add(world.offices[0], "After the theft")
    settle(world)
    assert {names(office)[id] for office in world.offices.values()} == {"After the theft"}
    assert signs(world.offices[1]) != stolen.public.sign
    assert take(world.offices[1], _forged(world, stolen)).outcome == "refused"


def test_the_files_of_one_making_may_come_in_any_order(world, secrets) -> None:
    vouch(world, secrets[:2])
    settle(world)
    vouch(world, secrets[:2], stolen=True)
    for name in ("One", "Two", "Three"):
        add(world.offices[0], name)
        contents = make(world.offices[0], 1, cap=1)
    outcomes = [take(world.offices[1], content).outcome for content in reversed(contents)]
    assert outcomes == ["applied"] * 3


def test_one_key_of_the_root_is_not_enough(world, secrets) -> None:
    for given in ([], secrets[:1], [secrets[0], secrets[0]], [secrets[0], *roots.new()]):
        with pytest.raises(KnownError, match="2 different keys"):
            vouch(world, given)
    assert number(world.offices[0]) == 0


def test_nobody_vouches_without_a_root(world) -> None:
    with pytest.raises(KnownError, match="no offline root"):
        vouch(world, roots.new())


def test_a_thief_of_headquarters_keys_makes_no_other_root_believed(world, secrets) -> None:
    vouch(world, secrets[:2])
    settle(world)
    with world.offices[0].session() as session:
        stolen = partners.held_keys(session)
        known = directory.find(session)
    thief = keys.new()
    own = roots.new()
    said = replace(
        known, version=9, signers=(thief.public.sign,), root=roots.of(own), signatures={}
    )
    false = replace(said, signatures=said.root.sign(said.content, own))
    altered = replace(known, version=9, signers=(thief.public.sign,))
    for one in (false, altered):
        assert take(world.offices[1], _forged(world, thief, one)).outcome == "refused"
        take(world.offices[1], _forged(world, stolen, one))
        assert (number(world.offices[1]), signs(world.offices[1])) == (1, stolen.public.sign)


def test_an_older_directory_brings_no_stolen_key_back(world, secrets) -> None:
    vouch(world, secrets[:2])
    settle(world)
    with world.offices[0].session() as session:
        older, stolen = directory.find(session), partners.held_keys(session)
    vouch(world, secrets[:2], stolen=True)
    settle(world)
    assert take(world.offices[1], _forged(world, stolen, older)).outcome == "refused"
    assert number(world.offices[1]) == 2


def test_who_is_enrolled_later_believes_the_root_at_once(tmp_path) -> None:
    post, hq = (create(tmp_path / f"{name}.sciattache") for name in ("post", "hq"))
    membership.become_headquarters(hq)
    secrets = roots.new()
    with hq.remember() as session:
        roots.keep(session, roots.of(secrets))
        directory.vouch(session, secrets[:2])
    enrolled = membership.enrol(hq, membership.ask(post, "Lisbon"))
    membership.join(post, enrolled.answer, words=enrolled.words)
    with post.session() as session:
        assert roots.find(session) == roots.of(secrets)
        assert directory.version(session) == 1
    post.close()
    hq.close()


def test_a_directory_that_is_none_is_no_reason_to_refuse_a_bundle(world) -> None:
    with world.offices[0].session() as session:
        held = partners.held_keys(session)
    for said in ([], ["x"], [1, 2, [b"short"], "age1", [], {}], [1, 2, [], "", [2, []], {1: 2}]):
        assert take(world.offices[1], _forged(world, held, said)).outcome == "applied"
    assert number(world.offices[1]) == 0


def test_a_root_key_is_opened_by_its_passphrase_alone() -> None:
    (secret, *_) = roots.new()
    content = roots.wrapped(secret, "in the ambassador's safe")
    again = roots.unwrapped(content, "in the ambassador's safe")
    assert again.private_bytes_raw() == secret.private_bytes_raw()
    for wrong in ("", "in the safe"):
        with pytest.raises(ValueError, match="passphrase"):
            roots.unwrapped(content, wrong)


def _forged(world, held, said=None) -> bytes:
    """A bundle for a post that says it is from headquarters, signed by any keys."""
    with world.offices[1].session() as session:
        recipient = partners.held_keys(session).public.recipient
    told = manifest.Manifest(0, 1, 1, "0009", 0)
    if isinstance(said, directory.Directory):
        told = replace(told, directory=said.plain())
    elif said is not None:
        told = replace(told, directory=said)
    return container.seal(Kind.CHANGES, told.plain(), b"", signer=held.signer, recipient=recipient)
