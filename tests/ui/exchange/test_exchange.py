"""Two laptops and headquarters exchange through their screens, from the first record to a clash."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.sync import clashes
from sciattache.ui.exchange import arriving
from sciattache.ui.exchange.send_page import SendPage
from sciattache.ui.work import Progress

from .conftest import Sitting

World = tuple[Sitting, Sitting, Sitting]


def test_what_one_enters_the_other_has_in_the_end(world: World, tmp_path: Path) -> None:
    hq, a, b = world
    _enter(a, family_name="Curie", city="Paris")
    travel(world, tmp_path)
    assert _people(a) == _people(b) == _people(hq) == [("Curie", "Paris")]


def test_a_clash_is_seen_decided_and_undone_through_the_screens(
    world: World, tmp_path: Path
) -> None:
    hq, a, b = world
    _enter(a, family_name="Curie", city="Paris")
    travel(world, tmp_path)
    _move(a, "Lyon")
    _move(b, "Nice")
    hq.drop(*a.make(tmp_path / "up"), *b.make(tmp_path / "up"))
    hq.screen.turn_to("clashes")
    hq.settle()
    detail = hq.screen.clashes.detail
    told = detail.told
    assert told is not None and told.title == "Curie"
    assert (told.kept.words, told.other.words) == ("Nice", "Lyon")
    assert (told.kept.author, told.other.author) == ("Bruno", "Ana")
    assert told.kept.office == told.other.office == "Lisbon"
    assert detail.take.nextInFocusChain() is detail.editor
    hq.click(detail.take)
    assert _people(hq) == [("Curie", "Lyon")]
    assert hq.screen.clashes.found == []
    hq.desk.undo()
    hq.settle()
    assert _people(hq) == [("Curie", "Nice")]
    assert len(hq.screen.clashes.found) == 1
    detail.editor.setText("Warsaw")
    hq.click(detail.write)
    travel(world, tmp_path)
    assert _people(hq) == _people(a) == _people(b) == [("Curie", "Warsaw")]
    for one in world:
        with one.office.session() as session:
            assert clashes.count(session) == 0


def test_an_office_decides_a_clash_itself(world: World, tmp_path: Path) -> None:
    _, a, b = world
    _enter(a, family_name="Curie", city="Paris")
    travel(world, tmp_path)
    _move(a, "Lyon")
    _move(b, "Nice")
    travel(world, tmp_path)
    assert a.screen.tabs.tabText(1) == "Clashes  1"
    a.screen.turn_to("clashes")
    a.settle()
    a.click(a.screen.clashes.detail.keep)
    travel(world, tmp_path)
    assert _people(a) == _people(b)
    assert b.screen.seen.counts.clashes == 0


def test_a_bundle_taken_twice_is_here_already(world: World, tmp_path: Path) -> None:
    hq, a, _ = world
    _enter(a, family_name="Curie")
    made = a.make(tmp_path / "up")
    hq.drop(*made)
    hq.drop(*made)
    assert hq.said[-1] == "Bundles – here already: 1"
    assert [one.outcome for one in hq.screen.seen.arrivals] == ["duplicate", "applied"]


def test_a_bundle_for_somebody_else_is_refused_with_what_to_do(
    world: World, tmp_path: Path
) -> None:
    _, a, b = world
    _enter(a, family_name="Curie")
    b.drop(*a.make(tmp_path / "up"))
    assert b.screen.tab == "received"
    b.screen.received.sheet.choose("0")
    assert b.screen.received.reason.text() == "Refused: It is sealed for another office."
    assert "Send it on" in b.screen.received.remedy.text()


def test_what_waits_is_told_before_it_goes(world: World, tmp_path: Path) -> None:
    _, a, _ = world
    _enter(a, family_name="Curie")
    a.settle()
    preview = a.screen.send.preview
    assert preview.summary.text().startswith("Waiting to go: 1 record,")
    a.bot.mouseClick(preview.more, Qt.MouseButton.LeftButton)
    assert preview._list.isVisible()
    a.make(tmp_path / "up")
    assert "not confirmed yet: 1 bundle" in preview.again.text()


def test_bundles_go_as_drafts_that_are_taken_as_they_are(world: World, tmp_path: Path) -> None:
    hq, a, _ = world
    _enter(a, family_name="Curie")
    a.screen.send.ways.chips["mail"].click()
    a.screen.send.ways.address.setText("bundles@headquarters.example")
    a.screen.send.ways.address.editingFinished.emit()
    a.dialogs.folder = tmp_path / "drafts"
    a.dialogs.folder.mkdir()
    a.settle()
    a.click(a.screen.send.make)
    drafts = list(a.dialogs.folder.iterdir())
    assert [one.suffix for one in drafts] == [".eml"]
    assert b"To: " in drafts[0].read_bytes() and b"X-Unsent" in drafts[0].read_bytes()
    hq.drop(tmp_path / "drafts")
    assert _people(hq) == [("Curie", None)]


def test_a_shared_location_is_put_to_and_fetched_from(world: World, tmp_path: Path) -> None:
    hq, a, _ = world
    _enter(a, family_name="Curie")
    for one in (a, hq):
        one.screen.turn_to("send")
        one.click(one.screen.send.ways.chips["server"])
        one.screen.send.ways.server.setText((tmp_path / "shared").as_uri())
        one.screen.send.ways.server.editingFinished.emit()
        one.settle()
    a.click(a.screen.send.make)
    hq.click(hq.screen.send.ways.fetch)
    assert _people(hq) == [("Curie", None)]
    assert hq.said[-1] == "Bundles – taken: 1"


def test_an_address_that_is_none_is_told_with_what_to_write(lone: Sitting) -> None:
    ways = SendPage(lone.desk).ways
    ways.server.setText("gopher://somewhere")
    ways.server.editingFinished.emit()
    assert lone.said[-1].startswith("SciAttaché cannot reach “gopher:” addresses.")


def test_headquarters_makes_a_bundle_for_each_office(world: World, tmp_path: Path) -> None:
    hq, _, _ = world
    _enter(hq, family_name="Curie")
    made = hq.make(tmp_path / "down")
    assert sorted(path.parent.name for path in made) == ["001", "002"]


def test_headquarters_shuts_an_office_out_after_asking_once(world: World, tmp_path: Path) -> None:
    hq, a, _ = world
    hq.screen.turn_to("offices")
    page = hq.screen.offices
    page.sheet.choose("1")
    hq.click(page.revoke)
    assert page.meaning.isVisible()
    assert [peer.state for peer in hq.screen.seen.peers] == ["active", "active"]
    hq.click(page.revoke)
    assert [peer.state for peer in hq.screen.seen.peers] == ["revoked", "active"]
    _enter(a, family_name="Curie")
    hq.drop(*a.make(tmp_path / "up"))
    assert _people(hq) == []
    assert hq.screen.seen.arrivals[0].outcome == "refused"


@pytest.mark.parametrize("after", [0, 3])
def test_taking_a_folder_can_be_stopped_and_keeps_what_was_taken(
    world: World, tmp_path: Path, after: int
) -> None:
    hq, a, _ = world
    for number in range(4):
        _enter(a, family_name=f"Person {number}")
        a.make(tmp_path / "up")
    files = list((tmp_path / "up").rglob("*.psb"))
    found = arriving.take(hq.office, [tmp_path / "up"], _Stopped(after))
    assert len(found.taken) == after
    assert found.left == len(files) - after > 0


class _Stopped(Progress):
    """Work that somebody cancels after so many files."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._after = after

    def report(self, done: int = 0, of: int = 0, words: str = "") -> None:
        if done >= self._after:
            self.cancel()
        super().report(done, of, words)


