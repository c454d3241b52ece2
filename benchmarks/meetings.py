"""The published meeting days, solved one by one: ``python -m benchmarks.meetings FOLDER``.

``FOLDER`` holds their files; the best that is known of each stands in ``expected.json`` there or
in the folder above it.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.measuring import Ratio, compare, p95
from sciattache.services.scheduling import published, search
from sciattache.services.scheduling.day import Meeting, MeetingDay, Timetable
from sciattache.services.scheduling.solve import solve

_PAGE = Path(__file__).parents[1] / "docs" / "meeting-days.md"
_HEAD = ("day", "timetable", "breaks", "bound", "best known", "proved", "seconds", "CPU seconds")


def measure() -> Iterator[Ratio]:
    """Proving the best timetable of an invented day, beside finding one at all."""
    day = _invented()

    def first() -> None:
        search.descend(day, _raise_at_first)

    yield compare(
        f"prove the best of {len(day.meetings)} meetings", "find some timetable",
        lambda: search.prove(day, lambda _: None), lambda: _until_told(first),
        bound=None, rounds=3,
    )  # fmt: skip


class _FirstFoundError(Exception):
    """A timetable was found, which is enough here."""


def _raise_at_first(event: search.Event) -> None:
    raise _FirstFoundError


def _until_told(act: Any) -> None:
    with suppress(_FirstFoundError):
        act()


def _invented() -> MeetingDay:
    chance = random.Random(1)
    people = tuple(f"P{number}" for number in range(16))
    pairs = sorted({tuple(sorted(chance.sample(people, 2))) for _ in range(36)})
    meetings = tuple(Meeting(f"{one} {other}", (one, other)) for one, other in pairs)
    return MeetingDay(people, meetings, (8,) * 10)


@dataclass(frozen=True)
class Result:
    """What came of one published day; ``best`` is what is known of it."""

    name: str
    found: Timetable
    best: str
    seconds: float
    cpu: float

    @property
    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        found = self.found
        answer = {True: "found", False: f"impossible, {len(found.why)} facts", None: "unknown"}
        breaks = (str(found.breaks), str(found.bound)) if found.feasible else ("", "")
        proved = "yes" if found.optimal else "no"
        times = (f"{self.seconds:.1f}", f"{self.cpu:.1f}")
        return (self.name, answer[found.feasible], *breaks, self.best, proved, *times)


def main(words: list[str]) -> int:
    """Solve every day of a folder and print the table; 1 when one is worse than the best known."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.meetings")
    asked.add_argument("folder", type=Path, help="holds the published .dzn files")
    asked.add_argument("--seconds", type=float, default=60, help="for each day, at most")
    asked.add_argument(
        "--busy", action="store_true", help="count a process's CPU seconds instead (Linux)"
    )
    asked.add_argument("--only", default="", help="days whose name begins so")
    asked.add_argument("--write", action="store_true", help="write the table into docs")
    wish = asked.parse_args(words)
    best = _best_known(wish.folder)
    results = []
    for file in sorted(wish.folder.glob(f"{wish.only}*.dzn")):
        results.append(_solved(file, wish, best.get(file.name, "")))
        print(_line(results[-1].cells), flush=True)
    print(_summary(results))
    if wish.write:
        _PAGE.write_text(_page(results, wish), encoding="utf-8")
        print(f"Written to {_PAGE}.")
    return 1 if any(_is_worse(result) for result in results) else 0


def _solved(file: Path, wish: argparse.Namespace, best: str) -> Result:
    day = published.read(file.read_text(encoding="utf-8"), file=file.name)
    start, cpu = time.perf_counter(), _cpu()
    if wish.busy:
        found = solve(day, math.inf, cancelled=lambda: _spent() >= wish.seconds)
    else:
        found = solve(day, wish.seconds)
    return Result(file.stem, found, best, time.perf_counter() - start, _cpu() - cpu)


def _spent() -> float:
    """The CPU seconds of the process that has worked most by now."""
    ticks = [0]
    for process in multiprocessing.active_children():
        with suppress(OSError):
            after_name = Path(f"/proc/{process.pid}/stat").read_text().rpartition(") ")[2].split()
            ticks.append(int(after_name[11]) + int(after_name[12]))
    return max(ticks) / os.sysconf("SC_CLK_TCK")


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _best_known(folder: Path) -> dict[str, str]:
    for file in (folder / "expected.json", folder.parent / "expected.json"):
        if file.is_file():
            said = json.loads(file.read_text(encoding="utf-8"))["files"]
            return {Path(name).name: _told(of) for name, of in said.items() if _is_day(of)}
    return {}


def _is_day(said: dict[str, Any]) -> bool:
    return said.get("kind") == "b2b"


def _told(said: dict[str, Any]) -> str:
    if "best_known_breaks" in said:
        return str(said["best_known_breaks"])
    return "impossible" if "INFEASIBLE" in said["status"] else ""


def _is_worse(result: Result) -> bool:
    if result.best == "impossible":
        return result.found.feasible is not False
    if result.found.feasible is None:
        return True
    return result.best.isdigit() and result.found.breaks > int(result.best)


def _summary(results: Sequence[Result]) -> str:
    answered = [one for one in results if one.found.feasible is not None]
    proved = [one for one in results if one.found.optimal]
    worse = [one.name for one in results if _is_worse(one)]
    cpu = [one.cpu for one in results]
    return (
        f"{len(results)} days: {len(answered)} answered, {len(proved)} of them proved, "
        f"{len(worse)} worse than the best known. CPU seconds of a day: median "
        f"{statistics.median(cpu):.1f}, of 19 in 20 at most {p95(cpu):.1f}, at most {max(cpu):.1f}."
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _page(results: Sequence[Result], wish: argparse.Namespace) -> str:
    today = datetime.now(UTC).date()
    unit = "CPU seconds" if wish.busy else "seconds"
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return "\n".join(
        (
            "# Published meeting days\n",
            "The days of Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy and Villaret",
            "(CP 2014; JAIR 74, 2022), solved by `python -m benchmarks.meetings FOLDER --write`,",
            f"each within {wish.seconds:g} {unit} of its two processes. Breaks is what everyone",
            "waits in all; no timetable has fewer than the bound. Where a day is impossible, the",
            "facts are those that cannot all hold, and proved means that none can be spared.",
            f"Measured on {today}, {machine}, {os.cpu_count()} cores with other",
            "work on them: trust the CPU seconds.\n",
            _summary(results) + "\n",
            _line(_HEAD),
            _line(("---",) * len(_HEAD)),
            *(_line(result.cells) for result in results),
            "",
        )
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
