"""Two ways of doing the same, timed by turns in one run."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Act = Callable[[], object]


@dataclass(frozen=True)
class Ratio:
    """What one goal came to: both medians, and how often the one goes into the other.

    They are in seconds where ``unit`` says nothing else.

    ``bound`` is the most that the ratio may be; None where a figure is only told.
    """

    goal: str
    peer: str
    ours: float
    theirs: float
    bound: float | None = None
    unit: str = "s"

    @property
    def value(self) -> float:
        """Ours as a multiple of the peer's."""
        return self.ours / self.theirs if self.theirs else float("inf")

    @property
    def kept(self) -> bool:
        """Whether the bound holds; a figure without a bound always does."""
        return self.bound is None or self.value <= self.bound


def by_turns(acts: Sequence[Act], *, rounds: int, after: Act | None = None) -> list[list[float]]:
    """Wall seconds of each act in each round; the acts take turns, and go first by turns.

    What is done ``after`` each act, to end what it began, is not counted.
    """
    taken: list[list[float]] = [[] for _ in acts]
    for turn in range(rounds):
        for place in range(len(acts)):
            which = (turn + place) % len(acts)
            taken[which].append(once(acts[which]))
            if after is not None:
                after()
    return taken


def once(act: Act) -> float:
    """Wall seconds of one act, which starts with no rubbish to collect."""
    gc.collect()
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def compare(
    goal: str,
    peer: str,
    ours: Act,
    theirs: Act,
    *,
    bound: float | None,
    rounds: int = 5,
    after: Act | None = None,
) -> Ratio:
    """Run both by turns and set the median of the one against that of the other."""
    mine, other = by_turns((ours, theirs), rounds=rounds, after=after)
    return Ratio(goal, peer, statistics.median(mine), statistics.median(other), bound)


def median(seconds: Sequence[float]) -> float:
    """The middle time."""
    return statistics.median(seconds)


def p95(seconds: Sequence[float]) -> float:
    """The time that nineteen of twenty stay under."""
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
