"""Measure the speed against its bounds: ``python -m benchmarks [NAME…] [--people N] [--write]``."""

from __future__ import annotations

import argparse
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from benchmarks import people
from benchmarks.measuring import Ratio

_PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_HEAD = ("goal", "beside", "bound", "ratio", "ours", "theirs")


class Place:
    """A folder for this run, and the sizes wished for; a store is made in it when first needed."""

    def __init__(self, folder: Path, many: int, rows: int) -> None:
        self.folder, self.many, self.rows = folder, many, rows

    @cache  # noqa: B019  # a run has one place
    def store(self) -> Path:
        """The store with many people."""
        print(f"Making an office of {self.many:,} people …", file=sys.stderr, flush=True)
        store = self.folder / "people.sciattache"
        people.seed(store, self.many)
        return store


def _search(place: Place) -> Iterator[Ratio]:
    from benchmarks import search

    return search.measure(place.store(), place.many)


def _list(place: Place) -> Iterator[Ratio]:
    from benchmarks import list_paint

    return list_paint.measure(place.store(), place.many)


def _import(place: Place) -> Iterator[Ratio]:
    from benchmarks import imports

    return imports.measure(place.folder, place.rows)


def _undo(place: Place) -> Iterator[Ratio]:
    from benchmarks import turning

    return turning.turning(place.folder, place.rows // 5)


def _open(place: Place) -> Iterator[Ratio]:
    from benchmarks import turning

    return turning.opening(place.store(), place.many)


def _window(place: Place) -> Iterator[Ratio]:
    from benchmarks import window

    return window.measure()


def _board(place: Place) -> Iterator[Ratio]:
    from benchmarks import board

    return board.measure()


def _route(place: Place) -> Iterator[Ratio]:
    from benchmarks import route

    return route.measure()


def _book(place: Place) -> Iterator[Ratio]:
    from benchmarks import book

    return book.measure()


def _briefing(place: Place) -> Iterator[Ratio]:
    from benchmarks import briefing

    return briefing.measure()


def _conflicts(place: Place) -> Iterator[Ratio]:
    from benchmarks import conflicts

    return conflicts.measure()


def _meetings(place: Place) -> Iterator[Ratio]:
    from benchmarks import meetings

    return meetings.measure()


def _sync(place: Place) -> Iterator[Ratio]:
    from benchmarks import sync

    return sync.measure(place.folder, place.many)


def _capture(place: Place) -> Iterator[Ratio]:
    from benchmarks import capture

    return capture.measure(place.folder, place.many)


def _headquarters(place: Place) -> Iterator[Ratio]:
    from benchmarks import headquarters

    return headquarters.measure(place.folder, place.many)


# Each is imported when it is asked for: what one reads must not slow down another.
BENCHMARKS: dict[str, Callable[[Place], Iterator[Ratio]]] = {
    "window": _window,
    "board": _board,
    "route": _route,
    "book": _book,
    "briefing": _briefing,
    "conflicts": _conflicts,
    "import": _import,
    "undo": _undo,
    "search": _search,
    "open": _open,
    "list": _list,
    "meetings": _meetings,
    "capture": _capture,
    "sync": _sync,
    "headquarters": _headquarters,
}


def main(words: list[str]) -> int:
    """Run those named, or all, and print a table; 1 when a bound does not hold."""
    asked = argparse.ArgumentParser(prog="./dev bench", description="Measure the speed.")
    asked.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(BENCHMARKS)}")
    asked.add_argument("--people", type=int, default=1_000_000, help="in the large office")
    asked.add_argument("--rows", type=int, default=100_000, help="in the file imported")
    asked.add_argument("--write", action="store_true", help="write the table into docs")
    wish = asked.parse_args(words)
    if unknown := set(wish.names) - BENCHMARKS.keys():
        asked.error(f"there is no {', '.join(sorted(unknown))}; choose of {', '.join(BENCHMARKS)}")
    found: list[Ratio] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Place(Path(folder), wish.people, wish.rows)
        for name in wish.names or BENCHMARKS:
            for ratio in BENCHMARKS[name](place):
                print(_line(_cells(ratio)), flush=True)
                found.append(ratio)
    if wish.write:
        _PAGE.write_text(_page(found), encoding="utf-8")
        print(f"Written to {_PAGE}.")
    return 0 if all(ratio.kept for ratio in found) else 1


def _cells(ratio: Ratio) -> tuple[str, ...]:
    bound = "" if ratio.bound is None else f"≤ {ratio.bound:g}"
    value = f"{ratio.value:.2f}" + ("" if ratio.kept else " (missed)")
    return (
        ratio.goal,
        ratio.peer,
        bound,
        value,
        *(_told(n, ratio.unit) for n in (ratio.ours, ratio.theirs)),
    )


def _told(seconds: float, unit: str) -> str:
    if unit != "s":
        return f"{seconds:,.0f} {unit}"
    return f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds:.2f} s"


def _lines(found: list[Ratio]) -> Iterator[str]:
    """The table's lines: what was measured now in the place of what was before, the rest kept."""
    fresh = {(ratio.goal, ratio.peer): _line(_cells(ratio)) for ratio in found}
    text = _PAGE.read_text(encoding="utf-8") if _PAGE.exists() else ""
    for line in text.splitlines():
        if line.startswith("| ") and line not in (_line(_HEAD), _line(("---",) * len(_HEAD))):
            goal, peer = line.removeprefix("| ").split(" | ")[:2]
            yield fresh.pop((goal, peer), line)
    yield from fresh.values()


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _page(found: list[Ratio]) -> str:
    today = datetime.now(UTC).date()
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return "\n".join(
        (
            "# How fast it is\n",
            "Made by `./dev bench --write`. Each ratio sets our time against that of a plain way",
            "of doing the same, both timed by turns in one run; trust the ratios, not the seconds.",
            f"Last measured on {today}, {platform.system()} {platform.machine()}, {versions}.\n",
            _line(_HEAD),
            _line(("---",) * len(_HEAD)),
            *_lines(found),
            "",
        )
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
