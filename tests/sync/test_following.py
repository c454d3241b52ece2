"""Two posts know one person as two records; headquarters merges them, and what comes is not lost."""

from __future__ import annotations

import json

import pytest

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.interaction import Interaction
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.office.clash import Clash
from sciattache.domain.office.merging import Merging
from sciattache.domain.points import Point
from sciattache.errors import KnownError
from sciattache.store import merging, undo
from sciattache.store.office import problems
from sciattache.sync import purging
from tests.sync.test_exchange import carry, settle
from tests.sync.test_purging import bytes_of

HQ, LISBON, TOKYO = 0, 1, 2


@pytest.fixture
def apart(world):
    """Headquarters and the posts of two cities, which hear nothing of each other."""
    with world.offices[HQ].remember() as session:
        cursor = session.connection().connection.cursor()
        cursor.execute("UPDATE peer SET office = 'Tokyo' WHERE site = ?", (TOKYO,))
    return world


def person(office, **values) -> str:
    with office.step("Add a person") as session:
        one = Person(**{"given_name": "Ana", "family_name": "Silva", **values})
        session.add(one)
        session.flush()
        return one.id


def met(office, id: str, subject: str = "Talk") -> str:
    with office.step("Add a meeting") as session:
        one = Interaction(person=id, subject=subject)
        session.add(one)
        session.flush()
        return one.id


def change(office, id: str, **values) -> None:
    with office.step("Change a person") as session:
        one = session.query(Person).filter_by(id=id).one()
        for name, value in values.items():
            setattr(one, name, value)


def people(office) -> dict[str, Person]:
    with office.session() as session:
        return {one.id: one for one in session.query(Person)}


def partner(office, id: str) -> str | None:
    with office.session() as session:
        return session.query(Interaction).filter_by(id=id).one().person


def merge(office, kept: str, gone: str, **more) -> None:
    with office.session() as session:
        pair = [session.query(Person).filter_by(id=id).one() for id in (kept, gone)]
        merging.merge(session, *pair, **more)


def part(office, gone: str) -> merging.Parted:
    with office.session() as session:
        return merging.part(session, session.query(Merging).filter_by(gone=gone).one())


def clashes(office) -> list[tuple[str, str, object, object]]:
    with office.session() as session:
        return [
            (one.record, one.attribute, json.loads(one.kept), json.loads(one.other))
            for one in session.query(Clash)
        ]


def known(apart, **tokyo) -> tuple[str, str, str, str]:
    """Lisbon's and Tokyo's record of Ana Silva, each with a meeting, which headquarters has."""
    offices = apart.offices
    ours = person(offices[LISBON], city="Lisbon")
    theirs = person(offices[TOKYO], **{"emails": (Point("ana@uni.pt"),), **tokyo})
    meetings = met(offices[LISBON], ours), met(offices[TOKYO], theirs)
    settle(apart)
    return ours, theirs, *meetings


def test_what_was_merged_at_headquarters_is_one_at_both_posts(apart) -> None:
    ours, theirs, here, there = known(apart)
    assert set(people(apart.offices[TOKYO])) == {theirs}
    merge(apart.offices[HQ], ours, theirs)
    settle(apart)
    for office in apart.offices.values():
        (one,) = people(office).values()
        assert (one.id, one.city, one.emails) == (ours, "Lisbon", (Point("ana@uni.pt"),))
        assert problems(office) == []
    assert partner(apart.offices[LISBON], here) == ours
    assert partner(apart.offices[TOKYO], there) == ours


def test_either_post_hears_of_what_the_other_changes_after_a_merging(apart) -> None:
    ours, theirs, *_ = known(apart)
    merge(apart.offices[HQ], ours, theirs)
    settle(apart)
    change(apart.offices[LISBON], ours, nickname="Anita")
    change(apart.offices[TOKYO], ours, city="Kyoto")
    settle(apart)
    for office in apart.offices.values():
        assert [(one.nickname, one.city) for one in people(office).values()] == [("Anita", "Kyoto")]
    assert clashes(apart.offices[HQ]) == []


def test_a_change_of_the_record_that_went_reaches_the_one_that_stands(apart) -> None:
    ours, theirs, *_ = known(apart)
    change(apart.offices[TOKYO], theirs, city="Osaka", nickname="Anita")
    merge(apart.offices[HQ], ours, theirs, values={"emails": (Point("ana@uni.pt"),)})
    carry(apart, TOKYO, HQ)
    (one,) = people(apart.offices[HQ]).values()
    assert (one.city, one.nickname) == ("Lisbon", "Anita")
    assert clashes(apart.offices[HQ]) == [(ours, "city", "Lisbon", "Osaka")]
    settle(apart)
    for office in apart.offices.values():
        assert set(people(office)) == {ours}


