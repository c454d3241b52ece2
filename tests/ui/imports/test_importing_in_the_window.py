"""What a person does on the screen of imports."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.store import query
from sciattache.store.office import Office
from sciattache.ui.desk import Desk
from sciattache.ui.imports.chooser import Chooser
from sciattache.ui.imports.plan_rows import TITLE, VERDICT, WHAT
from sciattache.ui.imports.screen import ImportsScreen
from sciattache.ui.imports.wizard import COLUMNS, FILE, PREVIEW, RESULT, Wizard

from ..conftest import identity


def begun(qtbot: QtBot, screen: ImportsScreen, *files: Path) -> Wizard:
    """The wizard on files, once the first is understood."""
    screen.begin(list(files))
    wizard = screen.wizard
    qtbot.waitUntil(lambda: wizard.next.isEnabled())
    return wizard


def forward(qtbot: QtBot, wizard: Wizard, to: int) -> None:
    """Press the key of the next step, and wait for that step."""
    if wizard.step != to - 1:
        forward(qtbot, wizard, to - 1)
    qtbot.keyClick(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: wizard.step == to, timeout=5_000)


def people(office: Office) -> int:
    with office.session() as session:
        return query.count(session, Person)


def cells(view: QTableView, column: int) -> list[str]:
    model = view.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_what_stands_above_the_table_is_found_and_shown_for_correction(
    qtbot: QtBot, screen: ImportsScreen, guests: Path
) -> None:
    page = begun(qtbot, screen, guests).file_page
    assert (page.header.currentData(), page.first.currentData()) == (2, 3)
    assert page.delimiter.currentData() == ";"
    assert page.type.currentData() == "person"
    assert page.first_rows.rows.index(1, 0).data() == "Surname"


def test_another_delimiter_shows_other_columns_at_once(
    qtbot: QtBot, screen: ImportsScreen, guests: Path
) -> None:
    page = begun(qtbot, screen, guests).file_page
    page.delimiter.setCurrentIndex(page.delimiter.findData("|"))
    qtbot.waitUntil(lambda: page.first_rows.rows.columnCount() == 1)


def test_an_import_tells_first_what_it_would_do_and_writes_nothing(
    qtbot: QtBot, screen: ImportsScreen, guests: Path, office: Office
) -> None:
    before = people(office)
    wizard = begun(qtbot, screen, guests)
    forward(qtbot, wizard, PREVIEW)
    table = wizard.preview_page.table
    assert cells(table, VERDICT) == ["Updates", "New", "New"]
    assert cells(table, TITLE)[1] == "Jan Novák"
    assert "Madrid → Sevilla" in cells(table, WHAT)[0]
    assert people(office) == before


def test_import_and_take_back(
    qtbot: QtBot, screen: ImportsScreen, guests: Path, office: Office
) -> None:
    before = people(office)
    wizard = begun(qtbot, screen, guests)
    forward(qtbot, wizard, RESULT)
    assert people(office) == before + 2
    with qtbot.waitSignal(screen.home._desk.changed):
        wizard.result_page.back_button.click()
    assert people(office) == before
    assert wizard.result_page.title.text() == "Taken back: the office is as it was before."
    with qtbot.waitSignal(screen.home._desk.changed):
        screen.home._desk.redo()
    assert wizard.result_page.title.text() == "Imported guests.csv"
    assert wizard.result_page.back_button.isEnabled()
    with qtbot.waitSignal(screen.home._desk.changed):
        screen.home._desk.undo()
    with office.session() as session:
        assert session.query(Person).filter_by(family_name="García").one().city == "Madrid"


def test_imports_done_are_listed_and_can_be_taken_back_there(
    qtbot: QtBot, screen: ImportsScreen, guests: Path, office: Office
) -> None:
    before = people(office)
    wizard = begun(qtbot, screen, guests)
    forward(qtbot, wizard, RESULT)
    wizard.forward()
    home = screen.home
    qtbot.waitUntil(lambda: bool(home._drawn))
    assert home._drawn is not None
    done = home._drawn[0]
    assert (done.title, done.rows, done.undone) == ("Import guests.csv", 3, False)
    screen.home._desk.undo(done.id)
    assert people(office) == before


def test_the_same_file_again_has_nothing_to_import(
    qtbot: QtBot, screen: ImportsScreen, guests: Path
) -> None:
    wizard = begun(qtbot, screen, guests)
    forward(qtbot, wizard, RESULT)
    wizard = begun(qtbot, screen, guests)
    forward(qtbot, wizard, PREVIEW)
    assert cells(wizard.preview_page.table, VERDICT) == ["Same"] * 3
    assert not wizard.next.isEnabled()


def test_a_column_is_mapped_with_the_keyboard(
    qtbot: QtBot, screen: ImportsScreen, guests: Path
) -> None:
    wizard = begun(qtbot, screen, guests)
    forward(qtbot, wizard, COLUMNS)
    page = wizard.columns_page
    page.view.setCurrentIndex(page.rows.index(3, 2))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    chooser = QApplication.activePopupWidget()
    assert isinstance(chooser, Chooser)
    qtbot.keyClicks(chooser.narrow, "nickname")
    qtbot.keyClick(chooser.narrow, Qt.Key.Key_Return)
    assert page.columns()["City"] == "nickname"


def test_two_columns_for_one_value_are_told_at_once(
    qtbot: QtBot, screen: ImportsScreen, guests: Path
) -> None:
    wizard = begun(qtbot, screen, guests)
    forward(qtbot, wizard, COLUMNS)
    wizard.columns_page.choose(0, "city")
    assert "City" in wizard.columns_page.mistakes.text()
    assert not wizard.next.isEnabled()
    wizard.columns_page.choose(0, "family_name")
    assert wizard.next.isEnabled()


def test_a_mapping_is_remembered_for_the_same_columns(
    qtbot: QtBot, screen: ImportsScreen, guests: Path
) -> None:
    wizard = begun(qtbot, screen, guests)
    forward(qtbot, wizard, COLUMNS)
    wizard.columns_page.choose(3, "nickname")
    forward(qtbot, wizard, RESULT)
    assert begun(qtbot, screen, guests).columns_page.columns()["City"] == "nickname"


def test_a_refused_row_says_why_and_the_good_ones_go_in(
    qtbot: QtBot, screen: ImportsScreen, tmp_path: Path, office: Office
) -> None:
    file = tmp_path / "institutes.csv"
    file.write_text("Organisation,Country\nAlpha,France\n,Spain\nBeta,Italy\n", encoding="utf-8")
    wizard = begun(qtbot, screen, file)
    forward(qtbot, wizard, PREVIEW)
    preview = wizard.preview_page
    preview.chips["refused"].setChecked(True)
    assert cells(preview.table, VERDICT) == ["Refused"]
    assert cells(preview.table, WHAT) == ["Name is empty."]
    forward(qtbot, wizard, RESULT)
    with office.session() as session:
        assert (
            session.query(Organisation).filter(Organisation.name.in_(["Alpha", "Beta"])).count()
            == 2
        )


def test_a_calendar_becomes_a_new_engagement(
    qtbot: QtBot, screen: ImportsScreen, calendar: Path, office: Office
) -> None:
    wizard = begun(qtbot, screen, calendar)
    assert wizard.file_page.new_title.text() == "Days in Paris"
    assert wizard.file_page.first_rows.rows.index(1, 1).data() == "Reception"
    wizard.forward()
    qtbot.waitUntil(lambda: wizard.step == PREVIEW)
    forward(qtbot, wizard, RESULT)
    with office.session() as session:
        item = session.query(AgendaItem).one()
        made = session.query(Engagement).filter_by(id=item.engagement).one()
        assert (item.title, made.title, made.kind) == (
            "Reception",
            "Days in Paris",
            "inbound_delegation",
        )


def test_a_calendar_goes_into_the_engagement_that_the_workspace_names(
    qtbot: QtBot, screen: ImportsScreen, calendar: Path, office: Office
) -> None:
    visit = identity(office, Engagement, title="Visit of the Academy")
    screen.show_with(engagement=visit, file=str(calendar))
    qtbot.waitUntil(lambda: screen.wizard.step == PREVIEW)
    forward(qtbot, screen.wizard, RESULT)
    with office.session() as session:
        assert session.query(AgendaItem).one().engagement == visit


def test_a_confirmation_becomes_a_leg_of_the_engagement(
    qtbot: QtBot, screen: ImportsScreen, confirmation: Path, office: Office
) -> None:
    visit = identity(office, Engagement, title="Visit of the Academy")
    screen.show_with(engagement=visit, file=str(confirmation))
    qtbot.waitUntil(lambda: screen.wizard.step == PREVIEW)
    forward(qtbot, screen.wizard, RESULT)
    with office.session() as session:
        leg = session.query(Leg).one()
        assert (leg.engagement, leg.number, leg.arrival_zone) == (
            visit,
            "LH 400",
            "America/New_York",
        )


def test_a_confirmation_waits_for_its_engagement(
    qtbot: QtBot, screen: ImportsScreen, confirmation: Path, office: Office
) -> None:
    screen.begin([confirmation])
    wizard = screen.wizard
    qtbot.waitUntil(lambda: wizard.head.kind.text() == "Booking confirmation")
    assert wizard.file_page.into.isVisible()
    assert not wizard.next.isEnabled()
    wizard.file_page.into.set_value(identity(office, Engagement, title="Visit of the Academy"), {})
    wizard.file_page.meaning_changed.emit()
    qtbot.waitUntil(wizard.next.isEnabled)


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    qtbot: QtBot, screen: ImportsScreen, tmp_path: Path
) -> None:
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")
    screen.begin([file])
    page = screen.wizard.file_page
    qtbot.waitUntil(lambda: bool(page.mistake.text()))
    assert not screen.wizard.next.isEnabled()


def test_cancel_leaves_the_office_as_it_was(
    qtbot: QtBot, screen: ImportsScreen, guests: Path, office: Office, desk: Desk
) -> None:
    before = people(office)
    wizard = begun(qtbot, screen, guests)
    forward(qtbot, wizard, PREVIEW)
    wizard.forward()
    wizard.busy.stop.click()
    qtbot.waitUntil(lambda: not desk.long.jobs and wizard._work is None)
    assert wizard.step in (PREVIEW, RESULT)  # RESULT if it was done before the click
    assert (people(office) == before) == (wizard.step == PREVIEW)


def test_escape_goes_back_and_then_leaves(
    qtbot: QtBot, screen: ImportsScreen, guests: Path
) -> None:
    wizard = begun(qtbot, screen, guests)
    forward(qtbot, wizard, PREVIEW)
    for step in (COLUMNS, FILE):
        qtbot.keyClick(wizard, Qt.Key.Key_Escape)
        assert wizard.step == step
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert screen.home.isVisible()


def test_several_files_come_one_after_the_other(
    qtbot: QtBot, screen: ImportsScreen, guests: Path, calendar: Path
) -> None:
    wizard = begun(qtbot, screen, guests, calendar)
    forward(qtbot, wizard, RESULT)
    assert wizard.next.text() == "Next file"
    wizard.forward()
    qtbot.waitUntil(lambda: wizard.head.title.text() == "programme.ics")
