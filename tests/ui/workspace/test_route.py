"""The route's tab: stops, map and proposal; an order is used as one step that can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.stop import Stop
from sciattache.services.routes.wording import SENTENCES
from sciattache.ui import words
from sciattache.ui.workspace import workspace
from sciattache.ui.workspace.page import TABS
from sciattache.ui.workspace.route import RouteTab
from sciattache.ui.workspace.route_land import View
from tests.ui.test_accessible import nameless
from tests.ui.workspace.conftest import Visit, at

CITIES = (("Lisbon", "PT"), ("Warsaw", "PL"), ("Porto", "PT"), ("Berlin", "DE"))


@pytest.fixture
def tour(visit: Visit) -> Visit:
    """A roadshow to and fro: Lisbon, Warsaw, Porto, Berlin."""

    def plan(session: Any) -> None:
        session.add(Engagement(id="tour", title="Tour", kind="investor_trip",
                               starts_on=date(2026, 5, 4)))  # fmt: skip
        for number, (city, country) in enumerate(CITIES):
            on = date(2026, 5, 4 + number)
            session.add(Stop(id=city, engagement="tour", city=city, country=country,
                             zone="Europe/Berlin", starts_on=on, ends_on=on,
                             position=number + 1))  # fmt: skip
        session.add(AgendaItem(
            id="talk", engagement="tour", title="Talk", stop="Porto", start_zone="Europe/Berlin",
            starts_at=at("2026-05-06T10:00", "Europe/Berlin"),
        ))  # fmt: skip

    visit.desk.act("Plan", plan)
    return visit


def opened(tour: Visit, qtbot: QtBot) -> Any:
    page: Any = workspace(tour.desk, "tour", "route")
    qtbot.addWidget(page)
    page.resize(1300, 900)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.tab.proposal is not None, timeout=15000)
    return page


def test_a_better_order_is_used_as_one_step(tour: Visit, qtbot: QtBot) -> None:
    tab: RouteTab = opened(tour, qtbot).tab
    assert [row.identity for row in tab.stops.rows.rows] == [city for city, _ in CITIES]
    assert tab.proposal is not None
    order = list(tab.proposal.order)
    assert [row.identity for row in tab.stages.rows.rows] == order
    assert order != [city for city, _ in CITIES]
    qtbot.mouseClick(tab.use, Qt.MouseButton.LeftButton)
    stops = sorted((tour.one(Stop, city) for city, _ in CITIES), key=lambda one: one.position)
    assert [stop.id for stop in stops] == order
    porto = (
        next(one for one in tab.proposal.stages if one.stop == "Porto") if tab.proposal else None
    )
    assert porto is None or tour.one(AgendaItem, "talk").starts_at.date() == porto.meetings[0]
    tour.desk.undo()
    assert [tour.one(Stop, city).position for city, _ in CITIES] == [1, 2, 3, 4]
    assert tour.one(AgendaItem, "talk").starts_at == at("2026-05-06T10:00", "Europe/Berlin")


def test_stays_and_legs_are_told_of_and_follow_the_order(tour: Visit, qtbot: QtBot) -> None:
    def book(session: Any) -> None:
        session.add(Leg(id="leg", engagement="tour", kind="flight", number="A1", origin="WAW",
                        destination="OPO", departs_at=at("2026-05-05T18:00"), state="booked",
                        departure_zone="Europe/Paris"))  # fmt: skip

    tour.desk.act("Book", book)
    tab: RouteTab = opened(tour, qtbot).tab
    assert not tab.bookings_head.isHidden()
    tab.use.click()
    leg = tour.one(Leg, "leg")
    assert leg.state == "cancelled"
    assert leg.notes == (
        "A1 WAW – OPO is off: Warsaw and Porto do not follow one another any more. "
        "It was booked: cancel the booking."
    )
    tour.desk.undo()
    assert (tour.one(Leg, "leg").state, tour.one(Leg, "leg").notes) == ("booked", None)


def test_after_it_is_used_nothing_else_is_proposed(tour: Visit, qtbot: QtBot) -> None:
    page = opened(tour, qtbot)
    page.tab.take()
    page.tab.proposal = None
    qtbot.waitUntil(lambda: page.tab.proposal is not None, timeout=15000)
    assert page.tab.use.isHidden()
    assert page.tab.map.proposed == ()


def test_the_map_shows_the_way_now_and_the_one_proposed(tour: Visit, qtbot: QtBot) -> None:
    shown = opened(tour, qtbot).tab.map
    assert len(shown.now) == len(shown.proposed) == 4
    assert shown.now != shown.proposed
    assert "1 " in shown.accessibleDescription()
    view = View([one.spot for one in shown.cities], QRectF(0, 0, 400, 400))
    for one in shown.cities:
        assert QRectF(0, 0, 400, 400).contains(view.point(one.spot))


def test_a_map_over_the_date_line_takes_the_short_way_around() -> None:
    view = View([(35.0, 140.0), (21.0, -158.0)], QRectF(0, 0, 400, 400))
    tokyo, honolulu = view.point((35.0, 140.0)), view.point((21.0, -158.0))
    assert 0 <= tokyo.x() < honolulu.x() <= 400
    assert tokyo.y() < honolulu.y()


def test_a_stop_is_fixed_from_the_keyboard(tour: Visit, qtbot: QtBot) -> None:
    tab: RouteTab = opened(tour, qtbot).tab
    tab.stops.choose("Warsaw")
    tab.fix.setFocus()
    qtbot.keyClick(tab.fix, Qt.Key.Key_Space)
    assert tour.one(Stop, "Warsaw").fixed is True
    qtbot.waitUntil(lambda: tab.stops.rows.rows[1].cells[3].words == "fixed")


def test_stops_without_a_measure_of_success_are_told(tour: Visit, qtbot: QtBot) -> None:
    tab: RouteTab = opened(tour, qtbot).tab
    assert tab.trip is not None
    assert "Porto has no success measure." in [one.sentence for one in tab.trip.why]
    assert tab.stops.rows.rows[0].cells[4].words == "None yet"


def test_every_control_has_a_name(tour: Visit, qtbot: QtBot) -> None:
    assert nameless(opened(tour, qtbot)) == []


def test_the_tab_is_there_for_several_stops_only(tour: Visit, qtbot: QtBot) -> None:
    page = opened(tour, qtbot)
    number = list(TABS).index("route")
    assert page.bar.isTabVisible(number)

    def drop(session: Any) -> None:
        session.query(Engagement).filter_by(id="tour").one().kind = "roadshow"
        for city, _ in CITIES[1:]:
            session.delete(session.query(Stop).filter_by(id=city).one())

    tour.desk.act("Drop", drop)
    qtbot.waitUntil(lambda: not page.bar.isTabVisible(number))
    assert page.bar.currentIndex() == 0


@pytest.mark.parametrize("language", words.languages()[1:])
def test_every_reason_is_translated(language: str, qapp: QApplication) -> None:
    known = words.catalogue(language)
    assert set(SENTENCES.values()) <= known.keys()
