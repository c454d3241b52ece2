"""The tab of conflicts: counted in its label, jumped from, waived in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.waiver import Waiver
from sciattache.services.conflicts.wording import SENTENCES
from sciattache.ui import words
from sciattache.ui.workspace import workspace
from sciattache.ui.workspace.conflicts import ConflictsTab
from sciattache.ui.workspace.conflicts_row import ConflictRow
from sciattache.ui.workspace.conflicts_words import HEADINGS
from sciattache.ui.workspace.page import TABS, Workspace
from tests.ui.workspace.conftest import Visit, at

CLASH = "Lunch and Speech are at the same time"


def opened(visit: Visit, qtbot: QtBot) -> Workspace:
    """The workspace at its conflicts, with beds for all and one clash."""

    def plan(session: object) -> None:
        session.add_all(  # type: ignore[attr-defined]
            [
                AgendaItem(
                    engagement="visit", title="Speech", kind="press", status="confirmed",
                    starts_at=at("2026-03-03T13:00"), ends_at=at("2026-03-03T13:30"),
                ),
                Stay(engagement="visit", hotel="Hôtel du Nord", arrives_on=at("2026-03-03T12:00").date(),
                     departs_on=at("2026-03-06T12:00").date()),
            ]
        )  # fmt: skip

    visit.desk.act("Plan a speech", plan)
    page = workspace(visit.desk, "visit", "conflicts")
    assert isinstance(page, Workspace)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.waitUntil(lambda: row(page, CLASH) is not None, timeout=20_000)
    qtbot.waitUntil(lambda: clash(page).isVisible())
    return page


def row(page: Workspace, sentence: str) -> ConflictRow | None:
    return next((one for one in page.tab.rows if one.sentence.startswith(sentence)), None)


def clash(page: Workspace) -> ConflictRow:
    found = row(page, CLASH)
    assert found is not None
    return found


def named(page: Workspace) -> list[str]:
    """The titles of the two items of the clash, the one to go to first."""
    ways = [one.text() for one in clash(page).findChildren(QPushButton)]
    found = [way for way in ways if way in ("Lunch", "Speech")]
    assert len(found) == 2
    return found


def label(page: Workspace) -> str:
    return page.bar.tabText(list(TABS).index("conflicts"))


def shown(page: Workspace) -> list[str]:
    return [one.text() for one in page.tab.findChildren(QLabel)]


def waive(page: Workspace, qtbot: QtBot, reason: str) -> None:
    one = clash(page)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_W)
    assert one.reason is not None
    QTest.keyClicks(one.reason, reason)
    QTest.keyClick(one.reason, Qt.Key.Key_Return)


def test_the_label_counts_what_stands_and_follows_every_change(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot)
    before = len(page.tab.rows)
    assert label(page) == f"Conflicts {before}"
    assert page.tab.chips[""].text() == f"All  {before}"

    def move(session: object) -> None:
        speech = session.query(AgendaItem).filter_by(title="Speech").one()  # type: ignore[attr-defined]
        speech.starts_at, speech.ends_at = at("2026-03-03T13:30"), at("2026-03-03T14:00")

    visit.desk.act("Move the speech", move)
    qtbot.waitUntil(lambda: label(page) != f"Conflicts {before}")
    assert row(page, CLASH) is None
    visit.desk.undo()
    qtbot.waitUntil(lambda: label(page) == f"Conflicts {before}")
    assert row(page, CLASH) is not None


def test_enter_opens_the_record_that_the_conflict_is_about(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot)
    one = clash(page)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Return)
    assert page.panel.isVisible()
    assert page.panel.identity == one.conflict.subjects[0].id
    lunch = next(b for b in one.findChildren(QPushButton) if b.text() == "Lunch")
    lunch.click()
    assert page.panel.identity == "lunch"


def test_a_conflict_is_waived_with_a_reason_and_counts_again(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot)
    before = label(page)
    waive(page, qtbot, "The speech is at the table.")
    qtbot.waitUntil(lambda: label(page) != before)
    (kept,) = visit.all(Waiver)
    assert kept.reason == "The speech is at the table."
    assert kept.sentence.startswith(CLASH)
    one = clash(page)
    assert one.conflict.waived == kept.reason
    assert one is page.tab.rows[-1]
    assert {"Waived conflicts", kept.reason} <= set(shown(page))

    one.act.click()
    qtbot.waitUntil(lambda: label(page) == before)
    assert visit.all(Waiver) == []
    assert clash(page).conflict.waived is None


def test_a_notice_names_the_records_of_a_conflict_and_does_not_repeat_it(
    visit: Visit, qtbot: QtBot
) -> None:
    page, told = opened(visit, qtbot), []
    first, other = named(page)
    visit.desk.noticed.connect(lambda words, _: told.append(words))
    waive(page, qtbot, "The speech is at the table.")
    qtbot.waitUntil(lambda: clash(page).conflict.waived is not None)
    clash(page).act.click()
    qtbot.waitUntil(lambda: clash(page).conflict.waived is None)
    assert told == [f"Waived: {first}, {other}", f"Counts again: {first}, {other}"]


def test_a_notice_keeps_each_latin_name_whole_where_it_is_read_from_the_right(
    visit: Visit, qtbot: QtBot
) -> None:
    page, told = opened(visit, qtbot), []
    first, other = named(page)
    visit.desk.noticed.connect(lambda words, _: told.append(words))
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        waive(page, qtbot, "The speech is at the table.")
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert told == [f"\u200fWaived: \u2068{first}\u2069، \u2068{other}\u2069"]


def test_nothing_is_waived_without_a_reason_and_escape_leaves_it(
    visit: Visit, qtbot: QtBot
) -> None:
    page = opened(visit, qtbot)
    waive(page, qtbot, "   ")
    one = clash(page)
    assert one.reason is not None
    assert one.reason.isVisible()
    QTest.keyClick(one.reason, Qt.Key.Key_Escape)
    assert not one.reason.isVisible()
    assert one.hasFocus()
    assert page.isVisible()
    assert visit.all(Waiver) == []


def test_a_reason_half_typed_outlives_another_change(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot)
    one = clash(page)
    one.ask_reason()
    assert one.reason is not None
    QTest.keyClicks(one.reason, "The speech")
    with qtbot.waitSignal(page.watch.changed):
        visit.desk.act("Drop the talks", _drop_talks)
    assert clash(page) is one
    assert one.reason.text() == "The speech"
    assert one.reason.hasFocus()


def _drop_talks(session: object) -> None:
    talks = session.query(AgendaItem).filter_by(title="Talks").one()  # type: ignore[attr-defined]
    talks.status = "cancelled"


def test_a_chip_shows_one_severity_alone(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot)
    page.tab.chips["blocks"].click()
    assert {one.conflict.severity for one in page.tab.rows} == {"blocks"}
    page.tab.chips["note"].click()
    assert row(page, CLASH) is None
    page.tab.chips[""].click()
    assert row(page, CLASH) is not None


def test_arrows_go_from_one_conflict_to_the_next(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot)
    visit.desk.act("Bring the talks forward", _bring_talks_forward)
    qtbot.waitUntil(lambda: len(page.tab.rows) > 1 and page.tab.rows[1].isVisible())
    page.tab.focus_first()
    first, second = page.tab.rows[:2]
    QTest.keyClick(first, Qt.Key.Key_Down)
    qtbot.waitUntil(second.hasFocus)
    QTest.keyClick(second, Qt.Key.Key_Up)
    qtbot.waitUntil(first.hasFocus)


def _bring_talks_forward(session: object) -> None:
    talks = session.query(AgendaItem).filter_by(title="Talks").one()  # type: ignore[attr-defined]
    talks.starts_at = at("2026-03-03T12:30")


def test_where_all_fits_the_tab_says_so(visit: Visit, qtbot: QtBot) -> None:
    def empty(session: object) -> None:
        for cls, name in ((AgendaItem, "status"), (Stay, "state")):
            for one in session.query(cls).all():  # type: ignore[attr-defined]
                setattr(one, name, "cancelled")

    visit.desk.act("Cancel everything", empty)
    page = workspace(visit.desk, "visit", "conflicts")
    assert isinstance(page, Workspace)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.watch.found is not None, timeout=20_000)
    assert isinstance(page.tab, ConflictsTab)
    assert label(page) == "Conflicts"
    assert "No conflicts" in shown(page)


@pytest.mark.parametrize("language", words.languages()[1:])
def test_every_sentence_is_translated(language: str) -> None:
    known = words.catalogue(language)
    said = {*SENTENCES.values(), *HEADINGS.values(), *(label for label, _ in TABS.values())}
    assert {text for text in said if text not in known} == set()


def test_a_booking_in_another_engagement_leads_to_its_programme(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot)
    visit.desk.act("Plan a fair", lambda session: session.add_all([
        Engagement(id="fair", title="Book fair", kind="seminar"),
        AgendaItem(id="stand", engagement="fair", title="Stand", status="confirmed",
                   starts_at=at("2026-03-03T13:10"), ends_at=at("2026-03-03T13:20")),
        Attendance(item="stand", person=visit.ids["ana"]),
    ]))  # fmt: skip
    told = "Speech and Stand of “Book fair” are at the same time"
    qtbot.waitUntil(lambda: row(page, told) is not None, timeout=20_000)
    found = row(page, told)
    assert found is not None
    ways = {one.text(): one for one in found.findChildren(QPushButton)}
    with qtbot.waitSignal(visit.desk.engagement_wanted) as wanted:
        ways["Stand"].click()
    assert wanted.args == ["fair", "programme"]
