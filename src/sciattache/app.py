"""Wire the desktop together: application, language, look, office, window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSettings, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from sciattache import assets
from sciattache.errors import KnownError
from sciattache.ui import look, offices_known, opening, untouched, welcome, words
from sciattache.ui.desk import Desk, foreseen
from sciattache.ui.offices_known import Spot
from sciattache.ui.on_server import Asked, OnServer
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


def run(where: Spot | None = None, key: Key | None = None) -> int:
    """Open the desktop on the office there, the last one, or none; gives the exit status."""
    app = application()
    desktop = Desktop(app)
    sys.excepthook = desktop.excepthook
    desktop.start(where, key)
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
        self._asked: Asked | None = None
        self.desk.language_changed.connect(self._change_language)
        self.desk.theme_changed.connect(self._change_theme)
        app.styleHints().colorSchemeChanged.connect(lambda _: self._follow_system())
        self._clock = QTimer(self.window, interval=_BACKUP_LOOK)
        self._clock.timeout.connect(self._back_up)
        app.aboutToQuit.connect(self.desk.close)

    def start(self, where: Spot | None, key: Key | None) -> None:
        """Show the window, and open the office after its first paint."""
        last = offices_known.recent()
        chosen = where or (last[0] if last else None)
        self.window.restore()
        if chosen is None:
            self.window.start_anew()
        else:
            self.window.first_painted.connect(lambda: self.open_at(chosen, key))
        self.window.first_painted.connect(
            lambda: QTimer.singleShot(400, look.more_fonts), Qt.ConnectionType.SingleShotConnection
        )
        self.window.show()

    def open_at(self, where: Spot, key: Key | None = None) -> None:
        """Open the office there; a sealed one asks for its passphrase."""
        if isinstance(where, str):
            self.open_server(Asked(where))
            return
        language, path = self.desk.language, where
        self._begin(
            path, words.say("Opening {name}", name=path.stem),
            lambda progress: opening.opened(path, key, language, progress),
        )  # fmt: skip

    def open_server(self, asked: Asked, *, make: bool = False) -> None:
        """Open headquarters' database, or make headquarters in it; where refused, ask again."""
        language, name = self.desk.language, offices_known.name(asked.url)
        self._asked = asked
        said = words.say("Making {name}", name=name) if make else (
            words.say("Opening {name}", name=name)
        )  # fmt: skip
        self._begin(
            asked.url, said,
            lambda progress: opening.on_server(asked, language, progress, make=make),
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
        if (known := foreseen(error)) is not None:
            self.desk.refuse(known)
        else:
            self.desk.broke(error)

    def _begin(self, where: Spot, said: str, work: Callable[[Progress], Office | None]) -> None:
        """Open an office in a worker's thread; meanwhile the window shows its rail."""
        if not self.desk.has_office and self._asking is None:
            self.window.await_office(offices_known.name(where))

        def sit(office: Office | None) -> None:
            if office is not None:
                self._sit_at(office)
            elif isinstance(where, Path):
                self._ask_passphrase(where)

        self.desk.long.start(said, work, done=sit, failed=self._refuse_office)

    def _sit_at(self, office: Office) -> None:
        asked, self._asking, self._asked = self._asked, None, None
        office.author = str(QSettings().value("author") or office.author)
        place = office.place
        offices_known.remember(place if isinstance(place, Path) else place.bare)
        self.desk.sit_at(office)
        if asked is not None and asked.keep and asked.password:
            self.desk.fetch(
                lambda _: opening.keep_password(asked),
                lambda _: self.desk.notify(
                    words.say("The password is in this computer's keystore.")
                ),
            )  # fmt: skip
        self._clock.start()
        QTimer.singleShot(60_000, self.window, self._back_up)
        QTimer.singleShot(_SETTLED, self.window, self._read_ahead)

    def _refuse_office(self, error: BaseException) -> None:
        if self._asked is not None and isinstance(error, KnownError):
            self._asked = replace(self._asked, mistake=words.refusal(error))
        if self._asking is None and not self.desk.has_office:
            self.window.start_anew()
        if isinstance(error, KnownError):
            if self._asked is None or self.desk.has_office:
                self.desk.refuse(error)
        elif not isinstance(error, Cancelled):
            self.desk.broke(error)

    def _read_ahead(self) -> None:
        self.desk.fetch(opening.read_ahead, lambda _: None)

    def _welcome(self) -> QWidget:
        if self._asking is not None:
            path = self._asking
            return welcome.Unseal(path, lambda given: self._unseal(path, given), self._leave_sealed)
        if self._asked is not None:
            return OnServer(
                self._asked, self.open_server, lambda asked: self.open_server(asked, make=True),
                self._leave_server,
            )  # fmt: skip
        return welcome.Welcome(
            self.open_at, self.make_at, self._demonstrate,
            lambda path: self.make_at(path, headquarters=True), self._ask_server,
        )  # fmt: skip

    def _ask_server(self) -> None:
        self._asked = Asked()
        self.window.start_anew()

    def _leave_server(self) -> None:
        self._asked = None
        self.window.start_anew()

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
        if not isinstance(office.place, Path):  # whoever runs the server makes its copies
            return
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
