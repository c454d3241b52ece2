"""Headquarters in a database is opened and worked at in the window as headquarters in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import psycopg
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache import app
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.wings import TYPES
from sciattache.store.office import create, open_office
from sciattache.store.postgres.address import Address
from sciattache.sync import membership
from sciattache.ui import offices_known
from sciattache.ui.on_server import OnServer
from sciattache.ui.screens import SCREENS
from sciattache.ui.welcome import Welcome
from sciattache.ui.workspace.page import TABS
from tests import servers
from tests.keystore import Keystore
from tests.servers import Server

from .conftest import Dialogs, Sitting
from .test_exchange import (  # noqa: F401
    test_a_bundle_taken_twice_is_here_already,
    test_a_clash_is_seen_decided_and_undone_through_the_screens,
    test_bundles_go_as_drafts_that_are_taken_as_they_are,
    test_headquarters_makes_a_bundle_for_each_office,
    test_headquarters_shuts_an_office_out_after_asking_once,
    test_what_one_enters_the_other_has_in_the_end,
)
from .test_review import (  # noqa: F401
    defaced,
    test_whom_headquarters_shuts_out_it_looks_through_and_takes_back,
)


@pytest.fixture
def headquarters(
    qtbot: QtBot, dialogs: Dialogs, server: Server, blank_database: str
) -> Iterator[Sitting]:
    place = server.make(blank_database)
    office = open_office(place)
    membership.become_headquarters(office)
    made = Sitting(qtbot, office, dialogs)
    yield made
    made.close()
    server.drop(place)


@pytest.fixture
def desktop(qtbot: QtBot) -> Iterator[app.Desktop]:
    """The desktop on no office."""
    made = app.Desktop(app.application())
    made.speak("en")
    qtbot.addWidget(made.window)
    made.window.start_anew()
    made.window.show()
    yield made
    made.desk.close()


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that lets Mara in by her password alone."""
    if reason := servers.lacks():
        pytest.skip(reason)
    rules = Path("/tmp") / f"{tmp_path_factory.getbasetemp().name}-hba.conf"
    rules.write_text("local all mara scram-sha-256\nlocal all all trust\n")
    rules.chmod(0o644)
    with servers.running(f"hba_file={rules}") as made:
        made.run("CREATE ROLE mara LOGIN PASSWORD 'open sesame'")
        made.run("CREATE DATABASE hq OWNER mara TEMPLATE template0")
        create(made.address("hq", user="mara", password="open sesame")).close()
        yield made
    rules.unlink()


def _url(place: Address) -> str:
    return place.url.render_as_string(hide_password=False)


def _page(desktop: app.Desktop) -> OnServer:
    page = desktop.window.stack.currentWidget()
    assert isinstance(page, OnServer)
    return page


def _ask(desktop: app.Desktop, bot: QtBot) -> OnServer:
    page = desktop.window.stack.currentWidget()
    assert isinstance(page, Welcome)
    bot.mouseClick(page.server, Qt.MouseButton.LeftButton)
    return _page(desktop)


def _press(desktop: app.Desktop, bot: QtBot, button: QPushButton) -> None:
    bot.mouseClick(button, Qt.MouseButton.LeftButton)
    bot.waitUntil(lambda: not desktop.desk.long.jobs and not desktop.desk.quick.jobs,
                  timeout=30_000)  # fmt: skip


def _type(bot: QtBot, field: QLineEdit, words: str) -> None:
    field.clear()
    bot.keyClicks(field, words)


def test_headquarters_is_made_in_a_database_and_offered_the_next_time(
    desktop: app.Desktop, server: Server, qtbot: QtBot
) -> None:
    place = server.make()
    page = _ask(desktop, qtbot)
    _type(qtbot, page.url, _url(place).replace(place.database, "nowhere"))
    _press(desktop, qtbot, page.open)
    page = _page(desktop)
    assert not page.mistake.isHidden()
    assert page.mistake.text().startswith("There is no database “nowhere”")
    _type(qtbot, page.url, _url(place))
    _press(desktop, qtbot, page.open)
    assert _page(desktop).mistake.text().startswith("There is no office at")
    _press(desktop, qtbot, _page(desktop).make)
    assert desktop.desk.has_office
    assert desktop.window.windowTitle() == f"{place.database} · SciAttaché"
    desktop.desk.go("exchange")
    screen = cast("Any", desktop.window.stack.currentWidget())
    qtbot.waitUntil(lambda: screen.tab == "offices", timeout=10_000)
    assert offices_known.recent() == [_url(place)]
    desktop.desk.sit_at(None)
    welcome = desktop.window.stack.currentWidget()
    assert isinstance(welcome, Welcome)
    last = next(one for one in welcome.findChildren(QPushButton) if one.text() == place.database)
    _press(desktop, qtbot, last)
    assert desktop.desk.has_office
    desktop.desk.close()
    server.drop(place)


