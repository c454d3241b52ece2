"""What left before it was marked higher is asked for, and whoever has it decides."""

from __future__ import annotations

import pytest

from sciattache.domain.directory.person import Person
from sciattache.domain.office.handling import Handling
from sciattache.domain.office.recall import Recall
from sciattache.errors import KnownError
from sciattache.sync import recalls
from sciattache.sync.purging import purge
from sciattache.sync.sending import make
from tests.sync.test_exchange import carry, settle
from tests.sync.test_following import HQ, LISBON, TOKYO, change, people, person

SECRET, OPEN = (f"00000000-0000-4000-8000-00000000000{n}" for n in range(2))


@pytest.fixture
def apart(world):
    """Headquarters and two cities; a marking that neither city may read, one that both may."""
    with world.offices[HQ].remember() as session:
        cursor = session.connection().connection.cursor()
        cursor.execute("UPDATE peer SET office = 'Tokyo' WHERE site = ?", (TOKYO,))
    with world.offices[HQ].step("Markings") as session:
        session.add_all([
            Handling(id=SECRET, name="Secret", level=99, text="SECRET"),
            Handling(id=OPEN, name="Open", level=1),
        ])  # fmt: skip
    settle(world)
    return world


def mark(office, id: str, handling: str | None) -> None:
    change(office, id, handling=handling)


def asked(office) -> list[tuple[str, int, str | None]]:
    with office.session() as session:
        return [(one.recall.record, one.recall.site, one.recall.state)
                for one in recalls.listed(session)]  # fmt: skip


def decide(office, decision: str, reason: str = "") -> None:
    with office.session() as session:
        recalls.decide(session, recalls.waiting(session)[0], decision, reason=reason)


def test_what_is_marked_higher_at_headquarters_is_asked_back_of_whoever_was_told(apart) -> None:
    id = person(apart.offices[LISBON])
    settle(apart)
    mark(apart.offices[HQ], id, SECRET)
    change(apart.offices[HQ], id, nickname="Not for Lisbon")
    settle(apart)
    assert people(apart.offices[LISBON])[id].nickname is None
    assert asked(apart.offices[LISBON]) == asked(apart.offices[HQ]) == [(id, LISBON, "asked")]
    assert asked(apart.offices[TOKYO]) == []
    with apart.offices[LISBON].session() as session:
        (one,) = recalls.listed(session)
        assert (one.title, one.recall.marking) == ("Ana Silva", "SECRET")
        assert recalls.count(session) == 1
    with apart.offices[HQ].session() as session:
        assert recalls.count(session) == 0


@pytest.mark.parametrize(("decision", "reason"), [("done", ""), ("kept", "It was published.")])
def test_a_decision_comes_back_with_who_took_it(apart, decision, reason) -> None:
    id = person(apart.offices[LISBON])
    settle(apart)
    mark(apart.offices[HQ], id, SECRET)
    settle(apart)
    apart.offices[LISBON].author = "Bruno"
    decide(apart.offices[LISBON], decision, reason)
    settle(apart)
    with apart.offices[HQ].session() as session:
        one = session.query(Recall).one()
        assert (one.state, one.decided_by, one.reason) == (decision, "Bruno", reason or None)
        assert one.decided_at is not None
    settle(apart)
    assert asked(apart.offices[HQ]) == [(id, LISBON, decision)]


def test_what_is_kept_needs_a_reason_and_only_who_is_asked_decides(apart) -> None:
    id = person(apart.offices[LISBON])
    settle(apart)
    mark(apart.offices[HQ], id, SECRET)
    settle(apart)
    with pytest.raises(KnownError, match="no reason"):
        decide(apart.offices[LISBON], "kept")
    with apart.offices[HQ].session() as session, pytest.raises(KnownError, match="another office"):
        recalls.decide(session, session.query(Recall).one(), "done")
    decide(apart.offices[LISBON], "done")
    with apart.offices[LISBON].session() as session, pytest.raises(KnownError, match="already"):
        recalls.decide(session, session.query(Recall).one(), "done")


def test_what_a_post_marks_higher_than_headquarters_may_read_is_asked_back_of_it(apart) -> None:
    id = person(apart.offices[LISBON])
    settle(apart)
    with apart.offices[LISBON].step("Mark") as session:
        own = Handling(name="Eyes only", level=99)
        session.add(own)
        session.flush()
        session.query(Person).filter_by(id=id).one().handling = own.id
    change(apart.offices[LISBON], id, notes="Never leaves")
    settle(apart)
    assert people(apart.offices[HQ])[id].notes is None
    assert asked(apart.offices[HQ]) == [(id, HQ, "asked")]
    decide(apart.offices[HQ], "done")
    settle(apart)
    assert asked(apart.offices[LISBON]) == [(id, HQ, "done")]


def test_a_marking_that_is_itself_raised_asks_for_what_bears_it(apart) -> None:
    id = person(apart.offices[LISBON], handling=OPEN)
    settle(apart)
    with apart.offices[HQ].step("Raise") as session:
        session.query(Handling).filter_by(id=OPEN).one().level = 50
    settle(apart)
    assert asked(apart.offices[LISBON]) == [(id, LISBON, "asked")]


def test_what_never_left_is_not_asked_for_and_what_is_lowered_is_withdrawn(apart) -> None:
    person(apart.offices[HQ], handling=SECRET)
    id = person(apart.offices[HQ])
    settle(apart)
    assert asked(apart.offices[LISBON]) == []
    mark(apart.offices[HQ], id, SECRET)
    settle(apart)
    mark(apart.offices[HQ], id, None)
    settle(apart)
    assert asked(apart.offices[LISBON]) == [(id, LISBON, "withdrawn")]
    assert asked(apart.offices[TOKYO]) == [(id, TOKYO, "withdrawn")]
    change(apart.offices[HQ], id, nickname="Anita")
    settle(apart)
    assert people(apart.offices[TOKYO])[id].nickname == "Anita"
    mark(apart.offices[HQ], id, SECRET)
    settle(apart)
    assert asked(apart.offices[TOKYO])[0] == (id, TOKYO, "asked")


def test_nothing_is_asked_twice(apart) -> None:
    id = person(apart.offices[LISBON])
    settle(apart)
    mark(apart.offices[HQ], id, SECRET)
    settle(apart)
    change(apart.offices[HQ], id, nickname="Again")
    settle(apart)
    assert len(asked(apart.offices[HQ])) == 1
    assert len(make(apart.offices[HQ], LISBON)) == 1


def test_who_is_erased_is_not_asked_for_any_more(apart) -> None:
    id = person(apart.offices[LISBON])
    settle(apart)
    mark(apart.offices[HQ], id, SECRET)
    settle(apart)
    purge(apart.offices[HQ], id)
    carry(apart, HQ, LISBON)
    assert asked(apart.offices[LISBON]) == asked(apart.offices[HQ]) == []
