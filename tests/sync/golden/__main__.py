"""Write the bundles of this version, which every later one must take: at each release, once.

``python -m tests.sync.golden`` makes a folder named by the schema, with the files that go to
headquarters and those that go to a post, the keys that open them, and what they must come to.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.store import migrate
from sciattache.store.office import create
from sciattache.sync import keys
from sciattache.sync.sending import make
from sciattache.sync.taking import take
from tests.sync.conftest import World

FOLDER = Path(__file__).parent
TYPES = (AgendaItem, Engagement, Person, Place)


def state(office) -> dict[str, list[dict[str, str]]]:
    """What an office holds of some types, by the fields that are filled, as they are stored."""
    with office.session() as session:
        return {
            cls.type_name(): [
                {name: str(value) for name, value in sorted(row._mapping.items())
                 if name != "rid" and value is not None}
                for row in session.connection().exec_driver_sql(
                    f"SELECT * FROM {cls.type_name()} ORDER BY id"
                )
            ]
            for cls in TYPES
        }  # fmt: skip


def write(to: Path) -> None:
    """Let two posts and headquarters work for a while, and keep what they send."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        create(folder / "blank.sciattache").close()
        world = World(folder, folder / "blank.sciattache")
        sent = {"up": _up(world)}
        came = state(world.offices[0])
        sent["down"] = _down(world)
        told = {
            "keys": {site: keys._written(held) for site, held in world.keys.items()},
            "up": came,
            "down": state(world.offices[2]),
        }
        world.close()
    to.mkdir()
    (to / "told.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    for way, files in sent.items():
        for number, content in enumerate(files):
            (to / f"{way}-{number}.psb").write_bytes(content)


def _up(world) -> list[bytes]:
    """What the first post tells: it adds, changes, undoes, deletes, and refers to what it added."""
    post, hq = world.offices[1], world.offices[0]
    files = []
    for number, act in enumerate((_begin, _go_on, _change_keys, _end)):
        post.author = f"Author {number}"
        act(post)
        made = make(post, 0)
        assert {take(hq, content).outcome for content in made} <= {"applied", "duplicate"}
        files += made[-1:]
        if number == 1:  # from here on rows are told of by their numbers
            for content in make(hq, 1):
                take(post, content)
    return files


def _down(world) -> list[bytes]:
    """What headquarters tells the second post, and of a clash that it found between both."""
    post, hq = world.offices[2], world.offices[0]
    first = make(hq, 2)
    for content in first:
        take(post, content)
    with post.session() as session:
        shared = session.query(Place).order_by(Place.name).first().id
    with world.offices[1].remember() as session:  # whose change is to be the later one
        session.connection().exec_driver_sql("UPDATE clock SET hlc = hlc + (60 << 16)")
    for office, city in ((post, "Lyon"), (world.offices[1], "Bern")):
        with office.step("Change a place") as session:
            session.query(Place).filter_by(id=shared).one().city = city
        for content in make(office, 0):
            take(hq, content)
    second = make(hq, 2)
    for content in second:
        take(post, content)
    return [*first, second[-1]]


def _begin(office) -> None:
    with office.step("Prepare a visit") as session:
        place = Place(name="Łódź, ул. Ленина", city="北京", latitude=51.77, longitude=-19.45)
        visit = Engagement(title="زيارة", kind="briefing")
        session.add_all([place, visit, Place(name="Café", city="Lyon")])
        session.flush()
        session.add(AgendaItem(title="The talk", engagement=visit.id, place=place.id))
        session.add_all(Person(family_name=f"Person {n}", city="Paris") for n in range(40))


def _go_on(office) -> None:
    with office.step("Change many") as session:
        for person in session.query(Person):
            person.city, person.notes = "Genève", "Met at the fair. " * 3
    with office.step("Delete one") as session:
        session.delete(session.query(Person).order_by(Person.family_name).first())


def _change_keys(office) -> None:
    with office.step("Empty a field") as session:
        session.query(Place).filter_by(name="Café").one().city = None
    with office.remember() as session:
        keys.rotate(session)


def _end(office) -> None:
    with office.step("Change a talk") as session:
        session.query(AgendaItem).one().title = "The talk, later"


def held(told) -> dict[int, keys.Keys]:
    """The keys that a folder's files were made with."""
    return {int(site): replace(keys._read(one)) for site, one in told["keys"].items()}


if __name__ == "__main__":
    place = FOLDER / migrate.HEAD
    if place.exists() and "--anew" not in sys.argv:
        sys.exit(f"{place} is there: bundles of a version that was released stay as they are.")
    shutil.rmtree(place, ignore_errors=True)
    write(place)
    print(f"Written to {place}.")
