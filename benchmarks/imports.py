"""Take in a large CSV file of people, beside the csv module and a plain executemany."""

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
from sciattache.store.office import create

_HEADINGS = (
    "First name", "Last name", "Nickname", "E-mail", "Phone", "Language", "Notes", "Birthday",
)  # fmt: skip
_INTO = (
    "given_name", "family_name", "nickname", "emails", "phones", "languages", "notes", "birthday",
)  # fmt: skip
_LANGUAGES = ("en", "fr", "pl", "ru", "el", "ar", "he", "zh", "ja", "ko", "hi", "th")


def measure(folder: Path, rows: int, rounds: int = 3) -> Iterator[Ratio]:
    """Against a bare table without an index, and against the table of people of a store."""
    file = people_file(folder, rows)
    numbers = count()

    def ours() -> None:
        office = create(folder / f"ours-{next(numbers)}.sciattache")
        with office.session() as session:
            reading = importing.read(session, file, importing.Wish())
        importing.take(office, reading)
        office.close()

    def bare() -> None:
        connection = sqlite3.connect(folder / f"bare-{next(numbers)}.db")
        connection.execute(f"CREATE TABLE person (id, {', '.join(_INTO)})")
        _insert(connection, file)

    def stored() -> None:
        office = create(folder / f"plain-{next(numbers)}.sciattache")
        with office.step("Import") as session:
            _insert(session.connection().connection.driver_connection, file)
        office.close()

    taken, other, least = map(median, by_turns((ours, stored, bare), rounds=rounds))
    goal = f"import of {rows:,} CSV rows"
    peer = "csv and executemany into"
    yield Ratio(goal, f"{peer} the store's own table, with its triggers", taken, other, 4)
    yield Ratio(goal, f"{peer} a bare table without history, index or search", taken, least)


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
    connection.commit()


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
