"""An office joins headquarters by six words, and nothing else lets it in."""

from __future__ import annotations

import cbor2
import pytest

from sciattache.errors import KnownError
from sciattache.sync import container, keys, membership, partners, sending, taking
from sciattache.sync.container import Kind


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


def joined(pair):
    post, hq = pair
    enrolled = membership.enrol(hq, membership.ask(post, "Lisbon"))
    membership.join(post, enrolled.answer, words=enrolled.words)
    return post, hq


def rotate(office):
    with office.remember() as session:
        return keys.rotate(session)


def exchange(post, hq) -> list[str]:
    return [
        taking.take(to, content).outcome
        for to, made in ((hq, sending.make(post, 0)), (post, sending.make(hq, 1)))
        for content in made
    ]


def test_new_keys_are_told_by_the_old_ones_and_take_their_place(pair) -> None:
    post, hq = joined(pair)
    exchange(post, hq)
    on_the_way = sending.make(hq, 1)
    for office in (post, hq):
        for _ in range(2):
            rotate(office)
            for _ in range(3):
                assert set(exchange(post, hq)) == {"applied"}
    assert [taking.take(post, one).outcome for one in on_the_way] == ["applied"]
    rotate(post)
    assert [taking.take(post, one).outcome for one in on_the_way] == ["refused"]
    exchange(post, hq)
    with hq.session() as session, post.session() as other:
        (known,), held = partners.peers(session), keys.find(other)
    assert known.keys == held.public


def test_what_is_on_the_way_while_keys_change_arrives(pair) -> None:
    post, hq = joined(pair)
    exchange(post, hq)
    up, down = sending.make(post, 0), sending.make(hq, 1)
    rotate(post)
    assert {taking.take(post, one).outcome for one in down} == {"applied"}
    exchange(post, hq)
    assert {taking.take(hq, one).outcome for one in up} == {"applied"}


def test_an_old_bundle_does_not_bring_old_keys_back(pair) -> None:
    post, hq = joined(pair)
    exchange(post, hq)
    rotate(post)
    first = sending.make(post, 0)
    exchange(post, hq)
    newest = rotate(post)
    exchange(post, hq)
    for one in first:
        taking.take(hq, one)
    with hq.session() as session:
        (known,) = partners.peers(session)
    assert known.keys == newest.public


def test_a_backup_of_keys_holds_those_before(pair) -> None:
    post, _ = joined(pair)
    held = rotate(post)
    again = keys.restore(keys.backup(held, "a long passphrase"), "a long passphrase")
    assert [one.public for one in (again, *again.older)] == [
        one.public for one in (held, *held.older)
    ]
