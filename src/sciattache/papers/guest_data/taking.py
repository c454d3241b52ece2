"""Take in what guests answered: files to rows, and the answers that are accepted as one step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.points import Point
from sciattache.domain.standards import phones, timezones
from sciattache.domain.standards import text as texts
from sciattache.errors import KnownError
from sciattache.papers.guest_data import returned_form, returned_workbook
from sciattache.papers.guest_data.answers import MOMENT, Guest
from sciattache.papers.guest_data.comparing import Difference, Row, compare, organisations
from sciattache.papers.guest_data.filled import Filled
from sciattache.papers.guest_data.questions import Question
from sciattache.store import guest_seal
from sciattache.store.office import Office
from sciattache.store.steps import step

Choice = tuple[int, str]
"""An answer by the number of its row and the name of its question."""
_PDF = b"%PDF-"
_HEAD = 1024
"""Bytes in which a PDF says that it is one (ISO 32000-1, 7.5.2, as readers allow)."""


@dataclass(frozen=True)
class Taken:
    """The rows as they were found, and which of their answers were written."""

    rows: tuple[Row, ...]
    written: tuple[Choice, ...]
    title: str


def read(files: Sequence[Path]) -> list[Filled]:
    """The guests in these files, in their order; ``KnownError`` names a file that is none."""
    return [one for file in files for one in _read(file)]


def is_guest_data(file: Path) -> bool:
    """Whether a file is one of ours that came back, to be taken in here and not imported."""
    known = {".xlsx": returned_workbook, ".ods": returned_workbook, ".pdf": returned_form}
    found = known.get(file.suffix.casefold())
    return found is not None and file.is_file() and found.is_ours(file)


def look(session: Session, filled: Sequence[Filled]) -> tuple[Row, ...]:
    """What the files say beside what is known now."""
    return compare(session, filled, guest_seal.of(session))


def proposed(rows: Sequence[Row], *, conflicts: bool = False) -> set[Choice]:
    """The answers that may be taken without a thought; with ``conflicts`` the others too."""
    wanted = ("change", "conflict") if conflicts else ("change",)
    return {(row.number, one.question.name) for row, one in _each(rows) if one.verdict in wanted}


def title_of(rows: Sequence[Row]) -> str:
    """Whose answers are taken in: a guest's, or those of an engagement's guests."""
    guests = {row.guest.one.id: row.guest for row in rows if row.guest and row.differences}
    if len(guests) == 1:
        return next(iter(guests.values())).name
    visits = dict.fromkeys(guest.dossier.engagement.title for guest in guests.values())
    return ", ".join(list(visits)[:3])


def take(
    office: Office, filled: Sequence[Filled], accepted: Collection[Choice], *, title: str = ""
) -> Taken:
    """Write the accepted answers in one step that undo takes back.

    The files are compared once more inside the step; ``KnownError`` where an answer that was
    accepted is none that can be taken, and then nothing is written.
    """
    with office.session() as session:
        rows = look(session, filled)
        _refuse_unknown(rows, accepted)
        named = title or f"Take in guest data of {title_of(rows)}"
        with step(session, named):
            rows = look(session, filled)
            written = [
                (row.number, one.question.name)
                for row, one in _each(rows)
                if (row.number, one.question.name) in accepted and one.verdict != "refused"
            ]
            for row, one in _each(rows):
                if row.guest is not None and (row.number, one.question.name) in written:
                    _keep(session, row.guest, one.question, one.after)
    return Taken(rows, tuple(written), named)


def _read(file: Path) -> list[Filled]:
    try:
        with file.open("rb") as opened:
            start = opened.read(_HEAD)
    except OSError as error:
        raise KnownError(
            f"{file} cannot be read: {error.strerror}.", "Check its name, and who may read it."
        ) from None
    return returned_form.read(file) if _PDF in start else returned_workbook.read(file)


def _each(rows: Sequence[Row]) -> Iterator[tuple[Row, Difference]]:
    return ((row, one) for row in rows for one in row.differences)


def _refuse_unknown(rows: Sequence[Row], accepted: Collection[Choice]) -> None:
    there = {(row.number, one.question.name): one for row, one in _each(rows)}
    for number, name in accepted:
        one = there.get((number, name))
        if one is None:
            raise KnownError(
                f"Nothing is other under “{name}” of guest {number}.",
                "See what there is with --dry-run.",
            )
        if one.refusal is not None:
            why, remedy = one.refusal.sentence("en"), one.refusal.remedy("en")
            raise KnownError(f"“{name}” of guest {number} cannot be taken: {why}", remedy)


def _keep(session: Session, guest: Guest, question: Question, answer: str) -> None:
    """Write an answer into the field that keeps it."""
    record, field = guest.record(question), question.field
    value: Any = answer or None
    if question.name == "organisation":
        value = _organisation(session, answer)
    elif question.kind == "instant" and answer:
        zone = guest.zone(question)
        local = datetime.strptime(answer, MOMENT).replace(tzinfo=timezones.clock(zone))
        value = local.astimezone(UTC)
        if field.zone and not getattr(record, field.zone):
            setattr(record, field.zone, zone)
    elif question.kind == "points":
        value = _points(getattr(record, question.name), answer, field.scheme, record)
    elif question.kind == "choices":
        value = tuple(answer.split(";")) if answer else None
    elif question.kind == "date":
        value = field.kind.load(answer) if answer else None
    setattr(record, question.name, value)


def _points(held: tuple[Point, ...] | None, answer: str, scheme: str | None, record: Any) -> Any:
    """The contact points with the answer in place of the one that was shown."""
    points = list(held or ())
    at = next((place for place, point in enumerate(points) if point.preferred), 0)
    value = phones.normal(answer, record.country) if scheme == "phone" else answer
    if not answer:
        del points[at : at + 1]
    elif points:
        points[at] = replace(points[at], value=value)
    else:
        points.append(Point(value))
    return tuple({point.key: point for point in points}.values()) or None


def _organisation(session: Session, name: str) -> str | None:
    """The id of the organisation that is called so; a new one where none is."""
    if not name:
        return None
    session.flush()
    if found := organisations(session).get(texts.fold(name)):
        return found[0]
    made = Organisation(name=name)
    session.add(made)
    session.flush()
    return str(made.id)
