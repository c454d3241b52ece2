"""A visit of three guests, and the forms that go out to them."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.office.post import Post
from sciattache.domain.points import Point
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.papers import catalogue
from sciattache.papers.guest_data import taking
from sciattache.papers.guest_data.comparing import Row
from sciattache.papers.guest_data.returned_workbook import MARK
from sciattache.papers.kinds import Wish
from sciattache.store import office as offices
from sciattache.store.office import Office


@dataclass
class Visit:
    """An office with one engagement; guests by a short name."""

    office: Office
    folder: Path
    guests: dict[str, str]

    def make(
        self,
        kind: str,
        *,
        language: str = "en",
        guest: str | None = None,
        look: str | None = None,
    ) -> Path:
        """A form that went out, as a file."""
        with self.office.session() as session:
            engagement = session.query(Engagement).one()
            subject = self.person(guest).id if guest else None
            wish = Wish(language=language, subject=subject, look=look)
            content = catalogue.make(session, engagement, kind, wish)
        suffix = catalogue.kind_called(kind).suffix
        file = self.folder / f"{kind}-{language}-{guest or 'all'}{suffix}"
        file.write_bytes(content)
        return file

    def look(self, *files: Path) -> tuple[Row, ...]:
        with self.office.session() as session:
            return taking.look(session, taking.read(files))

    def take(self, *files: Path, conflicts: bool = False) -> taking.Taken:
        filled = taking.read(files)
        wanted = taking.proposed(self.look(*files), conflicts=conflicts)
        return taking.take(self.office, filled, wanted)

    def person(self, guest: str) -> Person:
        with self.office.session() as session:
            return session.query(Person).filter_by(id=self.part(guest).person).one()

    def part(self, guest: str) -> Participation:
        with self.office.session() as session:
            return session.query(Participation).filter_by(id=self.guests[guest]).one()

    def change(self, guest: str, **values: Any) -> None:
        with self.office.step("Change a guest") as session:
            part = session.query(Participation).filter_by(id=self.guests[guest]).one()
            person = session.query(Person).filter_by(id=part.person).one()
            for name, value in values.items():
                setattr(part if name in vars(type(part)) else person, name, value)


@pytest.fixture
def visit(tmp_path: Path, planned: tuple[Path, dict[str, str]]) -> Iterator[Visit]:
    """The visit in an office of the test's own."""
    file, guests = planned
    office = offices.open_office(Path(shutil.copy(file, tmp_path)))
    yield Visit(office, tmp_path, guests)
    office.close()


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The file of an office with the visit in it, to be copied; its guests by a short name."""
    file = tmp_path_factory.mktemp("planned") / "office.sciattache"
    office = offices.create(file)
    people = {
        "layal": Person(
            given_name="Layal", family_name="Abou Zeineddine", native_name="ليال أبو زين الدين",
            country="CH", nationality="LB", birthday="1979-04-12",
            emails=(Point("layal@mail.example", "work"), Point("l@home.example", "home")),
            phones=(Point("+41446681800"),), diet=("halal",), needs="A quiet room",
        ),
        "zhang": Person(
            given_name="Yutong", family_name="Zhang", native_name="张雨桐", country="CN",
            name_order="family-first", nationality="CN",
        ),
        "matteo": Person(given_name="Matteo", family_name="Bernaschina-Rè", nationality="CH"),
    }  # fmt: skip
    with office.step("Plan a visit") as session:
        academy = Organisation(name="Helvetic Academy", acronym="HAWC", kind="university")
        visit = Engagement(
            title="From glacier to ocean", kind="inbound_delegation", zone="Europe/Lisbon",
            starts_on=date(2026, 12, 7), ends_on=date(2026, 12, 10),
        )  # fmt: skip
        post = Post(name="Embassy", ours=True, emails=(Point("office@embassy.example"),))
        session.add_all([academy, visit, post, *people.values()])
        session.flush()
        parts = {
            name: Participation(
                engagement=visit.id, person=person.id, side="guest", organisation=academy.id,
                rsvp="accepted", precedence=place,
            )
            for place, (name, person) in enumerate(people.items(), 1)
        }  # fmt: skip
        layal = parts["layal"]
        layal.passport_number, layal.passport_country = "00123456", "LB"
        layal.passport_expires_on, layal.visa = date(2029, 5, 6), "applied"
        layal.arrives_at = datetime(2026, 12, 7, 8, 50, tzinfo=UTC)
        layal.emergency_contact = "=CALL(1)"
        session.add_all(parts.values())
        session.flush()
        guests = {name: part.id for name, part in parts.items()}
    office.close()
    return file, guests


def guest_row(sheet: Any, number: int) -> int:
    """The row of the guest of that number, counted from 0."""
    names = next(row for row in range(1, 30) if str(sheet.cell(row, 1).value).startswith(MARK))
    return names + 1 + number


def column_of(sheet: Any, question: str) -> int:
    """The column of a question in the table of all guests."""
    return next(
        cell.column
        for line in sheet.iter_rows(max_row=20)
        for cell in line
        if cell.value == MARK + question
    )


def edited(file: Path, edits: dict[tuple[int, str], Any], name: str = "edited.xlsx") -> Path:
    """The table of all guests with some cells written anew, as its sender would."""
    book = openpyxl.load_workbook(file)
    sheet: Any = book.worksheets[0]
    for (number, question), value in edits.items():
        sheet.cell(guest_row(sheet, number), column_of(sheet, question)).value = value
    target = file.with_name(name)
    book.save(target)
    return target


def filled(file: Path, edits: dict[str, Any], name: str = "filled.pdf") -> Path:
    """A form with some fields filled in; a question's name alone stands for the first guest's."""
    with pikepdf.open(file) as document:
        fields = list(document.Root.AcroForm.Fields)
        first = str(fields[0].T).partition(":")[0]
        by_name = {str(field.T): field for field in fields}
        for key, value in edits.items():
            field = by_name[key if key in by_name else f"{first}:{key}"]
            if field.FT == "/Btn":
                field.V = field.AS = pikepdf.Name.on if value else pikepdf.Name.Off
            else:
                field.V = pikepdf.String(value)
        target = file.with_name(name)
        document.save(target)
    return target


def differences(rows: tuple[Row, ...]) -> dict[tuple[str, str], tuple[str, str, str]]:
    """What is other, by guest and question: verdict, before and after."""
    return {
        (row.name, one.question.name): (one.verdict, one.before, one.after)
        for row in rows
        for one in row.differences
    }
