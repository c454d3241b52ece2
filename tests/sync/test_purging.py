"""What is erased at headquarters is nowhere: not in a file, nor in what was frozen for others."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect

from sciattache.domain.directory.person import Person
from sciattache.errors import KnownError
from sciattache.sync.purging import purge, told_to
from sciattache.sync.sending import make
from sciattache.sync.taking import take
from tests.sync.test_exchange import carry, settle

_NAME = "Wilhelmine Unvergesslich"


def add(office) -> str:
    with office.step(f"Add {_NAME}") as session:
        person = Person(given_name="Wilhelmine", family_name="Unvergesslich")
        session.add(person)
        session.flush()
        return person.id


def rename(office, id: str, **values: str) -> None:
    with office.step(f"Change {_NAME}") as session:
        person = session.query(Person).filter_by(id=id).one()
        for field, value in values.items():
            setattr(person, field, value)


def bytes_of(office) -> bytes:
    """All that an office keeps: its files, or every row of every table."""
    if office.engine.dialect.name == "postgresql":
        with office.engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            rows = (
                row[0]
                for name in tables
                for row in connection.exec_driver_sql(f'SELECT x::text FROM "{name}" AS x')
            )
            return "\n".join(rows).encode()
    folder = office.path.parent
    return b"".join(
        one.read_bytes() for one in sorted(folder.glob(f"{office.path.name}*")) if one.is_file()
    )


def people(office) -> list[str]:
    with office.session() as session:
        return [str(one.family_name) for one in session.query(Person)]


def test_nothing_of_an_erased_person_is_left_anywhere(world) -> None:
    id = add(world.offices[1])
    settle(world)
    rename(world.offices[2], id, notes="Unvergesslich von Lissabon")
    rename(world.offices[1], id, notes="Unvergesslich von Bern")
    settle(world)
    assert all(b"Unvergesslich" in bytes_of(office) for office in world.offices.values())
    assert purge(world.offices[0], id).records == 2, "the person, and the clash about them"
    assert b"Unvergesslich" not in bytes_of(world.offices[0])
    settle(world)
    for office in world.offices.values():
        assert people(office) == []
        assert b"Unvergesslich" not in bytes_of(office)


def test_what_comes_late_of_an_erased_person_is_dropped(world) -> None:
    id = add(world.offices[1])
    settle(world)
    rename(world.offices[2], id, notes="Written while away")
    late = make(world.offices[2], 0)
    purge(world.offices[0], id)
    (taken,) = [take(world.offices[0], one) for one in late]
    assert (taken.outcome, taken.merged.dropped > 0) == ("applied", True)
    settle(world)
    assert [people(office) for office in world.offices.values()] == [[], [], []]


def test_an_office_that_slept_does_not_bring_an_erased_person_back(world) -> None:
    id = add(world.offices[1])
    settle(world)
    held_back = make(world.offices[0], 2)
    purge(world.offices[0], id)
    settle(world)
    for content in held_back:
        take(world.offices[2], content)
    rename(world.offices[1], add(world.offices[1]), notes="Somebody else")
    settle(world)
    assert people(world.offices[2]) == ["Unvergesslich"]


def test_a_post_cannot_erase_everywhere(world) -> None:
    id = add(world.offices[1])
    with pytest.raises(KnownError, match="Only headquarters"):
        purge(world.offices[1], id)


def test_a_purge_is_told_until_it_is_done(world) -> None:
    id = add(world.offices[1])
    settle(world)
    purge(world.offices[0], id)
    assert asked(world.offices[0]) == [id]
    make(world.offices[0], 1)  # and lost on its way
    assert asked(world.offices[0]) == [id]
    carry(world, 0, 1)
    assert people(world.offices[1]) == []
    carry(world, 1, 0)
    assert asked(world.offices[0]) == []


def asked(office) -> list[str]:
    """What the first office is asked to erase."""
    with office.session() as session:
        return [one.id for one in told_to(session, 1)]
