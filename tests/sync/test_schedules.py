"""Whatever is done, lost, doubled and delayed: all end alike, and nothing is lost silently."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple
from functools import cache, partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.orm import Session

from sciattache.domain.directory.place import Place
from sciattache.domain.office.clash import Clash
from sciattache.errors import KnownError
from sciattache.store import clock, undo
from sciattache.store.office import Office
from sciattache.store.postgres.address import Address
from sciattache.sync import partners, sending
from sciattache.sync.sending import make
from sciattache.sync.taking import Taken, take
from tests.sync.conftest import World

_WAYS = ((1, 0), (2, 0), (0, 1), (0, 2))
"""From whom to whom bundles go."""
_FIELDS = ("name", "city")
_AT_REST = (
    "SELECT inc, seq, hlc, seen_epoch, seen_pos FROM clock",
    "SELECT id, site, inc, seq, hlc FROM step ORDER BY id",
    "SELECT peer, inc, a, b, sha, acked FROM segment ORDER BY id",
    "SELECT site, inc, a, b, sha FROM received ORDER BY site, inc, a",
    "SELECT peer, inc, holds FROM heard ORDER BY peer, inc",
    "SELECT peer, t, rid, again FROM withheld ORDER BY peer, t, rid",
    "SELECT t, id, f, inc, seq FROM waiting ORDER BY t, id, f, inc, seq",
    "SELECT site, inc, seq, hlc FROM restamp ORDER BY site, inc, seq",
    "SELECT inc, parent_inc, noted, lives FROM branch ORDER BY inc",
    "SELECT count(*) FROM arrival WHERE outcome = 'parked'",
    "SELECT id, name, city FROM place ORDER BY id",
    "SELECT count(*) FROM clash",
)
"""All that an exchange can still change in an office, but for the time of day."""
Value = tuple[str, str, str | None]
"""Of which record, of which field, and what."""


class Apart(RuleBasedStateMachine):
    """Two posts and headquarters work apart; bundles come as they come."""

    blank: Path
    outcomes: tuple[str, ...] = ("applied", "duplicate", "parked")
    named = ("Headquarters", "Lisbon", "Lisbon")
    """The office of each site."""
    rounds = 4
    """How often all must exchange at most until there is nothing more to tell."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.counter = 0
        self.written: set[Value] = set()
        self.replaced: set[Value] = set()
        self.begin()
        for made in self.known:
            self.note(*made)

    def begin(self) -> None:
        """Make the world, and two records ``known`` to everybody, with their sites and names: only
        of these can two write the same field."""
        world, self.known = _begun(self.blank, self.named)
        self.world = world.copied(self.folder)

    records = Bundle("records")
    mail = Bundle("mail")

    @initialize(target=records)
    def known_to_all(self) -> object:
        return multiple(*(id for _, id, _ in self.known))

    @rule()
    def exchange(self) -> None:
        """Everybody sends everything, and all of it arrives."""
        _exchange(self.world, self._take)

    @rule(target=records, site=st.integers(0, 2))
    def add(self, site: int) -> str:
        name = self._fresh()
        id = _add(self.world.offices[self.by(site)], name)
        self.note(site, id, name)
        return id

    def note(self, site: int, id: str, name: str) -> None:
        """Note that a site has made a record of this name."""
        self.written.add((id, "name", name))

    @rule(site=st.integers(0, 2), id=records, field=st.sampled_from(_FIELDS))
    def change(self, site: int, id: str, field: str) -> None:
        with self.world.offices[self.by(site)].step("Change") as session:
            place = session.query(Place).filter_by(id=id).one_or_none()
            if place is not None:
                self.replaced.add((id, field, getattr(place, field)))
                setattr(place, field, self._fresh())
                self.written.add((id, field, getattr(place, field)))

    @rule(site=st.integers(0, 2), id=records)
    def delete(self, site: int, id: str) -> None:
        with self.world.offices[self.by(site)].step("Delete") as session:
            place = session.query(Place).filter_by(id=id).one_or_none()
            if place is not None:
                self.replaced |= {(id, name, getattr(place, name)) for name in _FIELDS}
                session.delete(place)

    @rule(site=st.integers(0, 2), turn=st.sampled_from((undo.undo, undo.redo)))
    def turn(self, site: int, turn: Callable[[Session], object]) -> None:
        """Take back what was done last, or do again what was taken back."""
        before = self._stands(self.by(site))
        with self.world.offices[self.by(site)].session() as session, suppress(KnownError):
            turn(session)
        self.replaced |= before - self._stands(self.by(site))

    @rule(target=mail, pair=st.sampled_from(_WAYS), cap=st.sampled_from((1, sending.CAP)))
    def send(self, pair: tuple[int, int], cap: int) -> tuple[int, list[bytes]]:
        """Each piece in a bundle of its own, or all in one."""
        sender, receiver = pair
        return receiver, make(self.world.offices[sender], receiver, cap=cap)

    @rule(sent=mail, which=st.integers(0, 5))
    def arrive(self, sent: tuple[int, list[bytes]], which: int) -> None:
        receiver, files = sent
        self._take(receiver, files[which % len(files)])

    def by(self, site: int) -> int:
        """Who does what a rule says that this one does."""
        return site

    def _take(self, receiver: int, content: bytes) -> Taken:
        taken = take(self.world.offices[receiver], content)
        assert taken.outcome in self.outcomes, taken
        return taken

    def _fresh(self) -> str:
        self.counter += 1
        return f"v{self.counter}"

    def teardown(self) -> None:
        try:
            self.come_to_rest()
            seen = {replica: self._all(replica) for replica in self.world.offices}
            for replica in seen:
                assert seen[replica] == seen[0], replica
            self._lost_nothing(seen[0])
        finally:
            self.world.close()
            shutil.rmtree(self.folder)

    def come_to_rest(self) -> None:
        """Exchange until it changes nothing: then it never will, but for what the second tells."""
        before = None
        for _ in range(self.rounds):
            self.exchange()
            now = [_rest(office) for office in self.world.offices.values()]
            if now == before:
                if self.is_alike():
                    return
                time.sleep(1)
            before = now

    def is_alike(self) -> bool:
        """Whether everybody has the same by now."""
        seen = [Apart._all(self, replica) for replica in self.world.offices]
        return all(one == seen[0] for one in seen)

    def _lost_nothing(self, seen: dict[str, tuple[str | None, ...]]) -> None:
        """Each value stands, or somebody who had it replaced it, or it is in a clash."""
        stands = self._stands(0)
        with self.world.offices[0].session() as session:
            noted = {
                (clash.record, clash.attribute, json.loads(value))
                for clash in session.query(Clash)
                for value in (clash.kept, clash.other)
            }
        lost = self.written - stands - self.replaced - noted
        assert {value for value in lost if value[0] in seen} == set()

    def _stands(self, site: int) -> set[Value]:
        return {
            (id, name, value)
            for id, values in Apart._all(self, site).items()
            for name, value in zip(_FIELDS, values, strict=True)
        }

    def _all(self, site: int) -> dict[str, tuple[str | None, ...]]:
        with self.world.offices[site].session() as session:
            return {
                one.id: tuple(getattr(one, name) for name in _FIELDS)
                for one in session.query(Place)
            }