def test_a_password_is_asked_for_and_kept_in_the_keystore_alone(
    desktop: app.Desktop, guarded: Server, keystore: Keystore, qtbot: QtBot
) -> None:
    place = guarded.address("hq", user="mara")
    page = _ask(desktop, qtbot)
    _type(qtbot, page.url, _url(place))
    _type(qtbot, page.password, "wrong")
    _press(desktop, qtbot, page.open)
    page = _page(desktop)
    assert "does not take the password of mara" in page.mistake.text()
    _type(qtbot, page.password, "open sesame")
    page.keep.setChecked(True)
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.desk.has_office, timeout=30_000)
    qtbot.waitUntil(lambda: "open sesame" in keystore.held.values())
    QSettings().sync()
    assert "sesame" not in Path(QSettings().fileName()).read_text()
    desktop.desk.sit_at(None)
    desktop.open_at(_url(place))
    qtbot.waitUntil(lambda: desktop.desk.has_office, timeout=30_000)


def test_a_password_in_the_address_is_taken_out_of_it(
    desktop: app.Desktop, guarded: Server, keystore: Keystore, qtbot: QtBot
) -> None:
    page = _ask(desktop, qtbot)
    _type(qtbot, page.url, _url(guarded.address("hq", user="mara", password="open%20sesame")))
    _press(desktop, qtbot, page.open)
    assert desktop.desk.has_office and not keystore.held
    assert offices_known.recent() == [_url(guarded.address("hq", user="mara"))]


def test_every_screen_record_and_tab_is_shown_from_a_database(
    desktop: app.Desktop, server: Server, blank_database: str, qtbot: QtBot
) -> None:
    place = server.make(blank_database)
    office = open_office(place)
    membership.become_headquarters(office)
    with office.step("Enter") as session:
        person = Person(given_name="Marie", family_name="Curie", city="Paris")
        institute = Organisation(name="Institut du Radium", country="FR")
        visit = Engagement(title="Visit of the Academy", kind="inbound_delegation", city="Paris")
        session.add_all([person, institute, visit])
        session.flush()
        ids = (str(person.id), str(institute.id))
        of = str(visit.id)
    wrong: list[object] = []
    desktop.desk.refused.connect(wrong.append)
    desktop.desk.broken.connect(wrong.append)
    desktop.desk.sit_at(office)

    def settle() -> None:
        qtbot.waitUntil(lambda: not desktop.desk.quick.jobs and not desktop.desk.long.jobs,
                        timeout=30_000)  # fmt: skip

    for name in [*(screen.name for screen in SCREENS), *(cls.type_name() for cls in TYPES)]:
        desktop.desk.go(name)
        settle()
        assert not wrong, name
    for identity in ids:
        desktop.desk.open_record(identity)
        settle()
    for tab in TABS:
        desktop.desk.open_engagement(of, tab)
        settle()
        assert not wrong, tab
    desktop.window.open_finder()
    finder = desktop.window._finder
    finder.box.setText("curie")
    finder.look_up()
    assert finder.list.count() and "Curie" in finder.list.item(0).text()
    finder.hide()
    desktop.desk.act("Move", lambda session: setattr(session.query(Person).one(), "city", "Lyon"))
    desktop.desk.undo()
    desktop.desk.redo()
    with office.session() as session:
        assert session.query(Person).one().city == "Lyon"
    desktop.desk.go("today")
    QApplication.processEvents()
    settle()
    assert not wrong
    desktop.desk.close()
    server.drop(place)


def test_a_server_that_went_away_is_told_and_is_there_again(
    desktop: app.Desktop, server: Server, blank_database: str, qtbot: QtBot
) -> None:
    place = server.make(blank_database)
    office = open_office(place)
    membership.become_headquarters(office)
    desktop.desk.sit_at(office)
    told: list[str] = []
    broken: list[str] = []
    desktop.desk.refused.connect(lambda error: told.append(str(error)))
    desktop.desk.broken.connect(broken.append)

    def enter(session: Session) -> bool:
        session.execute(text("SELECT 1"))
        with psycopg.connect(f"host={server.folder} port=5433 user=hq dbname=postgres",
                             autocommit=True) as other:  # fmt: skip
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                (place.database,),
            )
        session.add(Person(family_name="Curie"))
        session.flush()
        return True

    assert desktop.desk.act("Enter", enter) is None
    (refused,) = told
    assert refused.startswith("The server went away; nothing was changed.")
    assert (
        desktop.desk.act("Enter", lambda session: session.add(Person(family_name="Bohr"))) is None
    )
    with office.session() as session:
        assert [one.family_name for one in session.query(Person)] == ["Bohr"]
    assert not broken
    QApplication.processEvents()
    desktop.desk.sit_at(None)
    server.drop(place)
