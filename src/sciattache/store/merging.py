"""Make two records of an office one, and take that back later, as steps.

What refers to the one that goes refers to the other from then on.  What it said stays in the log:
taking it back brings it there with whatever came for it since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.fields import Field
from sciattache.domain.office.merging import Merging
from sciattache.domain.records import Record
from sciattache.domain.wings import references_to, type_called
from sciattache.errors import KnownError
from sciattache.store import entries, history, query
from sciattache.store.steps import step

Row = history.Row
MERGEABLE = ("person", "organisation", "place")
"""The types of which two records can be one; others belong to something that is."""
_LISTS = ("points", "choices")
"""The kinds of which both records' values are kept: addresses, telephones, sectors."""


@dataclass(frozen=True)
class Parted:
    """What came back, and the labels of the fields that were changed since and stay."""

    id: str
    stays: tuple[str, ...]


def proposed(kept: Record, gone: Record) -> dict[str, Any]:
    """What the record that stays takes from the other: what it lacks, and more of its lists."""
    taken = {}
    for f in kept.fields():
        ours, theirs = getattr(kept, f.name), getattr(gone, f.name)
        if theirs in (None, "", (), f.default, kept.id) or ours == theirs:
            continue
        if ours in (None, "", ()) or ours == f.default:
            taken[f.name] = theirs
        elif f.kind.name in _LISTS and (more := [one for one in theirs if one not in ours]):
            taken[f.name] = (*ours, *more)
    return taken


def merge(
    session: Session, kept: Record, gone: Record, *, values: Mapping[str, Any] | None = None
) -> Merging:
    """Let ``kept`` stand for ``gone`` too, and take ``values``, or what is `proposed`."""
    if type(kept) is not type(gone) or kept.type_name() not in MERGEABLE:
        raise KnownError(
            "These two cannot be merged.", "Choose two people, organisations or places."
        )
    if kept.id == gone.id:
        raise KnownError("That is one record already.", "Choose another one.")
    titles = query.titles(session, [kept.id, gone.id])
    names = [titles.get(one.id, "") or one.about.label for one in (gone, kept)]
    taken = proposed(kept, gone) if values is None else values
    with step(session, f"Merge “{names[0]}” into “{names[1]}”"):
        for name, value in taken.items():
            if value != kept.id:  # it is no part of itself
                setattr(kept, name, value)
        session.flush()
        turn_references(cursor_of(session), gone.type_name(), {gone.id: kept.id})
        session.delete(gone)
        made = Merging(
            kind=gone.type_name(), gone=gone.id, kept=kept.id, state="merged",
            merged_by=str(session.info.get("author", "")), merged_at=_now(),
        )  # fmt: skip
        session.add(made)
        session.flush()
        session.expire_all()
    return made


def turn_references(cursor: Any, kind: str, to: Mapping[str, str]) -> None:
    """Let what refers to records of a type refer to others, inside an open step.

    A record that is part of itself then is part of nothing.
    """
    for cls, name in references_to(kind):
        for old, new in to.items():
            cursor.execute(
                f"UPDATE {cls.type_name()} SET {name} = CASE WHEN id = ? THEN NULL ELSE ? END"
                f" WHERE {name} = ?",
                (new, new, old),
            )


def part(session: Session, merging: Merging) -> Parted:
    """Take a merging back: the record that went comes back, with what refers to it and what came
    for it since; whatever somebody has changed again since stays as it is.

    Where two offices merged it into different records at once, both are taken back.
    """
    if merging.state != "merged":
        raise KnownError("This merging has been taken back already.", "There is no more to do.")
    every = [one for one in standing(session) if one.gone == merging.gone]
    site = cursor_of(session).execute("SELECT site FROM clock").fetchone()[0]
    if site and any(made[1] == 0 for one in every if (made := made_in(session, one))):
        raise KnownError("Headquarters merged these.", "Ask it to take that back.")
    cls = type_called(merging.kind)
    where = history.locate(session, merging.gone)
    image = last_image(session, where) if where else None
    if where is None or image is None:
        raise KnownError(
            "Nothing is known here of the record that went.", "Ask the office that merged it."
        )
    title = title_of(session, cls, image)
    to = ways(session, every=True)
    stays: list[Field] = []
    with step(session, f"Take back the merging of “{title}”"):
        cursor = cursor_of(session)
        if history.stored(session, where) is None:
            insert(cursor, where, image)
        for one in every:
            ends = [one.kept, *chain(one.kept, to)]
            stays += _give_back_values(session, one, where, ends)
            _give_back_references(session, one, ends)
        session.expire_all()
        for one in every:
            one.state, one.parted_at = "parted", _now()
            one.parted_by = str(session.info.get("author", ""))
        session.flush()
    return Parted(merging.gone, tuple(dict.fromkeys(f.label for f in stays)))


def standing(session: Session) -> list[Merging]:
    """The mergings that stand, the latest first."""
    return session.query(Merging).filter_by(state="merged").order_by(Merging.rid.desc()).all()


def into(session: Session, id: str) -> list[str]:
    """The ids of the records for which one stands, by mergings that stand."""
    every = ways(session)
    return [gone for gone in every if id in chain(gone, every)]


def ways(session: Session, *, every: bool = False) -> dict[str, str]:
    """From each record that went to the one that it was merged into; where ``every``, those that
    were taken back too, which led there once."""
    found = session.query(Merging).order_by(Merging.rid.desc())
    return {
        one.gone: one.kept
        for one in sorted(found, key=lambda one: one.state == "merged")
        if every or one.state == "merged"
    }


