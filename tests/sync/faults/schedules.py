"""Random schedules of work, mail, backups, copies and clocks, by seed and in processes."""

from __future__ import annotations

import io
import os
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, redirect_stdout
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from sciattache.store.office import Office, create
from tests import servers
from tests.sync import test_schedules
from tests.sync.faults import clocks
from tests.sync.faults.states import Found
from tests.sync.test_both_stores import BothStores
from tests.sync.test_merging_schedules import Merged, MergedAcross
from tests.sync.test_restores import PutBack
from tests.sync.test_schedules import Apart, Twice

_PART = 25
"""Schedules of one seed, run in one process."""


class Jumping(PutBack):
    """Put back, and the clock of each office jumps by years to and fro."""

    ahead: Callable[[object], int] = staticmethod(lambda office: 0)

    def __init__(self) -> None:
        super().__init__()
        self.years: dict[str, int] = {}
        Jumping.ahead = lambda office: self.years.get(str(office.path), 0) * 365 * clocks.DAY

    @rule(replica=st.integers(0, 2), years=st.sampled_from((-10, -1, 0, 1, 10)))
    def jump(self, replica: int, years: int) -> None:
        self.years[str(self.world.offices[replica].path)] = years


@contextmanager
def by_own_clocks() -> Iterator[None]:
    """Each office goes by its own clock while it makes, takes or writes."""
    plain = (test_schedules.make, test_schedules.take, Office.step)

    def by_its_clock(act):
        def done(office, *words, **more):
            with clock.set(Jumping.ahead(office)):
                return act(office, *words, **more)

        return done

    @contextmanager
    def stepped(office, title):
        with clock.set(Jumping.ahead(office)), plain[2](office, title) as session:
            yield session

    with clocks.gone_by() as clock:
        try:
            test_schedules.make, test_schedules.take = map(by_its_clock, plain[:2])
            Office.step = stepped
            yield
        finally:
            test_schedules.make, test_schedules.take, Office.step = plain


@contextmanager
def _beside(machine: type[Any]) -> Iterator[None]:
    """Headquarters is there a second time, on a server of this process."""
    with servers.running() as server:
        template = server.make()
        create(template).close()
        with server.anew(template.database) as place:
            machine.hq_beside = staticmethod(place)
            yield


MACHINES = {
    "apart": (Apart, 40, 4),
    "put back": (PutBack, 25, 4),
    "clocks": (Jumping, 25, 4),
    "merged": (Merged, 40, 3),
    "merged across offices": (MergedAcross, 40, 3),
}
"""The machines by name, the rules of one schedule, and their share of all schedules."""
if not servers.lacks():
    MACHINES |= {"both stores": (Twice, 40, 1), "both stores, any records": (BothStores, 25, 1)}


def run(name: str, number: int, blank: Path, *, many: int = _PART) -> str:
    """Run so many schedules of a seed; what failed, in words, or nothing."""
    machine, length, _ = MACHINES[name]
    machine.blank = blank
    before, tempfile.tempdir = tempfile.tempdir, str(blank.parent)
    wish = settings(
        max_examples=many,
        stateful_step_count=length,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    seeded = seed(number)(type(machine.__name__, (machine,), {}))
    told = io.StringIO()
    try:
        with redirect_stdout(told), _around(name, seeded):
            run_state_machine_as_test(seeded, settings=wish)
    except BaseException as error:
        lines = "".join(getattr(error, "__notes__", ()))
        return (
            f"{name}, seed {number}: {traceback.format_exc(limit=-4)}\n{lines}\n{told.getvalue()}"
        )
    finally:
        tempfile.tempdir = before
    return ""


def _around(name: str, machine: type[Any]) -> AbstractContextManager[None]:
    if name == "clocks":
        return by_own_clocks()
    return _beside(machine) if name.startswith("both stores") else nullcontext()


def every(
    blank: Path,
    wanted: int,
    *,
    names: Sequence[str],
    processes: int,
    first: int,
    seconds: float,
) -> Iterator[Found]:
    """So many schedules over machines, within so many seconds; a failure is told at once."""
    end = time.monotonic() + seconds
    left = sum(MACHINES[name][2] for name in names)
    for name in names:
        weight = MACHINES[name][2]
        found = Found(f"random schedules: {name}")
        part, left = weight / left, left - weight
        stop = time.monotonic() + part * (end - time.monotonic())
        many = max(1, round(part * wanted))
        wanted -= many
        seeds = range(first, first + -(-many // _PART))
        todo = [(stop, name, number, blank) for number in seeds]
        with Pool(processes, maxtasksperchild=8) as pool:
            for failed in pool.imap_unordered(_until, todo):
                if failed is None:
                    continue
                found.tried += _PART
                if failed:
                    print(failed, flush=True)
                    found.failures.append(failed)
        found.told = f"seeds from {first}"
        yield found


def _until(task: tuple[float, str, int, Path]) -> str | None:
    stop, name, number, blank = task
    if time.monotonic() > stop:
        return None
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(blank.parent / "hypothesis"))
    return run(name, number, blank)
