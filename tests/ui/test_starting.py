"""A new engagement is begun from a template or an earlier one, where the planner looks for it."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.stop import Stop
from sciattache.store.office import Office
from sciattache.ui.lists.screen import ListScreen
from sciattache.ui.lists.starting import StartStrip
from sciattache.ui.window import Window


def planned(office: Office) -> None:
    with office.step("Plan") as session:
        for id, title, day, template in (
            ("model", "Usual visit", date(2020, 1, 6), True),
            ("old", "Visit of May", date(2025, 5, 5), None),
            ("older", "Visit of April", date(2025, 4, 7), None),
        ):
            session.add(Engagement(id=id, title=title, kind="inbound_delegation", starts_on=day,
                                   template=template))  # fmt: skip
            session.add(
                Stop(engagement=id, city="Bern", zone="Europe/Zurich", starts_on=day, ends_on=day)
            )
        session.add(Engagement(title="Show", kind="roadshow", starts_on=date(2025, 5, 6)))


def listed(window: Window, screen: str) -> tuple[ListScreen, StartStrip]:
    window.go(screen)
    page = cast("ListScreen", window.stack.currentWidget())
    assert page.start is not None
    return page, page.start


def act(page: ListScreen, words: str) -> None:
    next(one for one in page.new.menu.actions() if one.text() == words).trigger()


def opened(window: Window) -> Any:
    return cast("Any", window.stack.currentWidget()).seen


def test_the_menu_beside_new_begins_from_a_template(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    planned(office)
    page, strip = listed(window, "delegations")
    assert not page.new.more.isHidden()
    act(page, "From a template…")
    assert [strip.source.itemText(n) for n in range(strip.source.count())] == ["Usual visit"]
    assert not strip.source.isHidden() and strip.people.isHidden()
    strip.title.setText("Visit of June")
    strip.starts.set_value(date(2026, 6, 1), {})
    qtbot.keyClick(strip.title, Qt.Key.Key_Return)
    made = opened(window).engagement
    assert (made.title, made.starts_on, bool(made.template)) == (
        "Visit of June", date(2026, 6, 1), False,
    )  # fmt: skip
    assert [stop.starts_on for stop in opened(window).dossier.stops] == [date(2026, 6, 1)]


def test_an_earlier_one_is_copied_and_the_latest_is_offered_first(
    window: Window, office: Office
) -> None:
    planned(office)
    page, strip = listed(window, "delegations")
    act(page, "Copy of an earlier one…")
    titles = [strip.source.itemText(n) for n in range(strip.source.count())]
    assert titles == ["Visit of May", "Visit of April", "Visit of the Academy"]
    strip.source.setCurrentIndex(1)
    strip.source.activated.emit(1)
    assert strip.title.text() == "Visit of April"
    strip.starts.set_value(date(2026, 4, 6), {})
    strip.make.click()
    assert opened(window).engagement.starts_on == date(2026, 4, 6)


def test_without_a_template_the_list_says_how_to_keep_one(window: Window, office: Office) -> None:
    planned(office)
    page, strip = listed(window, "roadshows")
    act(page, "From a template…")
    assert strip.isHidden()
    assert "copy it as a template" in window.notice.words.text()


def test_the_finder_begins_from_a_template_too(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    planned(office)
    window.open_finder()
    finder = window._finder
    finder.box.setText("new from template delegations")
    finder.look_up()
    assert finder.list.item(0).text() == "New from a template: Delegations"
    qtbot.keyClick(finder.box, Qt.Key.Key_Return)
    _, strip = listed(window, "delegations")
    assert not strip.isHidden() and strip.source.count() == 1
    qtbot.keyClick(strip.title, Qt.Key.Key_Escape)
    assert strip.isHidden()


def test_a_list_of_people_has_no_other_ways(window: Window) -> None:
    window.go("people")
    page = cast("ListScreen", window.stack.currentWidget())
    assert page.new.more.isHidden() and page.start is None
