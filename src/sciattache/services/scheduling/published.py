"""The meeting days that Bofill and others published (CP 2014, JAIR 2022), from their files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sciattache.services.scheduling import dzn
from sciattache.services.scheduling.day import Meeting, MeetingDay

SESSIONS = {1: "morning", 2: "afternoon", 3: ""}
"""The part of the day that the third column of ``requested`` wishes."""

FAIRNESS = 2
"""By how many breaks any two participants may differ in the published instances."""


def read(text: str, *, file: str) -> MeetingDay:
    """The day that a file describes: meetings called 1, 2, …, participants P1, P2, ….

    ``file`` is its name: what is wrong with it is told with the line.
    """
    given = _Given(dzn.read(text, file=file), file)
    people, meetings = given.count("nBusiness"), given.count("nMeetings")
    slots, tables = given.count("nTotalSlots"), given.count("nTables")
    morning = given.count("nMorningSlots", most=slots)
    requests = given.rows("requested", meetings, (people, people, len(SESSIONS)))
    away = given.sets("forbidden", people, most=slots)
    fixed = given.numbers("fixat" if "fixat" in given else "fixed", meetings, most=slots)
    before = given.sets("precedences", meetings, most=meetings) if "precedences" in given else ()
    return MeetingDay(
        participants=_people(people),
        meetings=tuple(
            Meeting(name, (f"P{one}", f"P{other}"), SESSIONS[session], slot or None)
            for name, (one, other, session), slot in zip(
                _names(meetings), requests, fixed, strict=True
            )
        ),
        tables=(tables,) * slots,
        sessions={
            "morning": frozenset(range(1, morning + 1)),
            "afternoon": frozenset(range(morning + 1, slots + 1)),
        },
        unavailable={who: those for who, those in zip(_people(people), away, strict=True) if those},
        precedences=tuple(
            (str(earlier), later)
            for later, those in zip(_names(len(before)), before, strict=True)
            for earlier in sorted(those)
        ),
        fairness=FAIRNESS,
    )


def _names(count: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, count + 1))


def _people(count: int) -> tuple[str, ...]:
    return tuple(f"P{name}" for name in _names(count))


class _Given:
    """What a file gives, each value asked for as what it must be."""

    def __init__(self, found: Mapping[str, dzn.Assignment], file: str) -> None:
        self._found, self._file = found, file

    def __contains__(self, name: str) -> bool:
        return name in self._found

    def count(self, name: str, *, most: int | None = None) -> int:
        """A number that is not below 0."""
        value = self._value(name)
        if not isinstance(value, int) or value < 0:
            raise self._wrong(name, "is not a number from 0 on")
        self._check(name, (value,), most)
        return value

    def numbers(self, name: str, length: int, *, most: int) -> tuple[int, ...]:
        """A list of so many numbers, each from 0 to ``most``."""
        numbers = tuple(one for one in self._list(name, length) if isinstance(one, int))
        if len(numbers) != length:
            raise self._wrong(name, "is not a list of numbers")
        self._check(name, numbers, most)
        return numbers

    def sets(self, name: str, length: int, *, most: int) -> tuple[frozenset[int], ...]:
        """A list of so many sets of numbers up to ``most``; a 0 in them stands for nothing."""
        sets = tuple(one for one in self._list(name, length) if isinstance(one, frozenset))
        if len(sets) != length:
            raise self._wrong(name, "is not a list of sets")
        for one in sets:
            self._check(name, one, most)
        return tuple(one - {0} for one in sets)

    def rows(self, name: str, length: int, most: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
        """A table of so many rows, the numbers of each from 1 to ``most``."""
        rows = []
        for row in self._list(name, length):
            if not isinstance(row, tuple) or len(row) != len(most):
                raise self._wrong(name, f"is not a table of {len(most)} columns")
            for number, limit in zip(row, most, strict=True):
                self._check(name, (number - 1,), limit - 1, told=number)
            rows.append(row)
        return tuple(rows)

    def _list(self, name: str, length: int) -> tuple[object, ...]:
        value = self._value(name)
        if isinstance(value, int):
            raise self._wrong(name, "is not a list")
        if len(value) != length:
            raise self._wrong(name, f"has {len(value)} entries, not {length}")
        return value

    def _value(self, name: str) -> dzn.Value:
        if name not in self._found:
            last = max((one.line for one in self._found.values()), default=1)
            raise dzn.refused(self._file, last, f"{name} is missing")
        return self._found[name].value

    def _check(
        self, name: str, numbers: Iterable[int], most: int | None, *, told: int | None = None
    ) -> None:
        for number in numbers:
            if number < 0 or (most is not None and number > most):
                said = number if told is None else told
                raise self._wrong(name, f"has {said}, which is out of range")

    def _wrong(self, name: str, what: str) -> Exception:
        return dzn.refused(self._file, self._found[name].line, f"{name} {what}")
