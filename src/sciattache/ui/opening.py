"""What opening an office reads: done in workers' threads, while the window is already seen."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sciattache.ui import screens
from sciattache.ui.on_server import Asked
from sciattache.ui.work import Progress

if TYPE_CHECKING:  # SQLAlchemy is read after the first paint
    from sciattache.store.engine import Key
    from sciattache.store.office import Office, Place

_PAGES = (
    "sciattache.ui.record_page", "sciattache.ui.finder", screens.WORKSPACE.partition(":")[0],
    "sciattache.ui.history",
)  # fmt: skip
"""Modules of what no screen's name leads to."""


def opened(place: Place, key: Key | None, language: str, progress: Progress) -> Office | None:
    """The office at ``place``, ready for the first screen; None when it asks for a passphrase.

    ``KnownError`` says why it cannot be opened, ``Cancelled`` that it was given up.
    """
    from sqlalchemy.orm import configure_mappers  # after the first paint

    from sciattache.domain.standards.countries import country_name
    from sciattache.store import history, keys
    from sciattache.store.office import open_office

    progress.report()
    if key is None and isinstance(place, Path) and place.is_file() and keys.is_sealed(place):
        key = keys.known(place)
        if key is None and place.stat().st_size:
            return None
    office = open_office(place, key=key)
    configure_mappers()
    country_name("FR", language)  # reads the language's names
    import_module(screens.SCREENS[0].code.partition(":")[0])
    with office.session() as session:
        history.newest(session)
    return office


def made(
    place: Place, language: str, progress: Progress, *, headquarters: bool = False
) -> Office | None:
    """A new office at ``place``, or new headquarters, ready for the first screen."""
    from sciattache.store.office import create  # after the first paint

    new = create(place)
    try:
        if headquarters:
            from sciattache.sync.membership import become_headquarters

            become_headquarters(new)
    finally:
        new.close()
    return opened(place, None, language, progress)


def on_server(
    asked: Asked, language: str, progress: Progress, *, make: bool = False
) -> Office | None:
    """Headquarters in the database that a URL says, or made there."""
    from sciattache.store.postgres.address import address  # after the first paint

    place = address(asked.url)
    if asked.password:
        place = place.with_password(asked.password)
    if make:
        return made(place, language, progress, headquarters=True)
    return opened(place, None, language, progress)


def keep_password(asked: Asked) -> None:
    """Put the password that was typed into this computer's keystore."""
    from sciattache.store.postgres import passwords  # after the first paint
    from sciattache.store.postgres.address import address

    passwords.keep(address(asked.url), asked.password)


def read_ahead(progress: Progress) -> None:
    """Read the modules of the other screens, so that the first visit to each is quick."""
    codes = (screen.code.partition(":")[0] for screen in screens.SCREENS)
    for name in (*codes, *_PAGES):
        progress.report()
        import_module(name)
