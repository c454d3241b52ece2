"""What one does on the board, each act one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.services import moving
from sciattache.services.conflicts.facts import OFF
from sciattache.services.programme import Day
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.words import say
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.reading import Seen


def place(
    desk: Desk, seen: Seen, item: AgendaItem, on: date, minute: int, *, team: str | None = None
) -> None:
    """Let an item begin at another minute or day, or move it to another team's track."""
    times = moving.to_minute(item, on, minute, _zone(seen, item, on))
    if team is not None:
        times["team"] = team or None
    acts.change(desk, AgendaItem, item.id, times, say("Move {title}", title=item.title))


def stretch(desk: Desk, seen: Seen, item: AgendaItem, on: date, minute: int) -> None:
    """Let an item end at another minute."""
    times = moving.until_minute(item, on, minute, _zone(seen, item, on))
    acts.change(
        desk, AgendaItem, item.id, times, say("Change the end of {title}", title=item.title)
    )


def add(
    desk: Desk, seen: Seen, on: date, minute: int, values: dict[str, Any], title: str
) -> str | None:
    """Add an item of an hour; gives its id."""
    item = AgendaItem(engagement=seen.engagement.id, **values)
    day = seen.day(on)
    times = moving.to_minute(item, on, minute, day.zone if day else "")
    for name, value in times.items():
        setattr(item, name, value)

    def work(session: Any) -> str:
        session.add(item)
        session.flush()
        return str(item.id)

    return desk.act(title, work)


def meet(
    desk: Desk, seen: Seen, kind: str, ids: Sequence[str], on: date, minute: int, team: str
) -> str | None:
    """A meeting with the first of some people or organisations that were dropped on the board.

    The others of several people take part in it.
    """
    first, *others = ids
    name = acts.title_of(desk, first)
    with_whom = {"contact" if kind == "person" else "host": first}
    title = say("Meeting with {name}", name=name)
    values = {"title": title, "kind": "meeting", "status": "proposed", "team": team or None}
    made = add(desk, seen, on, minute, values | with_whom, say("Add {title}", title=title))
    if made and others and kind == "person":
        desk.act(
            say("Add people to {title}", title=title),
            lambda session: session.add_all(Attendance(item=made, person=one) for one in others),
        )
    return made


def paste_day(desk: Desk, seen: Seen, source: Day, target: Day) -> int:
    """Copy a day's items to another day at the same hours, proposed again; gives how many.

    What is cancelled or declined stays where it is.
    """
    items = [line.record for line in (*source.lines, *source.all_day)
             if isinstance(line.record, AgendaItem) and line.record.status not in OFF]  # fmt: skip
    if not items:
        return 0
    language = desk.language

    def work(session: Any) -> int:
        for item in items:
            times = moving.to_day(
                item, target.on, zone=item.start_zone or source.zone, there=target.zone
            )
            acts.copied(session, item, stop=None, **times)
        return len(items)

    title = say(
        "Copy {day} to {other}", day=showing.day(source.on, language),
        other=showing.day(target.on, language),
    )  # fmt: skip
    return desk.act(title, work, notify=True) or 0


def _zone(seen: Seen, item: AgendaItem, on: date) -> str:
    """The clock by which an item stands on a day: the day's, else its own."""
    day = seen.day(on)
    return (day.zone if day else "") or item.start_zone or ""
