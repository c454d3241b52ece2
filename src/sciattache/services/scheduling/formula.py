"""Clauses for a SAT solver, and how to count in them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise, product

Literal = int
Clause = list[int]

_FEW = 5
"""So many literals exclude one another pair by pair; more do along a chain."""


class Formula:
    """Clauses that must hold, and the literals wished to be true, with their weights."""

    def __init__(self) -> None:
        self.top = 0
        self.clauses: list[Clause] = []

    def new(self) -> Literal:
        """A variable that is used nowhere yet."""
        self.top += 1
        return self.top

    def add(self, *literals: Literal) -> None:
        """One of these is true."""
        if literals:
            self.clauses.append(list(literals))
        else:  # some solvers pass over a clause that is empty
            never = self.new()
            self.clauses += [[never], [-never]]

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal that is true exactly if one of these, at least one, is."""
        if len(literals) == 1:
            return literals[0]
        either = self.new()
        self.add(-either, *literals)
        for literal in literals:
            self.add(-literal, either)
        return either

    def at_most_one(self, literals: Sequence[Literal]) -> None:
        """No two of these are true."""
        if len(literals) <= _FEW:
            for one, other in combinations(literals, 2):
                self.add(-one, -other)
            return
        earlier = literals[0]
        for literal in literals[1:-1]:
            self.add(-earlier, -literal)
            so_far = self.new()
            self.add(-earlier, so_far)
            self.add(-literal, so_far)
            earlier = so_far
        self.add(-earlier, -literals[-1])

    def counted(self, literals: Sequence[Literal], upto: int) -> list[Literal]:
        """The k-th of the answer (from 0) is true exactly if more than k of these are.

        Counting stops at ``upto``, so that the last one then stands for "so many or more".
        The totalizer of Bailleux and Boufkhad (CP 2003), both ways.
        """
        if len(literals) <= 1:
            return list(literals)[:upto]
        half = len(literals) // 2
        left = self.counted(literals[:half], upto)
        right = self.counted(literals[half:], upto)
        total = [self.new() for _ in range(min(len(left) + len(right), upto))]
        for one, other in product(range(len(left) + 1), range(len(right) + 1)):
            both = one + other
            if both:
                reached = [-left[one - 1]] if one else []
                reached += [-right[other - 1]] if other else []
                self.add(*reached, total[min(both, len(total)) - 1])
            # A count that stopped at ``upto`` may be more, but then the total has stopped too.
            if both < len(total):
                self.add(-total[both], *left[one : one + 1], *right[other : other + 1])
        for less, more in pairwise(total):
            self.add(-more, less)
        return total
