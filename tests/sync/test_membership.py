"""An office joins headquarters by six words, and nothing else lets it in."""

from __future__ import annotations

import cbor2
import pytest

from sciattache.errors import KnownError
from sciattache.store.office import create
from sciattache.sync import container, keys, membership, partners, sending, taking
from sciattache.sync.container import Kind


@pytest.fixture
def pair(tmp_path):
    post, hq = (create(tmp_path / f"{name}.sciattache") for name in ("post", "hq"))
    membership.become_headquarters(hq)
    yield post, hq
    post.close()
    hq.close()


def site_of(office) -> int:
    with office.session() as session:
        return partners.me(session).site


def test_an_office_joins_with_the_words_that_headquarters_reads_out(pair) -> None:
    post, hq = pair
    enrolled = membership.enrol(hq, membership.ask(post, "Lisbon"))
    assert len(enrolled.words.split()) == 6
    assert membership.join(post, enrolled.answer, words=enrolled.words) == "Headquarters"
    assert (enrolled.peer.office, site_of(post), site_of(hq)) == ("Lisbon", 1, 0)
    (content,) = sending.make(post, 0)
    assert taking.take(hq, content).outcome == "applied"


def test_other_words_let_nobody_in(pair) -> None:
    post, hq = pair
    enrolled = membership.enrol(hq, membership.ask(post, "Lisbon"))
    with pytest.raises(KnownError, match="six words"):
        membership.join(post, enrolled.answer, words="one two three four five six")
    with post.session() as session:
        assert partners.peers(session) == []


def test_the_same_office_keeps_its_number(pair) -> None:
    post, hq = pair
    numbers = {membership.enrol(hq, membership.ask(post, "Lisbon")).peer.site for _ in range(2)}
    assert numbers == {1}


def test_a_request_with_keys_that_are_none_is_refused(pair) -> None:
    _, hq = pair
    held = keys.new()
    for told in ({}, {2: b"short", 3: "age1"}, {2: held.public.sign, 3: 5}, {2: 7, 3: None}):
        request = container.signed(Kind.ENROLMENT, told, signer=held.signer)
        with pytest.raises(KnownError, match="The request is refused"):
            membership.enrol(hq, request)
    with pytest.raises(KnownError, match="The request is refused"):
        membership.enrol(hq, cbor2.dumps({}))


def test_only_headquarters_enrols(pair) -> None:
    post, hq = pair
    with pytest.raises(KnownError, match="Only headquarters"):
        membership.enrol(post, membership.ask(hq, "Headquarters"))


def test_nothing_is_taken_from_keys_that_were_revoked(pair) -> None:
    post, hq = pair
    enrolled = membership.enrol(hq, membership.ask(post, "Lisbon"))
    membership.join(post, enrolled.answer, words=enrolled.words)
    (content,) = sending.make(post, 0)
    membership.revoke(hq, 1)
    assert taking.take(hq, content).outcome == "refused"
    with pytest.raises(KnownError, match="revoked"):
        sending.make(hq, 1)
