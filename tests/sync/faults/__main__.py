"""Try every fault: ``python -m tests.sync.faults [NAME…] [--schedules N] [--kills N] [--write]``."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sciattache.store.office import create
from tests.sync.conftest import World
from tests.sync.faults import damage, kills, mutants, schedules, season
from tests.sync.faults.states import Found

_PAGE = Path(__file__).parents[3] / "docs" / "faults.md"
_HEAD = ("fault", "tried", "not borne", "", "on")
_MEMORY = Path("/dev/shm")
_SAID = 300


def _files(folder: Path, blank: Path, wish) -> Iterator[Found]:
    folder.mkdir()
    world = World(folder, blank)
    yield from damage.every(world)
    world.close()


def _kills(folder: Path, blank: Path, wish) -> Iterator[Found]:
    folder.mkdir()
    for scene in kills.scenes(folder / "scene", blank):
        yield kills.killed(scene, wish.kills, seed=wish.seed)
        yield kills.limited(scene, folder, max(20, wish.kills // 5))
        if scene.name in ("take", "make"):
            yield kills.full(scene, folder)
            yield kills.together(scene, max(20, wish.kills // 5))


def _mutants(folder: Path, blank: Path, wish) -> Iterator[Found]:
    for mutant in mutants.MUTANTS:
        found = Found(f"wrong engine: {mutant.name}")
        started = time.monotonic()
        found.check(mutants.finds(mutant, blank), "nothing found it")
        found.told = f"by {mutant.by}, {time.monotonic() - started:.0f} s"
        yield found


def _schedules(folder: Path, blank: Path, wish) -> Iterator[Found]:
    return schedules.every(
        blank,
        wish.schedules,
        names=wish.only or [*schedules.MACHINES],
        processes=wish.processes,
        first=wish.seed,
        seconds=wish.minutes * 60,
    )


def _season(folder: Path, blank: Path, wish) -> Iterator[Found]:
    return season.every(folder, blank, wish)


FAULTS = {
    "files": _files,
    "kills": _kills,
    "mutants": _mutants,
    "season": _season,
    "schedules": _schedules,
}


def main(words: list[str]) -> int:
    """Try those named, or all; 1 when one was not borne."""
    asked = argparse.ArgumentParser(prog="./dev faults", description="Try every fault.")
    asked.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(FAULTS)}")
    asked.add_argument("--schedules", type=int, default=20_000, help="random schedules")
    asked.add_argument("--only", action="append", choices=schedules.MACHINES, help="of these kinds")
    asked.add_argument("--kills", type=int, default=200, help="of each kind of work")
    asked.add_argument("--processes", type=int, default=2, help="at a time, for the schedules")
    asked.add_argument("--minutes", type=float, default=24 * 60, help="for the schedules at most")
    asked.add_argument("--posts", type=int, default=300, help="of the season")
    asked.add_argument("--days", type=int, default=180, help="of the season")
    asked.add_argument("--loss", type=float, default=0.3, help="of the season's files")
    asked.add_argument(
        "--delay", type=int, default=3, help="days that a file is on the way at most"
    )
    asked.add_argument("--seed", type=int, default=1, help="of the first schedule")
    asked.add_argument("--write", action="store_true", help="write the table into docs")
    wish = asked.parse_args(words)
    if unknown := set(wish.names) - FAULTS.keys():
        asked.error(f"there is no {', '.join(sorted(unknown))}; choose of {', '.join(FAULTS)}")
    every: list[Found] = []
    place = _MEMORY if _MEMORY.is_dir() else None
    folder = Path(tempfile.mkdtemp(dir=place, prefix="faults-"))
    try:
        blank = folder / "blank.sciattache"
        create(blank).close()
        for name in wish.names or FAULTS:
            for found in FAULTS[name](folder / name, blank, wish):
                print(_line(_cells(found)), flush=True)
                for failure in found.failures[:3]:
                    print(f"    {failure}", flush=True)
                every.append(found)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if wish.write:
        _PAGE.write_text(_page(every), encoding="utf-8")
        print(f"Written to {_PAGE}.")
    return 1 if any(found.failures for found in every) else 0


def _cells(found: Found) -> tuple[str, ...]:
    told = [found.told, *(failure.partition("\n")[0][:_SAID] for failure in found.failures[:3])]
    today = datetime.now(UTC).date()
    return (
        found.fault,
        f"{found.tried:,}",
        str(len(found.failures)),
        "; ".join(filter(None, told)),
        str(today),
    )


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _page(every: list[Found]) -> str:
    return "\n".join(
        (
            "# What the exchange bears\n",
            "Made by `./dev faults --write`: how often each fault was tried when it was tried last,",
            "and how often something else came of it than a refusal, the old state, or the new one.",
            "A wrong engine counts as not borne where no test finds it.\n",
            _line(_HEAD),
            _line(("---",) * len(_HEAD)),
            *_lines(every),
            "",
        )
    )


def _lines(every: list[Found]) -> Iterator[str]:
    """The table's lines: what was tried now in the place of what was before, the rest kept."""
    fresh = {found.fault: _line(_cells(found)) for found in every}
    text = _PAGE.read_text(encoding="utf-8") if _PAGE.exists() else ""
    for line in text.splitlines():
        if line.startswith("| ") and line not in (_line(_HEAD), _line(("---",) * len(_HEAD))):
            yield fresh.pop(line.removeprefix("| ").split(" | ")[0], line)
    yield from fresh.values()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
