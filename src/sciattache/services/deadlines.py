"""When the tasks of an engagement fall due, on days or counted from its first day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.programmes.engagement import Engagement


@dataclass(frozen=True)
class Due:
    """A task with its day, and the distance from the engagement's first day (D-30, D+15)."""

    task: FollowUp
    on: date | None
    days: int | None

    @property
    def mark(self) -> str:
        """How planners write the distance; empty where there is none."""
        return "" if self.days is None else f"D{self.days:+d}" if self.days else "D"

    def is_late(self, today: date) -> bool:
        """Whether it should have been done before today and is not."""
        return self.on is not None and self.on < today and is_open(self.task)


def due(task: FollowUp, engagement: Engagement) -> date | None:
    """The day on which a task falls due, absolute or counted from the engagement's first day."""
    if task.due_on is not None or task.due_days is None or engagement.starts_on is None:
        return task.due_on
    return engagement.starts_on + timedelta(days=task.due_days)


def is_open(task: FollowUp) -> bool:
    """Whether a task is still to be done."""
    return task.state not in ("done", "dropped")


def listed(tasks: Iterable[FollowUp], engagement: Engagement) -> list[Due]:
    """The tasks by their days, those without one at the end."""
    found = []
    for task in tasks:
        on = due(task, engagement)
        days = task.due_days
        if task.due_on is not None:
            days = (on - engagement.starts_on).days if on and engagement.starts_on else None
        found.append(Due(task, on, days))
    return sorted(
        found,
        key=lambda one: (one.days is None, one.days or 0, one.on or date.max, one.task.task or ""),
    )
