"""Why a day cannot be held: a set of facts of which none can be spared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from pysat.solvers import Solver

from sciattache.services.scheduling import counting, model
from sciattache.services.scheduling.day import MeetingDay
from sciattache.services.scheduling.fact import Fact, Kind
from sciattache.services.scheduling.facts import of as facts_of
from sciattache.services.scheduling.formula import Formula, Literal
from sciattache.services.scheduling.model import Held

Facts = tuple[Fact, ...]


@dataclass(frozen=True)
class Reason:
    """Facts that cannot all hold; if it is the ``least`` set, none of them can be spared."""

    facts: Facts
    least: bool


def explain(day: MeetingDay, report: Callable[[Reason], None]) -> None:
    """Tell facts that stand against each other, each time with fewer that are needless.

    Take any one of the last set away, and what is left of it can be held. Tells nothing if the
    whole day can be held.
    """
    guarded = _Guarded(day)
    with Solver(name="cadical153", bootstrap_with=guarded.formula.clauses) as solver:
        everything = [fact for fact in guarded.guards if fact.kind != Kind.FAIRNESS]
        reason = counting.too_much(day) or _clash(solver, guarded.guards, everything)
        if not reason and day.fairness is not None:
            solver.append_formula(guarded.fairness())
            reason = _clash(solver, guarded.guards, list(guarded.guards))
        if reason:
            report(Reason(reason, False))
        kept: list[Fact] = []
        while len(kept) < len(reason):
            rest = [fact for fact in reason if fact not in kept]
            fewer = _clash(solver, guarded.guards, [*kept, *rest[1:]])
            if fewer:
                reason = tuple(sorted({*fewer, *kept}))
                report(Reason(reason, False))
            else:
                kept.append(rest[0])
        if reason:
            report(Reason(reason, True))


def _clash(solver: Solver, guards: Mapping[Fact, Literal], facts: Sequence[Fact]) -> Facts:
    """Some of the facts that cannot hold together, in their order; nothing if all can."""
    if solver.solve(assumptions=[guards[fact] for fact in facts]):
        return ()
    core: Collection[Literal] = set(solver.get_core() or ())
    return tuple(fact for fact in facts if guards[fact] in core)


class _Guarded:
    """The rules of a day, each fact of which holds only while its literal is assumed."""

    def __init__(self, day: MeetingDay) -> None:
        self.day, self.formula = day, Formula()
        self.guards = {fact: self.formula.new() for fact in facts_of(day)}
        self._held: Held = {
            (one.name, slot): self.formula.new()
            for one in day.meetings
            if not one.weight
            for slot in day.slots
        }
        self._used = {
            who: model.attend(self.formula, self._held, day, who) for who in day.participants
        }
        for slot in day.slots:
            tables = -self.guards[Fact(Kind.TABLES)]
            model.seat(self.formula, self._held, day, slot, self._used, tables)
        for fact, guard in self.guards.items():
            self._keep(fact, guard)

    def fairness(self) -> list[list[Literal]]:
        """The clauses of fairness, which few days fail for, and which are many."""
        before = len(self.formula.clauses)
        counts = []
        for used in self._used.values():
            ends = model.break_ends(self.formula, self.day, used)
            counts.append(self.formula.counted(ends, len(self.day.tables)))
        guard = self.guards[Fact(Kind.FAIRNESS)]
        model.share(self.formula, counts, self.day.fairness or 0, -guard)
        return self.formula.clauses[before:]

    def _keep(self, fact: Fact, guard: Literal) -> None:
        day, formula = self.day, self.formula
        match fact:
            case Fact(Kind.REQUEST, (name,)):
                here = [self._held[name, slot] for slot in day.slots]
                formula.at_most_one(here)
                formula.add(-guard, *here)
            case Fact(Kind.SESSION, (name,)):
                self._only(guard, name, day.sessions[day.by_name[name].session])
            case Fact(Kind.FIXED, (name,), slot):
                self._only(guard, name, {slot})
            case Fact(Kind.AWAY, (who,), slot):
                if slot in self._used[who]:
                    formula.add(-guard, -self._used[who][slot])
            case Fact(Kind.LUNCH, (who,)):
                model.rest(formula, day, self._used[who], -guard)
            case Fact(Kind.ORDER, (earlier, later)):
                unless = {
                    name: [-guard, -self.guards[Fact(Kind.REQUEST, (name,))]]
                    for name in (earlier, later)
                }
                model.order(formula, self._held, day.slots, earlier, later, unless)

    def _only(self, guard: Literal, name: str, slots: Collection[int]) -> None:
        for slot in self.day.slots:
            if slot not in slots:
                self.formula.add(-guard, -self._held[name, slot])