def travel(world: World, folder: Path) -> None:
    """Everything goes up, then down, by folder."""
    hq, *posts = world
    for post in posts:
        hq.drop(*post.make(folder / "up" / str(post.screen.seen.me.site)))
    made = hq.make(folder / "down")
    for post in posts:
        own = f"{post.screen.seen.me.site:03}"
        post.drop(*(path for path in made if path.parent.name == own))
    for one in world:
        one.settle()


def _enter(sitting: Sitting, **values: str) -> None:
    with sitting.office.step("Enter") as session:
        session.add(Person(**values))
    sitting.desk.look_again()
    sitting.settle()


def _move(sitting: Sitting, city: str) -> None:
    with sitting.office.step("Move") as session:
        session.query(Person).one().city = city
    sitting.desk.look_again()
    sitting.settle()


def _people(sitting: Sitting) -> list[tuple[str | None, str | None]]:
    with sitting.office.session() as session:
        found = session.query(Person.family_name, Person.city).order_by(Person.family_name)
        return [(name, city) for name, city in found]


def test_what_is_not_confirmed_goes_again_at_a_tick(
    world: tuple[Sitting, Sitting, Sitting], tmp_path: Path
) -> None:
    _, post, _ = world
    with post.office.step("Add many") as session:
        session.add_all(Place(name=f"{n * 7919 % 9973}: {n}") for n in range(900))
    (first,) = post.make(tmp_path / "first")
    (answer,) = post.make(tmp_path / "second")
    assert answer.stat().st_size < first.stat().st_size / 4
    post.screen.turn_to("send")
    post.click(post.screen.send.preview.resend)
    (again,) = post.make(tmp_path / "third")
    assert again.stat().st_size > first.stat().st_size / 2
    assert not post.screen.send.preview.resend.isChecked()
