"""Read the plain data of a MiniZinc file: numbers, lists of numbers or of sets, and tables.

The whole language would need MiniZinc itself, which is no Python library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sciattache.errors import KnownError

Numbers = tuple[int, ...]
Value = int | Numbers | tuple[frozenset[int], ...] | tuple[Numbers, ...]

_TOKEN = re.compile(r"\s+|%[^\n]*|([A-Za-z]\w*|-?\d+|\[\||\|\]|[\[\]{}|,;=])")
_END = ""


@dataclass(frozen=True)
class Assignment:
    """A value of the file, and the line in which it begins."""

    line: int
    value: Value


def refused(file: str, line: int, why: str) -> KnownError:
    """The error that a file is not as it should be."""
    return KnownError(
        f"{file}, line {line}: {why}.", "Correct the file, or take the one that was published."
    )


def read(text: str, *, file: str) -> dict[str, Assignment]:
    """The values by their names; ``file`` is named where something cannot be read."""
    tokens = _Tokens(text, file)
    found: dict[str, Assignment] = {}
    while tokens.next != _END:
        line, name = tokens.line, tokens.take()
        if not name[0].isalpha():
            raise refused(file, line, f"there is “{name}” where a name was expected")
        if name in found:
            raise refused(file, line, f"{name} is given twice")
        tokens.expect("=")
        found[name] = Assignment(line, _value(tokens))
        tokens.expect(";")
    return found


class _Tokens:
    """The words and marks of a text, one after the other."""

    def __init__(self, text: str, file: str) -> None:
        self.file, self.line, self.next = file, 1, _END
        self._coming = self._split(text)
        self.take()

    def take(self) -> str:
        """The next token; the one after it is then ``next``, in ``line``."""
        token = self.next
        self.line, self.next = next(self._coming)
        return token

    def expect(self, mark: str) -> None:
        """Pass over a mark that must be here."""
        if self.next != mark:
            raise self.wrong(f"“{mark}”")
        self.take()

    def passed(self, mark: str) -> bool:
        """Pass over a mark if it is here."""
        if self.next != mark:
            return False
        self.take()
        return True

    def wrong(self, wanted: str) -> KnownError:
        """The error that something else was expected here."""
        there = f"is “{self.next}”" if self.next else "is the end of the file"
        return refused(self.file, self.line, f"there {there} where {wanted} was expected")

    def _split(self, text: str) -> Iterator[tuple[int, str]]:
        at, line = 0, 1
        while at < len(text):
            match = _TOKEN.match(text, at)
            if not match:
                raise refused(self.file, line, f"“{text[at]}” cannot be read")
            if match[1]:
                yield line, match[1]
            line += match[0].count("\n")
            at = match.end()
        while True:
            yield line, _END


def _value(tokens: _Tokens) -> Value:
    if tokens.passed("[|"):
        return _table(tokens)
    if not tokens.passed("["):
        return _number(tokens)
    if tokens.next != "{":
        return _numbers(tokens, "]")
    sets = []
    while not tokens.passed("]"):
        tokens.expect("{")
        sets.append(frozenset(_numbers(tokens, "}")))
        _comma(tokens, "]")
    return tuple(sets)


def _table(tokens: _Tokens) -> tuple[Numbers, ...]:
    rows = []
    while not tokens.passed("|]"):
        row = []
        while tokens.next not in ("|", "|]"):
            row.append(_number(tokens))
            _comma(tokens, "|", "|]")
        rows.append(tuple(row))
        tokens.passed("|")
    return tuple(rows)


def _numbers(tokens: _Tokens, end: str) -> Numbers:
    numbers = []
    while not tokens.passed(end):
        numbers.append(_number(tokens))
        _comma(tokens, end)
    return tuple(numbers)


def _comma(tokens: _Tokens, *ends: str) -> None:
    if tokens.next not in ends:
        tokens.expect(",")


def _number(tokens: _Tokens) -> int:
    if not tokens.next.lstrip("-").isdigit():
        raise tokens.wrong("a number")
    return int(tokens.take())
