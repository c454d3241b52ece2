"""The desk: what every screen is given to read, act, and go elsewhere."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Signal

from sciattache.errors import KnownError
from sciattache.ui.words import say
from sciattache.ui.work import Cancelled, Progress, Queue

if TYPE_CHECKING:  # SQLAlchemy is read after the first paint
    from sqlalchemy.orm import Session

    from sciattache.store.office import Office

T = TypeVar("T")
_MANY = 40
"""Steps that touched more records than these are undone and redone in a worker's thread."""


class Desk(QObject):
    """The office that is open, the acts of whoever sits at it, and the ways between screens."""

    changed = Signal(object)
    """``{type tag: {row numbers}}``, after every step, undo and redo, a worker's too."""
    office_changed = Signal()
    """Another office was opened, or this one was closed."""
    exchanging = Signal(bool)
    """A worker puts another file in the office's place: nobody can act until it is there."""
    bundles_moved = Signal()
    """Bundles were made or taken, or somebody joined: what is told of the exchange is another."""
    inbox_wanted = Signal(str)
    """The watched place is to be looked into now, with a password where one was typed."""
    inbox_looked = Signal(str, bool)
    """What the last look into the watched place found, and whether it went wrong."""
    language_changed = Signal(str)
    theme_changed = Signal(str)
    record_wanted = Signal(str)
    draft_wanted = Signal(str, object)
    engagement_wanted = Signal(str, str)
    screen_wanted = Signal(str, object)
    noticed = Signal(str, bool)
    refused = Signal(object)
    broken = Signal(str)

    def __init__(self, office: Office | None = None, language: str = "en") -> None:
        super().__init__()
        self.language = language
        self.long = Queue(2, self)
        self.quick = Queue(2, self)
        self._office: Office | None = None
        self._seen = 0
        self._turning: Progress | None = None
        if office is not None:
            self.sit_at(office)

    @property
    def office(self) -> Office:
        """The office that is open; a bug when none is."""
        if self._office is None:
            raise RuntimeError("no office is open")
        return self._office

    @property
    def has_office(self) -> bool:
        return self._office is not None

    def sit_at(self, office: Office | None) -> None:
        """Work on ``office`` from now on (None: on none); the one before is closed."""
        self.long.stop()
        self.quick.stop()
        self._turning = None
        if self._office is not None and self._office is not office:
            self._office.close()
        self._office = office
        if office is not None:
            with office.session() as session:
                self._seen = _history().newest(session)
        self.office_changed.emit()

    def exchange(
        self, title: str, work: Callable[[Office], Office], done: Callable[[], None]
    ) -> None:
        """Let a worker make another office of this one, then sit at it as the same author.

        Where ``work`` is refused, the office is opened again as it was, and it is told why.
        """
        before = self.office
        self.long.stop()
        self.quick.stop()
        self._office = None
        self.exchanging.emit(True)

        def job(_: object) -> tuple[Office, KnownError | None]:
            from sciattache.store.office import open_office  # after the first paint

            try:
                return work(before), None
            except KnownError as error:
                return open_office(before.path, key=before.key), error

        def sit(made: tuple[Office, KnownError | None]) -> None:
            after, refusal = made
            after.author = before.author
            self.exchanging.emit(False)
            self.sit_at(after)
            if refusal is None:
                done()
            else:
                self.refuse(refusal)

        def failed(error: BaseException) -> None:
            self.exchanging.emit(False)
            self.sit_at(None)
            if isinstance(error, KnownError):
                self.refuse(error)
            else:
                self.broke(error)

        self.long.start(title, job, done=sit, failed=failed, can_stop=False)

    def read(self) -> AbstractContextManager[Session]:
        """A session to read with, closed at the end of the ``with``."""
        return self.office.session()

    def act(
        self, title: str, work: Callable[[Session], T], *, notify: bool | str = False
    ) -> T | None:
        """Run ``work`` in one step named ``title``; None when it was refused, and it is told why.

        ``notify`` shows the step's title, or words of its own, with *Undo* beside it.
        """
        try:
            with self.office.step(title) as session:
                result = work(session)
        except KnownError as error:
            self.refuse(error)
            return None
        except Exception as error:
            if (known := foreseen(error)) is None:
                raise
            self.refuse(known)
            return None
        if self.look_again() and notify:
            self.notify(notify if isinstance(notify, str) else title, undo=True)
        return result

    def undo(self, number: int | None = None) -> None:
        """Take back the last step, or step ``number``; refused with its reason."""
        self._turn(
            lambda session: _history().one(session, number) if number else
            _undo().next_undo(session),
            lambda session: _undo().undo(session, number),
            (say("Undone"), say("Taking back")),
        )  # fmt: skip

    def redo(self) -> None:
        """Do again what was undone last."""
        self._turn(
            lambda session: _undo().next_redo(session),
            lambda session: _undo().redo(session),
            (say("Done again"), say("Doing again")),
        )

    def run(
        self,
        title: str,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[], None] | None = None,
    ) -> Progress:
        """Long work in a thread, with a line of progress and *Cancel* at the window's foot.

        ``job`` makes its own sessions (``desk.read()``, ``desk.office.step(title)``) and calls
        ``progress.report(done, of, words)`` often, which raises ``Cancelled`` when asked to stop.
        ``done`` gets its result in this thread; ``failed`` is called after a refusal was shown, or
        after cancelling.
        """
        return self.long.start(title, job, done=self._then(done), failed=self._failed(failed))

    def fetch(
        self,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[], object] | None = None,
    ) -> Progress:
        """Short reading in a thread, with nothing shown; cancel what it returns to forget it."""
        return self.quick.start("", job, done=done, failed=self._failed(failed))

    def look_again(self) -> bool:
        """Tell the screens what changed since they were last told; whether anything did."""
        with self.read() as session:
            history = _history()
            newest = history.newest(session)
            if newest == self._seen:
                return False
            touched = history.touched(session, self._seen)
        self._seen = newest
        self.changed.emit(touched)
        return True

    def open_record(self, identity: str) -> None:
        """Show the record with that id; an engagement opens its workspace."""
        with self.read() as session:
            where = _history().locate(session, identity)
        if where is not None and _history().type_of(where[0]).type_name() == "engagement":
            self.open_engagement(identity)
        else:
            self.record_wanted.emit(identity)

    def open_draft(self, type_name: str, **values: Any) -> None:
        """Show an empty form with ``values`` filled in; it is kept once it has what it needs."""
        self.draft_wanted.emit(type_name, values)

    def open_engagement(self, identity: str, tab: str = "") -> None:
        """Show an engagement's workspace, at ``tab``."""
        self.engagement_wanted.emit(identity, tab)

    def go(self, screen: str, **filters: Any) -> None:
        """Show the screen called ``screen`` (see ``screens``), its list filtered."""
        self.screen_wanted.emit(screen, filters)

    def notify(self, text: str, *, undo: bool = False) -> None:
        """Say something in place; with *Undo* for the last step."""
        self.noticed.emit(text, undo)

    def refuse(self, error: KnownError) -> None:
        """Say in place why something cannot be done, and what to do."""
        self.refused.emit(error)

    def broke(self, error: BaseException) -> Path:
        """Write a bug to the log and say so in one line; gives the log."""
        log = log_file()
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"\n{datetime.now(UTC):%Y-%m-%d %H:%M:%SZ}\n")
            traceback.print_exception(error, file=file)
        self.broken.emit(say("Something went wrong inside; it was written to {log}", log=str(log)))
        return log

    def close(self) -> None:
        """Stop all work and close the office."""
        self.long.stop()
        self.quick.stop()
        if self._office is not None:
            self._office.close()
            self._office = None

    def _turn(
        self,
        find: Callable[[Session], Any],
        turn: Callable[[Session], Any],
        said: tuple[str, str],
    ) -> None:
        """Undo or redo; what touched many records is turned in a worker's thread."""
        done, doing = said

        def work(_: object) -> str:
            with self.read() as session:
                return str(turn(session).title)

        def tell(title: str) -> None:
            self._turning = None
            self.notify(f"{done}: {title}")

        try:
            if self._turning is not None:
                raise _busy()
            with self.read() as session:
                step = find(session)
            if step is not None and step.rows > _MANY:
                self._turning = self.run(f"{doing}: {step.title}", work, tell, self._turned)
                return
            title = work(None)
        except KnownError as error:
            self.refuse(error)
            return
        except Exception as error:
            if (known := foreseen(error)) is None:
                raise
            self.refuse(known)
            return
        self.look_again()
        tell(title)

    def _turned(self) -> None:
        self._turning = None

    def _then(self, done: Callable[[T], None]) -> Callable[[T], None]:
        def tell(result: T) -> None:
            if self.has_office:
                self.look_again()
            done(result)

        return tell

    def _failed(self, then: Callable[[], object] | None) -> Callable[[BaseException], None]:
        def tell(error: BaseException) -> None:
            known = foreseen(error)
            if known is not None:
                self.refuse(known)
            elif not isinstance(error, Cancelled):
                self.broke(error)
            if self.has_office and (known is None or known is error):
                self.look_again()
            if then is not None:
                then()

        return tell


def log_file() -> Path:
    """Where bugs are written down."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(folder) / "errors.log"


def foreseen(error: BaseException) -> KnownError | None:
    """What to tell of an error that is known, the disk's or a server's; None of any other."""
    if isinstance(error, KnownError):
        return error
    if not isinstance(error, Exception):
        return None
    if "database is locked" in str(getattr(error, "orig", "")):  # SQLite waited in vain
        return _busy()
    from sciattache.store import trouble  # SQLAlchemy is read after the first paint

    return trouble.of(error)


def _busy() -> KnownError:
    return KnownError(
        say("The office is being written to by other work."), say("Try again when it is done.")
    )


def _history() -> Any:
    from sciattache.store import history  # SQLAlchemy is read after the first paint

    return history


def _undo() -> Any:
    from sciattache.store import undo  # SQLAlchemy is read after the first paint

    return undo
