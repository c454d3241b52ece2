"""While an office is open its inbox is watched, and the rail says what waits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from sciattache.domain.directory.person import Person
from sciattache.domain.office.clash import Clash
from sciattache.store.office import Office
from sciattache.sync import sending
from sciattache.sync.carrying import location
from sciattache.ui.exchange import counting, preferences
from sciattache.ui.exchange.counting import Counts
from sciattache.ui.exchange.watch import Watch
from sciattache.ui.window import Window
from tests.sync.carrying.servers import PASSWORD, Dav, Ssh, serving

from ..conftest import identity
from .conftest import Sitting

World = tuple[Sitting, Sitting, Sitting]


def test_what_lands_in_the_watched_folder_is_taken_once(
    world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    hq, a, _ = world
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    preferences.keep(hq.office, inbox=str(inbox))
    owner = QObject()
    watch = Watch(hq.desk, owner)
    watch.count()
    hq.settle()
    with a.office.step("Enter") as session:
        session.add(Person(family_name="Curie"))
    for number, content in enumerate(sending.make(a.office, 0)):
        (inbox / f"{number}.psb").write_bytes(content)
    qtbot.waitUntil(lambda: _people(hq.office) == ["Curie"], timeout=20_000)
    hq.settle()
    watch.look()
    hq.settle()
    assert [one.outcome for one in hq.screen.seen.arrivals] == ["applied"]
    owner.deleteLater()


@pytest.fixture(params=(Dav, Ssh), ids=("webdav", "sftp"))
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Dav | Ssh]:
    shared = tmp_path / "shared"
    shared.mkdir()
    with serving(request.param(shared)) as made:
        yield made


def test_what_lands_on_a_server_is_taken_by_itself_and_what_goes_wrong_there_is_told_once(
    world: World, server: Dav | Ssh, tmp_path: Path, qtbot: QtBot
) -> None:
    hq, a, _ = world
    owner = QObject()
    watch = Watch(hq.desk, owner)
    hq.screen.turn_to("send")
    part = hq.screen.send.receive.inbox
    hq.click(part.elsewhere)
    qtbot.keyClicks(part.server.address, server.url)
    qtbot.keyClicks(part.server.password, "wrong")
    hq.click(part.begin)
    qtbot.waitUntil(lambda: "the password" in part.told.text(), timeout=20_000)
    assert part.place.text() == str(location.read(server.url)[0])
    refusals = [words for words in hq.said if "the password" in words]
    watch.look()
    hq.settle()
    assert [words for words in hq.said if "the password" in words] == refusals
    assert len(refusals) == 1
    with a.office.step("Enter") as session:
        session.add(Person(family_name="Curie"))
    for number, content in enumerate(sending.make(a.office, 0)):
        (tmp_path / "shared" / f"{number}.psb").write_bytes(content)
    hq.click(part.elsewhere)
    assert part.server.address.text() == part.place.text()
    qtbot.keyClicks(part.server.password, PASSWORD)
    qtbot.keyClick(part.server.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _people(hq.office) == ["Curie"], timeout=20_000)
    hq.settle()
    assert part.told.text().endswith("taken: 1")
    hq.click(part.look)
    assert part.told.text().endswith("Nothing new.")
    hq.click(part.stop)
    assert part.place.text() == "" and not part.look.isVisible()
    owner.deleteLater()


def test_the_rail_says_how_many_clashes_wait(window: Window, office: Office, qtbot: QtBot) -> None:
    person = identity(office, Person, family_name="García")
    with office.step("Clash") as session:
        session.add(Clash(record=person, attribute="city", kept='"Madrid"', other='"Ávila"'))
    window.desk.look_again()
    window._begin_watch()
    button = window.rail._buttons["exchange"]
    qtbot.waitUntil(lambda: button.accessibleName() == "Exchange: 1 clash to decide")
    window.desk.go("today")
    window.desk.open_record(person)
    mark = window.stack.currentWidget().clashes
    qtbot.waitUntil(mark.isVisible)
    assert mark.text() == "1 clash to decide"
    mark.click()
    screen = window.stack.currentWidget()
    qtbot.waitUntil(lambda: bool(screen.clashes.found))
    assert screen.clashes.detail.told.title.startswith("José García")


def test_headquarters_long_silent_is_amber_then_red(world: World) -> None:
    _, a, _ = world
    for days, tone in ((2, "quiet"), (13, "quiet"), (14, "warn"), (44, "warn"), (45, "bad")):
        with a.office.remember() as session:
            session.connection().connection.cursor().execute(
                "UPDATE peer SET heard_at = ?", (int(time.time()) - days * 86_400 - 60,)
            )
        with a.office.session() as session:
            counts = counting.counts(session)
        assert (counts.days, counts.tone) == (days, tone)


def test_the_badge_counts_clashes_and_files_that_wait() -> None:
    count, tone, words = counting.badge(Counts(headquarters=True, clashes=1, parked=2))
    assert (count, tone, words) == (3, "warn", "1 clash to decide · 2 files wait")


def _people(office: Office) -> list[str | None]:
    with office.session() as session:
        return [name for (name,) in session.query(Person.family_name)]