def test_addresses_that_came_late_are_added_to_those_that_stand(apart) -> None:
    ours, theirs, *_ = known(apart)
    change(apart.offices[LISBON], ours, emails=(Point("silva@gov.pt"),))
    settle(apart)
    change(apart.offices[TOKYO], theirs, emails=(Point("ana@riken.jp"),))
    merge(apart.offices[HQ], ours, theirs)
    settle(apart)
    for office in apart.offices.values():
        (one,) = people(office).values()
        assert {point.value for point in one.emails} == {"silva@gov.pt", "ana@riken.jp"}
    assert clashes(apart.offices[HQ]) == []


def test_what_refers_to_the_record_that_went_by_a_post_that_had_not_heard_is_turned(apart) -> None:
    ours, theirs, *_ = known(apart)
    merge(apart.offices[HQ], ours, theirs)
    late = met(apart.offices[TOKYO], theirs, "Before we heard")
    settle(apart)
    assert partner(apart.offices[HQ], late) == partner(apart.offices[TOKYO], late) == ours


def test_taking_a_merging_back_after_all_have_heard_brings_both_back(apart) -> None:
    ours, theirs, here, there = known(apart)
    merge(apart.offices[HQ], ours, theirs)
    late = met(apart.offices[TOKYO], theirs, "Before we heard")
    change(apart.offices[TOKYO], theirs, city="Osaka", nickname="Anita")
    settle(apart)
    assert part(apart.offices[HQ], theirs).stays == ()
    settle(apart)
    for site in (HQ, LISBON):
        one = people(apart.offices[site])[ours]
        assert (one.city, one.nickname, one.emails) == ("Lisbon", None, None)
        assert partner(apart.offices[site], here) == ours
    for site in (HQ, TOKYO):
        one = people(apart.offices[site])[theirs]
        assert (one.city, one.nickname) == ("Osaka", "Anita")
        assert one.emails == (Point("ana@uni.pt"),)
        assert partner(apart.offices[site], there) == partner(apart.offices[site], late) == theirs
    assert set(people(apart.offices[LISBON])) == {ours}


def test_undo_takes_a_merging_back_and_redo_merges_again(apart) -> None:
    ours, theirs, _, there = known(apart)
    merge(apart.offices[HQ], ours, theirs)
    settle(apart)
    with apart.offices[HQ].session() as session:
        undo.undo(session)
    settle(apart)
    assert partner(apart.offices[TOKYO], there) == theirs
    assert set(people(apart.offices[HQ])) == {ours, theirs}
    with apart.offices[HQ].session() as session:
        undo.redo(session)
    settle(apart)
    assert partner(apart.offices[TOKYO], there) == ours
    assert set(people(apart.offices[HQ])) == {ours}


def test_what_somebody_changed_since_stays_when_a_merging_is_taken_back(apart) -> None:
    ours, theirs, *_ = known(apart)
    merge(apart.offices[HQ], ours, theirs)
    settle(apart)
    change(apart.offices[LISBON], ours, emails=(Point("new@uni.pt"),))
    settle(apart)
    assert part(apart.offices[HQ], theirs).stays == ("E-mail",)
    settle(apart)
    assert people(apart.offices[LISBON])[ours].emails == (Point("new@uni.pt"),)
    assert people(apart.offices[TOKYO])[theirs].emails == (Point("ana@uni.pt"),)


def test_a_post_and_headquarters_merge_at_once(apart) -> None:
    ours, theirs, _, there = known(apart)
    double = person(apart.offices[TOKYO], nickname="Nana")
    seen = met(apart.offices[TOKYO], double)
    settle(apart)
    merge(apart.offices[TOKYO], theirs, double)
    merge(apart.offices[HQ], ours, theirs)
    settle(apart)
    for office in apart.offices.values():
        (one,) = people(office).values()
        assert (one.id, one.nickname) == (ours, "Nana")
    assert partner(apart.offices[TOKYO], there) == partner(apart.offices[TOKYO], seen) == ours
    change(apart.offices[LISBON], ours, nickname="Ana S.")
    settle(apart)
    assert people(apart.offices[TOKYO])[ours].nickname == "Ana S."


