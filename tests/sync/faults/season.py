"""Many posts over many days whose mail is lost: all end as one who saw everything would have it."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sciattache.domain.directory.place import Place
from sciattache.store.office import create
from sciattache.store.postgres.address import Address
from sciattache.sync import container
from sciattache.sync.sending import make
from sciattache.sync.taking import take
from tests import servers
from tests.sync.conftest import World
from tests.sync.faults.clocks import DAY, Clock, gone_by
from tests.sync.faults.states import Found
from tests.sync.test_schedules import Apart

_SHARED = 40
_QUIET = 12
"""Rounds without loss at the end, within which all must end alike."""
_AT_WORK, _ON_LINE = 0.5, 0.4
"""Of the days, those on which a post works, and on which its mail goes."""
_OF_ALL = 0.1
"""Of the changes of a post, those of what all share."""
_MOST = 1.7
"""How often what is told may be sent, all in all, where three of ten files are lost."""


@dataclass
class _Mail:
    """What is on the way, and how much was sent of what."""

    loss: float
    longest: int
    dice: random.Random
    waiting: dict[int, list[tuple[int, bytes]]] = field(default_factory=lambda: defaultdict(list))
    sent = files = lost = 0

    def send(self, day: int, receiver: int, made: list[bytes]) -> None:
        for content in made:
            self.files += 1
            self.sent += len(content)
            if self.dice.random() < self.loss:
                self.lost += 1
            else:
                self.waiting[day + self.dice.randint(0, self.longest)].append((receiver, content))


def _office(site: int) -> str:
    """The office of a laptop: one of ten has two."""
    return f"Office {site - 1 if site % 10 == 9 else site}"


class _Season:
    def __init__(self, folder: Path, blank: Path, wish, clock: Clock, hq: Address | None) -> None:
        folder.mkdir()
        self.wish, self.clock, self.dice = wish, clock, random.Random(wish.seed)
        self.world = World(folder, blank, posts=wish.posts, hq=hq, named=_office)
        self.where = "on a server" if hq else "in a file"
        self.mail = _Mail(wish.loss, wish.delay, self.dice)
        self.oracle: dict[tuple[str, str], tuple[tuple[int, ...], str]] = {}
        self.shared: list[str] = []
        self.of: dict[str, list[str]] = defaultdict(list)
        self.counter = 0

    def run(self) -> Iterator[Found]:
        posts = [site for site in self.world.offices if site]
        self.shared = [self._add(0) for _ in range(_SHARED)]
        self._exchange()
        self._exchange()
        started = time.monotonic()
        for day in range(self.wish.days):
            self.clock.ahead = day * DAY
            for site in self._some(posts, _AT_WORK):
                self._work(site)
            for site in self._some(posts, _ON_LINE):
                self.mail.send(day, 0, make(self.world.offices[site], 0))
            self._deliver(day)
            for site in self._some(posts, _ON_LINE):
                self.mail.send(day, site, make(self.world.offices[0], site))
            self._deliver(day)
        for day in sorted(self.mail.waiting):
            self.clock.ahead = day * DAY
            self._deliver(day)
        ideal = self._once()
        took = time.monotonic() - started
        found = Found(
            f"{len(posts)} posts, {self.wish.days} days, {self.mail.loss:.0%} of files lost,"
            f" headquarters {self.where}"
        )
        for _ in range(_QUIET):
            self._exchange()
            wrong = [site for site in self.world.offices if self._read(site) != self._told(site)]
            if not wrong:
                break
        for site in self.world.offices:
            found.check(site not in wrong, f"{_office(site)} is not as the oracle says")
        found.told = (
            f"{self.counter:,} values written, {self.mail.files:,} files, {self.mail.lost:,} lost,"
            f" {took:.0f} s"
        )
        yield found
        ratio = self.mail.sent / ideal
        bytes_found = Found(f"bytes sent beside each piece sent once, headquarters {self.where}")
        bytes_found.check(ratio <= _MOST, f"{ratio:.2f} times, {_MOST} at most")
        bytes_found.told = f"{ratio:.2f} times {ideal:,} B"
        yield bytes_found
        self.world.close()

    def _some(self, posts: list[int], share: float) -> list[int]:
        return [site for site in posts if self.dice.random() < share]

    def _work(self, site: int) -> None:
        """A few edits of what its office has added, or of what all share."""
        for _ in range(self.dice.randint(1, 3)):
            own = self.of[_office(site)]
            if not own or self.dice.random() < 0.3:
                own.append(self._add(site))
            is_shared = self.dice.random() < _OF_ALL
            self._change(site, self.dice.choice(self.shared if is_shared else own))

    def _add(self, site: int) -> str:
        with self.world.offices[site].step("Add") as session:
            place = Place(name=self._fresh(), city=self._fresh())
            session.add(place)
            session.flush()
        for name in ("name", "city"):
            self._note(site, place.id, name, getattr(place, name))
        return str(place.id)

    def _change(self, site: int, id: str) -> None:
        name = self.dice.choice(("name", "city"))
        with self.world.offices[site].step("Change") as session:
            place = session.query(Place).filter_by(id=id).one_or_none()
            if place is not None:
                setattr(place, name, self._fresh())
        if place is not None:
            self._note(site, id, name, getattr(place, name))

    def _note(self, site: int, id: str, name: str, value: str) -> None:
        """What the oracle knows: of each field the latest write, by the dots."""
        with self.world.offices[site].session() as session:
            dot = tuple(
                session.connection().exec_driver_sql("SELECT hlc, site, inc, seq FROM clock").one()
            )
        self.oracle[id, name] = max(self.oracle.get((id, name), ((), "")), (dot, value))

    def _fresh(self) -> str:
        self.counter += 1
        return f"Value {self.counter} {self.dice.getrandbits(60):x}"

    def _deliver(self, day: int) -> None:
        for receiver, content in self.mail.waiting.pop(day, []):
            outcome = take(self.world.offices[receiver], content).outcome
            assert outcome in Apart.outcomes, outcome

    def _exchange(self) -> None:
        for site in list(self.world.offices)[1:]:
            for content in make(self.world.offices[site], 0, again=True):
                take(self.world.offices[0], content)
        for site in list(self.world.offices)[1:]:
            for content in make(self.world.offices[0], site, again=True):
                take(self.world.offices[site], content)

    def _once(self) -> int:
        """Bytes of each piece's file, had each been sent once."""
        total = 0
        for office in self.world.offices.values():
            with office.session() as session:
                sizes = session.connection().exec_driver_sql("SELECT length(payload) FROM segment")
                total += sum(container.padded(int(size) + 300) + 300 for size in sizes.scalars())
        return total

    def _read(self, site: int) -> dict[tuple[str, str], str]:
        with self.world.offices[site].session() as session:
            return {
                (one.id, name): getattr(one, name)
                for one in session.query(Place)
                for name in ("name", "city")
            }

    def _told(self, site: int) -> dict[tuple[str, str], str]:
        """What a site must have: headquarters all, a post what is its office's and what is all's."""
        theirs = {*self.shared, *self.of[_office(site)]}
        return {
            (id, name): value
            for (id, name), (_, value) in self.oracle.items()
            if site == 0 or id in theirs
        }


def every(folder: Path, blank: Path, wish) -> Iterator[Found]:
    """The season with headquarters in a file and on a server: what all hold at the end, what it
    cost."""
    with gone_by() as clock:
        yield from _Season(folder, blank, wish, clock, None).run()
    if not servers.lacks():
        with servers.running() as server, gone_by() as clock:
            place = server.make()
            create(place).close()
            yield from _Season(folder.with_name("served"), blank, wish, clock, place).run()
