"""A desk on a small real office, and the desktop around it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from sciattache import app
from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.points import Point
from sciattache.domain.programmes.engagement import Engagement
from sciattache.store.office import Office, create, open_office
from sciattache.ui.desk import Desk
from sciattache.ui.window import Window

PEOPLE = (
    {"given_name": "José", "family_name": "García", "country": "ES", "city": "Madrid"},
    {"given_name": "Łucja", "family_name": "Wiśniewska", "country": "PL", "city": "Łódź"},
    {"given_name": "Xiaoming", "family_name": "Wang", "native_name": "王小明", "country": "CN"},
    {"given_name": "Amina", "family_name": "Haddad", "native_name": "أمينة حداد", "country": "FR"},
)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Settings of the test alone."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)


@pytest.fixture(scope="session")
def first_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that every test gets a copy of."""
    path = tmp_path_factory.mktemp("first") / "office.sciattache"
    made = create(path)
    with made.step("Begin") as session:
        people = [
            Person(**values, emails=(Point(f"p{n}@example.org"),))
            for n, values in enumerate(PEOPLE)
        ]
        institute = Organisation(name="Institute of Optics", country="ES", kind="university")
        visit = Engagement(title="Visit of the Academy", kind="inbound_delegation", city="Paris")
        session.add_all([*people, institute, visit])
        session.flush()
        session.add(Affiliation(person=people[0].id, organisation=institute.id, title="Director"))
        session.add(FollowUp(task="Send the report", person=people[0].id))
    made.close()
    return path


@pytest.fixture
def office(first_office: Path, tmp_path: Path) -> Iterator[Office]:
    path = tmp_path / first_office.name
    shutil.copy2(first_office, path)
    made = open_office(path)
    yield made
    made.close()


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Iterator[Desk]:
    made = Desk(office)
    yield made
    made.close()


@pytest.fixture
def desktop(qtbot: QtBot, office: Office) -> Iterator[app.Desktop]:
    made = app.Desktop(app.application())
    made.speak("en")
    made.desk.sit_at(office)
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitUntil(lambda: made.window.isActiveWindow())
    yield made
    made.desk.close()


@pytest.fixture
def window(desktop: app.Desktop) -> Window:
    return desktop.window


def identity(office: Office, cls: type[object], **values: str) -> str:
    """The id of the record with these values."""
    with office.session() as session:
        return str(session.query(cls).filter_by(**values).one().id)
