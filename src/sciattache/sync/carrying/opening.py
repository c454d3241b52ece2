"""Open a location: find its password, and know its server again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sciattache.store.office import Office
from sciattache.sync.carrying import passwords, ways
from sciattache.sync.carrying.folder import Folder
from sciattache.sync.carrying.location import FOLDER, WEBDAV, Location
from sciattache.sync.carrying.place import Place


@contextmanager
def opened(office: Office, location: Location, *, password: str = "") -> Iterator[Place]:
    """A location that is ready, closed at the end; without a password the keystore's is used.

    A server of SSH is believed when it is met first, and its key remembered.
    """
    place = _open(office, location, password or passwords.find(location))
    try:
        yield place
    finally:
        place.close()


def _open(office: Office, location: Location, password: str) -> Place:
    if location.kind == FOLDER:
        return Folder(Path(location.path))
    if location.kind == WEBDAV:
        from sciattache.sync.carrying.webdav import WebDav  # late: it takes a second

        return WebDav(location, password)
    from sciattache.sync.carrying.sftp import Sftp  # late: it takes a second

    with office.session() as session:
        known = ways.hosts(session)
    met = dict(known)
    place = Sftp(location, password, met)
    if met != known:
        with office.remember() as session:
            ways.keep_hosts(session, met)
    return place
