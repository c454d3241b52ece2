"""While an office is open its inbox is watched, and the rail says what waits."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from sciattache.domain.directory.person import Person
from sciattache.domain.office.clash import Clash
from sciattache.store.office import Office
from sciattache.sync import sending
from sciattache.ui.exchange import counting, preferences
from sciattache.ui.exchange.counting import Counts
from sciattache.ui.exchange.watch import Watch
from sciattache.ui.window import Window

from ..conftest import identity
from .conftest import Sitting

World = tuple[Sitting, Sitting, Sitting]


def test_what_lands_in_the_watched_folder_is_taken_once(
    world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    hq, a, _ = world
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    preferences.keep(hq.desk, inbox=str(inbox))
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
    assert mark.isVisible() and mark.text() == "1 clash to decide"
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
