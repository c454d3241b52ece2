"""Commands that mend a day when something in it is late: shift, arrives."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from sciattache.cli.stores import AsJson, StorePath, opened, record, say_json
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.errors import KnownError
from sciattache.services import hours, repair
from sciattache.services.dossier import Dossier
from sciattache.services.repair import Repair
from sciattache.store import dossiers, mending

Apply = Annotated[bool, typer.Option("--apply", help="Do it, as one step.")]


def shift(
    store: StorePath,
    item: Annotated[str, typer.Argument(metavar="ITEM")],
    minutes: Annotated[int, typer.Argument(help="So many minutes later.", metavar="MINUTES")],
    everything: Annotated[
        bool, typer.Option("--everything", help="Shift all that follows on its day as much.")
    ] = False,
    apply: Apply = False,
    as_json: AsJson = False,
) -> None:
    """Propose how to mend the day when an item begins later."""
    with opened(store) as office, office.session() as session:
        found = record(session, item)
        if not isinstance(found, AgendaItem) or found.starts_at is None:
            raise KnownError("That is no programme item with an hour.", "List them with “list”.")
        dossier = _dossier(session, found.engagement)
        made = repair.after_shift(
            dossier, found.id, minutes, repair.way_of(dossier), everything=everything
        )
        _tell(dossier, made, as_json)
        if apply:
            mending.apply(session, made, f"Shift {found.title} by {minutes} minutes")


def arrives(
    store: StorePath,
    leg: Annotated[str, typer.Argument(metavar="LEG")],
    at: Annotated[str, typer.Argument(help="14:20, or YYYY-MM-DD 14:20.", metavar="HOUR")],
    apply: Apply = False,
    as_json: AsJson = False,
) -> None:
    """Propose how to mend the day when a flight, a train or a car arrives at another hour."""
    with opened(store) as office, office.session() as session:
        found = record(session, leg)
        if not isinstance(found, Leg) or found.arrives_at is None:
            raise KnownError("That is no leg with an hour of arrival.", "List them with “list”.")
        dossier = _dossier(session, found.engagement)
        moment = _moment(dossier, found, at)
        made = repair.after_arrival(dossier, found.id, moment, repair.way_of(dossier))
        _tell(dossier, made, as_json)
        if apply:
            title = f"{found.number or found.kind} arrives at {moment:%H:%M}"
            mending.apply(session, made, title, leg=found.id, arrives_at=moment)


def _dossier(session: Session, engagement: str) -> Dossier:
    return dossiers.load(session, session.query(Engagement).filter_by(id=engagement).one())


def _moment(dossier: Dossier, leg: Leg, text: str) -> datetime:
    """The hour meant, on the clock of the place of arrival; without a day, the nearest one."""
    line = dossier.lines[leg.id]
    assert line.end is not None
    day, _, hour = text.strip().rpartition(" ")
    try:
        clock = hours.read(hour)
        on = datetime.fromisoformat(day).date() if day else None
    except ValueError as error:
        raise KnownError(str(error), "Write it like 14:20, or 2026-05-04 14:20.") from None
    if clock is None:
        raise KnownError("No hour is said.", "Write it like 14:20.")
    if on is None:
        return repair.nearest(line.end, clock)
    return datetime.combine(on, clock, line.end.tzinfo)


def _tell(dossier: Dossier, made: Repair, as_json: bool) -> None:
    titles = {one.id: one.title for one in dossier.items}
    titles |= {one.id: one.number or one.kind for one in dossier.legs}
    if as_json:
        say_json({"amendments": [_plain(dossier, one, titles) for one in made.amendments],
                  "cost": made.cost, "too_close": made.unsolved})  # fmt: skip
        return
    for one in made.amendments:
        told = _plain(dossier, one, titles)
        print(f"{told['how']:8} {told['start']}–{told['end']}  {told['title']}")
    for first, second in made.unsolved:
        print(f"too close: {titles[first]}, {titles[second]}")
    if not made.amendments:
        print("Nothing has to change.")


def _plain(dossier: Dossier, one: repair.Amendment, titles: dict[str, str]) -> dict[str, Any]:
    line = dossier.lines[one.id]
    assert line.start is not None
    start, end = (moment.astimezone(line.start.tzinfo) for moment in (one.start, one.end))
    return {"how": one.how, "id": one.id, "title": titles[one.id],
            "start": f"{start:%Y-%m-%d %H:%M}", "end": f"{end:%H:%M}"}  # fmt: skip


COMMANDS = {"shift": shift, "arrives": arrives}
