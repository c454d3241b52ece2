"""A program that is killed at any moment, or runs out of room: the old state or the new, no other."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from sqlalchemy import event

from sciattache.domain.directory.place import Place
from sciattache.errors import KnownError
from sciattache.store import backup, capture, migrate
from sciattache.store.office import Office, open_office, problems
from sciattache.sync.carrying import leaving
from sciattache.sync.carrying.location import FOLDER, Location
from sciattache.sync.sending import make
from sciattache.sync.taking import take
from tests.sync.conftest import World
from tests.sync.faults.states import Found, is_sound, records

_OLDER = "0006"
_MANY = 300


@dataclass(frozen=True)
class Scene:
    """Offices in a folder, and what is done in it that is to be cut short.

    ``old`` and ``new`` are what the office at ``path`` holds before and after.
    """

    name: str
    folder: Path
    path: str
    act: Callable[[Path], None]
    old: str
    new: str
    after: Callable[[Path, Scene], str] = lambda folder, scene: ""


def scenes(folder: Path, blank: Path) -> Iterator[Scene]:
    """What is cut short: taking in, freezing, putting a backup back, an upgrade."""
    folder.mkdir()
    world = World(folder, blank)
    _write(world.offices[1], "before")
    for content in make(world.offices[1], 0):
        take(world.offices[0], content)
    old = records(world.offices[0].path)
    backup.back_up(world.offices[0], folder / "backup.sciattache")
    _write(world.offices[1], "after")
    new = records(world.offices[1].path)
    world.close()
    _without_gaps(folder / "site-1.sciattache")
    kept = folder.with_name("frozen")
    shutil.copytree(folder, kept)
    with closing(open_office(kept / "site-1.sciattache")) as post:
        for number, content in enumerate(make(post, 0)):
            (folder / f"{number}.psb").write_bytes(content)
    yield Scene("take", folder, "site-0.sciattache", _take, old, new, _taken_whole)
    yield Scene("make", folder, "site-1.sciattache", _make, new, new, _made_whole)
    yield Scene("restore", folder, "site-1.sciattache", _restore, new, old, _there_again)
    older = folder.with_name("older")
    shutil.copytree(folder, older)
    _downgrade(older / "site-0.sciattache")
    yield Scene("upgrade", older, "site-0.sciattache", _upgrade, old, old, _opens)


def killed(scene: Scene, runs: int, *, seed: int = 1) -> Found:
    """Kill what is done at random moments, and look at what is left."""
    found = Found(f"kill -9 during {scene.name}")
    dice, lasts, seen = random.Random(seed), 0.0, {"old": 0, "new": 0}
    work = scene.folder.with_name(f"killed-{scene.name}")
    for run in range(-2, runs):
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(scene.folder, work)
        started = time.monotonic()
        child = _fork(lambda: scene.act(work))
        if run >= 0:
            time.sleep(dice.uniform(0, lasts))
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if run < 0:
            lasts = time.monotonic() - started
            continue
        what, state = _left(work, scene)
        seen[state] = seen.get(state, 0) + 1
        found.check(not what, f"run {run}: {what}")
    found.told = ", ".join(f"{count} {state}" for state, count in seen.items())
    shutil.rmtree(work, ignore_errors=True)
    return found


def _left(work: Path, scene: Scene) -> tuple[str, str]:
    """What is wrong with what a killed program left, and whether it is as before or as after."""
    path = work / scene.path
    state = "aside"
    if path.exists():
        if not is_sound(path):
            return "not sound", "torn"
        now = records(path)
        if now not in (scene.old, scene.new):
            return "neither old nor new", "torn"
        state = "old" if now == scene.old else "new"
    return scene.after(work, scene), state


def _fork(act: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        os.close(2)
        act()
        os._exit(0)
    except KnownError:
        os._exit(7)
    except BaseException:
        os._exit(9)


# What is done


def _take(work: Path) -> None:
    with closing(open_office(work / "site-0.sciattache")) as hq:
        for file in sorted(work.glob("*.psb")):
            take(hq, file.read_bytes())


def _make(work: Path) -> None:
    with closing(open_office(work / "site-1.sciattache")) as post:
        _leave(post, work)


def _leave(post: Office, work: Path) -> None:
    """Leave in a folder what headquarters lacks; what is on its way there is kept beside it."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(work / "cache")
    try:
        leaving.leave(post, 0, Location(FOLDER, str(work / "left")))
    finally:
        del os.environ["XDG_CACHE_HOME"]
        if before is not None:
            os.environ["XDG_CACHE_HOME"] = before


def _restore(work: Path) -> None:
    backup.restore(work / "backup.sciattache", work / "site-1.sciattache")


def _upgrade(work: Path) -> None:
    open_office(work / "site-0.sciattache").close()


# What must still be so


def _taken_whole(work: Path, scene: Scene) -> str:
    """What was cut short is done again: it is taken then, or was before."""
    with closing(open_office(work / scene.path)) as hq:
        outcomes = {take(hq, one.read_bytes()).outcome for one in sorted(work.glob("*.psb"))}
        wrong = problems(hq)
    if wrong or not outcomes <= {"applied", "duplicate"}:
        return f"{wrong} {outcomes}"
    return "" if records(work / scene.path) == scene.new else "taken again, and not all is there"


