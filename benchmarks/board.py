"""Drag a card over a board of many items, beside painting an empty view of the same size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from benchmarks.measuring import Ratio, by_turns, median

FRAME = 0.016
"""Seconds of a frame at sixty pictures a second."""


def measure(items: int = 500, rounds: int = 60) -> Iterator[Ratio]:
    """One step of the pointer with its painting; the bound is a frame, told as a ratio to it."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from sciattache.ui import look
    from sciattache.ui.workspace.board.view import BoardView

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look.first_fonts(app)
    look.wear(app, "light")
    view = BoardView()
    view.resize(1400, 900)
    view.show_columns(_columns(items), {})
    view.show()
    QTest.qWait(50)
    port = view.viewport()
    start = view.plane.card_rect(0, view.columns[0].cards[8]).center()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, start + QPoint(0, 20))
    moves = iter(range(10**9))

    def step() -> None:
        number = next(moves)
        at = start + QPoint(number * 7 % 900, number * 5 % 400)
        QTest.mouseMove(port, at)
        port.repaint()

    def frame() -> None:
        QTest.qWait(int(FRAME * 1000))

    ours, theirs = map(median, by_turns((step, frame), rounds=rounds))
    yield Ratio(f"a step of a drag over {items} items", "a frame of 16 ms", ours, theirs, 1)
    view.close()


def _columns(items: int) -> tuple:  # type: ignore[type-arg]
    from sciattache.domain.programmes.agenda_item import AgendaItem
    from sciattache.domain.programmes.engagement import Engagement
    from sciattache.services import programme
    from sciattache.services.dossier import Dossier
    from sciattache.ui.workspace.board.sheet import columns
    from sciattache.ui.workspace.reading import Seen

    first = datetime(2026, 5, 4, 6, tzinfo=UTC)
    visit = Engagement(
        id="v", title="Visit", zone="Europe/Paris", starts_on=date(2026, 5, 4),
        ends_on=date(2026, 5, 13), home_zone="Asia/Tokyo",
    )  # fmt: skip
    planned = [
        AgendaItem(
            id=str(number), engagement="v", title=f"Meeting number {number} of the visit",
            kind="meeting", status=("proposed", "confirmed")[number % 2],
            team=("A", "B")[number % 2],
            starts_at=first + timedelta(days=number % 10, minutes=15 * (number // 10)),
            ends_at=first + timedelta(days=number % 10, minutes=15 * (number // 10) + 45),
        )
        for number in range(items)
    ]  # fmt: skip
    dossier = Dossier(visit, items=planned)
    days = programme.days(visit, (), planned)
    return columns(Seen(dossier, days, (), (), {}), "en")
