"""What an import does to an office, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.wings import TYPES
from sciattache.errors import KnownError
from sciattache.interchange import importing
from sciattache.interchange.importing import Wish
from sciattache.interchange.plan import Plan
from sciattache.store import history, undo
from sciattache.store.office import Office, create


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create(tmp_path / "office.sciattache")
    yield made
    made.close()


def written(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def planned(office: Office, file: Path, wish: Wish | None = None) -> Plan:
    with office.session() as session:
        return importing.plan(session, importing.read(session, file, wish or Wish()))


def imported(office: Office, file: Path, wish: Wish | None = None) -> Plan:
    with office.session() as session:
        reading = importing.read(session, file, wish or Wish())
    return importing.take(office, reading)


def contents(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every type."""
    with office.session() as session:
        connection = session.connection()
        return {
            cls.type_name(): [
                tuple(row)
                for row in connection.exec_driver_sql(
                    f"SELECT * FROM {cls.type_name()} ORDER BY rid"
                )
            ]
            for cls in TYPES
        }


def verdicts(made: Plan) -> list[str]:
    return [row.verdict for row in made.rows]


def test_a_plan_writes_nothing(office: Office, tmp_path: Path) -> None:
    before = contents(office)
    planned(office, written(tmp_path, "Organisation,Country\nAlpha,France\n"))
    assert contents(office) == before


def test_good_rows_go_in_when_others_are_refused(office: Office, tmp_path: Path) -> None:
    file = written(tmp_path, "Organisation,Country\nAlpha,France\n,Spain\nBeta,Italy\n")
    made = imported(office, file)
    assert verdicts(made) == ["new", "refused", "new"]
    assert made.rows[1].reason == "Name is empty."
    with office.session() as session:
        assert session.query(Organisation).count() == 2


def test_an_import_is_one_step_and_undone_as_one(office: Office, tmp_path: Path) -> None:
    imported(office, written(tmp_path, "Organisation,Country\nAlpha,France\n"))
    before = contents(office)
    imported(office, written(tmp_path, "Organisation,City\nAlpha,Lyon\nBeta,Rome\n"))
    with office.session() as session:
        assert history.steps(session)[0].rows == 2
        undo.undo(session)
    assert contents(office) == before


def test_what_a_row_changes_is_told_before_and_after(office: Office, tmp_path: Path) -> None:
    imported(office, written(tmp_path, "Organisation,City\nAlpha,Lyon\n"))
    row = planned(office, written(tmp_path, "Organisation,City\nAlpha,Nice\n")).rows[0]
    assert [(c.name, c.before, c.after) for c in row.changes] == [("city", "Lyon", "Nice")]
    assert row.reason == "Organisation: City."


def test_records_made_on_the_way_are_called_by_their_names(office: Office, tmp_path: Path) -> None:
    file = written(tmp_path, "Meeting,Person,Affiliation\nSummit,Ann Lee,Alpha\n")
    row = planned(office, file, Wish(of=Participation)).rows[0]
    assert set(row.remarks) == {
        "New engagement: Summit.", "New person: Ann Lee.", "New organisation: Alpha.",
    }  # fmt: skip


def test_columns_beside_a_name_tell_of_the_same_record(office: Office, tmp_path: Path) -> None:
    """Whichever of the two columns comes first."""
    file = written(tmp_path, "Honorific,Delegate,Meeting\nProf,Ann Lee,Summit\n")
    columns = {"Honorific": "person.prefix", "Delegate": "person"}
    imported(office, file, Wish(of=Participation, columns=columns))
    with office.session() as session:
        person = session.query(Person).one()
        assert (person.prefix, person.family_name) == ("Prof", "Lee")


def test_two_columns_of_addresses_are_both_kept(office: Office, tmp_path: Path) -> None:
    file = written(tmp_path, "Organisation,Mail one,Mail two\nAlpha,a@example.org,b@example.org\n")
    columns = {"Mail one": "emails", "Mail two": "emails"}
    imported(office, file, Wish(of=Organisation, columns=columns))
    with office.session() as session:
        found = session.query(Organisation).one().emails or ()
        assert [point.value for point in found] == ["a@example.org", "b@example.org"]


def test_what_could_not_stand_in_its_field_is_kept_beside_the_notes(
    office: Office, tmp_path: Path
) -> None:
    file = written(tmp_path, "Organisation,Country,Notes\nAlpha,Nowhereland,Call first\n")
    imported(office, file)
    with office.session() as session:
        notes = session.query(Organisation).one().notes or ""
        assert "Nowhereland" in notes
        assert "Call first" in notes


def test_a_column_wanted_elsewhere_takes_the_field_from_the_guess(
    office: Office, tmp_path: Path
) -> None:
    file = written(tmp_path, "Organisation,City,Seat\nAlpha,Lyon,Nice\n")
    imported(office, file, Wish(of=Organisation, columns={"Seat": "city"}))
    with office.session() as session:
        assert session.query(Organisation).one().city == "Nice"


def test_a_mapping_is_remembered_for_the_same_headings(office: Office, tmp_path: Path) -> None:
    file = written(tmp_path, "Organisation,Seat\nAlpha,Nice\n")
    imported(office, file, Wish(of=Organisation, columns={"Seat": "city"}))
    with office.session() as session:
        assert importing.read(session, file, Wish()).mapping == {0: "name", 1: "city"}


