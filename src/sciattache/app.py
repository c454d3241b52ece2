"""Wire the desktop together: application, language, look, office, window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSettings, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from sciattache import assets
from sciattache.errors import KnownError
from sciattache.ui import look, opening, untouched, welcome, words
from sciattache.ui.desk import Desk
from sciattache.ui.shortcuts import LetUndoPass
from sciattache.ui.window import Window
from sciattache.ui.work import Cancelled, Progress

if TYPE_CHECKING:  # SQLAlchemy is read after the first paint
    from sciattache.store.engine import Key
    from sciattache.store.office import Office

_BACKUP_LOOK = 20 * 60 * 1000
"""Milliseconds between two looks whether a backup is due."""
_SETTLED = 300
"""Milliseconds after which the first screen is painted, and the others are read ahead."""


def run(path: Path | None = None, key: Key | None = None) -> int:
    """Open the desktop on the office at ``path``, the last one, or none; gives the exit status."""
    app = application()
    desktop = Desktop(app)
    sys.excepthook = desktop.excepthook
    desktop.start(path, key)
    return app.exec()


def application() -> QApplication:
    """The application with its names, font and look; the one that runs already, if any."""
    QApplication.setApplicationName("SciAttaché")
    QApplication.setOrganizationName("SciAttaché")
    QApplication.setDesktopFileName("sciattache")
    untouched.know_stores()
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setWindowIcon(QIcon(str(assets.resources() / "icons" / "sciattache.svg")))
    look.first_fonts(app)
    look.wear(app, str(QSettings().value("look/theme") or "system"))
    return app


class Desktop:
    """The running desktop: it lives as long as its window."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translators: tuple[QTranslator, ...] = ()
        self._pass_undo = LetUndoPass(app)
        self.desk = Desk()
        self.speak(str(QSettings().value("look/language") or QLocale.system().name()[:2]))
        self.window = Window(self.desk, self._welcome)
        self._asking: Path | None = None
        self.desk.language_changed.connect(self._change_language)
        self.desk.theme_changed.connect(self._change_theme)
        app.styleHints().colorSchemeChanged.connect(lambda _: self._follow_system())
        self._clock = QTimer(self.window, interval=_BACKUP_LOOK)
        self._clock.timeout.connect(self._back_up)
        app.aboutToQuit.connect(self.desk.close)

    def start(self, path: Path | None, key: Key | None) -> None:
        """Show the window, and open the office after its first paint."""
        last = welcome.recent()
        chosen = path or (last[0] if last else None)
        self.window.restore()
        if chosen is None:
            self.window.start_anew()
        else:
            self.window.first_painted.connect(lambda: self.open_at(chosen, key))
        self.window.first_painted.connect(
            lambda: QTimer.singleShot(400, look.more_fonts), Qt.ConnectionType.SingleShotConnection
        )
        self.window.show()

    def open_at(self, path: Path, key: Key | None = None) -> None:
        """Open the office at ``path``; a sealed one asks for its passphrase."""
        language = self.desk.language
        self._begin(
            path, words.say("Opening {name}", name=path.stem),
            lambda progress: opening.opened(path, key, language, progress),
        )  # fmt: skip

    def make_at(self, path: Path, *, headquarters: bool = False) -> None:
        """Make a new office at ``path``, or new headquarters, and open it."""
        language = self.desk.language
        self._begin(
            path, words.say("Making {name}", name=path.stem),
            lambda progress: opening.made(path, language, progress, headquarters=headquarters),
        )  # fmt: skip

    def speak(self, language: str) -> None:
        """Use a language for every word that is made from now on."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self.desk.language = language if language in words.languages() else "en"
        self._translators = (
            words.Catalogue(self.desk.language, self.desk),
            words.of_qt(self.desk.language, self.desk),
        )
        for translator in self._translators:  # the one installed last is asked first
            self._app.installTranslator(translator)
        mirrored = self.desk.language in words.RIGHT_TO_LEFT
        direction = Qt.LayoutDirection
        self._app.setLayoutDirection(direction.RightToLeft if mirrored else direction.LeftToRight)
        QLocale.setDefault(words.locale(self.desk.language))

    def excepthook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """What no one foresaw is written down and told in one line; the window stays."""
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, KnownError):
            self.desk.refuse(error)
        else:
            self.desk.broke(error)

    def _begin(self, path: Path, said: str, work: Callable[[Progress], Office | None]) -> None:
        """Open an office in a worker's thread; meanwhile the window shows its rail."""
        if not self.desk.has_office and self._asking is None:
            self.window.await_office(path.stem)

        def sit(office: Office | None) -> None:
            if office is None:
                self._ask_passphrase(path)
            else:
                self._sit_at(office)

        self.desk.long.start(said, work, done=sit, failed=self._refuse_office)

    def _sit_at(self, office: Office) -> None:
        self._asking = None
        office.author = str(QSettings().value("author") or office.author)
        welcome.remember(office.path)
        self.desk.sit_at(office)
        self._clock.start()
        QTimer.singleShot(60_000, self.window, self._back_up)
        QTimer.singleShot(_SETTLED, self.window, self._read_ahead)

    def _refuse_office(self, error: BaseException) -> None:
        if self._asking is None and not self.desk.has_office:
            self.window.start_anew()
        if isinstance(error, KnownError):
            self.desk.refuse(error)
        elif not isinstance(error, Cancelled):
            self.desk.broke(error)

    def _read_ahead(self) -> None:
        self.desk.fetch(opening.read_ahead, lambda _: None)

    def _welcome(self) -> QWidget:
        if self._asking is not None:
            path = self._asking
            return welcome.Unseal(path, lambda given: self._unseal(path, given), self._leave_sealed)
        return welcome.Welcome(
            self.open_at, self.make_at, self._demonstrate,
            lambda path: self.make_at(path, headquarters=True),
        )  # fmt: skip

    def _demonstrate(self, folder: Path) -> None:
        from sciattache import demonstration  # it reads every record type

        def make(_: Progress) -> Path:
            office = demonstration.make(folder / f"demonstration{welcome.SUFFIX}")
            office.close()
            return office.path

        self.desk.run(words.say("Making the demonstration office"), make, self.open_at)

    def _ask_passphrase(self, path: Path) -> None:
        self._asking = path
        self.desk.sit_at(None)

    def _leave_sealed(self) -> None:
        self._asking = None
        self.window.start_anew()

    def _unseal(self, path: Path, given: str) -> None:
        from sciattache.store.engine import Key  # after the first paint

        self.open_at(path, Key(passphrase=given))

    def _back_up(self) -> None:
        if not self.desk.has_office:
            return
        from sciattache.store import backup  # after the first paint

        office = self.desk.office
        self.desk.fetch(
            lambda _: backup.back_up(office) if backup.due(office) else None, lambda _: None
        )

    def _change_language(self, language: str) -> None:
        QSettings().setValue("look/language", language)
        self.speak(language)
        self.window.start_anew()

    def _change_theme(self, theme: str) -> None:
        QSettings().setValue("look/theme", theme)
        look.wear(self._app, theme)
        self.window.start_anew()

    def _follow_system(self) -> None:
        wanted = str(QSettings().value("look/theme") or "system")
        before = look.theme()
        if wanted == "system":
            look.wear(self._app, wanted)
            if look.theme() != before:
                self.window.start_anew()
