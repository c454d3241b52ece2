"""Look at a file and plan its import, in a worker's thread; what the pages then show."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.interchange import importing, tables
from sciattache.interchange.calendars import read as calendars
from sciattache.interchange.drafts import Draft
from sciattache.interchange.importing import Reading, Wish
from sciattache.interchange.plan import VERDICTS, Plan, Report
from sciattache.interchange.tables.table import Layout, Row, Table
from sciattache.store import history, query
from sciattache.store.office import Office
from sciattache.ui.imports.calm import let_go, no_collecting

FIRST = 60
"""Rows of a table that are shown, and from which columns are guessed."""


@dataclass(frozen=True)
class Seen:
    """A file as found: its kind, for a table what lies in it, and its first rows as they lie.

    The first rows of a calendar are its events; ``title`` is what the calendar calls itself.
    """

    file: Path
    kind: str
    table: Table | None = None
    first: tuple[Row, ...] = ()
    count: int = 0
    title: str = ""


@dataclass(frozen=True)
class Understood:
    """How a table's first rows are understood, or why they are not."""

    reading: Reading | None
    error: KnownError | None = None


@dataclass(frozen=True)
class Outcome:
    """A plan made ready to be shown: which rows have which verdict, and the titles it names.

    ``step`` is the number of the step once the import is done and changed anything.
    """

    plan: Plan
    reading: Reading
    by_verdict: dict[str, array[int]]
    titles: dict[str, str] = field(default_factory=dict)
    raw: dict[int, str] = field(default_factory=dict)
    step: int | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each verdict."""
        return {name: len(rows) for name, rows in self.by_verdict.items()}


def look(file: Path, layout: Layout | None, sheet: str | None) -> Seen | KnownError:
    """Open a file; the error says why it cannot be read."""
    try:
        kind = importing.kind_of(file)
        if kind == "calendar":
            return _calendar(file)
        if kind != "table":
            return Seen(file, kind)
        table = tables.read(file, layout, sheet=sheet)
        return Seen(file, kind, table, _as_it_lies(file, table), len(table.rows))
    except OSError as error:
        return KnownError(f"{file} cannot be read: {error.strerror}.", "Check who may read it.")
    except KnownError as error:
        return error


def _calendar(file: Path) -> Seen:
    """A calendar's events, each a row: when, what, where."""
    found = calendars.read(file)
    rows = tuple(
        Row(number, (_when(event.start), event.title, event.location))
        for number, event in enumerate((event for _, event in found.events[:FIRST]), start=1)
    )
    return Seen(file, "calendar", None, rows, len(found.events), found.calendar_name)


def _when(moment: date) -> str:
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d %H:%M}"
    return moment.isoformat()


def _as_it_lies(file: Path, table: Table) -> tuple[Row, ...]:
    """The first rows, those above the header too."""
    plain = replace(table.layout, header_row=None, first_row=1, last_row=None)
    try:
        return tuple(islice(tables.iter_rows(file, plain, sheet=table.layout.sheet), FIRST))
    except KnownError:
        return tuple(table.rows[:FIRST])


def understand(session: Session, seen: Seen, wish: Wish) -> Understood:
    """How the first rows of a table are understood."""
    assert seen.table is not None
    some = replace(seen.table, rows=seen.table.rows[: FIRST * 4], problems=())
    try:
        return Understood(importing.read(session, seen.file, wish, table=some))
    except KnownError as error:
        return Understood(None, error)


def plan(session: Session, seen: Seen, wish: Wish, report: Report) -> Outcome:
    """What importing the file would do now."""
    with no_collecting():
        reading = importing.read(session, seen.file, wish, table=seen.table, report=report)
        return ready(session, importing.plan(session, reading, report), reading)


def take(office: Office, reading: Reading, report: Report) -> Outcome:
    """Import what was read; the outcome names the step when anything changed."""
    with no_collecting():
        with office.session() as session:
            before = history.newest(session)
        made = importing.take(office, reading, report)
        with office.session() as session:
            newest = history.newest(session)
            step = newest if newest != before else None
            return replace(ready(session, made, reading), step=step)


def forget(seen: Seen | None, outcome: Outcome | None) -> None:
    """Drop what an import held, bit by bit."""
    lists: list[list[Any]] = []
    if outcome is not None:
        inserted = outcome.plan.inserts.values()
        lists += [outcome.plan.rows, outcome.reading.sources, *inserted, outcome.plan.updates]
    if seen is not None and seen.table is not None and isinstance(seen.table.rows, list):
        lists.append(seen.table.rows)
    let_go(lists)


def ready(session: Session, made: Plan, reading: Reading) -> Outcome:
    """A plan with what is needed to show it."""
    by_verdict = {name: array("L") for name in VERDICTS}
    wanted: set[str] = set()
    for number, row in enumerate(made.rows):
        by_verdict[row.verdict].append(number)
        for changed in row.changes:
            if changed.type.field(changed.name).kind.name == "reference":
                wanted |= {value for value in (changed.before, changed.after) if value}
    titles = query.titles(session, sorted(wanted))
    for rows in made.inserts.values():
        titles |= {k.id: Draft(k.type, k.values).titled() for k in rows if k.id in wanted}
    return Outcome(made, reading, by_verdict, titles, _raw(made, reading, by_verdict["refused"]))


def _raw(made: Plan, reading: Reading, refused: array[int]) -> dict[int, str]:
    """What stands in the rows of a table that were refused, by row number."""
    if reading.table is None or not refused:
        return {}
    wanted = {made.rows[number].row for number in refused}
    found = {problem.row: problem.text for problem in reading.table.problems}
    for row in reading.table.rows:
        if row.number in wanted:
            cells = (str(cell).strip() for cell in row.cells if cell not in (None, ""))
            found[row.number] = " · ".join(islice(filter(None, cells), 4))
    return {number: " ".join(text.split())[:120] for number, text in found.items()}


def engagement_of(outcome: Outcome) -> str | None:
    """The one engagement that the rows of an import belong to, or None."""
    found: set[Any] = set()
    for row in outcome.plan.rows:
        if row.known is not None:
            own = row.known.type is Engagement
            found.add(row.known.id if own else row.known.values.get("engagement"))
        if len(found) > 1:
            return None
    return found.pop() if found else None