def test_an_address_book_leaves_no_empty_mapping_behind(office: Office, tmp_path: Path) -> None:
    file = written(tmp_path, "First Name,Last Name,E-mail Address,Home Fax\nAnn,Lee,a@b.org,\n")
    imported(office, file)
    assert verdicts(planned(office, file)) == ["same"]


def test_a_column_of_dates_tells_day_from_month(office: Office, tmp_path: Path) -> None:
    file = written(tmp_path, "Title,Date\nOne,03/04/2026\nTwo,25/04/2026\n")
    imported(office, file, Wish(of=Engagement))
    with office.session() as session:
        days = [str(one.starts_on) for one in session.query(Engagement).order_by(Engagement.rid)]
        assert days == ["2026-04-03", "2026-04-25"]


def test_a_span_of_days_gives_the_first_and_the_last(office: Office, tmp_path: Path) -> None:
    file = written(tmp_path, "Title,Dates\nVisit,30 April–2 May 2026\n")
    imported(office, file, Wish(of=Engagement))
    with office.session() as session:
        one = session.query(Engagement).one()
        assert (str(one.starts_on), str(one.ends_on)) == ("2026-04-30", "2026-05-02")


def test_a_visit_without_a_title_is_called_by_its_purpose_and_place(
    office: Office, tmp_path: Path
) -> None:
    imported(office, written(tmp_path, "Purpose,City,Date\nFusion,Garching,2026-03-04\n"))
    with office.session() as session:
        assert session.query(Engagement).one().title == "Fusion, Garching"


def test_visits_of_one_title_on_other_days_are_others(office: Office, tmp_path: Path) -> None:
    file = written(tmp_path, "Title,Date\nDialogue,2025-03-04\nDialogue,2026-03-04\n")
    assert verdicts(imported(office, file, Wish(of=Engagement))) == ["new", "new"]
    assert verdicts(planned(office, file, Wish(of=Engagement))) == ["same", "same"]


def test_a_visit_whose_days_moved_a_little_is_the_same(office: Office, tmp_path: Path) -> None:
    first = written(tmp_path, "Title,Dates\nVisit,2026-03-04 – 2026-03-06\n")
    imported(office, first, Wish(of=Engagement))
    moved = written(tmp_path, "Title,Dates\nVisit,2026-03-05 – 2026-03-07\n", "moved.csv")
    assert verdicts(planned(office, moved, Wish(of=Engagement))) == ["updates"]


def test_a_new_engagement_of_a_calendar_is_what_one_wishes(office: Office, tmp_path: Path) -> None:
    event = "BEGIN:VEVENT\nUID:1\nDTSTART:20260304T090000Z\nSUMMARY:Talk\nEND:VEVENT\n"
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VCALENDAR\n"
    new = {"title": "Days in Paris", "kind": "roadshow"}
    imported(office, written(tmp_path, text, "x.ics"), Wish(new=new))
    with office.session() as session:
        made = session.query(Engagement).one()
        assert (made.title, made.kind) == ("Days in Paris", "roadshow")
        assert session.query(AgendaItem).one().engagement == made.id


def test_stopping_an_import_midway_leaves_no_trace(office: Office, tmp_path: Path) -> None:
    rows = "".join(f"Institute {number},France\n" for number in range(1500))
    file = written(tmp_path, f"Organisation,Country\n{rows}")
    before = contents(office)
    with office.session() as session:
        reading = importing.read(session, file, Wish())

    class Stop(Exception):  # noqa: N818
        pass

    told: list[int] = []

    def stop(done: int, of: int) -> None:
        told.append(done)
        if done and len(told) > 4:
            raise Stop

    with pytest.raises(Stop):
        importing.take(office, reading, stop)
    assert contents(office) == before
    assert verdicts(importing.take(office, reading))[0] == "new"


def test_a_plan_and_then_the_import_of_the_same_reading_agree(
    office: Office, tmp_path: Path
) -> None:
    file = written(
        tmp_path, "Meeting,Person,Affiliation\nSummit,Ann Lee,Alpha\nSummit,Bo Li,Alpha\n"
    )
    with office.session() as session:
        reading = importing.read(session, file, Wish(of=Participation))
        before = importing.plan(session, reading)
    after = importing.take(office, reading)
    assert [(r.verdict, r.reason) for r in before.rows] == [
        (r.verdict, r.reason) for r in after.rows
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [("empty.csv", ""), ("numbers.csv", "1,2\n3,4\n"), ("no.ics", "hello"), ("no.vcf", "hello")],
)
def test_what_cannot_be_imported_is_refused_with_a_sentence(
    office: Office, tmp_path: Path, name: str, text: str
) -> None:
    file = written(tmp_path, text, name)
    try:
        made = planned(office, file)
    except KnownError as error:
        assert name in error.sentence
        assert error.remedy
    else:
        assert set(verdicts(made)) <= {"refused"}


def test_what_goes_into_an_engagement_is_not_led_away_by_a_column(
    office: Office, tmp_path: Path
) -> None:
    with office.step("Plan") as session:
        session.add(Engagement(id="visit", title="Visit"))
    file = written(tmp_path, "Participant,Meeting,Location\nAda Byron,INC 5,New York\n")
    made = imported(office, file, Wish(of=Participation, into="visit"))
    assert made.counts["new"] == 1
    with office.session() as session:
        assert session.query(Engagement).count() == 1
        assert session.query(Participation).one().engagement == "visit"
