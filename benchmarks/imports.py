"""Take in a large CSV file of people, try it and take it in again, beside a plain executemany."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks import people
from benchmarks.measuring import Ratio, by_turns, median
from sciattache.interchange import importing
from sciattache.store import capture
from sciattache.store.office import Office, create

_HEADINGS = (
    "First name", "Last name", "Nickname", "E-mail", "Phone", "Language", "Notes", "Birthday",
)  # fmt: skip
_INTO = (
    "given_name", "family_name", "nickname", "emails", "phones", "languages", "notes", "birthday",
)  # fmt: skip
_LANGUAGES = ("en", "fr", "pl", "ru", "el", "ar", "he", "zh", "ja", "ko", "hi", "th")


def measure(folder: Path, rows: int, rounds: int = 3) -> Iterator[Ratio]:
    """Against three tables: the store's own as it is, without its triggers, and a bare one.

    Only the first keeps what the store must keep, so the bound stands there; the others tell what
    that costs.
    """
    file = people_file(folder, rows)
    numbers = count()

    def new() -> Office:
        return create(folder / f"import-{next(numbers)}.sciattache")

    empty, full = new(), new()
    _take(full, file)
    offices = iter([new() for _ in range(3 * rounds)])  # to make them is not what is measured

    def ours() -> None:
        office = next(offices)
        _take(office, file)
        office.close()

    def dry() -> None:
        with empty.session() as session:
            importing.plan(session, importing.read(session, file, importing.Wish()))

    def stored(*, is_plain: bool = False) -> None:
        office = next(offices)
        with office.step("Import") as session:
            connection: Any = session.connection().connection.driver_connection
            if is_plain:
                capture.remove(connection.cursor())
            _insert(connection, file)
        office.close()

    def bare() -> None:
        connection = sqlite3.connect(folder / f"bare-{next(numbers)}.db")
        connection.execute(f"CREATE TABLE person (id, {', '.join(_INTO)})")
        _insert(connection, file)
        connection.commit()
        connection.close()

    acts = (ours, dry, lambda: _take(full, file), stored, lambda: stored(is_plain=True), bare)
    taken, tried, again, triggers, indexes, least = map(median, by_turns(acts, rounds=rounds))
    empty.close()
    full.close()
    goal = f"import of {rows:,} CSV rows"
    yield Ratio(goal, _TRIGGERS, taken, triggers, 4)
    yield Ratio(goal, _INDEXES, taken, indexes)
    yield Ratio(goal, _BARE, taken, least)
    yield Ratio(f"dry run of {rows:,} CSV rows", _BARE, tried, least)
    yield Ratio(f"import of {rows:,} CSV rows again, all there", _BARE, again, least)


_PEER = "csv and executemany, no value read and no record looked for, into"
_TRIGGERS = f"{_PEER} the store's own table: history, index and search by its triggers"
_INDEXES = f"{_PEER} the store's own table without triggers: no history, index or search"
_BARE = f"{_PEER} a bare table of text: no history, index, search or key"


def _take(office: Office, file: Path) -> None:
    with office.session() as session:
        reading = importing.read(session, file, importing.Wish())
    importing.take(office, reading)


def _insert(connection: Any, file: Path) -> None:
    """Read with the csv module, insert with executemany: lists of points as the store has them."""
    marks = ", ".join("?" * (len(_INTO) + 1))
    statement = f"INSERT INTO person (id, {', '.join(_INTO)}) VALUES ({marks})"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = csv.reader(opened)
        next(rows)
        connection.executemany(
            statement,
            (
                (
                    str(uuid4()), given, family, nickname, f'[{{"value":"{mail}"}}]',
                    f'[{{"value":"{phone}"}}]', f'["{language}"]', *rest,
                )
                for given, family, nickname, mail, phone, language, *rest in rows
            ),
        )  # fmt: skip


def people_file(folder: Path, rows: int) -> Path:
    """A CSV file of so many invented people, as a mailing list has them."""
    file = folder / "people.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(_HEADINGS)
        for number, name in enumerate(islice(people.names(), rows)):
            writer.writerow(
                (
                    name.given,
                    name.family,
                    f"{name.given[:3]}{number % 50}",
                    f"person{number}@example.org",
                    f"+4930{20000000 + number}",
                    _LANGUAGES[number % len(_LANGUAGES)],
                    f"Met at the meeting of {1990 + number % 35}, table {number % 12}",
                    f"{1940 + number % 60}-{1 + number % 12:02}-{1 + number % 28:02}",
                )
            )
    return file