def _made_whole(work: Path, scene: Scene) -> str:
    """Headquarters gets all from the files that lie there once they are left again."""
    with (
        closing(open_office(work / scene.path)) as post,
        closing(open_office(work / "site-0.sciattache")) as hq,
    ):
        _leave(post, work)
        files = [one.read_bytes() for one in sorted((work / "left").glob("*.psb"))]
        outcomes = {take(hq, content).outcome for content in files}
        wrong = problems(post)
    if wrong or "applied" not in outcomes or not outcomes <= {"applied", "duplicate"}:
        return f"{wrong} {outcomes}"
    whole = records(work / "site-0.sciattache") == scene.new
    return "" if whole else "headquarters has not all"


def _there_again(work: Path, scene: Scene) -> str:
    """The office that was there is in its place or kept aside, and the backup can be put back."""
    places = [work / scene.path, *work.glob("site-1-before-restore-*.sciattache")]
    if not any(path.exists() and records(path) in (scene.old, scene.new) for path in places):
        return "the office is gone"
    backup.restore(work / "backup.sciattache", work / scene.path)
    with closing(open_office(work / scene.path)) as office:
        wrong = problems(office)
    if wrong:
        return str(wrong)
    return "" if records(work / scene.path) == scene.new else "the backup is not back"


def _opens(work: Path, scene: Scene) -> str:
    """The office opens, upgraded."""
    with closing(open_office(work / scene.path)) as office:
        return "".join(problems(office))


# No room


def full(scene: Scene, folder: Path, *, most: int = 60) -> Found:
    """A disk with room for so many pages more; enough at last."""
    found = Found(f"no room on the disk during {scene.name}: page by page")
    room = 0
    while room < most * 400:
        work = folder / "full"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(scene.folder, work)
        office = open_office(work / scene.path)
        _limit(office, room)
        try:
            if scene.name == "take":
                for file in sorted(work.glob("*.psb")):
                    take(office, file.read_bytes())
            else:
                _leave(office, work)
            done, what = True, ""
        except KnownError as error:
            done, what = False, "" if "no room" in str(error) else str(error)
        except Exception as error:
            done, what = False, f"{type(error).__name__}: {error}"
        office.close()
        wrong, state = _left(work, scene)
        found.check(not what and not wrong, f"room for {room} pages: {what} {wrong}")
        if scene.old != scene.new:
            found.check(done == (state == "new"), f"room for {room} pages: {state}, done: {done}")
        if done:
            break
        room = room + 1 if room < most // 2 else room * 3 // 2
    found.told = f"enough with room for {room} pages"
    found.check(done, "never enough")
    shutil.rmtree(work)
    return found


def _limit(office: Office, room: int) -> None:
    """Let the file grow by so many pages at most."""
    with office.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    office.engine.dispose()

    @event.listens_for(office.engine, "connect")
    def _few(connection, _) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + room}")


def limited(scene: Scene, folder: Path, sizes: int) -> Found:
    """A file that may grow to so many bytes only (RLIMIT_FSIZE), as by a quota."""
    found = Found(f"files may not grow during {scene.name}: byte limits")
    largest = max(path.stat().st_size for path in scene.folder.iterdir())
    seen: dict[str, int] = {}
    for number in range(sizes):
        work = folder / "limited"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(scene.folder, work)
        limit = largest * (number + 1) // sizes

        def act(work=work, limit=limit) -> None:
            import resource  # there is none on Windows

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            scene.act(work)

        _, status = os.waitpid(_fork(act), 0)
        code = os.waitstatus_to_exitcode(status)
        wrong, state = _left(work, scene)
        seen[f"{state}, exit {code}"] = seen.get(f"{state}, exit {code}", 0) + 1
        found.check(not wrong and code in (0, 7), f"{limit} bytes: exit {code} {wrong}")
    found.told = "; ".join(f"{count} {what}" for what, count in seen.items())
    shutil.rmtree(work)
    return found


# Two at once


def together(scene: Scene, runs: int) -> Found:
    """Two programs do the same at once with one office."""
    found = Found(f"two programs {scene.name} at once")
    work = scene.folder.with_name("together")
    for run in range(runs):
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(scene.folder, work)
        children = [_fork(lambda: scene.act(work)) for _ in range(2)]
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        wrong, _ = _left(work, scene)
        found.check(not wrong and set(codes) <= {0, 7}, f"run {run}: {codes} {wrong}")
    shutil.rmtree(work, ignore_errors=True)
    return found


def _write(office: Office, name: str) -> None:
    with office.step("Add places") as session:
        for number in range(_MANY):
            session.add(Place(name=f"{name} {number}", city="Łódź", notes="x" * (number % 80)))


def _without_gaps(path: Path) -> None:
    """Leave no free pages: whatever is written needs room."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")


def _downgrade(path: Path) -> None:
    with closing(open_office(path)) as office:
        writing = office.engine.connect().execution_options(writes=True)
        with writing as connection, connection.begin():
            capture.remove(connection.connection.cursor())
            command.downgrade(migrate.configuration(connection), _OLDER)
