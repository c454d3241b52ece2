"""Records are merged and parted at random, here and there: all end alike, nothing goes silently."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from sciattache.domain.directory.place import Place
from sciattache.domain.directory.travel_time import TravelTime
from sciattache.domain.office.clash import Clash
from sciattache.domain.office.merging import Merging
from sciattache.errors import KnownError
from sciattache.store import history, merging
from tests.sync.test_schedules import _FIELDS, Apart, _run


class Merged(Apart):
    """Apart, and places are merged and parted; travelling times refer to them."""

    rounds = 6

    @rule(site=st.integers(0, 2), one=Apart.records, other=Apart.records)
    def merge(self, site: int, one: str, other: str) -> None:
        with self.world.offices[self.by(site)].session() as session:
            pair = [session.query(Place).filter_by(id=id).one_or_none() for id in (one, other)]
            if one != other and None not in pair:
                kept, gone = pair
                # What is chosen of two values is decided by who merges: the other is replaced.
                for id in (one, other):
                    place = session.query(Place).filter_by(id=id).one()
                    self.replaced |= {(id, name, getattr(place, name)) for name in _FIELDS}
                merging.merge(session, kept, gone)

    @rule(site=st.integers(0, 2))
    def part(self, site: int) -> None:
        office = self.world.offices[self.by(site)]
        with office.session() as session, suppress(KnownError):
            for one in merging.standing(session)[:1]:
                made = merging.made_in(session, one)
                known = history.locate(session, one.gone)
                if known and (not site or (made and made[1])):
                    self.replaced |= {
                        (place.id, name, getattr(place, name))
                        for place in session.query(Place)
                        for name in _FIELDS
                    }
                    merging.part(session, one)

    @rule(site=st.integers(0, 2), one=Apart.records, other=Apart.records)
    def refer(self, site: int, one: str, other: str) -> None:
        with self.world.offices[self.by(site)].session() as session:
            here = {place.id for place in session.query(Place)}
        if {one, other} <= here:
            with self.world.offices[self.by(site)].step("Refer") as session:
                session.add(TravelTime(origin=one, destination=other, minutes=5, notes=str(site)))

    def _lost_nothing(self, seen: dict[str, tuple[str | None, ...]]) -> None:
        """Each value stands, in its record or in one that stood for it, or somebody who had it
        wrote over it, or it is in a clash of one of them; nothing refers to what went."""
        with self.world.offices[0].session() as session:
            ways = merging.ways(session)
            pairs = [(one.gone, one.kept) for one in session.query(Merging)]
            noted = {
                (clash.record, json.loads(value))
                for clash in session.query(Clash)
                for value in (clash.kept, clash.other)
            }
            times = session.query(TravelTime).all()
            gone = {one.gone for one in merging.standing(session)}
        replaced = {value for _, _, value in self.replaced}
        for id, name, value in self.written:
            ends = _stood_for(id, pairs)
            known = {said for end in ends for said in seen.get(end, ())}
            known |= {said for record, said in noted if record in ends} | replaced
            assert value in known or not ends & set(seen), (id, name, value)
        named = {to for one in times for to in (one.origin, one.destination)}
        assert not named & {id for id in ways if merging.chain(id, ways)[-1] in seen}
        assert not gone & set(seen)

    def _all(self, site: int) -> dict[str, Any]:
        assert self._around(site) == self._around(0), site
        return super()._all(site)

    def _around(self, site: int) -> Any:
        with self.world.offices[site].session() as session:
            times = {(one.id, one.origin, one.destination) for one in session.query(TravelTime)}
            mergings = {(one.id, one.gone, one.kept, one.state) for one in session.query(Merging)}
        return times, mergings


def _stood_for(id: str, pairs: list[tuple[str, str]]) -> set[str]:
    """A record, and those that ever stood for it, also where that was taken back."""
    found = {id}
    while more := {kept for gone, kept in pairs if gone in found} - found:
        found |= more
    return found


def test_all_end_alike_whatever_is_merged_and_parted(blank) -> None:
    Merged.blank = blank
    _run(Merged, 60)


class MergedAcross(Merged):
    """Merged, and each post is of an office of its own, which hears of its own records alone, of
    headquarters' and of those that came to stand for one of them."""

    named = ("Headquarters", "Lisbon", "Tokyo")

    def __init__(self) -> None:
        self.born: dict[str, int] = {}
        super().__init__()

    def note(self, site: int, id: str, name: str) -> None:
        super().note(site, id, name)
        self.born[id] = site

    def teardown(self) -> None:
        try:
            self.come_to_rest()
            every = Apart._all(self, 0)
            for site in (1, 2):
                seen = Apart._all(self, site)
                assert seen == {id: every.get(id) for id in seen}, site
                own = {id for id in every if self.born.get(id) in (0, site)}
                assert own <= set(seen), site
                self._refers_alike(site, set(seen))
            self._lost_nothing(every)
        finally:
            self.world.close()
            shutil.rmtree(self.folder)

    def is_alike(self) -> bool:
        return True  # each office hears of its own

    def _refers_alike(self, site: int, seen: set[str]) -> None:
        times = {}
        for place in (site, 0):
            with self.world.offices[place].session() as session:
                times[place] = {
                    one.id: (one.origin, one.destination, one.notes)
                    for one in session.query(TravelTime)
                }
        every = set(Apart._all(self, 0))
        for id, one in times[site].items():
            assert times[0].get(id) == one
            if one[2] == str(site):
                assert {one[0], one[1]} & every <= seen


def test_offices_that_hear_of_their_own_alone_end_as_headquarters_does(blank) -> None:
    MergedAcross.blank = blank
    _run(MergedAcross, 40)
