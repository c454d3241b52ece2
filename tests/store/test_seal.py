"""A sealed office opens with its key alone, and no name in it can be read on the disk."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sciattache.domain.directory.person import Person
from sciattache.errors import KnownError
from sciattache.store import backup, blobs, copies, keys, search
from sciattache.store.engine import Key, connector
from sciattache.store.office import Office, create, open_office, problems

PHRASE = Key(passphrase="it's a “secret” ' -- 王")
RAW = Key(raw=bytes(range(32)))
NAME = "Nachtigall"


def _filled(path: Path, key: Key | None) -> Office:
    office = create(path, key=key)
    with office.step("Add") as session:
        session.add_all(Person(family_name=NAME, notes=NAME * 50) for _ in range(20))
        blobs.keep(session, NAME.encode() * 500)
    return office


def _bytes(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(path.parent.iterdir()) if p.is_file())


def _is_whole(office: Office) -> None:
    assert problems(office) == []
    with office.session() as session:
        assert len(search.find(session, NAME[:5])) == 20
        last = session.query(Person).order_by(Person.rid.desc()).first()
        assert last
    with office.step("Delete") as session:
        session.delete(session.get(Person, last.rid))
    with office.step("Add") as session:
        added = Person(family_name=NAME)
        session.add(added)
    assert added.rid > last.rid


@pytest.mark.parametrize("key", [PHRASE, RAW], ids=["passphrase", "raw key"])
def test_a_sealed_office_opens_with_its_key_alone(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "office.sciattache"
    office = _filled(path, key)
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    assert NAME.encode() not in _bytes(path)
    assert b"CREATE TABLE" not in _bytes(path)
    office.close()
    assert NAME.encode() not in _bytes(path)
    assert keys.is_sealed(path)
    before = path.read_bytes()
    for wrong in (Key(passphrase="other"), Key(raw=bytes(32))):
        with pytest.raises(KnownError, match="does not open"):
            open_office(path, key=wrong)
    with pytest.raises(KnownError, match="passphrase is empty"):
        open_office(path, key=Key(passphrase=""))
    with pytest.raises(KnownError, match="or it is sealed"):
        open_office(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    again = open_office(path, key=key)
    _is_whole(again)
    again.close()


def test_nothing_is_sealed_with_an_empty_passphrase(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="passphrase is empty"):
        create(tmp_path / "office.sciattache", key=Key(passphrase=""))
    assert list(tmp_path.iterdir()) == []


def test_a_plain_office_shows_what_is_in_it(tmp_path: Path) -> None:
    office = _filled(tmp_path / "office.sciattache", None)
    assert NAME.encode() in _bytes(office.path)
    assert not keys.is_sealed(office.path)
    office.close()


def test_the_seal_is_put_on_changed_and_taken_off(tmp_path: Path) -> None:
    office = _filled(tmp_path / "office.sciattache", None)
    office.author = "Ada"
    for key in (RAW, PHRASE, None):
        office = backup.change_key(office, key)
        assert office.author == "Ada"
        assert (NAME.encode() in _bytes(office.path)) == (key is None)
        _is_whole(office)
    office.close()
    assert [p.name for p in tmp_path.iterdir()] == ["office.sciattache"]


def test_the_seal_is_not_changed_while_another_has_the_office_open(tmp_path: Path) -> None:
    office = _filled(tmp_path / "office.sciattache", None)
    other = connector(office.path, None)()
    other.execute("SELECT count(*) FROM person").fetchone()
    with pytest.raises(KnownError, match="Another program has this office open"):
        backup.change_key(office, RAW)
    other.close()
    _is_whole(office)
    office.close()
    assert not keys.is_sealed(office.path)


def test_a_seal_that_could_not_be_changed_leaves_the_office_and_no_plain_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = _filled(tmp_path / "office.sciattache", RAW)

    def unsound(path: Path, key: Key | None) -> None:
        raise KnownError("The copy is not sound.")

    monkeypatch.setattr(copies, "check", unsound)
    with pytest.raises(KnownError, match="not sound"):
        backup.change_key(office, None)
    office.close()
    assert NAME.encode() not in _bytes(office.path)
    monkeypatch.undo()
    again = open_office(office.path, key=RAW)
    _is_whole(again)
    again.close()


def test_a_seal_that_is_asked_for_and_unavailable_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = _filled(tmp_path / "office.sciattache", None)
    before = sorted(p.name for p in tmp_path.iterdir())
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    with pytest.raises(KnownError, match="SQLCipher is not installed"):
        create(tmp_path / "sealed.sciattache", key=PHRASE)
    with pytest.raises(KnownError, match="SQLCipher is not installed"):
        backup.change_key(office, PHRASE)
    office.close()
    assert {p.name for p in tmp_path.iterdir()} <= set(before)
    assert not keys.is_sealed(office.path)


def test_a_full_disk_is_told_of_a_sealed_office_too(tmp_path: Path) -> None:
    office = _filled(tmp_path / "office.sciattache", RAW)
    with pytest.raises(KnownError, match="no room left"), office.step("Much") as session:
        run = session.connection().exec_driver_sql
        run(f"PRAGMA max_page_count = {run('PRAGMA page_count').scalar()}")
        session.add_all(Person(family_name=NAME, notes="x" * 9000) for _ in range(50))
    office.close()


def test_a_damaged_sealed_office_is_refused(tmp_path: Path) -> None:
    office = _filled(tmp_path / "office.sciattache", RAW)
    office.close()
    damaged = bytearray(office.path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    office.path.write_bytes(damaged)
    with pytest.raises(KnownError, match="damaged"):
        open_office(office.path, key=RAW)
    assert office.path.read_bytes() == damaged
    assert [p.name for p in tmp_path.iterdir()] == [office.path.name]
