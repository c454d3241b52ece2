"""The tab of a trip's route: its stops, the map, and the order proposed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from sciattache.domain.programmes.stop import Stop
from sciattache.errors import KnownError
from sciattache.services.routes import bookings, roadshow, spots
from sciattache.services.routes import trip as trips
from sciattache.services.routes.roadshow import Proposal
from sciattache.services.routes.trip import Trip
from sciattache.store import routing
from sciattache.ui.desk import Desk
from sciattache.ui.look import icon, pixmap
from sciattache.ui.pieces import (
    button,
    clear,
    link_button,
    quiet,
    scrolled,
    section,
    text,
    written,
)
from sciattache.ui.words import say
from sciattache.ui.workspace import acts, route_words
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.route_map import City, RouteMap
from sciattache.ui.workspace.rows import Column
from sciattache.ui.workspace.sheet import Sheet


def is_wanted(seen: Seen) -> bool:
    """Whether an engagement has a route to think about."""
    stops = len(seen.dossier.stops)
    return stops > 1 or (stops == 1 and seen.engagement.kind == "investor_trip")


class RouteTab(QWidget):
    """Stops and the proposal at the side where reading begins, the map beside them."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._asked = 0
        self.proposal: Proposal | None = None
        self.trip: Trip | None = None
        self.map = RouteMap()
        self.stops = Sheet(say("Stops"), (
            Column(say("City"), 120, 1), Column(say("Days"), 140, 1),
            Column(say("Days of meetings"), 110, trailing=True, yields=2),
            Column(say("Fixed"), 70), Column(say("Success measure"), 130, 8, yields=1),
        ), fitted=True)  # fmt: skip
        self.stages = Sheet(say("Proposed order"), (
            Column(say("City"), 110, 2), Column(say("Days"), 140, 2),
            Column(say("The way there"), 110, 1),
        ), fitted=True)  # fmt: skip
        self.changes = Sheet(say("Changes proposed"), (
            Column(say("What"), 180, 3), Column(say("As planned"), 130, 1),
            Column(say("Then"), 130, 1),
        ), fitted=True, tall=False)  # fmt: skip
        self.course_head = section(say("Course of the trip"))
        self.take_course = button(say("Use this course"), "check", primary=True)
        self.fix = link_button(say("Keep its dates"), "lock")
        self.new = link_button(say("Add a stop"), "plus")
        self.use = button(say("Use this order"), "check", primary=True)
        self.order_head = section(say("Proposed order"))
        self.state = written("", "quiet")
        self._cost, self._why, self._course = QGridLayout(), QVBoxLayout(), QVBoxLayout()
        self.bookings_head, self._bookings = (
            text(say("Stays and legs then"), "label"),
            QVBoxLayout(),
        )
        self._bind()
        self._lay_out()

    def show_seen(self, seen: Seen) -> None:
        """Show the stops as they are now, and seek the best order anew."""
        self._seen = seen
        stops = roadshow.present(seen.dossier.stops)
        language = self._desk.language
        rows = [route_words.stop_row(one, n, language) for n, one in enumerate(stops, start=1)]
        self.stops.show_rows(rows)
        self._dress_fix()
        self._draw(None)
        self._show_course(seen)
        self._seek(seen)

    def focus_first(self) -> None:
        self.stops.setFocus()

    def make_new(self) -> None:
        """Add a stop."""
        if self._seen is not None:
            self.draft_wanted.emit(Stop, {"engagement": self._seen.engagement.id})

    def choose(self, identity: str) -> None:
        """Go to a stop that was just made."""
        self.stops.choose(identity)

    def toggle_fixed(self) -> None:
        """Let the stop that is chosen keep its dates, or no longer."""
        stop = self._stop(self.stops.identity())
        if stop is not None:
            title = say("Let {city} move") if stop.fixed else say("Keep the dates of {city}")
            acts.change(
                self._desk, Stop, stop.id, {"fixed": not stop.fixed}, title.format(city=stop.city)
            )

    def take(self) -> None:
        """Put the stops into the order proposed, with their items, as one step."""
        seen, made = self._seen, self.proposal
        if seen is not None and made is not None and made.stages:
            title = say("Put the stops into the order proposed")
            self._desk.act(
                title,
                lambda session: routing.follow(
                    session, seen.dossier, made, title,
                    lambda why: route_words.told(why, self._desk.language, plain=True),
                ),
                notify=True,
            )  # fmt: skip

    def follow_course(self) -> None:
        """Take the changes proposed for an investor trip, as one step."""
        made = self.trip
        if made is not None and made.changes:
            title = say("Take the course proposed for the trip")
            self._desk.act(
                title, lambda session: routing.change(session, made.values(), title), notify=True
            )

    def _show_course(self, seen: Seen) -> None:
        """Warm-ups, clusters and teams, for a trip of investors."""
        wanted = seen.engagement.kind == "investor_trip"
        self.trip = trips.look(seen.dossier) if wanted else None
        clear(self._course)
        language = self._desk.language
        for one in self.trip.why if self.trip else ():
            self._course.addWidget(_reason(route_words.told(one, language)))
        rows = route_words.change_rows(seen, self.trip.changes, language) if self.trip else []
        self.changes.show_rows(rows)
        self.course_head.setVisible(wanted)
        self.changes.setVisible(bool(rows))
        self.take_course.setVisible(bool(rows))

    def _stop(self, identity: str) -> Stop | None:
        held = self._seen.dossier.stops if self._seen else []
        return next((one for one in held if one.id == identity), None)

    def _seek(self, seen: Seen) -> None:
        """Seek in a thread: the calendars of many countries take half a second."""
        self._asked += 1
        asked = self._asked
        self.proposal = None
        several = len(seen.dossier.stops) > 1
        self.order_head.setVisible(several)
        if not several:
            self._show_state("")
            return
        self._show_state(say("Looking for the best order …"))

        def job(_: object) -> Proposal | KnownError:
            try:
                return roadshow.propose(seen.dossier)
            except KnownError as error:
                return error

        def done(found: Proposal | KnownError) -> None:
            if asked != self._asked:
                return
            if isinstance(found, KnownError):
                self._show_state(f"{found.sentence} {found.remedy}")
            else:
                self._show(found)

        self._desk.fetch(job, done)

    def _show_state(self, words: str) -> None:
        self.state.setText(words)
        self.state.show()
        for widget in (self.stages, self.use):
            widget.hide()
        clear(self._cost)
        clear(self._why)
        self._show_bookings(None)

    def _show(self, made: Proposal) -> None:
        self.proposal = made
        language = self._desk.language
        stops = {stop.id: stop for stop in self._seen.dossier.stops} if self._seen else {}
        another = self._is_another(made)
        self._show_state("" if made.stages else say("No order keeps every window."))
        self.state.setVisible(not made.stages)
        self.stages.show_rows(route_words.stage_rows(made, stops, language) if another else ())
        self.stages.setVisible(another)
        self.use.setVisible(another)
        self._show_cost(made)
        for one in made.why:
            self._why.addWidget(_reason(route_words.told(one, language)))
        self._show_bookings(made if another else None)
        self._draw(made)

    def _show_bookings(self, made: Proposal | None) -> None:
        """What becomes of stays and legs when the order is used."""
        clear(self._bookings)
        follows = bookings.follow(self._seen.dossier, made) if self._seen and made else ()
        language = self._desk.language
        told = dict.fromkeys(
            " ".join(route_words.told(why, language) for why in one.why) for one in follows
        )
        self.bookings_head.setVisible(bool(told))
        for words in told:
            self._bookings.addWidget(_reason(words))

    def _is_another(self, made: Proposal) -> bool:
        """Whether what is proposed differs from what is planned."""
        for number, stage in enumerate(made.stages, start=1):
            stop = self._stop(stage.stop)
            if stop is None or (stop.starts_on, stop.ends_on) != (stage.first, stage.last):
                return True
            if stop.position is not None and stop.position != number:
                return True
        return False

    def _show_cost(self, made: Proposal) -> None:
        if made.cost is None:
            return
        before = made.before or made.cost
        for column, (words, old, new) in enumerate((
            (say("under way"), route_words.span(before.minutes),
             route_words.span(made.cost.minutes)),
            (say("nights under way"), str(before.nights), str(made.cost.nights)),
            (say("days without meetings"), str(before.idle), str(made.cost.idle)),
        )):  # fmt: skip
            figure = text(new, "title")
            under = words if old == new else say("{words}, now {old}", words=words, old=old)
            figure.setAccessibleName(f"{new} {under}")
            self._cost.addWidget(figure, 0, column)
            self._cost.addWidget(quiet(under), 1, column)

    def _draw(self, made: Proposal | None) -> None:
        """The map: numbers by the order proposed where there is another one."""
        if self._seen is None:
            return
        dossier = self._seen.dossier
        now = roadshow.present(dossier.stops)
        where = {stop.id: spots.of_stop(stop, dossier) for stop in now}
        order = list(made.order) if made and made.stages else [stop.id for stop in now]
        found = [(stop, where[stop.id]) for stop in now]
        cities = [City(stop.city, spot, order.index(stop.id) + 1) for stop, spot in found if spot]
        differs = order != [stop.id for stop in now]
        proposed = [spot for id in order if (spot := where[id])] if differs else []
        self.map.show_route(cities, [spot for _, spot in found if spot], proposed)

    def _dress_fix(self) -> None:
        stop = self._stop(self.stops.identity())
        self.fix.setVisible(stop is not None)
        words = say("Let it move") if stop is not None and stop.fixed else say("Keep its dates")
        self.fix.setText(words)
        self.fix.setAccessibleName(words)
        kept = "lock-open" if stop is not None and stop.fixed else "lock"
        self.fix.setIcon(icon(kept, "accent", gap=4))

    def _bind(self) -> None:
        self.stops.opened.connect(lambda one: self.record_wanted.emit(Stop, one, True))
        self.stops.picked.connect(lambda one: self.record_wanted.emit(Stop, one, False))
        self.stops.selectionModel().currentRowChanged.connect(lambda *_: self._dress_fix())
        self.stops.removal_wanted.connect(lambda one: acts.remove(self._desk, Stop, one))
        self.fix.clicked.connect(self.toggle_fixed)
        self.new.clicked.connect(self.make_new)
        self.use.clicked.connect(self.take)
        self.take_course.clicked.connect(self.follow_course)

    def _lay_out(self) -> None:
        page = QWidget()
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(24, 20, 20, 32)
        self.column.setSpacing(8)
        buttons, order, course = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for widget in (self.fix, self.new):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        order.addWidget(self.order_head, 1)
        order.addWidget(self.use)
        course.addWidget(self.course_head, 1)
        course.addWidget(self.take_course)
        self._cost.setHorizontalSpacing(32)
        self._cost.setVerticalSpacing(0)
        self._cost.setColumnStretch(3, 1)
        self._why.setSpacing(4)
        self._bookings.setSpacing(4)
        self._course.setSpacing(4)
        self.column.addWidget(section(say("Stops")))
        self.column.addWidget(self.stops)
        self.column.addLayout(buttons)
        self.column.addSpacing(16)
        self.column.addLayout(order)
        self.column.addWidget(self.state)
        self.column.addLayout(self._cost)
        self.column.addWidget(self.stages)
        self.column.addLayout(self._why)
        self.column.addWidget(self.bookings_head)
        self.column.addLayout(self._bookings)
        self.column.addSpacing(16)
        self.column.addLayout(course)
        self.column.addLayout(self._course)
        self.column.addWidget(self.changes)
        self.column.addStretch(1)
        around = QWidget()
        beside = QVBoxLayout(around)
        beside.setContentsMargins(4, 20, 24, 24)
        beside.addWidget(self.map)
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setHandleWidth(1)
        body.setChildrenCollapsible(False)
        body.addWidget(scrolled(page))
        body.addWidget(around)
        body.setSizes([620, 480])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(body)


def _reason(words: str) -> QWidget:
    """A sentence behind a small mark."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    mark = text("")
    mark.setPixmap(pixmap("dot", 16, "quiet"))
    row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
    row.addWidget(written(words, "quiet"), 1)
    return made
