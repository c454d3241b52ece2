"""Find a day's timetable within so many seconds, on other processes, and stop when told to.

The solver is native code that cannot be interrupted everywhere, so it works in processes of its
own, which can be ended at any moment.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.connection import Connection

from sciattache.services.scheduling import counting, greedy, search, why
from sciattache.services.scheduling.day import Cost, MeetingDay, Timetable, cost, moved
from sciattache.services.scheduling.fact import Fact, Kind
from sciattache.services.scheduling.search import Bound, Found, Impossible

Task = Callable[[MeetingDay, Callable[[object], None]], object]

_LOOK = 0.05
"""Seconds between two looks at whether to stop."""


def _never() -> bool:
    return False


def solve(
    day: MeetingDay,
    seconds: float = 60.0,
    *,
    cancelled: Callable[[], bool] = _never,
    progress: Callable[[Timetable], None] | None = None,
) -> Timetable:
    """The best timetable that was found in time, or the facts that stand against any.

    ``progress`` is told each better timetable and each better bound; ``cancelled`` is asked
    about twenty times a second. Needs ``multiprocessing.freeze_support`` in a frozen program.
    """
    run = _Run(day, time.monotonic() + seconds, cancelled, progress or (lambda _: None))
    reason = counting.too_much(day)
    if reason and Fact(Kind.TABLES) not in reason:
        return Timetable(False, optimal=True, why=reason)  # counting one person is exact
    if not reason:
        if (first := greedy.timetable(day)) is not None:
            run.hear(Found(first))
        run.listen(search.descend, search.prove)
        if not run.impossible:
            return run.timetable()
    run.impossible, run.why = True, reason
    run.listen(why.explain)
    return run.timetable()


@dataclass
class _Run:
    """What one run has found so far."""

    day: MeetingDay
    deadline: float
    cancelled: Callable[[], bool]
    progress: Callable[[Timetable], None]
    slots: Mapping[str, int] | None = None
    bound: Cost = field(default_factory=lambda: Cost(0, 0, 0))
    impossible: bool = False
    why: tuple[Fact, ...] = ()
    why_is_least: bool = False

    def listen(self, *tasks: Task) -> None:
        """Run tasks side by side, and hear them until all is known, or the time is up."""
        if self._is_over(tasks):
            return
        with ExitStack() as stack:
            ends = [stack.enter_context(_worker(task, self.day)) for task in tasks]
            while ends and not self._is_over(tasks):
                ready = connection.wait(ends, _LOOK)
                for end in [one for one in ends if one in ready]:
                    try:
                        self.hear(end.recv())
                    except EOFError:
                        ends.remove(end)

    def hear(self, event: object) -> None:
        """Take in what a task found."""
        before = self.timetable()
        match event:
            case Found(slots):
                if self.slots is None or cost(self.day, slots) < cost(self.day, self.slots):
                    self.slots = slots
            case Bound(least):
                self.bound = max(self.bound, least)
            case Impossible():
                self.impossible = True
            case why.Reason(facts, least):
                self.why, self.why_is_least = facts, least
            case Exception():
                raise event
        after = self.timetable()
        if after != before:
            self.progress(after)

    def _is_over(self, tasks: tuple[Task, ...]) -> bool:
        if time.monotonic() >= self.deadline or self.cancelled():
            return True
        if self.impossible:
            return tasks != (why.explain,) or self.why_is_least
        return self.slots is not None and self.bound >= cost(self.day, self.slots)

    def timetable(self) -> Timetable:
        """What is known now."""
        if self.impossible:
            return Timetable(False, optimal=self.why_is_least, why=self.why)
        if self.slots is None:
            return Timetable(None)
        spent = cost(self.day, self.slots)
        same = (self.bound.left_out, self.bound.moved) == (spent.left_out, spent.moved)
        return Timetable(
            feasible=True,
            slots=self.slots,
            breaks=spent.breaks,
            bound=self.bound.breaks if same else 0,
            optimal=self.bound >= spent,
            left_out=tuple(one.name for one in self.day.meetings if one.name not in self.slots),
            moved=moved(self.day, self.slots),
        )


@contextmanager
def _worker(task: Task, day: MeetingDay) -> Iterator[Connection]:
    """A process that does a task, and the end of the pipe on which it tells what it finds."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(task, day, theirs), daemon=True)
    with _no_main():
        process.start()
    theirs.close()
    try:
        yield ours
    finally:
        process.kill()
        process.join()
        ours.close()


@contextmanager
def _no_main() -> Iterator[None]:
    """Start processes without the program's main module, whose import takes them a second."""
    main = sys.modules["__main__"]
    spec, file = main.__spec__, vars(main).pop("__file__", None)
    main.__spec__ = None
    try:
        yield
    finally:
        main.__spec__, main.__file__ = spec, file


def _do(task: Task, day: MeetingDay, told: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it is told, and ends it
    try:
        task(day, told.send)
    except Exception as error:
        told.send(error)
    told.close()
