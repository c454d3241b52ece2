"""Write a meeting day's timetable into its requests, as one step."""

from __future__ import annotations

from sqlalchemy.orm import Session

from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.services.meeting_day import Asked, tables
from sciattache.services.scheduling.day import Timetable
from sciattache.store.steps import step


def write(session: Session, given: Asked, found: Timetable, title: str) -> int:
    """Give each request its slot and table, and take both from what is left out; how many meet."""
    at = tables(given, found)
    with step(session, title):
        for name, group in given.groups.items():
            slot = found.slots.get(name)
            for one in group:
                record = session.query(MeetingRequest).filter_by(id=one.id).one()
                if record.state == "held":
                    continue
                record.slot = slot
                record.table_number = str(at[name]) if slot is not None else None
                record.day = given.day.id
                if slot is not None:
                    record.state = "scheduled"
                elif record.state == "scheduled":
                    record.state = "wished"
    return len(found.slots)
