"""What is exported as a table comes back unchanged, whatever people wrote."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from sciattache import demonstration
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES
from sciattache.interchange import exporting, importing
from sciattache.interchange.importing import Wish
from sciattache.store.office import Office

HOSTILE = (
    '=HYPERLINK("x")', "+41 22 1", "-5", "@SUM(A1)", 'a "quoted", b; c\td', "two\nlines",
    "'apostrophe", "\u202eright to left\u202c", "\u200fשלום", "👨\u200d👩\u200d👧", "é" * 32_767,
    "x" * 32_767, "a\x00b\x07c", "one\u2028two", "0012", "1e5", "2026-01-02", "TRUE", "#N/A",
    "NULL", "_x000D_", "\ufeffmark", "\x85next", "12:30", "3/4", "a\\nb", "a\\,b", "–", "٣٤",
)  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = demonstration.make(tmp_path_factory.mktemp("hostile") / "office.sciattache")
    texts = cycle(HOSTILE)
    with made.step("Write what nobody expects") as session:
        for cls in TYPES:
            for record in session.query(cls).limit(3):
                _rewrite(record, texts)
    yield made
    made.close()


def _rewrite(record: Record, texts: Iterator[str]) -> None:
    for field in record.fields():
        if field.kind.name in ("text", "note"):
            try:
                value = field.parse(next(texts), {})
            except ValueError:  # a code, such as an ORCID
                continue
            if value is not None:
                setattr(record, field.name, value)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.type_name())
def test_every_record_type_reads_back_unchanged(
    office: Office, cls: type[Record], suffix: str, tmp_path: Path
) -> None:
    with office.session() as session:
        count = session.query(cls).count()
        if count == 0:
            pytest.skip("the demonstration office has none")
        given = exporting.export(session, cls, tmp_path / f"all{suffix}")
        reading = importing.read(session, given.file, Wish(of=cls))
        plan = importing.plan(session, reading)
    changes = [(one.name, one.before, one.after) for row in plan.rows for one in row.changes]
    assert changes == []
    assert plan.counts == {"new": 0, "same": count, "updates": 0, "refused": 0}
