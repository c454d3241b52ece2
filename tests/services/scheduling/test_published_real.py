"""The published days themselves, against the best that is known of each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sciattache.services.scheduling import counting, published, search, why
from sciattache.services.scheduling.day import MeetingDay, cost

QUICK = ("tic-12", "tic-13")
"""Events of which every variant is proved within a second."""


def known(folder: Path) -> dict[str, dict[str, Any]]:
    files = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["files"]
    return {name: said for name, said in files.items() if name.startswith("b2b_meetings/")}


def day(folder: Path, name: str) -> MeetingDay:
    return published.read((folder / name).read_text(encoding="utf-8"), file=name)


def reason(day: MeetingDay) -> why.Reason | None:
    told: list[why.Reason] = []
    why.explain(day, told.append)
    return told[-1] if told else None


def test_every_published_file_is_read(real_data: Path) -> None:
    files = [*known(real_data), *map(str, real_data.glob("b2b_meetings_cp2014/dades*.dzn"))]
    assert len(files) > 50
    for file in files:
        assert day(real_data, file).meetings


def test_every_impossible_day_is_explained_by_a_few_facts(real_data: Path) -> None:
    impossible = [name for name, said in known(real_data).items() if "INFEASIBLE" in said["status"]]
    assert impossible
    for name in impossible:
        found = reason(day(real_data, name))
        assert found and found.least and len(found.facts) < 25, name


def test_timetables_are_as_good_as_the_best_known(
    real_data: Path, rules: Callable[..., list[str]]
) -> None:
    proved = 0
    for name, said in known(real_data).items():
        event = Path(name).name.partition(".")[0]
        if event not in QUICK or "INFEASIBLE" in said["status"]:
            continue
        one = day(real_data, name)
        assert not counting.too_much(one)
        events: list[search.Event] = []
        search.prove(one, events.append)
        slots = [event.slots for event in events if isinstance(event, search.Found)][-1]
        assert rules(one, slots) == [], name
        assert events[-1] == search.Bound(cost(one, slots))
        proved += 1
        if "best_known_breaks" in said:
            assert cost(one, slots).breaks == said["best_known_breaks"], name
    assert proved
