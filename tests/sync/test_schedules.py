"""Whatever is done, lost, doubled and delayed: all end alike, and nothing is lost silently."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, rule

from sciattache.domain.directory.place import Place
from sciattache.sync.exchange import make, take
from tests.sync.conftest import World

_FIELDS = ("name", "city", "notes")


class Apart(RuleBasedStateMachine):
    """Two posts and headquarters work apart; bundles come as they come."""

    blank: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.world = World(self.folder, self.blank)
        self.counter = 0
        self.lost: set[tuple[str, str, str]] = set()
        self.written: dict[tuple[str, str], list[str]] = defaultdict(list)

    records = Bundle("records")
    mail = Bundle("mail")

    @rule(target=records, site=st.integers(0, 2))
    def add(self, site: int) -> str:
        with self.world.offices[site].step("Add") as session:
            place = Place(name=self._fresh())
            session.add(place)
            session.flush()
            self.written[place.id, "name"].append(place.name)
            return place.id

    @rule(site=st.integers(0, 2), id=records, field=st.sampled_from(_FIELDS))
    def change(self, site: int, id: str, field: str) -> None:
        with self.world.offices[site].step("Change") as session:
            place = session.query(Place).filter_by(id=id).one_or_none()
            if place is not None:
                value = self._fresh()
                setattr(place, field, value)
                self.written[id, field].append(value)

    @rule(site=st.integers(0, 2), id=records)
    def delete(self, site: int, id: str) -> None:
        with self.world.offices[site].step("Delete") as session:
            place = session.query(Place).filter_by(id=id).one_or_none()
            if place is not None:
                session.delete(place)

    @rule(target=mail, pair=st.sampled_from(((1, 0), (2, 0), (0, 1), (0, 2))))
    def send(self, pair: tuple[int, int]) -> tuple[int, list[bytes]]:
        sender, receiver = pair
        return receiver, make(self.world.offices[sender], receiver)

    @rule(sent=mail, which=st.integers(0, 5))
    def arrive(self, sent: tuple[int, list[bytes]], which: int) -> None:
        receiver, files = sent
        self._take(receiver, files[which % len(files)])

    def _take(self, receiver: int, content: bytes) -> None:
        taken = take(self.world.offices[receiver], content)
        assert taken.outcome in ("applied", "duplicate", "parked"), taken
        for clash in taken.merged.clashes if taken.merged else ():
            name = clash.type.fields()[0].name
            name = next(f.name for f in clash.type.fields() if f.tag == clash.field)
            self.lost.add((clash.id, name, str(clash.lost)))

    def _fresh(self) -> str:
        self.counter += 1
        return f"v{self.counter}"

    def teardown(self) -> None:
        try:
            for _ in range(4):
                for pair in ((1, 0), (2, 0), (0, 1), (0, 2)):
                    for content in make(self.world.offices[pair[0]], pair[1]):
                        self._take(pair[1], content)
            seen = [self._all(site) for site in self.world.offices]
            assert seen[1] == seen[0]
            assert seen[2] == seen[0]
        finally:
            self.world.close()
            shutil.rmtree(self.folder)

    def _all(self, site: int) -> dict[str, tuple[str | None, ...]]:
        with self.world.offices[site].session() as session:
            return {
                one.id: tuple(getattr(one, name) for name in _FIELDS)
                for one in session.query(Place)
            }


def test_all_end_alike(blank) -> None:
    Apart.blank = blank
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Apart,
        settings=settings(
            max_examples=60,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
