"""Commands on records: list, show, search, add, set, delete."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from sciattache.cli.stores import (
    AsJson,
    StorePath,
    opened,
    record,
    say_json,
    table,
    told,
    type_named,
)
from sciattache.domain.records import Record
from sciattache.domain.wings import references_to
from sciattache.errors import KnownError
from sciattache.store import query, removal
from sciattache.store import search as searching
from sciattache.store.office import Office

Assignments = Annotated[
    list[str], typer.Argument(help="FIELD=VALUE, as often as needed.", metavar="FIELD=VALUE…")
]
Id = Annotated[str, typer.Argument(help="The record's id, or its first characters.", metavar="ID")]


def list_records(
    store: StorePath,
    of_type: Annotated[
        str, typer.Argument(help="A record type: person, engagement, …", metavar="TYPE")
    ],
    where: Annotated[
        list[str] | None, typer.Option(help="FIELD=VALUE; several must all hold.")
    ] = None,
    words: Annotated[str, typer.Option(help="Only records that have these words.")] = "",
    sort: Annotated[str, typer.Option(help="The field to sort by; the name where not given.")] = "",
    most: Annotated[int | None, typer.Option(help="At most so many.", min=1)] = None,
    as_json: AsJson = False,
) -> None:
    """List the records of a type."""
    cls = type_named(of_type)
    with opened(store) as office, office.session() as session:
        found = conditions(session, cls, where or [])
        if sort and sort not in {f.name for f in cls.fields()}:
            query.condition(cls, sort, "")
        records: list[Record] = []
        for rids in query.ids(session, cls, where=found, words=words, order_by=sort, most=most):
            for start in range(0, len(rids), 500):
                part = rids[start : start + 500]
                by_rid = {one.rid: one for one in session.query(cls).filter(cls.rid.in_(part))}
                records += [by_rid[rid] for rid in part]
        if as_json:
            say_json(told(session, records))
            return
        titles = query.titles(session, _references(records))
        listed = [f for f in cls.fields() if f.listed][:4]
        for one, line in zip(records, told(session, records), strict=True):
            cells = [
                titles.get(getattr(one, f.name) or "", "") if f.target else f.show(one)
                for f in listed
            ]
            print("  ".join([one.id[:8], line["title"], *filter(None, cells)]))
        noun = cls.about.label if len(records) == 1 else cls.about.plural
        print(f"{len(records)} {noun.lower()}")


def show(store: StorePath, id: Id, as_json: AsJson = False) -> None:
    """Show one record, and what refers to it."""
    with opened(store) as office, office.session() as session:
        found = record(session, id)
        (line,) = told(session, [found])
        related = told(session, _around(session, found))
        if as_json:
            say_json(line | {"related": related})
            return
        titles = query.titles(session, _references([found]))
        print(f"{line['title']}  ({found.about.label}, {found.id})")
        rows: list[tuple[str, ...]] = []
        for described in found.fields():
            value = getattr(found, described.name)
            if value is not None:
                shown = titles.get(value, value) if described.target else described.show(found)
                rows.append((f"  {described.label}", str(shown)))
        if rows:
            table(rows)
        for other in related:
            label = type_named(other["type"]).about.label
            print(f"  {other['id'][:8]}  {label}: {other['title']}")


def search(
    store: StorePath,
    words: Annotated[
        list[str], typer.Argument(help="What to find; beginnings of words are enough.")
    ],
    of_type: Annotated[str, typer.Option("--type", help="Only records of this type.")] = "",
    most: Annotated[int, typer.Option(help="At most so many.", min=1)] = 50,
    as_json: AsJson = False,
) -> None:
    """Find records of every type by the words in them."""
    only = [type_named(of_type)] if of_type else []
    with opened(store) as office, office.session() as session:
        hits = searching.find(session, " ".join(words), of=only, most=most)
        if as_json:
            found = [session.get(hit.type, hit.rid) for hit in hits]
            say_json(told(session, [one for one in found if one is not None]))
            return
        for hit in hits:
            print(f"{hit.id[:8]}  {hit.type.about.label}: {hit.title}")
        if not hits:
            print(f"Nothing has “{' '.join(words)}”.")


def add(
    store: StorePath,
    of_type: Annotated[str, typer.Argument(metavar="TYPE")],
    assignments: Assignments,
    as_json: AsJson = False,
) -> None:
    """Add a record."""
    cls = type_named(of_type)
    with opened(store) as office:
        with office.step(f"Add {cls.about.label.lower()}") as session:
            made = cls()
            _assign(session, made, assignments)
            session.add(made)
        _print_one(office, made, as_json)


def change(store: StorePath, id: Id, assignments: Assignments, as_json: AsJson = False) -> None:
    """Change fields of a record; FIELD= empties one."""
    with opened(store) as office:
        with office.session() as session:
            found = record(session, id)
            title = query.titles(session, [found.id]).get(found.id, "")
        with office.step(f"Change {title}") as session:
            again = record(session, found.id)
            _assign(session, again, assignments)
        _print_one(office, again, as_json)


def delete(store: StorePath, id: Id) -> None:
    """Delete a record and what belongs to it; “undo” brings it back."""
    with opened(store) as office:
        with office.session() as session:
            found = record(session, id)
            title = query.titles(session, [found.id]).get(found.id, "")
        with office.step(f"Delete {title}") as session:
            count = removal.remove(session, record(session, found.id))
        print(f"Deleted {title} ({count} records).")


def _print_one(office: Office, one: Record, as_json: bool) -> None:
    with office.session() as session:
        (line,) = told(session, [one])
    say_json(line) if as_json else print(f"{line['id']}  {line['title']}")


def _pairs(assignments: list[str]) -> list[tuple[str, str]]:
    pairs = []
    for assignment in assignments:
        name, sign, value = assignment.partition("=")
        if not sign:
            raise KnownError(
                f"“{assignment}” is not FIELD=VALUE.", "Write for instance country=France."
            )
        pairs.append((name.strip(), value))
    return pairs


def conditions(session: Session, cls: type[Record], where: list[str]) -> list[tuple[str, Any]]:
    """What ``--where`` asks, as stored values by field name; all must hold."""
    found: list[tuple[str, Any]] = []
    for name, value in _pairs(where):
        described = next((f for f in cls.fields() if f.name == name), None)
        if described is not None and described.target and value:
            found.append((name, _target_ids(session, described.target, value)))
        else:
            found.append((name, query.condition(cls, name, value)[1]))
    return found


def _assign(session: Session, one: Record, assignments: list[str]) -> None:
    for name, value in _pairs(assignments):
        described, _ = query.condition(type(one), name, "")
        if described.target and value:
            ids = _target_ids(session, described.target, value)
            if len(ids) != 1:
                count = "No" if not ids else f"{len(ids)}"
                raise KnownError(
                    f"{described.label}: {count} records are called “{value}”.", "Give its id."
                )
            setattr(one, name, ids[0])
            continue
        try:
            around = {f.name: getattr(one, f.name) for f in one.fields()}
            setattr(one, name, described.parse(value, around))
        except ValueError as error:
            raise KnownError(f"{described.label}: {error}") from None


def _target_ids(session: Session, target: str, value: str) -> list[str]:
    """The ids of records that ``value`` names: by title, by id or its beginning, by title words."""
    of = [] if target == "*" else [type_named(target)]
    hits = searching.find(session, value, of=of, most=200)
    same = [hit.id for hit in hits if hit.title.casefold() == value.strip().casefold()]
    if not same:
        with suppress(KnownError):
            found = record(session, value.strip())
            if target in ("*", found.type_name()):
                return [found.id]
    return same or [hit.id for hit in hits]


def _references(records: list[Record]) -> list[str]:
    return [
        value
        for one in records
        for f in one.fields()
        if f.target and (value := getattr(one, f.name))
    ]


def _around(session: Session, found: Record) -> list[Record]:
    around: list[Record] = []
    for cls, name in references_to(found.type_name()):
        around += session.query(cls).filter(getattr(cls, name) == found.id).limit(200)
    return around


COMMANDS = {
    "list": list_records,
    "show": show,
    "search": search,
    "add": add,
    "set": change,
    "delete": delete,
}
