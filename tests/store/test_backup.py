"""Backups are whole and checked before an older one goes, and come back as a new life."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.errors import KnownError
from sciattache.store import backup, copies, history
from sciattache.store.engine import Key, connector
from sciattache.store.office import Office, create, inspect, open_office, problems

NOON = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


def _names(path: Path, key: Key | None = None) -> list[str]:
    opened = open_office(path, key=key)
    try:
        with opened.session() as session:
            assert problems(opened) == []
            return list(session.scalars(select(Place.name)))
    finally:
        opened.close()


def _add(office: Office, name: str) -> None:
    with office.step(f"Add {name}") as session:
        session.add(Place(name=name))


def test_a_backup_is_an_office(office: Office) -> None:
    _add(office, "A")
    copy = backup.back_up(office, now=NOON)
    _add(office, "B")
    assert copy == office.path.parent / "office-backups" / "office-2026-03-20T120000.sciattache"
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert _names(copy) == ["A"]


def test_a_backup_is_whole_while_another_writes(office: Office) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with office.step("Pair") as session:
                session.add(Place(name="one", notes="x" * 3000))
                session.flush()
                session.add(Place(name="other", notes="y" * 3000))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = [
            backup.back_up(office, now=NOON + timedelta(seconds=number)) for number in range(4)
        ]
    finally:
        stop.set()
        writer.join()
    for copy in found:
        names = _names(copy)
        assert names.count("one") == names.count("other")


def test_the_newest_of_each_day_is_kept_longest(office: Office) -> None:
    for hours in range(0, 24 * 12, 12):
        backup.back_up(office, now=NOON + timedelta(hours=hours))
    kept = [path.stem.removeprefix("office-") for path in backup.backups(office.path)]
    assert len(kept) == backup.KEPT
    assert len({name[:10] for name in kept}) == backup.KEPT
    assert kept[0] == "2026-04-01T000000"
    assert {name[10:] for name in kept[1:]} == {"T120000"}


def test_few_days_leave_room_for_several_of_a_day(office: Office) -> None:
    for hours in range(12):
        backup.back_up(office, now=NOON + timedelta(hours=hours))
    kept = [path.stem.removeprefix("office-") for path in backup.backups(office.path)]
    assert len(kept) == backup.KEPT
    assert kept[0] == "2026-03-20T230000"


def test_a_name_with_brackets_has_its_backups_too(fresh: Path, tmp_path: Path) -> None:
    path = tmp_path / "office [1].sciattache"
    path.write_bytes(fresh.read_bytes())
    opened = open_office(path)
    for hours in range(12):
        backup.back_up(opened, now=NOON + timedelta(hours=hours))
    opened.close()
    assert len(backup.backups(path)) == backup.KEPT


def _damage(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    if how == "header":
        content[:100] = bytes(100)
    elif how == "page":
        content[9 * 4096 : 11 * 4096] = b"\xa5" * 8192
    else:
        content = content[: len(content) // 2]
    path.write_bytes(content)


@pytest.mark.parametrize("how", ["header", "page", "short"])
def test_an_unsound_copy_is_told_and_the_older_ones_stay(
    office: Office, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    for hours in range(backup.KEPT):
        backup.back_up(office, now=NOON + timedelta(days=hours))
    before = {path: path.read_bytes() for path in backup.folder(office.path).iterdir()}
    copy = copies.copy

    def on_the_way(source: Path, target: Path, key: Any) -> None:
        copy(source, target, key)
        _damage(target, how)

    monkeypatch.setattr(copies, "copy", on_the_way)
    with pytest.raises(KnownError):
        backup.back_up(office, now=NOON + timedelta(days=99))
    assert {path: path.read_bytes() for path in backup.folder(office.path).iterdir()} == before


def test_a_disk_that_is_full_is_told_and_the_older_ones_stay(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = backup.back_up(office, now=NOON)
    opened = copies.opened

    def small(path: Path, *rest: Any, **more: Any) -> Any:
        manager = opened(path, *rest, **more)
        if path.suffix == ".partial":
            made = manager.__enter__()
            made.execute("PRAGMA max_page_count = 20")
            return _Again(manager, made)
        return manager

    monkeypatch.setattr(copies, "opened", small)
    with pytest.raises(KnownError, match="no room left"):
        backup.back_up(office, now=NOON + timedelta(hours=1))
    assert list(older.parent.iterdir()) == [older]


class _Again:
    """A connection that was entered already."""

    def __init__(self, manager: Any, made: Any) -> None:
        self.manager, self.made = manager, made

    def __enter__(self) -> Any:
        return self.made

    def __exit__(self, *raised: Any) -> Any:
        return self.manager.__exit__(*raised)


def test_a_backup_overwrites_nothing(office: Office, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear")
    with pytest.raises(KnownError, match="exists already"):
        backup.back_up(office, tmp_path / "letter")
    with pytest.raises(KnownError, match="cannot be made"):
        backup.back_up(office, tmp_path / "letter" / "copy.sciattache")
    assert (tmp_path / "letter").read_text() == "Dear"
    named = backup.back_up(office, tmp_path / "stick" / "copy.sciattache")
    assert _names(named) == []
    assert backup.backups(office.path) == []


def test_a_backup_is_due_after_hours_of_work(office: Office) -> None:
    assert backup.due(office)
    made = backup.back_up(office)
    later = datetime.now(UTC) + backup.EVERY + timedelta(minutes=1)
    assert not backup.due(office, now=later)
    os.utime(made, (0, 0))
    assert backup.due(office, now=later)


def test_restoring_keeps_what_was_there_and_begins_a_new_life(office: Office) -> None:
    _add(office, "A")
    copy = backup.back_up(office, now=NOON)
    _add(office, "B")
    office.close()
    before = copy.read_bytes()
    kept = backup.restore(copy, office.path, now=NOON)
    assert kept == office.path.with_name("office-before-restore-2026-03-20T120000.sciattache")
    assert copy.read_bytes() == before
    assert _names(office.path) == ["A"]
    assert _names(kept) == ["A", "B"]
    clocks = []
    for path in (kept, office.path):
        opened = open_office(path)
        with opened.session() as session:
            clocks.append(session.execute(text("SELECT * FROM clock")).mappings().one())
        opened.close()
    old, new = clocks
    assert new["inc"] != old["inc"]
    assert new["seq"] == 1
    assert new["hlc"] > 0
    opened = open_office(office.path)
    _add(opened, "C")
    with opened.session() as session:
        assert [step.title for step in history.steps(session)] == ["Add C", "Add A"]
    opened.close()
    assert not list(office.path.parent.rglob("*.partial*"))


def test_a_backup_is_restored_where_nothing_is(office: Office, tmp_path: Path) -> None:
    _add(office, "A")
    assert backup.restore(backup.back_up(office), tmp_path / "new.sciattache") is None
    assert _names(tmp_path / "new.sciattache") == ["A"]


def test_a_damaged_office_is_replaced_by_its_backup(office: Office) -> None:
    _add(office, "A")
    copy = backup.back_up(office, now=NOON)
    office.close()
    _damage(office.path, "header")
    assert (kept := backup.restore(copy, office.path))
    assert kept.exists()
    assert _names(office.path) == ["A"]


def test_an_office_that_is_open_elsewhere_is_not_replaced(office: Office) -> None:
    _add(office, "A")
    copy = backup.back_up(office, now=NOON)
    _add(office, "B")
    with pytest.raises(KnownError, match="open in another program"):
        backup.restore(copy, office.path)
    _add(office, "C")  # and who has it open goes on as before
    office.close()
    assert _names(office.path) == ["A", "B", "C"]


def test_an_office_that_crashed_is_replaced_by_its_backup(office: Office, tmp_path: Path) -> None:
    _add(office, "A")
    copy = backup.back_up(office, now=NOON)
    _add(office, "B")
    crashed = tmp_path / "crashed.sciattache"
    for suffix in ("", *copies.SIDECARS):
        shutil.copy(office.path.with_name(office.path.name + suffix), f"{crashed}{suffix}")
    kept = backup.restore(copy, crashed, now=NOON)
    assert kept is not None
    assert _names(crashed) == ["A"]
    assert _names(kept) == ["A", "B"]


@pytest.mark.parametrize("how", ["header", "page", "short"])
def test_a_damaged_backup_is_not_restored(office: Office, how: str) -> None:
    _add(office, "A")
    copy = backup.back_up(office, now=NOON)
    _damage(copy, how)
    with pytest.raises(KnownError):
        backup.restore(copy, office.path)
    assert _names(office.path) == ["A"]
    with pytest.raises(KnownError, match="There is no office"):
        backup.restore(copy.with_name("none"), office.path)


def test_a_sealed_office_has_sealed_backups(tmp_path: Path) -> None:
    key = Key(raw=bytes(range(32)))
    sealed = create(tmp_path / "office.sciattache", key=key)
    _add(sealed, "Secretstadt")
    copy = backup.back_up(sealed, now=NOON)
    sealed.close()
    assert b"SQLite" not in copy.read_bytes()[:16]
    assert inspect(copy, key=key)
    with pytest.raises(KnownError, match="does not open"):
        backup.restore(copy, sealed.path, key=Key(raw=bytes(32)))
    backup.restore(copy, sealed.path, key=key)
    assert _names(sealed.path, key) == ["Secretstadt"]


def test_a_copy_made_in_the_midst_of_a_step_has_none_of_it(make: Callable[[], Office]) -> None:
    office = make()
    _add(office, "A")
    with office.step("Half") as session:
        session.add(Person(family_name="Half"))
        session.flush()
        copy = backup.back_up(office)
    assert _names(copy) == ["A"]
    plain = connector(copy, None, read_only=True)()
    assert plain.execute("SELECT count(*) FROM person").fetchone() == (0,)
    plain.close()
