"""Tables that other people made: each is read or refused with a reason, quickly and rightly."""

import csv
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sciattache.errors import KnownError
from sciattache.interchange import tables

SECONDS = 5.0
FOLDERS = (
    "csv_acid", "csv_odd", "csv_pollock", "csv_realworld", "contacts_csv", "xlsx_odd", "dedupe",
    "tables_delegations", "tables_grants_budgets", "tables_meetings", "tables_orgs_contacts",
    "tables_travel", "meeting_scheduling_xlsx",
)  # fmt: skip
GOLD_JOINS_A_TITLE = "Note_4_Staff_costs_-_Average_number_of_persons_employed_13-14.csv"


def files(real_data: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((real_data / folder).glob("*")):
            if tables.is_table(path) or path.suffix in (".csv", ".xml"):
                yield path


def test_every_table_is_read_or_refused_in_time(real_data: Path) -> None:
    tried = 0
    for path in files(real_data):
        began = time.perf_counter()
        try:
            table = tables.read(path)
        except KnownError as reason:
            assert path.name in str(reason)
        else:
            assert len(set(table.columns)) == len(table.columns)
            assert all(len(row.cells) == len(table.columns) for row in table.rows)
        assert time.perf_counter() - began < SECONDS, path.name
        tried += 1
    assert tried > 100


def gold(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    return list(csv.reader(text.splitlines(keepends=True)))


def read_as_text(table: tables.Table) -> list[list[str]]:
    names = ["" if name.startswith("Column ") else name for name in table.columns]
    rows = [["" if cell is None else str(cell) for cell in row.cells] for row in table.rows]
    return [names, *rows]


@pytest.mark.parametrize(
    ("folder", "ending"), [("csv_pollock", ""), ("csv_realworld", ".clean.csv")]
)
def test_polluted_csv_agrees_with_gold(real_data: Path, folder: str, ending: str) -> None:
    disagreeing = []
    for path in sorted((real_data / folder).glob("*.csv")):
        wanted = gold(real_data / f"{folder}_gold" / (path.name + ending))
        wanted[0] = [" ".join(name.split()) for name in wanted[0]]
        if read_as_text(tables.read(path)) != wanted:
            disagreeing.append(path.name)
    assert set(disagreeing) <= {GOLD_JOINS_A_TITLE}


def test_the_acid_tests_of_csv_are_passed(real_data: Path) -> None:
    for path in sorted((real_data / "csv_acid").glob("*.csv")):
        table = tables.read(path)
        rows = [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows]
        assert rows == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def expected_books(real_data: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    known = json.loads((real_data / "expected.json").read_text(encoding="utf-8"))["files"]
    for name, facts in known.items():
        if facts["kind"] == "spreadsheet":
            yield real_data / name, facts["calamine"]


def test_workbooks_have_the_sheets_and_rows_that_they_should(real_data: Path) -> None:
    for path, facts in expected_books(real_data):
        if not tables.is_table(path) or "sheets" not in facts:
            continue
        shown = {name: state == "Visible" for name, state in facts["sheets"]}
        for name in set(facts["data"]).intersection(tables.read(path).sheets):
            layout = tables.Layout(header_row=None, first_row=1, last_row=1 << 20, sheet=name)
            table = tables.read(path, layout)
            assert (name not in table.hidden) == shown[name]
            kept = len(table.rows)
            told = sum("(row " in note for note in table.notes)
            assert kept + told == facts["data"][name]["nonempty_rows"], (path.name, name)