@pytest.mark.parametrize("first", [TOKYO, HQ])
def test_two_who_merge_the_same_two_the_other_way_round_keep_one(apart, first: int) -> None:
    one, other = person(apart.offices[TOKYO], city="Tokyo"), person(apart.offices[TOKYO])
    meetings = [met(apart.offices[TOKYO], id) for id in (one, other)]
    settle(apart)
    acts = {TOKYO: (one, other), HQ: (other, one)}
    for site in (first, HQ + TOKYO - first):
        merge(apart.offices[site], *acts[site])
    settle(apart)
    (kept,) = people(apart.offices[HQ]).values()
    assert kept.city == "Tokyo"
    assert set(people(apart.offices[TOKYO])) == {kept.id}
    for id in meetings:
        assert partner(apart.offices[TOKYO], id) == partner(apart.offices[HQ], id) == kept.id
    assert problems(apart.offices[TOKYO]) == []


def test_what_stands_for_another_comes_back_where_it_was_deleted_unseen(apart) -> None:
    ours, theirs, _, there = known(apart)
    merge(apart.offices[HQ], ours, theirs, values={})
    with apart.offices[LISBON].step("Delete") as session:
        session.delete(session.query(Person).filter_by(id=ours).one())
    settle(apart)
    for office in apart.offices.values():
        assert set(people(office)) == {ours}
    assert partner(apart.offices[TOKYO], there) == ours


def test_a_chain_of_mergings_leads_to_its_end_and_is_taken_back_in_any_order(apart) -> None:
    ours, theirs, _, there = known(apart)
    last = person(apart.offices[HQ], city="Geneva")
    settle(apart)
    merge(apart.offices[HQ], ours, theirs)
    merge(apart.offices[HQ], last, ours)
    change(apart.offices[TOKYO], theirs, nickname="Anita")
    settle(apart)
    assert people(apart.offices[TOKYO])[last].nickname == "Anita"
    part(apart.offices[HQ], theirs)
    settle(apart)
    assert partner(apart.offices[TOKYO], there) == theirs
    part(apart.offices[HQ], ours)
    settle(apart)
    assert set(people(apart.offices[LISBON])) == {ours, last}
    assert people(apart.offices[TOKYO])[theirs].nickname == "Anita"


def test_who_is_erased_is_erased_under_the_merged_record_too(apart) -> None:
    ours, theirs, *_ = known(apart, notes="Unvergesslich")
    merge(apart.offices[HQ], ours, theirs, values={})
    change(apart.offices[TOKYO], theirs, nickname="Unvergesslich, late")
    settle(apart)
    with pytest.raises(KnownError, match="merged into"):
        purging.purge(apart.offices[HQ], theirs)
    purging.purge(apart.offices[HQ], ours)
    with apart.offices[TOKYO].step("Write") as session:
        one = session.query(Person).one()
        one.notes = "Unvergesslich, unheard"
    settle(apart)
    for office in apart.offices.values():
        assert people(office) == {}
        assert b"Unvergesslich" not in bytes_of(office)
        with office.session() as session:
            assert session.query(Merging).count() == 0


def test_what_was_changed_before_a_merging_that_was_taken_back_is_shown_as_a_clash(apart) -> None:
    ours, theirs, *_ = known(apart)
    change(apart.offices[TOKYO], theirs, nickname="Anita")
    merge(apart.offices[HQ], ours, theirs)
    part(apart.offices[HQ], theirs)
    settle(apart)
    assert people(apart.offices[HQ])[ours].nickname is None
    assert clashes(apart.offices[HQ]) == [(theirs, "nickname", None, "Anita")]


def test_an_organisation_that_was_part_of_its_double_is_part_of_nothing(apart) -> None:
    office = apart.offices[HQ]
    with office.step("Add") as session:
        double, one = Organisation(name="Riken"), Person(given_name="Ana")
        session.add_all([double, one])
        session.flush()
        kept = Organisation(name="RIKEN", parent=double.id)
        session.add_all([kept, Affiliation(person=one.id, organisation=double.id)])
        session.flush()
        ids = {"kept": kept.id, "double": double.id}
    with office.session() as session:
        pair = [session.query(Organisation).filter_by(id=id).one() for id in ids.values()]
        merging.merge(session, *pair)
    with office.session() as session:
        assert session.query(Organisation).one().parent is None
        assert session.query(Affiliation).one().organisation == ids["kept"]
        merging.part(session, session.query(Merging).one())
    with office.session() as session:
        kept = session.query(Organisation).filter_by(id=ids["kept"]).one()
        assert kept.parent == session.query(Affiliation).one().organisation == ids["double"]


def test_who_took_a_merging_back_hears_that_another_one_stands(world) -> None:
    one, other, gone = (person(world.offices[HQ], family_name=name) for name in "ABC")
    settle(world)
    merge(world.offices[1], one, gone)
    merge(world.offices[2], other, gone)
    part(world.offices[1], gone)
    for _ in range(2):
        settle(world)
    assert [people(office).keys() for office in world.offices.values()] == [{one, other}] * 3
