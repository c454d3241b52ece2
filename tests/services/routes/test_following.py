"""When an order is taken, the items of a stop go with its days of meetings."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.stop import Stop
from sciattache.services.dossier import Dossier
from sciattache.services.routes import following
from sciattache.services.routes.roadshow import Proposal, Stage

TOKYO = Stop(id="tokyo", engagement="v", city="Tokyo", country="JP", zone="Asia/Tokyo",
             starts_on=date(2026, 5, 7), ends_on=date(2026, 5, 8))  # fmt: skip


def item(id: str, day: int, hour: int, **values: object) -> AgendaItem:
    begins = datetime(2026, 5, day, hour - 9, tzinfo=UTC)
    return AgendaItem(
        id=id, engagement="v", title=id, stop="tokyo", starts_at=begins, start_zone="Asia/Tokyo",
        **values,
    )  # fmt: skip


def test_each_day_of_meetings_goes_to_its_new_one_over_a_weekend() -> None:
    dossier = Dossier(
        Engagement(id="v", title="Visit"), stops=[TOKYO],
        items=[item("lunch", 7, 12), item("talk", 8, 15), item("car", 8, 18, kind="movement")],
    )  # fmt: skip
    stage = Stage("tokyo", "Tokyo", date(2026, 5, 14), date(2026, 5, 18),
                  (date(2026, 5, 15), date(2026, 5, 18)))  # fmt: skip
    made = Proposal((stage,), None, None, ())
    moved = following.items(dossier, made)
    assert {id: values["starts_at"] for id, values in moved.items()} == {
        "lunch": datetime(2026, 5, 15, 3, tzinfo=UTC),
        "talk": datetime(2026, 5, 18, 6, tzinfo=UTC),
        "car": datetime(2026, 5, 18, 9, tzinfo=UTC),
    }
    assert following.stops(made)["tokyo"] == {
        "starts_on": date(2026, 5, 14), "ends_on": date(2026, 5, 18), "position": 1,
        "meeting_days": 2,
    }  # fmt: skip


def test_what_stays_on_its_day_is_not_touched() -> None:
    dossier = Dossier(
        Engagement(id="v", title="Visit"), stops=[TOKYO], items=[item("lunch", 7, 12)]
    )
    stage = Stage("tokyo", "Tokyo", date(2026, 5, 7), date(2026, 5, 7), (date(2026, 5, 7),))
    assert following.items(dossier, Proposal((stage,), None, None, ())) == {}