@cache
def _begun(blank: Path, named: tuple[str, ...]) -> tuple[World, tuple[tuple[int, str, str], ...]]:
    """Offices that have told each other of two records, closed, and who made which of what name."""
    world = World(Path(tempfile.mkdtemp(dir=blank.parent)), blank, named=named.__getitem__)
    known = _tell_of_two(world, partial(_take_in, world))
    world.close()
    return world, known


def _tell_of_two(
    world: World, taking: Callable[[int, bytes], object], sites: tuple[int, int] = (1, 0)
) -> tuple[tuple[int, str, str], ...]:
    """Have two sites make a record each, which all others hear of."""
    known = tuple(
        (site, _add(world.offices[site], name), name)
        for site, name in zip(sites, ("a", "b"), strict=True)
    )
    for _ in range(2):
        _exchange(world, taking)
    return known


def _take_in(world: World, receiver: int, content: bytes) -> None:
    assert take(world.offices[receiver], content).outcome == "applied"


def _add(office: Office, name: str) -> str:
    with office.step("Add") as session:
        place = Place(name=name)
        session.add(place)
        session.flush()
        return place.id


def _exchange(world: World, taking: Callable[[int, bytes], object]) -> None:
    for replica, site in world.sites.items():
        if site:
            for content in make(world.offices[replica], 0, again=True):
                taking(0, content)
    for replica, site in world.sites.items():
        if site:
            for content in make(world.offices[0], site, again=True):
                taking(replica, content)


