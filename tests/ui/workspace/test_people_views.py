"""The participants' tab: precedence, invitations, seating, cars, rooms, and copies of a visit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.services import cars, precedence, rooming, seating
from sciattache.services.precedence import explaining
from sciattache.ui import words
from sciattache.ui.workspace import workspace
from sciattache.ui.workspace.page import Workspace
from sciattache.ui.workspace.participants import VIEWS, ParticipantsTab
from sciattache.ui.workspace.participants_rows import papers
from sciattache.ui.workspace.reading import today
from sciattache.ui.workspace.seating import SeatingView
from tests.ui.workspace.conftest import Visit

ALT, NO_KEYS = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def opened(visit: Visit, qtbot: QtBot, view: str = "people") -> tuple[Workspace, Any]:
    page = workspace(visit.desk, "visit", "participants")
    assert isinstance(page, Workspace)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    with qtbot.waitExposed(page):
        page.show()
    assert isinstance(page.tab, ParticipantsTab)
    page.tab.buttons[view].click()
    return page, page.tab.view


def settle() -> None:
    QApplication.processEvents()


def set_(visit: Visit, cls: Any, id: str, **values: Any) -> None:
    def work(session: Any) -> None:
        one = session.query(cls).filter_by(id=id).one()
        for name, value in values.items():
            setattr(one, name, value)

    visit.desk.act("Set", work)
    settle()


def names(view: Any) -> list[str]:
    return [row.cells[0].words for row in view.sheet.rows.rows if row.cells]


def seats(visit: Visit) -> dict[int, str]:
    return {one.number: one.person for one in visit.all(Seat)}


def test_the_rule_is_chosen_and_the_order_follows_and_is_explained(
    visit: Visit, qtbot: QtBot
) -> None:
    set_(visit, Participation, "part_ming", in_post_since=date(2019, 5, 1))
    _, view = opened(visit, qtbot)
    assert names(view)[:3] == ["Ana Łódzka", "Bo Ek", "Wang Xiaoming"]
    box = view.rule.fields["precedence_rule"]
    box.setCurrentIndex(box.findData("date_in_post"))
    box.activated.emit(box.currentIndex())
    settle()
    assert visit.one(Engagement, "visit").precedence_rule == "date_in_post"
    assert names(view)[:3] == ["Ana Łódzka", "Wang Xiaoming", "Bo Ek"]
    view.choose("part_bo")
    assert view.why.text() == (
        "It is not known since when in post; Wang Xiaoming is since 1 May 2019."
    )


def test_the_language_of_countries_is_asked_only_where_they_order(
    visit: Visit, qtbot: QtBot
) -> None:
    _, view = opened(visit, qtbot)
    shown = [name for name, box in view.rule.fields.items() if not box.isHidden()]
    assert shown == ["precedence_rule"]
    set_(visit, Engagement, "visit", precedence_rule="rotation")
    assert all(not box.isHidden() for box in view.rule.fields.values())


def test_a_place_against_the_rule_asks_its_reason_and_is_kept_with_it(
    visit: Visit, qtbot: QtBot
) -> None:
    set_(visit, Engagement, "visit", precedence_rule="country")
    _, view = opened(visit, qtbot)
    view.choose("part_ming")
    qtbot.keyClick(view.sheet, Qt.Key.Key_Up, ALT)
    assert not view.reason.isHidden()
    assert visit.one(Participation, "part_ming").precedence is None
    view.reason.reason.setText("Doyen")
    qtbot.keyClick(view.reason.reason, Qt.Key.Key_Return)
    settle()
    kept = visit.one(Participation, "part_ming")
    assert (kept.precedence, kept.precedence_reason) == (2, "Doyen")
    assert names(view)[:2] == ["Ana Łódzka", "Wang Xiaoming"]
    assert view.explanation("part_ming") == "Number 2 by hand: Doyen"
    visit.desk.undo()
    assert visit.one(Participation, "part_ming").precedence is None


def test_somebody_dropped_on_another_row_takes_that_place(visit: Visit, qtbot: QtBot) -> None:
    _, view = opened(visit, qtbot)
    view.drag.dropped.emit("part_ming", "part_bo")
    settle()
    assert names(view)[:3] == ["Ana Łódzka", "Wang Xiaoming", "Bo Ek"]
    view.drag.dropped.emit("part_ming", "part_carl")  # of the other side
    settle()
    assert names(view)[:3] == ["Ana Łódzka", "Wang Xiaoming", "Bo Ek"]


def found_in_directory(view: Any, qtbot: QtBot, words: str) -> Any:
    view.open_directory.click()
    qtbot.keyClicks(view.directory.line, words)
    qtbot.waitUntil(lambda: view.directory.found.count() == 1)
    view.directory.found.setCurrentRow(0)
    return view.directory.found


def test_people_of_the_directory_are_dragged_onto_the_list_or_added_with_enter(
    visit: Visit, qtbot: QtBot
) -> None:
    def enter(session: Any) -> None:
        session.add(Person(id="dora", given_name="Dora", family_name="Quist"))
        session.add(Person(id="emil", given_name="Emil", family_name="Quast"))

    visit.desk.act("Enter", enter)
    _, view = opened(visit, qtbot)
    found = found_in_directory(view, qtbot, "quist")
    assert found.isVisible() and view.sheet.isVisible()
    dragged = found.mimeData(found.selectedItems())
    spot = view.sheet.mapTo(view, view.sheet.rect().center())
    entering = QDragEnterEvent(spot, Qt.DropAction.CopyAction, dragged, LEFT, NO_KEYS)
    view.dragEnterEvent(entering)
    assert entering.isAccepted()
    view.dropEvent(QDropEvent(QPointF(spot), Qt.DropAction.CopyAction, dragged, LEFT, NO_KEYS))
    qtbot.waitUntil(lambda: "Dora Quist" in names(view))
    view.directory.line.clear()
    qtbot.keyClicks(view.directory.line, "quast")
    qtbot.waitUntil(lambda: [found.item(n).text() for n in range(found.count())] == ["Emil Quast"])
    found.setCurrentRow(0)
    qtbot.keyClick(found, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Emil Quast" in names(view))
    for left in ({"Dora Quist"}, set()):
        visit.desk.undo()
        settle()
        assert {"Dora Quist", "Emil Quast"} & set(names(view)) == left


def test_the_directory_stays_open_where_it_was_left_open(visit: Visit, qtbot: QtBot) -> None:
    _, view = opened(visit, qtbot)
    assert view.directory.isHidden()
    view.open_directory.click()
    _, again = opened(visit, qtbot)
    assert again.directory.isVisible() and again.open_directory.isChecked()


def test_the_receiving_line_shows_who_receives_and_who_passes(visit: Visit, qtbot: QtBot) -> None:
    _, view = opened(visit, qtbot, "line")
    shown = [row.heading or row.cells[1].words for row in view.sheet.rows.rows]
    assert shown == [
        "In the line, the first greets first", "Carl Ny", "Ana Łódzka",
        "Pass along it", "Bo Ek", "Wang Xiaoming",
    ]  # fmt: skip


def test_escape_leaves_everybody_where_they_stand(visit: Visit, qtbot: QtBot) -> None:
    set_(visit, Engagement, "visit", precedence_rule="country")
    _, view = opened(visit, qtbot)
    view.choose("part_ming")
    qtbot.keyClick(view.sheet, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(view.reason.reason, Qt.Key.Key_Escape)
    assert view.reason.isHidden()
    assert visit.one(Participation, "part_ming").precedence is None


def test_invitations_are_counted_sent_and_answered(visit: Visit, qtbot: QtBot) -> None:
    set_(visit, Participation, "part_bo", rsvp="not_invited")
    _, view = opened(visit, qtbot)
    assert view.strip.invite.text() == "Invite 1"
    view.strip.invite.click()
    settle()
    bo = visit.one(Participation, "part_bo")
    assert (bo.rsvp, bo.invited_on) == ("invited", today())
    assert view.strip.invite.isHidden()
    view.choose("part_bo")
    view.strip.answers["declined"].click()
    settle()
    bo = visit.one(Participation, "part_bo")
    assert (bo.rsvp, bo.answered_on) == ("declined", today())


def test_the_clock_of_a_visa_has_an_icon_and_words(visit: Visit, qtbot: QtBot) -> None:
    due = today() + timedelta(days=3)
    set_(visit, Participation, "part_bo", visa="applied", visa_due_on=due)
    page, _ = opened(visit, qtbot)
    one = page.seen.part("part_bo")
    cell = papers(page.seen, one, "en", today())
    assert (cell.words, cell.under, cell.icon) == ("Applied for", "3 days left", "clock")
    late = papers(page.seen, one, "en", today() + timedelta(days=5))
    assert (late.under, late.icon) == ("2 days late", "triangle-alert")


def seated(visit: Visit, qtbot: QtBot) -> SeatingView:
    _, view = opened(visit, qtbot, "seating")
    assert isinstance(view, SeatingView)
    view.choose_item("lunch")
    view.propose.click()
    settle()
    return view


def test_a_table_is_laid_proposed_and_taken_back(visit: Visit, qtbot: QtBot) -> None:
    view = seated(visit, qtbot)
    assert view.count.text() == "4 of 4 places taken"
    assert sorted(seats(visit).values()) == ["ana", "bo", "carl", "ming"]
    (table,) = visit.all(Seating)
    assert (table.item, table.places, table.shape) == ("lunch", 4, "long")
    assert view.canvas.plate(view.canvas.current).why
    visit.desk.undo()
    settle()
    assert visit.all(Seating) == [] and view.count.text() == "0 of 4 places taken"


def test_the_number_of_places_is_typed_and_nonsense_put_back(visit: Visit, qtbot: QtBot) -> None:
    view = seated(visit, qtbot)
    for typed, kept in (("6", 6), ("many", 6), ("0", 6), ("5", 5)):
        view.places.setText(typed)
        view.places.left.emit()
        settle()
        assert (visit.all(Seating)[0].places, view.places.value()) == (kept, str(kept))


def test_a_plate_is_swapped_from_the_keyboard_and_stays_when_fixed(
    visit: Visit, qtbot: QtBot
) -> None:
    view = seated(visit, qtbot)
    before = seats(visit)
    view.canvas.setFocus()
    view.canvas.current = 1
    qtbot.keyClick(view.canvas, Qt.Key.Key_Space)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right)
    assert "taken up" in view.why.text()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Space)
    settle()
    after = seats(visit)
    assert (after[1], after[2]) == (before[2], before[1])
    assert view.canvas.current == 2
    qtbot.keyClick(view.canvas, Qt.Key.Key_F)
    settle()
    view.propose.click()
    settle()
    assert seats(visit)[2] == before[1]
    assert view.canvas.plate(2).fixed


def test_a_plate_is_dragged_onto_another(visit: Visit, qtbot: QtBot) -> None:
    view = seated(visit, qtbot)
    before = seats(visit)
    start, end = (view.canvas.area(n).center().toPoint() for n in (1, 3))
    qtbot.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view.canvas, (start + end) / 2)
    from PySide6.QtGui import QMouseEvent

    move = QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(end), view.canvas.mapToGlobal(QPointF(end)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view.canvas, move)
    qtbot.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(end))
    settle()
    after = seats(visit)
    assert (after[1], after[3]) == (before[3], before[1])


def test_a_seat_of_somebody_who_declined_is_marked_and_led_to(visit: Visit, qtbot: QtBot) -> None:
    view = seated(visit, qtbot)
    (number,) = [place for place, person in seats(visit).items() if person == "bo"]
    set_(visit, Participation, "part_bo", rsvp="declined")
    qtbot.waitUntil(lambda: "declined: Bo Ek" in view.canvas.plate(number).against)
    assert "declined: Bo Ek" in view.against.text() and not view.against.isHidden()
    assert view.canvas.words(number).startswith(f"Place {number}: Bo Ek. Seated at")
    page: Any = view.window()
    page.show_tab("conflicts")
    (row,) = [one for one in page.tab.rows if one.conflict.rule == "seat"]
    view.choose_item("talks")
    row.go()
    assert page.tab.view is view
    assert view.item is not None and view.item.id == "lunch"
    view.propose.click()
    qtbot.waitUntil(view.against.isHidden)
    assert "bo" not in seats(visit).values()


@pytest.mark.parametrize("shape", ["long", "round", "horseshoe"])
@pytest.mark.parametrize("places", [5, 14, 30])
def test_plates_do_not_hide_each_other(visit: Visit, qtbot: QtBot, shape: str, places: int) -> None:
    view = seated(visit, qtbot)
    set_(visit, Seating, visit.all(Seating)[0].id, shape=shape, places=places)
    canvas = view.canvas
    canvas.resize(canvas.minimumSize())
    areas = [canvas.area(number) for number in range(1, places + 1)]
    assert all(area.width() >= 60 for area in areas)
    for number, area in enumerate(areas):
        assert not any(area.intersects(other) for other in areas[number + 1 :])
    assert canvas.at(areas[2].center()) == 3


def test_people_change_cars_with_alt_and_the_arrows(visit: Visit, qtbot: QtBot) -> None:
    made = [Vehicle(id=f"car{n}", engagement="visit", name=f"Car {n}", position=n, seats=2)
            for n in (1, 2)]  # fmt: skip
    visit.desk.act("Add cars", lambda session: session.add_all(made))
    _, view = opened(visit, qtbot, "cars")
    assert [pile.heading for pile in view.board.piles] == ["Without a car", "Car 1", "Car 2"]
    view.propose.click()
    settle()
    riding = {one.person: one.vehicle for one in visit.all(Participation)}
    assert riding == {"ana": "car1", "bo": "car1", "ming": "car2", "carl": None}
    view.board.choose("part_bo")
    qtbot.keyClick(view.board.lists[1], Qt.Key.Key_Right, ALT)
    settle()
    assert visit.one(Participation, "part_bo").vehicle == "car2"
    assert view.board.chosen() == "part_bo"


def test_a_car_too_full_says_by_how_many(visit: Visit, qtbot: QtBot) -> None:
    car = Vehicle(id="car", engagement="visit", name="Car 1", seats=1)
    visit.desk.act("Add a car", lambda session: session.add(car))
    _, view = opened(visit, qtbot, "cars")
    for one in ("part_ana", "part_bo"):
        view.move_to(one, "car")
    settle()
    assert view.board.piles[1].note == "1 too many for 1 seats" and view.board.piles[1].full


def test_rooms_are_proposed_by_kind_and_moved(visit: Visit, qtbot: QtBot) -> None:
    _, view = opened(visit, qtbot, "rooms")
    assert view.board.piles[0].cards != ()
    view.propose.click()
    settle()
    stays = {one.person: one for one in visit.all(Stay)}
    assert set(stays) == {"ana", "bo", "ming"}
    assert view.board.piles[0].cards == () and view.count.text() == "Everybody sleeps as proposed."
    view.move_to(stays["bo"].id, "suite")
    settle()
    assert visit.one(Stay, stays["bo"].id).room_kind == "suite"


def test_a_visit_is_copied_to_another_day_and_opened(visit: Visit, qtbot: QtBot) -> None:
    page, _ = opened(visit, qtbot)
    page.header.copy_wanted.emit()
    strip = page.copying
    assert not strip.isHidden()
    strip.copy()
    assert len(visit.all(Engagement)) == 1  # it needs a first day
    strip.starts.set_value(date(2027, 4, 6), {})
    strip.title.setText("Again")
    with qtbot.waitSignal(visit.desk.engagement_wanted) as wanted:
        strip.make.click()
    made = visit.one(Engagement, str(wanted.args[0]))
    assert (made.title, made.starts_on, made.ends_on) == (
        "Again", date(2027, 4, 6), date(2027, 4, 9),
    )  # fmt: skip
    assert strip.isHidden()


def test_a_template_is_kept_without_people(visit: Visit, qtbot: QtBot) -> None:
    page, _ = opened(visit, qtbot)
    page.header.copy_wanted.emit()
    page.copying.template.setChecked(True)
    with qtbot.waitSignal(visit.desk.engagement_wanted) as wanted:
        page.copying.make.click()
    made = visit.one(Engagement, str(wanted.args[0]))
    assert made.template
    assert [one for one in visit.all(Participation) if one.engagement == made.id] == []
    assert [one for one in visit.all(AgendaItem) if one.engagement == made.id]


@pytest.mark.parametrize("language", words.languages()[1:])
def test_every_reason_is_told_in_every_language(language: str) -> None:
    known = words.catalogue(language)
    sentences = [
        *explaining.SENTENCES, *seating.SENTENCES, *cars.SENTENCES, *rooming.SENTENCES,
        *precedence.SOURCES.values(), *(view[0] for view in VIEWS.values()),
    ]  # fmt: skip
    assert {sentence for sentence in sentences if sentence not in known} == set()
