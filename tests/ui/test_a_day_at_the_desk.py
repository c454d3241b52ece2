"""What a person does in the window."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sciattache.app import Desktop
from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.store.office import Office
from sciattache.ui.forms import RecordForm
from sciattache.ui.lists.screen import ListScreen
from sciattache.ui.record_page import RecordPage
from sciattache.ui.related import RelatedList
from sciattache.ui.today import Today
from sciattache.ui.window import Window

from .conftest import identity


def editor(page: Any, name: str) -> Any:
    form = page if isinstance(page, RecordForm) else page.form
    return form.editors[name]


def retype(qtbot: QtBot, line: QLineEdit, words: str) -> None:
    """Replace what stands in a line, as a person does, and leave it."""
    line.setFocus()
    line.selectAll()
    line.insert(words)  # QTest cannot type é: an input method gives it
    line.textEdited.emit(line.text())
    qtbot.keyClick(line, Qt.Key.Key_Return)


def person(office: Office, family: str) -> Person:
    with office.session() as session:
        return session.query(Person).filter_by(family_name=family).one()


def open_person(window: Window, office: Office, family: str) -> RecordPage:
    window.desk.open_record(person(office, family).id)
    return cast("RecordPage", window.stack.currentWidget())


def found_by(window: Window, qtbot: QtBot, words: str) -> list[str]:
    window.open_finder()
    window._finder.box.setText(words)  # QTest cannot type 王: an input method gives it
    window._finder.look_up()
    lines = window._finder.list
    return [lines.item(number).text() for number in range(lines.count())]


def test_find_jose_by_jose(window: Window, qtbot: QtBot) -> None:
    assert found_by(window, qtbot, "jose")[0] == "José García"


def test_find_lodz_by_lodz(window: Window, qtbot: QtBot) -> None:
    assert found_by(window, qtbot, "lodz")[0] == "Łucja Wiśniewska"


def test_find_wang_by_his_own_script_and_go_there(window: Window, qtbot: QtBot) -> None:
    assert "Wang" in found_by(window, qtbot, "王")[0]
    qtbot.keyClick(window._finder.box, Qt.Key.Key_Return)
    page = window.stack.currentWidget()
    assert isinstance(page, RecordPage)
    assert "王小明" in page.title.text()


def test_find_by_a_part_of_a_word(window: Window, qtbot: QtBot) -> None:
    assert "Łucja Wiśniewska" in found_by(window, qtbot, "niewsk")


def test_a_command_that_begins_with_what_was_typed_comes_before_records(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    with office.step("Note") as session:
        session.add(FollowUp(task="Close the file with the ministry"))
    assert found_by(window, qtbot, "close the")[0] == "Close the office"


def test_do_a_command_by_its_words(window: Window, qtbot: QtBot) -> None:
    assert "Go to Calendar" in found_by(window, qtbot, "go cal")
    qtbot.keyClick(window._finder.box, Qt.Key.Key_Return)
    assert window.trail.here is not None and window.trail.here.name == "calendar"


def test_rename_and_undo(window: Window, office: Office, qtbot: QtBot) -> None:
    page = open_person(window, office, "García")
    retype(qtbot, editor(page, "family_name"), "García Márquez")
    assert page.title.text() == "José García Márquez"
    qtbot.keyClick(editor(page, "family_name"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.title.text() == "José García"
    assert editor(page, "family_name").text() == "García"
    window.desk.redo()
    assert person(office, "García Márquez").given_name == "José"


def test_a_mistake_is_told_under_the_field_and_not_kept(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    page = open_person(window, office, "García")
    retype(qtbot, editor(page, "orcid"), "0000-0002-1825-0098")
    told = page.form._mistakes["orcid"]
    assert told.isVisible() and "0000-0002-1825-0098" in told.text()
    assert person(office, "García").orcid is None
    retype(qtbot, editor(page, "orcid"), "0000-0002-1825-0097")
    assert not told.isVisible()
    assert person(office, "García").orcid == "0000-0002-1825-0097"


def test_what_must_be_there_cannot_be_emptied(window: Window, office: Office, qtbot: QtBot) -> None:
    window.desk.open_record(identity(office, Organisation, name="Institute of Optics"))
    page = cast("RecordPage", window.stack.currentWidget())
    line = editor(page, "name")
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert page.form._mistakes["name"].text() == "Name cannot be empty."
    assert identity(office, Organisation, name="Institute of Optics")


def test_a_new_person_is_kept_with_the_first_thing_filled_in(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    window.desk.go("people")
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = cast("RecordPage", window.stack.currentWidget())
    assert page.record_id() is None
    retype(qtbot, editor(page, "family_name"), "Curie")
    assert person(office, "Curie").id == page.record_id()
    assert person(office, "Curie").name_order == "given-first"


def test_a_draft_waits_for_what_it_must_have(window: Window, office: Office, qtbot: QtBot) -> None:
    window.desk.open_draft("stop", engagement=identity(office, Engagement, city="Paris"))
    page = cast("RecordPage", window.stack.currentWidget())
    retype(qtbot, editor(page, "city"), "Lyon")
    assert page.record_id() is None
    assert "Time zone" in page.under.text()


def test_an_email_is_added_at_the_foot(window: Window, office: Office, qtbot: QtBot) -> None:
    page = open_person(window, office, "García")
    points = editor(page, "emails")
    qtbot.mouseClick(points._add, Qt.MouseButton.LeftButton)
    retype(qtbot, points._rows[-1].first, "jose@optics.example")
    kept = person(office, "García").emails
    assert [point.value for point in kept or ()] == ["p0@example.org", "jose@optics.example"]


def test_a_role_is_added_in_place(window: Window, office: Office, qtbot: QtBot) -> None:
    page = open_person(window, office, "Wang")
    qtbot.waitUntil(lambda: Affiliation in {each._cls for each in page.findChildren(RelatedList)})
    roles = next(each for each in page.findChildren(RelatedList) if each._cls is Affiliation)
    qtbot.mouseClick(roles._add, Qt.MouseButton.LeftButton)
    box = roles._quick._editors["organisation"]
    qtbot.keyClicks(box.line, "optics")
    box._search()
    box._chosen(box._found.index(0, 0))
    retype(qtbot, roles._quick._editors["title"], "Fellow")
    roles._quick._keep()
    with office.session() as session:
        made = session.query(Affiliation).filter_by(title="Fellow").one()
    assert made.person == page.record_id()


def test_a_file_dropped_on_a_person_is_attached(
    window: Window, office: Office, qtbot: QtBot, tmp_path: Any
) -> None:
    page = open_person(window, office, "García")
    paper = tmp_path / "cv.txt"
    paper.write_text("A life.", encoding="utf-8")
    page.attach([paper])
    assert "Attach cv.txt" in window.notice.words.text()
    window.desk.undo()
    assert window.desk.has_office


def test_delete_and_take_it_back_from_the_line_at_the_foot(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    page = open_person(window, office, "Haddad")
    page.remove()
    assert window.notice.isVisible()
    with office.session() as session:
        assert session.query(Person).count() == 3
    qtbot.mouseClick(window.notice.undo_button, Qt.MouseButton.LeftButton)
    assert person(office, "Haddad").country == "FR"


def test_a_task_is_ticked_off(window: Window, office: Office, qtbot: QtBot) -> None:
    def due(session: Any) -> None:
        task = session.query(FollowUp).one()
        task.due_on = datetime.now(UTC).date() - timedelta(days=1)

    window.desk.act("Set a day", due)
    window.desk.go("today")
    today = cast("Today", window.stack.currentWidget())
    tick = next(
        w for w in today.findChildren(QWidget) if w.accessibleName() == "Done: Send the report"
    )
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    with office.session() as session:
        assert session.query(FollowUp).one().state == "done"


def test_the_list_is_narrowed_by_a_country(window: Window, qtbot: QtBot) -> None:
    window.desk.go("people", country=["CN"])
    screen = cast("ListScreen", window.stack.currentWidget())
    qtbot.waitUntil(lambda: screen.table.records.rowCount() == 1)
    assert screen.count.text() == "1 person"


def test_the_list_is_narrowed_by_words(window: Window, qtbot: QtBot) -> None:
    window.desk.go("people")
    screen = cast("ListScreen", window.stack.currentWidget())
    qtbot.keyClicks(screen.chips.words, "wisn")
    qtbot.waitUntil(lambda: screen.table.records.rowCount() == 1)
    assert screen.table.records.row(0).cells[0] == "Łucja Wiśniewska"


def test_the_list_is_sorted_by_a_header(window: Window, qtbot: QtBot) -> None:
    window.desk.go("people")
    screen = cast("ListScreen", window.stack.currentWidget())
    column = next(
        number
        for number, one in enumerate(screen.table.records.columns)
        if one.field is not None and one.field.name == "country"
    )
    qtbot.waitUntil(lambda: screen.table.records.rowCount() == 4)
    screen.table._sort(column)
    qtbot.waitUntil(lambda: screen.table.records.row(0).cells[column] == "China")


def test_a_change_elsewhere_shows_in_the_list(window: Window, office: Office, qtbot: QtBot) -> None:
    window.desk.go("people")
    screen = cast("ListScreen", window.stack.currentWidget())
    qtbot.waitUntil(lambda: screen.table.records.rowCount() == 4)
    window.desk.act("Add", lambda session: session.add(Person(family_name="Abel")))
    qtbot.waitUntil(lambda: screen.table.records.rowCount() == 5)
    assert screen.table.records.row(0).cells[0] == "Abel"


def test_an_empty_list_says_what_to_do(window: Window, qtbot: QtBot) -> None:
    window.desk.go("roadshows")
    screen = cast("ListScreen", window.stack.currentWidget())
    qtbot.waitUntil(lambda: screen._stack.currentWidget() is screen._empty)


def test_back_and_forward(window: Window, office: Office, qtbot: QtBot) -> None:
    window.desk.go("people")
    open_person(window, office, "García")
    window.go_back()
    assert isinstance(window.stack.currentWidget(), ListScreen)
    window.go_forward()
    assert isinstance(window.stack.currentWidget(), RecordPage)


def test_history_undoes_the_step_chosen_and_says_why_it_cannot(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    page = open_person(window, office, "García")
    retype(qtbot, editor(page, "city"), "Sevilla")
    retype(qtbot, editor(page, "city"), "Granada")
    window.toggle_history()
    with office.session() as session:
        from sciattache.store import history

        _, first = history.steps(session, most=2)
    window.desk.undo(first.id)
    assert "has been changed since" in window.notice.words.text()
    assert person(office, "García").city == "Granada"


def test_the_calendar_opens_a_new_visit_on_the_day(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    window.desk.go("calendar")
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = cast("RecordPage", window.stack.currentWidget())
    assert editor(page, "starts_on").value() == date.today()  # noqa: DTZ011


def test_the_look_and_the_language_change_in_place(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.desk.language_changed.emit("ar")
    assert desktop.window.isRightToLeft()
    assert desktop.window.rail.isRightToLeft()
    desktop.desk.theme_changed.emit("dark")
    desktop.desk.theme_changed.emit("light")
    desktop.desk.language_changed.emit("en")
    assert not desktop.window.isRightToLeft()


def test_a_bug_is_told_in_one_line_and_logged(
    desktop: Desktop, qtbot: QtBot, tmp_path: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("sciattache.ui.desk.log_file", lambda: tmp_path / "errors.log")

    def bug(_: object) -> None:
        raise ZeroDivisionError("a bug")

    desktop.desk.run("Work", bug, lambda _: None)
    qtbot.waitUntil(desktop.window.notice.isVisible)
    assert "Something went wrong inside" in desktop.window.notice.words.text()
    assert "ZeroDivisionError" in (tmp_path / "errors.log").read_text(encoding="utf-8")


def test_long_work_is_cancelled(desktop: Desktop, qtbot: QtBot) -> None:
    begun, ended = [], []

    def work(progress: Any) -> None:
        begun.append(True)
        while True:
            progress.report(1, 10)

    progress = desktop.desk.run("Work", work, lambda _: None, lambda: ended.append(True))
    qtbot.waitUntil(lambda: bool(begun))
    progress.cancel()
    qtbot.waitUntil(lambda: bool(ended))
    assert not desktop.window.notice.isVisible()
