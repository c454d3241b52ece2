"""Find better timetables of a day from above, and what none can better from below.

``descend`` asks a SAT solver again and again for a timetable that costs less than the last;
``prove`` lets core-guided MaxSAT (RC2) raise a bound that no timetable is below.  Both tell what
they find as they find it; where they meet, the timetable is proved to be the best.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pysat.card import ITotalizer
from pysat.examples.rc2 import RC2Stratified
from pysat.formula import WCNF
from pysat.solvers import Solver

from sciattache.services.scheduling import greedy
from sciattache.services.scheduling import model as models
from sciattache.services.scheduling.day import Cost, MeetingDay, cost
from sciattache.services.scheduling.formula import Literal
from sciattache.services.scheduling.model import Model

_CROWD, _GLANCE, _PATIENCE = 8, 500, 40
"""How many people's meetings are moved at a time, for how many conflicts, how often in vain."""

_TRY = 5_000
"""Conflicts after which a timetable that is much better is given up for one a little better."""

_EFFORT = 50_000
"""Conflicts after which descending further is left to the proof."""


@dataclass(frozen=True)
class Found:
    """A timetable."""

    slots: dict[str, int]


@dataclass(frozen=True)
class Bound:
    """No timetable costs less."""

    cost: Cost


@dataclass(frozen=True)
class Impossible:
    """No timetable keeps all the rules."""


Event = Found | Bound | Impossible
Report = Callable[[Event], None]


def descend(day: MeetingDay, report: Report) -> None:
    """Tell better and better timetables: first leave out less, then move less, then wait less."""
    model = models.of(day)
    first = greedy.timetable(day) or {}
    with Solver(name="glucose4", bootstrap_with=model.formula.clauses) as solver:
        if not solver.solve(assumptions=[model.held[each] for each in first.items()]):
            report(Impossible())
            return
        descent = _Descent(day, model, solver, report)
        descent.tell()
        proofs = [
            descent.lower(model.left_out, lambda cost: cost.left_out),
            descent.lower(model.moved, lambda cost: cost.moved - model.moved_anyway),
            descent.lower(model.breaks, lambda cost: cost.breaks),
        ]
        if all(proofs):
            report(Bound(descent.cost))


class _Descent:
    """A solver that holds the clauses of a day, on its way down from timetable to timetable."""

    def __init__(self, day: MeetingDay, model: Model, solver: Solver, report: Report) -> None:
        self._day, self._model, self._solver, self._report = day, model, solver, report
        self._top, self._chance = model.formula.top, random.Random(1)  # noqa: S311
        self._slots: dict[str, int] = {}
        self.cost = Cost(0, 0, 0)

    def tell(self) -> None:
        """Tell the timetable that the solver has just found."""
        self._slots = self._model.slots(self._solver.get_model())
        self.cost = cost(self._day, self._slots)
        self._report(Found(self._slots))

    def lower(self, wishes: Sequence[Literal], part: Callable[[Cost], int]) -> bool:
        """Make fewer of the literals true, in large steps, then one by one, until it is too hard.

        ``part`` is how many of them a timetable makes true. Answers whether there is proof that
        fewer are impossible; what was reached is kept from then on.
        """
        solver, reached, least, share = self._solver, part(self.cost), 0, 3
        if not reached:
            solver.append_formula([[-literal] for literal in wishes])
            return True
        solver.set_phases([-literal for literal in wishes])
        with ITotalizer(lits=list(wishes), ubound=reached, top_id=self._top) as total:
            solver.append_formula(total.cnf.clauses)
            self._top = total.top_id
            self._mend(part, total.rhs)
            reached = part(self.cost)
            while least < reached:
                goal = reached - max(1, (reached - least) // share)
                solver.conf_budget(_TRY if goal < reached - 1 else _EFFORT)
                outcome = solver.solve_limited(assumptions=[-total.rhs[goal]])
                if outcome:
                    self.tell()
                    reached = part(self.cost)
                elif outcome is False:
                    least = goal + 1
                elif goal < reached - 1:
                    share = reached  # steps of one
                else:
                    break
            if reached < len(total.rhs):
                solver.add_clause([-total.rhs[reached]])
            return least == reached

    def _mend(self, part: Callable[[Cost], int], total: Sequence[Literal]) -> None:
        """Better a timetable in places: move the meetings of a few people, hold all others.

        ``total`` are the literals that count what is to become less.
        """
        people = [who for who, theirs in self._day.of.items() if theirs]
        failures = 0
        while failures < _PATIENCE and part(self.cost):
            free = set(self._chance.sample(people, min(len(people), _CROWD)))
            held = [
                self._model.held[name, slot]
                for name, slot in self._slots.items()
                if free.isdisjoint(self._day.by_name[name].between)
            ]
            self._solver.conf_budget(_GLANCE)
            less = -total[part(self.cost) - 1]
            if self._solver.solve_limited(assumptions=[*held, less]):
                self.tell()
                failures = 0
            else:
                failures += 1


def prove(day: MeetingDay, report: Report) -> None:
    """Raise the bound until it is a timetable's cost."""
    model = models.of(day)
    wanted = WCNF()
    wanted.extend(model.formula.clauses)
    weights = model.weights
    for literals, weight in (
        (model.left_out, weights.left_out),
        (model.moved, weights.moved),
        (model.breaks, weights.breaks),
    ):
        for literal in literals:
            wanted.append([-literal], weight=weight)
    wanted.nv = max(wanted.nv, model.formula.top)
    with _Telling(wanted, lambda weight: report(Bound(model.cost(weight)))) as solver:
        if not solver.oracle.solve():  # else RC2 fails where nothing is wished
            report(Impossible())
            return
        slots = model.slots(solver.compute())
        report(Found(slots))
        report(Bound(cost(day, slots)))


class _Telling(RC2Stratified):  # type: ignore[misc]  # the library has no types
    """RC2 that tells its bound after each core."""

    def __init__(self, wanted: WCNF, tell: Callable[[int], None]) -> None:
        self._tell = tell
        super().__init__(wanted, solver="cadical153", blo="full")

    def process_core(self) -> None:
        super().process_core()
        self._tell(self.cost)
