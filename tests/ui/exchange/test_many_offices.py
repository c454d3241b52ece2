"""At a headquarters of many offices nothing is worked out or shown before somebody wants it."""

from __future__ import annotations

import pytest

from sciattache.domain.directory.person import Person
from sciattache.sync import keys

from .conftest import Sitting

_OFFICES = 30


@pytest.fixture
def many(headquarters: Sitting) -> Sitting:
    """Headquarters of thirty offices, with a person that waits to go to each."""
    with headquarters.office.remember() as session:
        cursor = session.connection().connection.cursor()
        for site in range(1, _OFFICES + 1):
            public = keys.new().public
            cursor.execute(
                "INSERT INTO peer (site, office, sign_key, recipient, clearance, state)"
                " VALUES (?, ?, ?, ?, 0, 'active')",
                (site, f"Post {site}", public.sign, public.recipient),
            )
    with headquarters.office.step("Enter") as session:
        session.add(Person(family_name="Curie"))
    headquarters.desk.look_again()
    headquarters.settle()
    return headquarters


def test_what_goes_to_many_is_worked_out_when_asked_for(many: Sitting) -> None:
    many.screen.turn_to("send")
    many.settle()
    preview = many.screen.send.preview
    assert preview.summary.text() == "Up to 1 step wait to go to each of 30 offices."
    assert not preview.more.isVisible()
    many.click(preview.work_out)
    assert preview.summary.text().startswith("Waiting to go: 1 record, ")
    assert "on this line" in preview.summary.text()
    assert preview.more.isVisible() and not preview.work_out.isVisible()
    many.screen.refresh()
    many.settle()
    assert preview.summary.text().startswith("Waiting to go: 1 record, "), "nothing has changed"
    many.screen.send.choose_office(7)
    many.settle()
    assert preview.summary.text().startswith("Waiting to go: 1 record, "), "one is known at once"
    many.screen.send.choose_office(-1)
    many.settle()
    assert preview.work_out.isVisible()


def test_working_out_can_be_cancelled_and_asked_for_again(many: Sitting) -> None:
    many.screen.turn_to("send")
    many.settle()
    preview = many.screen.send.preview
    many.desk.long.begun.connect(lambda progress: progress.cancel())
    many.click(preview.work_out)
    assert preview.work_out.isVisible() and preview.work_out.isEnabled()


def test_a_page_behind_is_shown_when_it_is_turned_to(many: Sitting) -> None:
    screen = many.screen
    screen.turn_to("received")
    screen.turn_to("offices")
    many.settle()
    with many.office.remember() as session:
        session.connection().connection.cursor().execute(
            "INSERT INTO arrival (at, name, file, outcome, reason)"
            " VALUES (1, 'a.psb', x'00', 'refused', 'It is not a bundle.')"
        )
    many.desk.bundles_moved.emit()
    many.settle()
    assert screen.received.sheet.rows.rows == ()
    screen.turn_to("received")
    assert len(screen.received.sheet.rows.rows) == 1


def test_the_screen_behind_another_is_read_when_it_is_seen_again(many: Sitting) -> None:
    screen = many.screen
    screen.hide()
    before = screen.seen
    with many.office.step("Enter") as session:
        session.add(Person(family_name="Bohr"))
    many.desk.look_again()
    many.settle()
    assert screen.seen is before
    screen.show()
    many.settle()
    assert {one.waiting_steps for one in screen.seen.standings} == {2}