class Twice(Apart):
    """Headquarters is there twice, in a file and on a server: both are told the same."""

    def begin(self) -> None:
        self.world = World(self.folder, self.blank)
        self.other = self.world.acquainted(self.hq_beside(), 0)
        ahead = (int(time.time() - clock.EPOCH.timestamp()) + 600) << 16
        for office in (self.world.offices[0], self.other):  # no stamp depends on the second
            with office.remember() as session:
                cursor = session.connection().connection.cursor()
                cursor.execute("UPDATE clock SET hlc = ?", (ahead,))
        self.known = _tell_of_two(self.world, self._take, (1, 1))

    hq_beside: Callable[[], Address]

    def by(self, site: int) -> int:
        return site or 1  # headquarters only merges, so that both have the same log

    def _take(self, receiver: int, content: bytes) -> Taken:
        taken = super()._take(receiver, content)
        if receiver == 0:
            same = take(self.other, content)
            assert same.outcome == taken.outcome
            assert _told(same, self.other) == _told(taken, self.world.offices[0])
        return taken

    def teardown(self) -> None:
        try:
            for _ in range(2):
                self.exchange()
            assert _whole(self.other) == _whole(self.world.offices[0])
        finally:
            self.other.close()
        super().teardown()


def _rest(office: Office) -> Any:
    with office.session() as session:
        cursor = session.connection().connection.cursor()
        return [cursor.execute(statement).fetchall() for statement in _AT_REST]


def _told(taken: Taken, office: Office) -> Any:
    """What a merge tells, whatever the rows' own numbers and the name of headquarters' life."""
    if taken.merged is None:
        return None
    merged = taken.merged
    with office.session() as session:
        own = f"inc={partners.me(session).inc}"
    clashes = [repr(astuple(one)).replace(own, "own") for one in merged.clashes]
    counts = (merged.applied, merged.older, merged.waiting, merged.rows)
    return counts, sorted(merged.revived), sorted(clashes)


def _whole(office: Office) -> dict[str, Any]:
    """The records, the log and what waits, by ids, which are the same everywhere."""
    with office.session() as session:
        cursor = session.connection().connection.cursor()

        def found(statement: str) -> list[Any]:
            besides = (Clash.about.tag,) * statement.count("?")  # its ids are made at random
            return sorted(map(tuple, cursor.execute(statement, besides).fetchall()), key=repr)

        log = [
            (*row[:3], json.loads(row[3] or "{}"), *row[4:])
            for row in found(
                "SELECT c.t, c.op, c.mask, c.old, dense_rank() OVER (ORDER BY s.id), s.site,"
                " s.seq, s.hlc, s.act FROM change AS c JOIN step AS s ON s.id = c.step"
                " WHERE c.t <> ?"  # a file leaves out the number of a step that did nothing
            )
        ]
        return {
            "places": found("SELECT id, name, city FROM place"),
            "index": found("SELECT t, id, title, sort, words FROM entry WHERE t <> ?"),
            "waiting": found("SELECT t, id, f, inc, seq FROM waiting"),
            "clashes": found(
                "SELECT record, attribute, kept, kept_by, kept_at, other, other_by, other_at, state"
                " FROM clash"
            ),
            "log": sorted(log, key=repr),
        }


def settled(examples: int, steps: int) -> settings:
    """So many schedules of so many rules at most."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def _run(machine: type[Apart], examples: int) -> None:
    run_state_machine_as_test(machine, settings=settled(examples, 40))


def test_all_end_alike_and_nothing_is_lost_silently(blank) -> None:
    Apart.blank = blank
    _run(Apart, 60)


def test_headquarters_on_a_server_does_as_it_does_in_a_file(blank, server, blank_database) -> None:
    Twice.blank = blank
    with server.anew(blank_database) as place:
        Twice.hq_beside = staticmethod(place)
        _run(Twice, 15)


def test_all_end_alike_with_headquarters_on_a_server(blank, server, blank_database) -> None:
    class OnServer(Apart):
        def begin(self) -> None:
            self.world = World(self.folder, self.blank, hq=place())
            self.known = _tell_of_two(self.world, self._take)

    OnServer.blank = blank
    with server.anew(blank_database) as place:
        _run(OnServer, 6)
