"""Search as you type over a million people, beside the bare full-text query."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks import people
from benchmarks.measuring import Ratio, p95
from sciattache.domain.directory.person import Person
from sciattache.domain.standards import text as texts
from sciattache.store import search
from sciattache.store.office import open_office

_MOST = 50
_TYPISTS = 150
_WORDS = (
    "SELECT e.title FROM search JOIN entry AS e ON e.n = search.rowid WHERE search MATCH ? LIMIT ?"
)
_PARTS = (
    "SELECT e.title FROM parts JOIN entry AS e ON e.n = parts.rowid WHERE parts MATCH ? LIMIT ?"
)


def measure(store: Path, many: int) -> Iterator[Ratio]:
    """p95 over every text that a search box holds while names, and parts of names, are typed."""
    office = open_office(store)
    try:
        with office.session() as session:
            raw = session.connection().connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)

            def ours(typed: str) -> int:
                return len(search.find(session, typed, most=_MOST))

            def ours_of_people(typed: str) -> int:
                return len(search.find(session, typed, of=(Person,), most=_MOST))

            def bare(typed: str, rows: int) -> None:
                raw.execute(_WORDS, (texts.query(typed), rows)).fetchall()

            def bare_both(typed: str, rows: int) -> None:
                found = raw.execute(_WORDS, (texts.query(typed), rows)).fetchall()
                part = f'"{texts.fold(typed)}"'
                raw.execute(_PARTS, (part, rows - len(found))).fetchall()

            goal = f"search as you type, {many:,} people, p95"
            asked = list(typed())
            yield _by_turns(goal, "bare FTS5 query", asked, ours, bare)
            yield _by_turns(f"{goal}, one type", "bare FTS5 query", asked, ours_of_people, bare)
            goal = f"middle of a name, {many:,} people, p95"
            peer = "bare FTS5 queries, words and parts"
            yield _by_turns(goal, peer, list(middles()), ours, bare_both, None)
    finally:
        office.close()


def typed() -> Iterator[str]:
    """What a search box holds letter after letter, for names of every script."""
    for name in _asked():
        whole = name.typed
        yield from (whole[: end + 1] for end in range(len(whole)) if whole[end] != " ")


def middles() -> Iterator[str]:
    """Runs of letters out of the middle of names."""
    dice = random.Random(3)
    for name in _asked():
        for word in (name.given, name.family):
            if len(word) > 4 and not name.family_first:
                start = dice.randint(1, len(word) - 3)
                yield word[start : start + dice.randint(3, 6)].strip()


def _asked() -> Iterator[people.Name]:
    """People of the store, far apart."""
    return islice(people.names(), 0, _TYPISTS * 97, 97)


def _by_turns(
    goal: str,
    peer: str,
    asked: list[str],
    ours: Callable[[str], int],
    bare: Callable[[str, int], None],
    bound: float | None = 1.5,
) -> Ratio:
    """Ask each text of both, by turns after one asking that warms the cache."""
    mine, other = [], []
    for turn, text in enumerate(asked):
        rows = ours(text) or _MOST
        bare(text, rows)
        for first in (turn % 2 == 0, turn % 2 == 1):
            start = time.perf_counter()
            if first:
                ours(text)
                mine.append(time.perf_counter() - start)
            else:
                bare(text, rows)
                other.append(time.perf_counter() - start)
    return Ratio(goal, peer, p95(mine), p95(other), bound)
