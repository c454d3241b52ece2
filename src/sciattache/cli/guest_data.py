"""Commands by which guests' data go out as forms and come back: guest-data, guest-form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sciattache.cli.papers import paper
from sciattache.cli.stores import AsJson, StorePath, opened, say_json
from sciattache.errors import KnownError
from sciattache.papers.guest_data import answers, taking
from sciattache.papers.guest_data.comparing import Difference, Row
from sciattache.papers.guest_data.filled import Filled
from sciattache.papers.guest_data.refusals import UnfitFileError

_Engagement = Annotated[str, typer.Argument(metavar="ENGAGEMENT")]
_To = Annotated[Path, typer.Option("-o", help="The file to write.", metavar="FILE")]
_Language = Annotated[str, typer.Option(help="The guest's: en, fr, es, ar, zh")]
_Person = Annotated[str, typer.Option(help="For one guest alone, with nobody else's data in it.")]
_Look = Annotated[str, typer.Option(help="plain, large or grey; the office's own where not given.")]
_Size = Annotated[str, typer.Option(help="A4 or Letter; the office's own where not given.")]


def make_workbook(
    store: StorePath,
    engagement: _Engagement,
    to: _To,
    person: _Person = "",
    language: _Language = "en",
    size: _Size = "",
) -> None:
    """Make the workbook of all guests, for the head of delegation, or one guest's own."""
    paper(store, engagement, "guest-data", to, language=language, person=person, size=size)


def make_form(
    store: StorePath,
    engagement: _Engagement,
    to: _To,
    person: _Person = "",
    language: _Language = "en",
    size: _Size = "",
    look: _Look = "",
) -> None:
    """Make the PDF that a guest fills in; without --person the forms of all, for the office."""
    paper(
        store, engagement, "guest-form", to,
        language=language, person=person, size=size, look=look,
    )  # fmt: skip


def take(
    store: StorePath,
    files: Annotated[
        list[Path], typer.Argument(help="Workbooks and forms that came back.", metavar="FILE…")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what is other than here.")
    ] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            help="“all”, with what was changed here meanwhile too, or answers one by one; without "
            "it whatever was not changed here meanwhile.",
            metavar="all|ROW.FIELD",
        ),
    ] = None,
    language: Annotated[
        str, typer.Option(help="In which reasons are told, as to a guest: en, fr, es, ar, zh")
    ] = "en",
    as_json: AsJson = False,
) -> None:
    """Take in what guests answered, in one step that undo takes back."""
    with opened(store) as office:
        filled = _read(files, language)
        with office.session() as session:
            rows = taking.look(session, filled)
        written: tuple[taking.Choice, ...] = ()
        if not dry_run:
            taken = taking.take(office, filled, _accepted(rows, accept or []))
            rows, written = taken.rows, taken.written
    if as_json:
        say_json(
            {"written": len(written), "guests": [_told(row, written, language) for row in rows]}
        )
        return
    for row in rows:
        _tell(row, written, language)
    counts = f"{len(written)} of {sum(len(row.differences) for row in rows)} answers taken in"
    print(f"{counts}{' – nothing was written' * dry_run}.")


def _read(files: list[Path], language: str) -> list[Filled]:
    try:
        return taking.read(files)
    except UnfitFileError as fault:
        why = fault.refusal
        raise KnownError(why.sentence(language), why.remedy(language)) from fault


def _accepted(rows: tuple[Row, ...], wanted: list[str]) -> set[taking.Choice]:
    """The answers that are meant by “all”, by nothing, or one by one."""
    if not wanted or wanted == ["all"]:
        return taking.proposed(rows, conflicts=bool(wanted))
    return {_choice(text) for part in wanted for text in part.split(",") if text.strip()}


def _choice(text: str) -> taking.Choice:
    number, sign, name = text.strip().partition(".")
    if not sign or not number.isdecimal():
        raise KnownError(
            f"“{text}” is not ROW.FIELD.", "Write for instance --accept 3.passport_number."
        )
    return int(number), name


def _told(row: Row, written: tuple[taking.Choice, ...], language: str) -> dict[str, Any]:
    return {
        "row": row.number,
        "file": row.filled.file,
        "where": row.filled.where,
        "guest": row.name,
        "participation": row.guest.one.id if row.guest else None,
        "refused": row.refusal.told(language) if row.refusal else None,
        "answers": [
            {
                "field": one.question.name,
                "verdict": one.verdict,
                "before": one.before,
                "after": one.after,
                "sent": one.sent,
                "reason": one.refusal.told(language) if one.refusal else None,
                "new_organisation": one.is_new,
                "written": (row.number, one.question.name) in written,
            }
            for one in row.differences
        ],
    }


def _tell(row: Row, written: tuple[taking.Choice, ...], language: str) -> None:
    where = ", ".join(filter(None, (row.filled.file, row.filled.where)))
    print(f"{row.number}  {row.name or 'Unknown'}  ({where})")
    if row.refusal:
        print(f"     refused: {row.refusal.told(language)}")
    elif not row.differences:
        print("     nothing is other than here")
    for one in row.differences:
        mark = "✓" if (row.number, one.question.name) in written else " "
        print(f"   {mark} {one.question.name}: {_said(one, language)}")


def _said(one: Difference, language: str) -> str:
    """One answer in a line, in the words of the office."""
    if one.refusal is not None:
        return f"refused: {one.refusal.told(language)}"
    shown = (answers.shown(one.question, text, "en") or "nothing" for text in (one.before,
             one.after, one.sent))  # fmt: skip
    before, after, sent = (" ".join(text.split()) for text in shown)
    told = f"{before} → {after}"
    if one.is_new:
        told += " (a new organisation)"
    return (
        f"{told} – changed here meanwhile: {sent} went out" if one.verdict == "conflict" else told
    )


_WORKBOOKS = typer.Typer(help="Guests' data as a workbook: make it, and take it in again.")
_WORKBOOKS.command("make")(make_workbook)
_WORKBOOKS.command("take")(take)
_FORMS = typer.Typer(help="A guest's form as a PDF: make it, and take it in again.")
_FORMS.command("make")(make_form)
_FORMS.command("take")(take)

COMMANDS: dict[str, Any] = {}
GROUPS = {"guest-data": _WORKBOOKS, "guest-form": _FORMS}
