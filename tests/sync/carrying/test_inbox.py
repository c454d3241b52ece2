"""An inbox is looked through again and again, and each file is taken once."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from sciattache.errors import KnownError
from sciattache.store.office import create
from sciattache.sync import container, membership, sending
from sciattache.sync.carrying import inbox
from sciattache.sync.carrying.leaving import leave
from sciattache.sync.carrying.location import read
from sciattache.sync.carrying.place import UNFINISHED
from sciattache.sync.status import arrivals
from tests.sync.test_exchange import add, names

from . import wrappings
from .servers import PASSWORD, refusing


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(params=("folder", "dav", "ssh"))
def location(request, shared):
    """A location of each kind, whose files lie in ``shared``."""
    url = str(shared) if request.param == "folder" else request.getfixturevalue(request.param).url
    return read(url)[0]


def look(office, location, **wishes) -> inbox.Looked:
    return inbox.look(office, location, password=PASSWORD, **wishes)


def outcomes(looked: inbox.Looked) -> list[str]:
    return [one.outcome for one in looked.taken]


def made(world, name: str = "Łódź") -> bytes:
    add(world.offices[1], name)
    return sending.make(world.offices[1], 0, cap=1)[-1]


def test_what_left_for_a_place_is_taken_from_there_once(world, location) -> None:
    id = add(world.offices[1], "Łódź")
    leave(world.offices[1], 0, location, password=PASSWORD)
    assert outcomes(look(world.offices[0], location)) == ["applied"]
    assert names(world.offices[0]) == {id: "Łódź"}
    assert outcomes(look(world.offices[0], location)) == []
    assert outcomes(look(world.offices[0], location, again=True)) == ["duplicate"]


def test_what_is_new_is_taken_and_nothing_is_moved(world, location, shared) -> None:
    for number in range(3):
        content = made(world, f"Place {number}")
        (shared / container.file_name(content)).write_bytes(content)
        assert outcomes(look(world.offices[0], location)) == ["applied"]
    assert len(list(shared.iterdir())) == 3


def test_folders_in_the_folder_are_looked_through(world, location, shared) -> None:
    (shared / "001" / "june").mkdir(parents=True)
    (shared / "001" / "june" / "x.psb").write_bytes(made(world))
    (shared / ".trash").mkdir()
    (shared / ".trash" / "x.psb").write_bytes(b"old")
    looked = look(world.offices[0], location)
    assert [(one.name, one.outcome) for one in looked.taken] == [("001/june/x.psb", "applied")]


def test_names_in_any_script_are_read(world, location, shared) -> None:
    (shared / "Büro 1").mkdir()
    inner = location.within("Büro 1")
    (shared / "Büro 1" / "ملف 100%.psb").write_bytes(made(world))
    for place, name in ((location, "Büro 1/ملف 100%.psb"), (inner, "ملف 100%.psb")):
        looked = look(world.offices[0], place)
        assert [one.name for one in looked.taken] == [name]


def test_a_file_still_being_written_waits_for_the_next_look(world, location, shared) -> None:
    content = made(world)
    (shared / "x.psb").write_bytes(content[:700])
    (shared / ("y.psb" + UNFINISHED)).write_bytes(content)
    (shared / ".z.psb.hx2").write_bytes(content)
    looked = look(world.offices[0], location)
    assert (looked.taken, looked.unfinished) == ([], ["x.psb"])
    (shared / "x.psb").write_bytes(content)
    assert outcomes(look(world.offices[0], location)) == ["applied"]


def test_a_half_file_that_grows_no_more_is_refused_and_on_record(
    world, location, shared, monkeypatch
) -> None:
    (shared / "x.psb").write_bytes(made(world)[:700])
    assert look(world.offices[0], location).unfinished == ["x.psb"]
    assert look(world.offices[0], location).unfinished == ["x.psb"]
    later = time.time() + 61
    monkeypatch.setattr(time, "time", lambda: later)
    looked = look(world.offices[0], location)
    assert outcomes(looked) == ["refused"] and "cut short" in looked.taken[0].reason
    with world.offices[0].session() as session:
        assert [one.outcome for one in arrivals(session)] == ["refused"]
    assert outcomes(look(world.offices[0], location)) == []


def test_mails_and_archives_in_the_folder_are_opened(world, location, shared) -> None:
    (shared / "mail.eml").write_bytes(wrappings.mail(("a.psb", made(world, "One"))))
    (shared / "files.zip").write_bytes(wrappings.archive(("a.psb", made(world, "Two"))))
    (shared / "winmail.dat").write_bytes(wrappings.winmail(("a.psb", made(world, "Three"))))
    (shared / "renamed.txt").write_bytes(made(world, "Four"))
    (shared / "minutes.txt").write_bytes(b"Minutes of the meeting")
    (shared / "film.mp4").write_bytes(bytes(300_000))
    looked = look(world.offices[0], location)
    assert outcomes(looked) == ["applied"] * 4 and looked.troubles == []
    assert set(names(world.offices[0]).values()) == {"One", "Two", "Three", "Four"}


def test_what_is_called_a_bundle_and_is_none_is_refused_once(world, location, shared) -> None:
    (shared / "x.psb").write_bytes(b"no bundle at all, but long enough to be looked at")
    assert outcomes(look(world.offices[0], location)) == ["refused"]
    assert outcomes(look(world.offices[0], location)) == []


def test_a_file_that_changed_is_read_again(world, location, shared) -> None:
    (shared / "x.psb").write_bytes(b"no bundle at all, but long enough to be looked at")
    look(world.offices[0], location)
    (shared / "x.psb").write_bytes(made(world))
    assert outcomes(look(world.offices[0], location)) == ["applied"]


def test_a_look_that_was_stopped_goes_on_where_it_was(world, location, shared) -> None:
    for number in range(3):
        (shared / f"{number}.psb").write_bytes(made(world, f"Place {number}"))

    def stop(done: int, of: int, words: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look(world.offices[0], location, report=stop)
    looked = look(world.offices[0], location)
    assert [(one.name, one.outcome) for one in looked.taken] == [("2.psb", "applied")]


def test_an_answer_waits_for_its_words(tmp_path, shared) -> None:
    post, hq = (create(tmp_path / f"{name}.sciattache") for name in ("post", "hq"))
    membership.become_headquarters(hq)
    (shared / "ask.psb").write_bytes(membership.ask(post, "Lisbon"))
    location = read(str(shared))[0]
    assert outcomes(look(hq, location)) == outcomes(look(hq, location)) == ["request"]
    enrolled = membership.enrol(hq, (shared / "ask.psb").read_bytes())
    (shared / "ask.psb").write_bytes(enrolled.answer)
    assert outcomes(look(post, location)) == outcomes(look(post, location)) == ["words"]
    assert outcomes(look(post, location, words=enrolled.words)) == ["joined"]
    assert outcomes(look(post, location)) == []
    post.close()
    hq.close()


def test_who_stops_while_a_file_comes_stops_it(world, location, shared) -> None:
    (shared / "x.psb").write_bytes(made(world) + bytes(2_000_000))
    told = 0

    def stop(done: int, of: int, words: str) -> None:
        nonlocal told
        told += 1
        if told == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look(world.offices[0], location, report=stop)


# What breaks off goes on


def many(world) -> None:
    for number in range(40):
        add(world.offices[1], random.Random(number).randbytes(100).hex())


def test_what_broke_off_goes_on_with_the_same_bundles(world, dav, shared) -> None:
    many(world)
    location = read(dav.url)[0]
    puts = 0

    def break_off(environ, start):
        nonlocal puts
        puts += environ["REQUEST_METHOD"] == "PUT"
        return refusing("PUT", "503 Later")(environ, start) if puts > 2 else None

    dav.fault = break_off
    with pytest.raises(KnownError, match="out of order"):
        leave(world.offices[1], 0, location, cap=1000, password=PASSWORD)
    first = {one.name: one.stat().st_mtime_ns for one in shared.iterdir()}
    assert len(first) == 2
    dav.fault = None
    left = leave(world.offices[1], 0, location, cap=1000, password=PASSWORD)
    assert left.went_on and not {one.name for one in left.files} & set(first)
    assert first.items() <= {one.name: one.stat().st_mtime_ns for one in shared.iterdir()}.items()
    looked = look(world.offices[0], location)
    assert set(outcomes(looked)) == {"applied"} and len(looked.taken) == len(left.files) + 2
    assert len(names(world.offices[0])) == 40


def test_what_arrived_is_kept_no_longer(world, shared, cache) -> None:
    many(world)
    leave(world.offices[1], 0, read(str(shared))[0], cap=1000)
    assert [one for one in cache.rglob("*") if one.is_file()] == []


def test_what_broke_off_days_ago_is_made_anew(world, dav, cache) -> None:
    many(world)
    location = read(dav.url)[0]
    dav.fault = refusing("PUT", "503 Later")
    with pytest.raises(KnownError):
        leave(world.offices[1], 0, location, password=PASSWORD)
    dav.fault = None
    (kept,) = (cache / "sciattache" / "leaving").iterdir()
    os.utime(kept, (before := time.time() - 100_000, before))
    assert not leave(world.offices[1], 0, location, password=PASSWORD).went_on


def test_nothing_is_frozen_for_a_place_that_cannot_be_reached(world, shared) -> None:
    add(world.offices[1], "Here")
    (shared / "file").write_bytes(b"")
    with pytest.raises(KnownError):
        leave(world.offices[1], 0, read(str(shared / "file" / "up"))[0])
    with world.offices[1].session() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM segment").scalar() == 0
