"""What one does to an engagement's records from its workspace, each act one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.cue import Cue
from sciattache.domain.records import Record
from sciattache.store import query, removal
from sciattache.ui.desk import Desk
from sciattache.ui.words import say


def title_of(desk: Desk, identity: str) -> str:
    """The title of a record."""
    with desk.read() as session:
        return query.titles(session, [identity]).get(identity, "")


def change(
    desk: Desk, cls: type[Record], identity: str, values: Mapping[str, Any], title: str
) -> None:
    """Set some fields of one record in a step called ``title``; without values, nothing."""
    if not values:
        return

    def work(session: Any) -> None:
        record = session.query(cls).filter_by(id=identity).one_or_none()
        if record is not None:
            for name, value in values.items():
                setattr(record, name, value)

    desk.act(title, work)


def remove(desk: Desk, cls: type[Record], identity: str) -> None:
    """Delete a record with what belongs to it; *Undo* is offered."""
    title = say("Delete {title}", title=title_of(desk, identity))

    def work(session: Any) -> None:
        record = session.query(cls).filter_by(id=identity).one_or_none()
        if record is not None:
            removal.remove(session, record)

    desk.act(title, work, notify=True)


def copy_item(desk: Desk, item: AgendaItem) -> str | None:
    """A second item like ``item``, with the same people, proposed again; gives its id."""
    title = say("Duplicate {title}", title=item.title)
    return desk.act(title, lambda session: copied(session, item), notify=True)


def copied(session: Any, item: AgendaItem, **otherwise: Any) -> str:
    """Add an item like ``item`` but for some values, proposed again, with people, cues, brief."""
    values = {field.name: getattr(item, field.name) for field in AgendaItem.fields()}
    values |= {"calendar_uid": None, "brief_number": None, "status": "proposed", **otherwise}
    made = AgendaItem(**{name: value for name, value in values.items() if value is not None})
    session.add(made)
    session.flush()
    for one in session.query(Attendance).filter_by(item=item.id).all():
        session.add(Attendance(item=made.id, person=one.person, role=one.role))
    for cls in (Cue, BriefParagraph):
        for part in session.query(cls).filter_by(item=item.id).order_by(cls.rid).all():
            held = {field.name: getattr(part, field.name) for field in cls.fields()}
            session.add(cls(**held | {"item": made.id}))
    return str(made.id)