def chain(gone: str, to: Mapping[str, str]) -> list[str]:
    """The records to which one leads, one after the other; the last stands for it."""
    found: list[str] = []
    while gone in to and to[gone] not in found:
        gone = to[gone]
        found.append(gone)
    return found


def made_in(session: Session, merging: Merging) -> tuple[int, int] | None:
    """The step that merged, by its number here, and the site at which it was taken."""
    row = (
        cursor_of(session)
        .execute(
            "SELECT s.id, s.site FROM change AS c JOIN step AS s ON s.id = c.step"
            " WHERE c.t = ? AND c.rid = ? AND c.op = 'I' ORDER BY s.id LIMIT 1",
            (Merging.about.tag, merging.rid),
        )
        .fetchone()
    )
    return (row[0], row[1]) if row else None


def made_by(session: Session, number: int) -> Merging | None:
    """The merging that a step made and that stands."""
    row = (
        cursor_of(session)
        .execute(
            "SELECT m.rid FROM merging AS m JOIN change AS c ON c.t = ? AND c.rid = m.rid"
            " WHERE m.state = 'merged' AND c.step = ? AND c.op = 'I'"
            " AND m.gone IN (SELECT json_extract(old, '$.0') FROM change"
            " WHERE step = ? AND op = 'D')",
            (Merging.about.tag, number, number),
        )
        .fetchone()
    )
    return session.get(Merging, row[0]) if row else None


def last_image(session: Session, where: Row) -> dict[str, Any] | None:
    """A row's id and stored values, or those with which it was deleted last."""
    now = history.stored(session, where)
    if now is not None:
        return now
    gone = [before for _, op, _, before, _ in history.images(session, where) if op == "D"]
    return gone[-1] if gone and gone[-1] else None


def title_of(session: Session, cls: type[Record], image: Mapping[str, Any]) -> str:
    """What a record is called that may be gone, from its stored values."""
    named = [str(image[name]) for name in entries.named_in(cls) if image.get(name)]
    stored = dict.fromkeys((f.name for f in cls.fields()), None) | dict(image)
    return entries.composer(cls)(stored, query.titles(session, named), None, frozenset()).title


def insert(cursor: Any, where: Row, image: Mapping[str, Any]) -> None:
    """Bring a row back with its own number, inside an open step."""
    values = {"rid": where[1], **image}
    marks = ", ".join("?" * len(values))
    cursor.execute(
        f"INSERT INTO {history.type_of(where[0]).type_name()} ({', '.join(values)})"
        f" VALUES ({marks})",
        tuple(values.values()),
    )


def cursor_of(session: Session) -> Any:
    return session.connection().connection.cursor()


# Taking back


def _give_back_values(
    session: Session, merging: Merging, gone: Row, ends: Iterable[str]
) -> list[Field]:
    """Take from those that stood for it what they had of it; gives the fields that stay."""
    cls, stays = history.type_of(gone[0]), []
    by = _steps_of(session, merging, gone)
    for id in ends:
        where = history.locate(session, id)
        now = history.stored(session, where) if where else None
        if where is None or now is None:
            continue
        images = history.images(session, where)
        for f in cls.fields():
            was, is_whole = _before(images, f, by, now[f.name])
            if not is_whole:
                stays.append(f)
            elif was != now[f.name]:
                _write(session, where, f.name, was)
    return stays


def _steps_of(session: Session, merging: Merging, gone: Row) -> set[int]:
    """The step that merged, and those in which the record went again: what came for it since was
    handed on in them."""
    made = made_in(session, merging)
    first = made[0] if made else 0
    went = cursor_of(session).execute(
        "SELECT step FROM change WHERE t = ? AND rid = ? AND op = 'D' AND step >= ?",
        (*gone, first),
    )
    return {first, *(number for (number,) in went.fetchall())}


def _before(images: list[Any], f: Field, by: set[int], now: Any) -> tuple[Any, bool]:
    """What a field said before some steps wrote in it; whether nobody else has written it since."""
    lines = [
        (number, before[f.name])
        for number, op, mask, before, _ in images
        if op == "U" and mask & f.bit and before is not None
    ]
    if not any(number in by for number, _ in lines):
        return now, True
    value = now
    for number, before in reversed(lines):
        if number not in by:
            break
        value = before
    return value, lines[-1][0] in by


def _give_back_references(session: Session, merging: Merging, ends: list[str]) -> None:
    """Let what referred to the record that went refer to it again."""
    cursor = cursor_of(session)
    for cls, name in references_to(merging.kind):
        of = cls.field(name)
        for end in ends:
            cursor.execute(
                f"SELECT DISTINCT r.rid FROM {cls.type_name()} AS r JOIN change AS c"
                f" ON c.t = {cls.about.tag} AND c.rid = r.rid"
                f" WHERE r.{name} = ? AND c.op = 'U' AND json_extract(c.old, '$.{of.tag}') = ?",
                (end, merging.gone),
            )
            for (rid,) in cursor.fetchall():
                images = history.images(session, (cls.about.tag, rid))
                if _came_from(images, of, merging.gone, ends):
                    _write(session, (cls.about.tag, rid), name, merging.gone)


def _came_from(images: list[Any], of: Field, gone: str, through: list[str]) -> bool:
    """Whether a reference led to a record before, and through nothing but those that stood for
    it since."""
    for _, op, mask, before, _ in reversed(images):
        if op != "U" or not mask & of.bit or before is None:
            continue
        if before[of.name] == gone:
            return True
        if before[of.name] not in through:
            return False
    return False


def _write(session: Session, where: Row, name: str, value: Any) -> None:
    table = history.type_of(where[0]).type_name()
    cursor_of(session).execute(f"UPDATE {table} SET {name} = ? WHERE rid = ?", (value, where[1]))


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
