"""Look through what an office wrote that still stands, and take it back: its key was stolen."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.wings import references_to
from sciattache.errors import KnownError
from sciattache.store import clock, entries, history, query
from sciattache.store.office import Office
from sciattache.sync.statements import rows


@dataclass(frozen=True)
class Suspect:
    """What an office made of one record: it *added*, *changed* or *deleted* it.

    ``fields`` are those whose values are still its own, ``before`` what they were, as stored.
    """

    type: type[Record]
    rid: int
    id: str
    title: str
    how: str
    fields: tuple[Field, ...]
    now: dict[str, Any]
    before: dict[str, Any]
    at: datetime


def written_by(session: Session, site: int, *, since: datetime | None = None) -> list[Suspect]:
    """What an office wrote, since a moment where given, and nobody has written over."""
    first = clock.tick(0, since) if since else 0
    theirs = dict(
        rows(session, "SELECT id, hlc FROM step WHERE site = ? AND hlc >= ?", site, first)
    )
    touched = rows(
        session,
        "SELECT DISTINCT c.t, c.rid FROM change AS c JOIN step AS s ON s.id = c.step"
        " WHERE s.site = ? AND s.hlc >= ? ORDER BY c.t, c.rid",
        site, first,
    )  # fmt: skip
    undone = _undone(session, theirs)
    found = (_of_row(session, (t, rid), theirs, undone) for t, rid in touched)
    listed = [one for one in found if one is not None]
    wanted = {id for one in listed for id in (one.id, *_named_in(one))}
    titles = query.titles(session, sorted(wanted))
    return [replace(one, title=titles.get(one.id) or _title(one, titles)) for one in listed]


def take_back(office: Office, site: int, suspects: Sequence[Suspect], *, title: str = "") -> int:
    """Write what was before over what an office wrote, as one step, ``title``, to be undone.

    Records that it added are deleted, those that it deleted come back; gives how many were mended.
    ``KnownError`` where others have come to need a record that it added.
    """
    with office.step(title or f"Take back what office {site} wrote") as session:
        cursor = session.connection().connection.cursor()
        for one in suspects:
            _mend(cursor, one)
        left = _needed(session, suspects)
        if left:
            raise KnownError(
                f"“{left}” is needed by another record.", "Take that back first, or leave it."
            )
    return len(suspects)


def _undone(session: Session, theirs: Container[int]) -> set[int]:
    """Steps of others that stand undone, and those that undid them: as if neither had been.

    So what was taken back by mistake, and undone, is the office's own word again.
    """
    turned: dict[int, list[tuple[int, str]]] = {}
    for id, act, reverts in rows(
        session, "SELECT id, act, reverts FROM step WHERE reverts IS NOT NULL ORDER BY id"
    ):
        turned.setdefault(reverts, []).append((id, act))
    found: set[int] = set()
    for done, turns in turned.items():
        steps = {done, *(id for id, _ in turns)}
        if turns[-1][1] == "undo" and not any(id in theirs for id in steps):
            found |= steps
    return found


def _of_row(
    session: Session, where: tuple[int, int], theirs: dict[int, int], undone: Container[int]
) -> Suspect | None:
    images = [one for one in history.images(session, where) if one[0] not in undone]
    cls = history.type_of(where[0])
    last_of: dict[str, int] = {}
    for number, op, mask, _, _ in images:
        last_of |= {f.name: number for f in cls.fields() if op != "U" or mask & f.bit}
    op_of = [(number, op) for number, op, *_ in images if op in "ID"]
    number, op = op_of[-1] if op_of else (0, "")
    sound = _sound(images, theirs)
    now = images[-1][4]
    last = max(number for number, *_ in images if number in theirs)
    told = (cls, where[1])
    at = clock.instant(theirs[last])
    if number in theirs and (op == "D" or now is None):
        gone = images[-1][3] or {}
        return Suspect(*told, str(gone.get("id", "")), "", "deleted", (), {}, gone, at)
    if now is None:
        return None
    id = str(now["id"])
    if number in theirs and sound is None:
        return Suspect(*told, id, "", "added", (), now, {}, at)
    fields = tuple(
        f
        for f in cls.fields()
        if last_of.get(f.name) in theirs and (sound or {}).get(f.name) != now[f.name]
    )
    return Suspect(*told, id, "", "changed", fields, now, sound or {}, at) if fields else None


def _sound(images: Iterable[Any], theirs: dict[int, int]) -> dict[str, Any] | None:
    """A row's values as they would be without the steps of one office; None where there is none."""
    values: dict[str, Any] | None = None
    for number, op, _, before, after in images:
        if number in theirs:
            continue
        if op == "D":
            values = None
        elif op == "I":
            values = dict(after or {})
        elif after is not None:
            turned = {k: v for k, v in after.items() if (before or {}).get(k) != v}
            values = {**(values or {}), **turned} if values is not None else None
    return values


def _named_in(one: Suspect) -> list[str]:
    """The ids of the records that a record which is gone was called by."""
    found = (one.before.get(name) for name in entries.named_in(one.type))
    return [str(id) for id in found if id]


def _title(one: Suspect, titles: Mapping[str, str]) -> str:
    """What a record was called that is gone."""
    stored = dict.fromkeys((f.name for f in one.type.fields()), None) | one.before
    return entries.composer(one.type)(stored, titles, None, frozenset()).title


def _mend(cursor: Any, one: Suspect) -> None:
    table = one.type.type_name()
    if one.how == "added":
        cursor.execute("DELETE FROM clash WHERE record = ?", (one.id,))  # they go with it
        cursor.execute(f"DELETE FROM {table} WHERE rid = ?", (one.rid,))
    elif one.how == "deleted":
        values = {"rid": one.rid, **one.before}
        marks = ", ".join("?" * len(values))
        cursor.execute(
            f"INSERT OR IGNORE INTO {table} ({', '.join(values)}) VALUES ({marks})",
            tuple(values.values()),
        )
    else:
        settings = ", ".join(f"{f.name} = ?" for f in one.fields)
        cursor.execute(
            f"UPDATE {table} SET {settings} WHERE rid = ?",
            (*(one.before.get(f.name) for f in one.fields), one.rid),
        )


def _needed(session: Session, suspects: Sequence[Suspect]) -> str:
    """The title of a record that went, and that another still refers to."""
    for one in suspects:
        if one.how != "added":
            continue
        for cls, name in references_to(one.type.type_name()):
            if session.query(cls).filter(getattr(cls, name) == one.id).first():
                return one.title
    return ""
