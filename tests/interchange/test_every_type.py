"""Every record type is taken from a table once, however little a row of it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES, type_called
from sciattache.interchange import importing
from sciattache.interchange.importing import Wish
from sciattache.interchange.plan import Plan
from sciattache.store.office import Office, create

TABLED = [
    cls for cls in TYPES if not any(f.required and f.kind.name == "blob" for f in cls.fields())
]
BY_KIND: dict[str, Any] = {
    "text": "Aurora", "note": "Aurora", "date": "2026-03-04", "instant": "2026-03-04T09:00:00Z",
    "number": "3", "real": "3", "identifier": "Aurora", "money": "3",
}  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create(tmp_path / "office.sciattache")
    yield made
    made.close()


def is_needed(field: Field) -> bool:
    return field.required and field.default is None


def naming(cls: type[Record]) -> list[Field]:
    """The fields that the title is made of and that a person would fill first."""
    fields = [cls.field(name) for name in cls.about.title_from]
    plain = [f for f in fields if f.kind.name in ("text", "date", "number", "reference")]
    return [f for f in plain if f.name not in ("prefix", "suffix", "native_name")]


def beside(office: Office, field: Field) -> str:
    """The id of a record that ``field`` may refer to."""
    cls = type_called("person" if field.target in (None, "*") else field.target)
    values = {f.name: cell(office, f) for f in cls.fields() if is_needed(f)}
    if first := next((f for f in naming(cls) if f.kind.name == "text"), None):
        values.setdefault(first.name, "Aurora")
    record = cls(**{name: cls.field(name).parse(value) for name, value in values.items()})
    with office.step("Insert") as session:
        session.add(record)
        session.flush()
        return record.id


def cell(office: Office, field: Field) -> str:
    if field.kind.name == "reference":
        return beside(office, field)
    if field.kind.name == "choice":
        return next(iter(field.words.choices()))
    return str(BY_KIND[field.kind.name])


def table(office: Office, cls: type[Record], fields: list[Field], folder: Path) -> Path:
    headings = [f"{f.name} id" if f.kind.name == "reference" else f.name for f in fields]
    path = folder / "rows.csv"
    cells = [cell(office, field) for field in fields]
    path.write_text(f"{','.join(headings)}\n{','.join(cells)}\n", encoding="utf-8")
    return path


def imported(office: Office, file: Path, cls: type[Record]) -> Plan:
    with office.session() as session:
        reading = importing.read(session, file, Wish(of=cls))
    return importing.take(office, reading)


@pytest.mark.parametrize("is_titled", [False, True], ids=["required", "titled"])
@pytest.mark.parametrize("cls", TABLED, ids=lambda cls: cls.type_name())
def test_a_row_with_the_least_is_the_same_the_second_time(
    cls: type[Record], is_titled: bool, office: Office, tmp_path: Path
) -> None:
    fields = [f for f in cls.fields() if is_needed(f)]
    more = [f for f in naming(cls) if f not in fields]
    has_title = any(f in fields for f in naming(cls))
    fields += more if is_titled else more[: 0 if has_title else 1]
    file = table(office, cls, fields, tmp_path)
    first = imported(office, file, cls)
    assert [(row.verdict, row.reason) for row in first.rows] == [("new", "")]
    again = imported(office, file, cls)
    assert [(row.verdict, row.reason) for row in again.rows] == [("same", "")]


def test_capitals_beyond_ascii_do_not_make_a_record_new(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "meetings.csv"
    file.write_text("Subject,When\nVisite de l’ÉCOLE,2026-03-04\nŁódź,2026-03-05\n", "utf-8")
    subjects = type_called("interaction")
    assert imported(office, file, subjects).counts["new"] == 2
    assert imported(office, file, subjects).counts["same"] == 2
