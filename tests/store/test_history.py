"""The history tells what happened to each record, also to one that is gone or has come back."""

from __future__ import annotations

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.points import Point
from sciattache.store import history, recent, undo
from sciattache.store.office import Office


def _work(office: Office) -> None:
    with office.step("Add") as session:
        session.add(Person(id="p", family_name="Noether", emails=(Point("emmy@x.example"),)))
    with office.step("Correct") as session:
        person = session.query(Person).one()
        person.country, person.emails = "DE", None
    with office.step("Delete") as session:
        session.delete(session.query(Person).one())


def test_a_deleted_record_keeps_its_history(office: Office) -> None:
    _work(office)
    with office.session() as session:
        found = history.of_record(session, "p")
        assert [(c.op, c.step.title, c.id) for c in found] == [
            ("D", "Delete", "p"), ("U", "Correct", "p"), ("I", "Add", "p"),
        ]  # fmt: skip
        told = {f.name: (before, after) for f, before, after in found[1].told()}
        assert told == {"country": ("", "Germany"), "emails": ("emmy@x.example", "")}
        assert {f.name for f, before, _ in found[2].told() if not before} >= {"family_name"}
        assert found[0].after["family_name"] is None
        assert found[0].before["family_name"] == "Noether"


def test_a_record_that_came_back_keeps_its_history(office: Office) -> None:
    _work(office)
    with office.session() as session:
        undo.undo(session)
    with office.step("Move") as session:
        session.query(Person).one().city = "Göttingen"
    with office.session() as session:
        found = history.of_record(session, "p")
        assert [(c.op, c.step.title) for c in found] == [
            ("U", "Move"), ("I", "Undo: Delete"), ("D", "Delete"), ("U", "Correct"), ("I", "Add"),
        ]  # fmt: skip
        assert found[1].after["country"] == "DE"
        assert found[2].step.undone


def test_a_record_unknown_has_no_history(office: Office) -> None:
    with office.session() as session:
        assert history.of_record(session, "nobody") == []
        assert history.locate(session, "nobody") is None
        assert history.one(session, 1) is None


def test_a_step_tells_what_it_did_and_a_screen_what_to_refresh(office: Office) -> None:
    _work(office)
    with office.session() as session:
        before = history.newest(session)
    with office.step("More") as session:
        session.add_all([Place(name="A"), Organisation(id="o", name="CERN")])
    with office.session() as session:
        assert [(c.type, c.op) for c in history.of_step(session, before + 1)] == [
            (Organisation, "I"), (Place, "I"),
        ]  # fmt: skip
        assert history.touched(session, before) == {2: {1}, 8: {1}}
        assert history.touched(session, before + 1) == {}
        assert history.newest(session) == before + 1
        assert [s.title for s in recent.steps(session, {1: {1}, 8: {1}})] == [
            "More", "Delete", "Correct", "Add",
        ]  # fmt: skip
        assert [s.title for s in recent.steps(session, {1: {1}}, most=1)] == ["Delete"]


def test_steps_are_listed_in_pages(office: Office) -> None:
    for number in range(7):
        with office.step(str(number)) as session:
            session.add(Place(name=str(number)))
    with office.session() as session:
        first = history.steps(session, most=3)
        rest = history.steps(session, most=9, before=first[-1].id)
        assert [s.title for s in first + rest] == list("6543210")


def test_values_of_every_nature_come_back_from_the_log_exactly(office: Office) -> None:
    values = [0.1, 1e308, 5e-324, 2 / 3, 123456789.123456789, 46.23360000000001]
    with office.step("Add") as session:
        session.add_all(Place(name=str(n), latitude=value) for n, value in enumerate(values))
    with office.step("Change") as session:
        for place in session.query(Place):
            place.latitude = None
    with office.session() as session:
        undo.undo(session)
        assert [repr(p.latitude) for p in session.query(Place).order_by(Place.rid)] == [
            repr(value) for value in values
        ]
