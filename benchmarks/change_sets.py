"""A post and headquarters that know each other, and what the post writes: the sets of changes."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import people
from sciattache.domain.directory.person import Person
from sciattache.store import capture, clock, copies
from sciattache.store.office import Office, Place, create, open_office
from sciattache.sync import membership

PEOPLE = 100_000
TAGS = {field.name: field.tag for field in Person.fields()}
COLUMNS = tuple(TAGS)
_LONG = ("biography", "notes", "topics")
_AUTHORS = ("Ana", "Bertrand", "Chloé", "Dmitri", "Elif", "Fatima", "Georg", "Hana")
_DAY, _MONTH = 86_400, 30 * 86_400
_WORDS = tuple(
    "works on quantum optics in the group for applied physics of the university and leads a joint"
    " laboratory with two institutes met at the conference in spring asked about doctoral grants"
    " speaks good French prefers to be called in the morning gave a talk on marine biology climate"
    " models satellites vaccines materials energy storage fusion genome archives robotics wants to"
    " visit our centre next year sent the draft agreement waits for an answer from the ministry"
    " knows the ambassador since his studies interested in exchange of students and researchers"
    " board member of the academy retired chair emeritus works now for an agency founded a company"
    .split()
)  # fmt: skip
Row = dict[str, str | None]
"""A person as stored, by column; what is empty left out."""


def person(dice: random.Random, number: int, name: people.Name) -> Row:
    """An invented person as the store has one, most fields filled."""
    mail = f"{name.given[:1].lower()}.{number}@{dice.choice(people.CITIES).lower()}.example"
    return {
        "prefix": dice.choice((None, None, "Dr", "Prof.", "H.E.")),
        "given_name": name.given,
        "family_name": name.family,
        "name_order": "family-first" if name.family_first else "given-first",
        "nickname": name.given[:3],
        "salutation": f"Dear {name.given}",
        "gender": dice.choice(("female", "male")),
        "nationality": name.country,
        "country": name.country,
        "city": dice.choice(people.CITIES),
        "languages": _json([dice.choice(("en", "fr", "ar", "zh", "es", "ru"))]),
        "emails": _json([{"value": mail, "label": "work"}]),
        "phones": _json([{"value": f"+{dice.randrange(10**10, 10**11)}", "label": "work"}]),
        "orcid": f"0000-0001-{dice.randrange(10**4):04}-{dice.randrange(10**4):04}",
        "birthday": str(date(1940, 1, 1) + timedelta(dice.randrange(22_000))),
        "sectors": _json([dice.choice(("physics", "biology", "energy", "space", "health"))]),
        "topics": _words(dice, 4),
        "biography": _words(dice, 25),
        "source": dice.choice(("card", "list", "reception", "mail")),
        "assistant": dice.choice((None, None, f"+{dice.randrange(10**10, 10**11)}")),
        "notes": _words(dice, 12),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _words(dice: random.Random, about: int) -> str:
    return " ".join(dice.choices(_WORDS, k=dice.randint(about // 2, about * 3 // 2)))


@dataclass(frozen=True)
class Pair:
    """The files of a post and of headquarters, which have the same people."""

    post: Path
    headquarters: Path

    def copied(self, folder: Path) -> Pair:
        """The same pair again, in another folder."""
        folder.mkdir()
        made = Pair(folder / self.post.name, folder / self.headquarters.name)
        copies.copy(self.post, made.post, None)
        copies.copy(self.headquarters, made.headquarters, None)
        return made


@contextmanager
def opened(place: Place) -> Iterator[Office]:
    """An office, closed at the end."""
    office = open_office(place)
    try:
        yield office
    finally:
        office.close()


def pair(folder: Path, many: int) -> Pair:
    """A post with so many people, and headquarters that has acknowledged them all."""
    made = Pair(folder / "post.sciattache", folder / "headquarters.sciattache")
    office = create(made.post)
    seed(office, many)
    office.close()
    copies.copy(made.post, made.headquarters, None)
    with opened(made.post) as post, opened(made.headquarters) as headquarters:
        _begin_anew(headquarters)
        membership.become_headquarters(headquarters)
        enrolled = membership.enrol(headquarters, membership.ask(post, "Lisbon"))
        membership.join(post, enrolled.answer, words=enrolled.words)
        _acquaint(post, headquarters)
    return made


def seed(office: Office, many: int) -> None:
    """Give an office in a file so many people, and one step in which they came."""
    with office.remember() as session:
        cursor: Any = session.connection().connection.cursor()
        capture.remove(cursor)
        _seed(cursor, many)
        capture.reindex(cursor)


def _seed(cursor: Any, many: int) -> None:
    dice = random.Random(5)
    whole = ("id", *COLUMNS)
    marks = ", ".join("?" * len(whole))
    rows = (
        (_id(dice), *(found.get(name) for name in COLUMNS))
        for number, name in enumerate(islice(people.names(), many))
        if (found := person(dice, number, name))
    )
    cursor.executemany(f"INSERT INTO person ({', '.join(whole)}) VALUES ({marks})", rows)
    cursor.execute(
        "INSERT INTO step (id, site, inc, seq, hlc, seen_epoch, seen_pos, author, title, act)"
        " SELECT 1, site, inc, 1, hlc - (? << 16), 0, 0, 'Ana', 'Import people', 'act' FROM clock",
        (_MONTH + _DAY,),
    )
    cursor.execute("UPDATE clock SET seq = 1")
    cursor.execute(
        "INSERT INTO change (step, t, rid, op, mask, old)"
        f" SELECT 1, {Person.about.tag}, rid, 'I', 0, NULL FROM person"
    )


def _id(dice: random.Random) -> str:
    digits = f"{dice.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"


def _begin_anew(office: Office) -> None:
    """Let a copied file go on as an office of its own."""
    with office.remember() as session:
        cursor = session.connection().connection.cursor()
        cursor.execute("UPDATE clock SET inc = ?, seq = 0", (clock.new_incarnation(),))


def _acquaint(post: Office, headquarters: Office) -> None:
    """Put down what both know after the first bundle: its piece, and the numbers of its rows."""
    tag, digest = Person.about.tag, bytes(32)
    with post.remember() as session:
        cursor = session.connection().connection.cursor()
        inc = cursor.execute("SELECT inc FROM clock").fetchone()[0]
        cursor.execute(
            "INSERT INTO segment (id, peer, inc, a, b, sha, payload, made_at, acked)"
            " VALUES (1, 0, ?, 1, 1, ?, x'', 0, 1)",
            (inc, digest),
        )
        cursor.execute(
            f"INSERT INTO told (peer, inc, t, rid, segment) SELECT 0, ?, {tag}, rid, 1 FROM person",
            (inc,),
        )
    with headquarters.remember() as session:
        cursor = session.connection().connection.cursor()
        cursor.execute(
            "INSERT INTO received (site, inc, a, b, sha, before, at)"
            " VALUES (1, ?, 1, 1, ?, x'', 0)",
            (inc, digest[:16]),
        )
        cursor.execute(
            f"INSERT INTO alias (site, inc, t, theirs, id) SELECT 1, ?, {tag}, rid, id FROM person",
            (inc,),
        )


# What the post writes

Writing = Callable[[Office, random.Random], None]


def one(office: Office, dice: random.Random) -> None:
    """One edit."""
    edits(office, dice, 1)
    _spread(office, dice, _DAY)


def some(office: Office, dice: random.Random) -> None:
    """A day: about a hundred edits of one to three fields."""
    edits(office, dice, 97)
    _spread(office, dice, _DAY)


def many(office: Office, dice: random.Random) -> None:
    """A month of eight people: about ten thousand edits."""
    edits(office, dice, 9_821)
    _spread(office, dice, _MONTH)


def added(office: Office, dice: random.Random) -> None:
    """A thousand new people in one step."""
    whole = ("id", *COLUMNS)
    statement = f"INSERT INTO person ({', '.join(whole)}) VALUES ({', '.join('?' * len(whole))})"
    rows = []
    for number, name in enumerate(islice(people.names(7), 1_000)):
        found = person(dice, number, name)
        rows.append((_id(dice), *(found.get(column) for column in COLUMNS)))
    with office.step("Import a list of guests") as session:
        session.connection().connection.cursor().executemany(statement, rows)


def stroke(office: Office, dice: random.Random) -> None:
    """Twenty thousand people given one value in one step."""
    with office.step("Set the source of a list") as session:
        rids = [
            rid for (rid,) in session.connection().exec_driver_sql("SELECT rid FROM person")
        ]  # fmt: skip
        chosen = dice.sample(rids, min(20_000, len(rids) // 5))
        session.connection().connection.cursor().executemany(
            "UPDATE person SET source = 'science fair 2026' WHERE rid = ?",
            [(rid,) for rid in chosen],
        )


SETS: dict[str, tuple[str, Writing]] = {
    "one": ("one edit", one),
    "e100": ("a day, 97 edits", some),
    "e10k": ("a month, 9,821 edits", many),
    "i1k": ("1,000 new people", added),
    "bulk20k": ("one value for 20,000", stroke),
}


_SHORT = (
    "city", "emails", "phones", "prefix", "sectors", "source", "topics", "notes", "biography",
    "salutation", "orcid",
)  # fmt: skip


def edits(office: Office, dice: random.Random, count: int) -> None:
    """So many edits, each a step of its own by one of eight people."""
    with office.session() as session:
        last = session.connection().exec_driver_sql("SELECT max(rid) FROM person").scalar_one()
    names = people.names(11)
    for number in range(count):
        fresh = person(dice, number, next(names))
        chosen = dice.sample(_SHORT, dice.choice((1, 1, 1, 2, 2, 3)))
        values = {name: _longer(dice, name, fresh[name]) for name in chosen}
        office.author = dice.choice(_AUTHORS)
        settings = ", ".join(f"{name} = ?" for name in values)
        with office.step("Edit a person") as session:
            session.connection().exec_driver_sql(
                f"UPDATE person SET {settings} WHERE rid = ?",
                (*values.values(), dice.randint(1, last)),
            )


def _longer(dice: random.Random, name: str, value: str | None) -> str | None:
    """A value put in: what is written at length is never the same."""
    return f"{value} {dice.randrange(1000)}" if name in _LONG else value


def _spread(office: Office, dice: random.Random, span: int) -> None:
    """Put the steps of now down as taken one after the other over so many seconds."""
    with office.remember() as session:
        cursor = session.connection().connection.cursor()
        stamp, *_ = cursor.execute("SELECT hlc FROM step WHERE id = 1").fetchone()
        steps = [id for (id,) in cursor.execute("SELECT id FROM step WHERE id > 1 ORDER BY id")]
        begin, stamps = stamp >> 16, []
        for at in sorted(begin + dice.randrange(span) for _ in steps):
            stamp = max(stamp + 1, at << 16)
            stamps.append(stamp)
        cursor.executemany(
            "UPDATE step SET hlc = ? WHERE id = ?", list(zip(stamps, steps, strict=True))
        )
        cursor.execute("UPDATE clock SET hlc = ?", (stamp,))
