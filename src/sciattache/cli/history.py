"""Commands on the history: history, undo, redo."""

from __future__ import annotations

from typing import Annotated

import typer
from sqlalchemy.orm import Session

from sciattache.cli.stores import AsJson, StorePath, opened, record, say_json, table
from sciattache.errors import KnownError
from sciattache.store import history as log
from sciattache.store import undo as undoing

Times = Annotated[int, typer.Option("--times", "--steps", help="How many steps.", min=1)]


def history(
    store: StorePath,
    id: Annotated[
        str, typer.Argument(help="A record; without it, the office's steps.", metavar="[ID]")
    ] = "",
    most: Annotated[int, typer.Option(help="At most so many steps.", min=1)] = 50,
    as_json: AsJson = False,
) -> None:
    """Show the steps taken, or what happened to one record."""
    with opened(store) as office, office.session() as session:
        if not id:
            steps = log.steps(session, most=most)
            if as_json:
                say_json([_step(step) for step in steps])
            elif steps:
                table([_line(step) for step in steps])
            return
        changes = log.of_record(session, _whole_id(session, id))
        if not changes:
            raise KnownError(
                f"No record has or had the id “{id}”.", "Find ids with “list” or “search”."
            )
        if as_json:
            say_json([_change(change) for change in changes])
            return
        for change in changes:
            print("  ".join(_line(change.step)[:4]))
            for field, before, after in change.told():
                print(f"    {field.label}: {before or '–'} → {after or '–'}")


def _whole_id(session: Session, id: str) -> str:
    """The id of a record that is there, by its beginning; otherwise what was given."""
    try:
        return record(session, id).id
    except KnownError:
        return id


def _line(step: log.Done) -> tuple[str, ...]:
    title = f"{step.title} (undone)" if step.undone else step.title
    return str(step.id), f"{step.at:%Y-%m-%d %H:%M}", step.author, title, f"{step.rows} rows"


def _change(change: log.Change) -> dict[str, object]:
    fields = {field.name: [before, after] for field, before, after in change.told()}
    return {"step": _step(change.step), "op": change.op, "fields": fields}


def _step(step: log.Done) -> dict[str, object]:
    return {
        "id": step.id, "title": step.title, "author": step.author, "at": step.at.isoformat(),
        "act": step.act, "undone": step.undone, "rows": step.rows,
    }  # fmt: skip


def undo(
    store: StorePath,
    times: Times = 1,
    step: Annotated[int | None, typer.Option(help="One step by its number, not the last.")] = None,
) -> None:
    """Take back the last step, several, or one by its number."""
    with opened(store) as office, office.session() as session:
        for _ in range(times):
            print(f"Undone: {undoing.undo(session, step).title}")


def redo(store: StorePath, times: Times = 1) -> None:
    """Do again what was undone last."""
    with opened(store) as office, office.session() as session:
        for _ in range(times):
            print(f"Done again: {undoing.redo(session).title}")


COMMANDS = {"history": history, "undo": undo, "redo": redo}
