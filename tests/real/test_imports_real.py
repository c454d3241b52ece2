"""Files that other programs wrote, imported into an office one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.wings import TYPES
from sciattache.errors import KnownError
from sciattache.interchange import importing, tables
from sciattache.interchange.importing import Wish
from sciattache.interchange.plan import Plan
from sciattache.store import history, undo
from sciattache.store.office import Office, create

FOLDERS = (
    "vcard", "contacts_csv", "contacts_other", "csv_acid", "csv_odd", "csv_pollock",
    "csv_realworld", "xlsx_odd", "ics", "ics_travel", "tables_meetings", "tables_orgs_contacts",
    "tables_grants_budgets",
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create(tmp_path / "office.sciattache")
    yield made
    made.close()


def imported(office: Office, file: Path, wish: Wish | None = None) -> Plan:
    with office.session() as session:
        reading = importing.read(session, file, wish or Wish())
    return importing.take(office, reading)


def planned(office: Office, file: Path, wish: Wish | None = None) -> Plan:
    with office.session() as session:
        return importing.plan(session, importing.read(session, file, wish or Wish()))


def contents(office: Office) -> dict[str, list[tuple[Any, ...]]]:
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


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_imported_or_refused_and_imports_once(
    real_data: Path, office: Office, folder: str
) -> None:
    """No file crashes; a refusal says why and what to do; the second time nothing changes.

    A table whose rows are not clear goes in once somebody says what they are.
    """
    ends: Counter[str] = Counter()
    for file in sorted(path for path in (real_data / folder).iterdir() if path.is_file()):
        wish = Wish()
        try:
            made = imported(office, file)
        except KnownError as error:
            assert error.sentence, file.name
            assert error.remedy, file.name
            if "not clear what its rows are" not in error.sentence:
                ends["refused"] += 1
                continue
            heading = next(filter(None, tables.read(file).columns))
            wish = Wish(of=Organisation, columns={heading: "name"})
            made = imported(office, file, wish)
        ends["imported"] += 1
        assert all(row.reason for row in made.rows if row.verdict == "refused"), file.name
        again = planned(office, file, wish)
        changed = [row for row in again.rows if row.verdict in ("new", "updates")]
        assert not changed, (file.name, changed[0], made.rows[0])
        assert again.counts["refused"] == made.counts["refused"], file.name
    assert ends["imported"]


@pytest.mark.parametrize(
    "name", ["contacts_csv/roundcube_gmail.csv", "csv_realworld/senior-staff-march-2020.csv"]
)
def test_an_import_undone_leaves_the_office_as_it_was(
    real_data: Path, office: Office, name: str
) -> None:
    imported(office, real_data / "contacts_csv" / "roundcube_outlook.csv")
    before = contents(office)
    imported(office, real_data / name)
    assert contents(office) != before
    with office.session() as session:
        undo.undo(session)
    assert contents(office) == before


def test_participants_of_climate_talks_become_delegates(real_data: Path, office: Office) -> None:
    file = real_data / "tables_delegations" / "unfccc_pre-cop_participants_A.csv"
    made = imported(office, file)
    assert made.of is Participation
    assert made.counts["refused"] == 0
    with office.session() as session:
        assert history.steps(session)[0].title == f"Import {file.name}"
        first = session.query(Engagement).filter_by(title="INC 1").one()
        assert first.city == "Washington DC"
        delegates = session.query(Participation).filter_by(engagement=first.id).count()
        rows = sum(row.fields.get("engagement") == "INC 1" for row in made.rows)
        assert 0.95 * rows <= delegates <= rows
        assert session.query(Person).count() > 3000
        assert (
            session.query(Organisation)
            .filter(Organisation.name.like("Mission permanente%"))
            .count()
        )
    assert planned(office, file).counts["new"] == 0


@pytest.mark.parametrize(
    ("name", "least"),
    [("AmericanSecretaryVisit.csv", 3100), ("candidate_visits_2024-01-11.csv", 1400)],
)
def test_tables_of_travel_become_engagements_with_days(
    real_data: Path, office: Office, name: str, least: int
) -> None:
    file = real_data / "tables_travel" / name
    made = imported(office, file)
    assert made.of is Engagement
    with office.session() as session:
        dated = session.query(Engagement).filter(Engagement.starts_on.is_not(None)).count()
        undated = session.query(Engagement).filter(Engagement.starts_on.is_(None)).count()
    assert dated >= least
    assert undated * 50 < dated
    counts = planned(office, file).counts
    assert (counts["new"], counts["updates"]) == (0, 0)
