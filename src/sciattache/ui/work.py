"""Long work off the window's thread: jobs with progress that can be cancelled."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")
_PAUSE = 0.05
"""Seconds between two reports that reach the window."""
_QUEUED = Qt.ConnectionType.QueuedConnection


class Cancelled(Exception):  # noqa: N818  (it is no error)
    """The person who started the work cancelled it."""


class Progress(QObject):
    """How far a job is; it lives in the window's thread and is told from the job's."""

    advanced = Signal(int, int, str)

    def __init__(self, title: str = "", *, can_stop: bool = True) -> None:
        super().__init__()
        self.title, self.can_stop = title, can_stop
        self.cancelled = False
        self._told = 0.0

    def report(self, done: int = 0, of: int = 0, words: str = "") -> None:
        """Say that ``done`` of ``of`` are done (0: nobody knows); raises :class:`Cancelled`."""
        if self.cancelled:
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= _PAUSE or (of and done >= of):
            self._told = now
            self.advanced.emit(done, of, words)

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self.cancelled = True


class _Ends(QObject):
    done = Signal(object)
    failed = Signal(object)


class Job(QRunnable):
    """One job: ``work`` runs in a worker thread, its end is told in the window's thread."""

    def __init__(self, progress: Progress, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.progress = progress
        self.ends = _Ends()
        self._work = work

    @Slot()
    def run(self) -> None:
        try:
            result = self._work(self.progress)
        except BaseException as error:
            self.ends.failed.emit(error)
        else:
            self.ends.done.emit(result)


class Queue(QObject):
    """The jobs under way, on a few threads of their own."""

    begun = Signal(object)
    ended = Signal(object)

    def __init__(self, threads: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self.jobs: list[Job] = []

    def start(
        self,
        title: str,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        can_stop: bool = True,
    ) -> Progress:
        """Run ``work`` in a thread, then ``done`` with its result, or ``failed``, in this one."""
        job = Job(Progress(title, can_stop=can_stop), work)
        self.jobs.append(job)

        def finish(tell: Callable[[Any], None], value: Any) -> None:
            if job not in self.jobs:  # stopped before its end was told
                return
            self.jobs.remove(job)
            self.ended.emit(job.progress)
            owner = getattr(tell, "__self__", None)
            if not isinstance(owner, QObject) or isValid(owner):
                tell(value)

        job.ends.done.connect(lambda value: finish(done, value), _QUEUED)
        job.ends.failed.connect(lambda error: finish(failed, error), _QUEUED)
        self.begun.emit(job.progress)
        self._pool.start(job)
        return job.progress

    def stop(self) -> None:
        """Cancel every job, wait until the threads are idle, and tell nobody of their ends."""
        for job in self.jobs:
            job.progress.cancel()
        self._pool.clear()
        self._pool.waitForDone()
        for job in self.jobs:
            self.ended.emit(job.progress)
        self.jobs.clear()
