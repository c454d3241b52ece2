"""Offices that know each other's keys."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sciattache.store import clock
from sciattache.store.engine import engine
from sciattache.store.office import Office, Place, create, open_office
from sciattache.store.postgres.address import Address
from sciattache.sync import keys, membership
from sciattache.sync.keys import Keys


class World:
    """Headquarters and posts, each in its file, acquainted; headquarters where ``hq`` says.

    Those that have one name are laptops of one office.
    """

    def __init__(
        self,
        folder: Path,
        blank: Path,
        posts: int = 2,
        *,
        hq: Address | None = None,
        known: dict[int, Keys] | None = None,
        named: Callable[[int], str] = lambda site: "Lisbon",
    ) -> None:
        self.named = named
        self.keys = known or {site: keys.new() for site in range(posts + 1)}
        self.offices = {
            site: self.acquainted(hq if hq and site == 0 else self._file(folder, blank, site), site)
            for site in self.keys
        }
        self.sites = {site: site for site in self.keys}
        """The site of each replica; two copies of an office have the same one."""

    def _file(self, folder: Path, blank: Path, site: int) -> Path:
        return Path(shutil.copy(blank, folder / f"site-{site}.sciattache"))

    def acquainted(self, place: Place, site: int) -> Office:
        """The office of a site at a place, with its keys, knowing the others."""
        made = open_office(place)
        known = [0] if site else [other for other in self.keys if other]
        with made.remember() as session:
            cursor = session.connection().connection.cursor()
            cursor.execute("UPDATE clock SET site = ?, inc = ?", (site, clock.new_incarnation()))
            keys.keep(session, self.keys[site])
            for other in known:
                public = self.keys[other].public
                cursor.execute(
                    "INSERT INTO peer (site, office, sign_key, recipient, clearance, state)"
                    " VALUES (?, ?, ?, ?, 9, 'active')",
                    (
                        other,
                        self.named(other) if other else "Headquarters",
                        public.sign,
                        public.recipient,
                    ),
                )
        return made

    def copied(self, folder: Path) -> World:
        """The same again in another folder, of offices in files that are closed."""
        made = copy.copy(self)
        made.sites, made.offices = dict(self.sites), {}
        for site, office in self.offices.items():
            path = Path(shutil.copy(str(office.path), folder))
            made.offices[site] = Office(path, engine(path))
        return made

    def close(self) -> None:
        for one in self.offices.values():
            one.close()


@pytest.fixture(scope="session")
def blank(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "blank.sciattache"
    create(path).close()
    return path


@pytest.fixture
def world(tmp_path, blank):
    made = World(tmp_path, blank)
    yield made
    made.close()


@pytest.fixture
def pair(tmp_path):
    """An office and headquarters that do not know each other yet."""
    post, hq = (create(tmp_path / f"{name}.sciattache") for name in ("post", "hq"))
    membership.become_headquarters(hq)
    yield post, hq
    post.close()
    hq.close()


__all__ = ["Keys", "World"]
