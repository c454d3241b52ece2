"""What comes for a record that was merged into another goes to that one, or is shown as a clash.

Headquarters alone does so, as steps of its own that go to every office.  The record that went is
there for a moment in between, so that the log has what came for it: taking the merging back later
brings that back too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.fields import Field
from sciattache.domain.office.merging import Merging
from sciattache.domain.wings import references_to, type_called
from sciattache.store import history, merging
from sciattache.sync.fields import TAGS, takes
from sciattache.sync.incoming import Clash, Outcome, unpacked
from sciattache.sync.lineage import Lineage
from sciattache.sync.partners import HEADQUARTERS
from sciattache.sync.places import Version, places
from sciattache.sync.segment import AFFIRMED, ALIVE, Dot, Txn, Value
from sciattache.sync.statements import cursor, rows, run

_LISTS = ("points", "choices")


@dataclass(frozen=True)
class Way:
    """A merging that stands, with the step that made it, as it is known here."""

    gone: str
    kept: str
    t: int
    step: int
    txn: Txn
    id: str


@dataclass(frozen=True)
class Late:
    """What somebody wrote in a field of a record that went, without having seen that it did:
    what the field said when it went, and who wrote that where they had not seen it.

    It is beaten where somebody wrote the field later before it went.
    """

    f: int
    value: Value
    by: Txn
    base: Value
    base_by: Version | None = None
    is_beaten: bool = False


@dataclass
class Course:
    """What is to be done: which records come for a moment, with which values; which go; what is
    late for whom; which values lost to others; which mergings end, since they lead in a ring; which
    records stay gone though somebody believes that they came back."""

    ways: dict[str, Way] = field(default_factory=dict)
    to: dict[str, str] = field(default_factory=dict)
    rings: list[int] = field(default_factory=list)
    comes: list[tuple[history.Row, dict[str, Any]]] = field(default_factory=list)
    goes: list[history.Row] = field(default_factory=list)
    late: list[tuple[Way, tuple[Late, ...]]] = field(default_factory=list)
    stays_gone: list[str] = field(default_factory=list)

    def end(self, id: str) -> str:
        """The record that stands for one by now."""
        through = merging.chain(id, self.to)
        return through[-1] if through else id

    def is_one(self, clash: Clash) -> bool:
        """Whether two who refer to different records refer to one by now."""
        of = TAGS[clash.type.about.tag].get(clash.field)
        ends = {self.end(str(value)) for value in (clash.kept, clash.lost)}
        return of is not None and of.kind.name == "reference" and len(ends) == 1


def chart(session: Session, outcome: Outcome, known: Lineage) -> Course | None:
    """Look at what a segment brought for records that were merged; None where there are none.

    Those of them that were to be brought back are not any more; those that stand for others are,
    where somebody deleted them without having seen that they do.
    """
    if not rows(session, "SELECT 1 FROM merging WHERE state = 'merged' LIMIT 1"):
        return None
    course = _ways(session)
    here = {id for ids in outcome.about.values() for id in ids}
    for way in course.ways.values():
        if way.gone in here:
            if (way.t, way.gone) in outcome.revived:
                outcome.revived.discard((way.t, way.gone))
                course.stays_gone.append(way.gone)
            _look(session, course, way, known)
    made = outcome.about.get(Merging.about.tag, set())
    for way in course.ways.values():
        end = course.end(way.gone)
        if (end in here or made) and _deleted_unseen(session, way, end, known):
            outcome.revived.add((way.t, end))
    ends = {(way.t, course.end(way.gone)) for way, _ in course.late}
    outcome.revived |= {(t, id) for t, id in ends if not _is_here(session, id)}
    outcome.clashes = [one for one in outcome.clashes if not course.is_one(one)]
    return course


def prepare(session: Session, course: Course) -> None:
    """Let the records that something late came for come for a moment, inside an open step."""
    at = cursor(session)
    for where, image in course.comes:
        merging.insert(at, where, image)
        run(session, "DELETE FROM waiting WHERE t = ? AND id = ?", where[0], image["id"])


def follow(session: Session, course: Course, outcome: Outcome, step: int) -> list[Clash]:
    """Hand on what is late, inside an open step; gives what clashes with what stands.

    What was not brought back, for another stands for it, is said to be gone once more: whoever
    brought it back after that believes so.
    """
    at, found = cursor(session), []
    for rid in course.rings:
        run(session, "UPDATE merging SET state = 'parted' WHERE rid = ?", rid)
    for way, late in course.late:
        found += _hand_on(session, way.t, course.end(way.gone), late)
    _turn(session, course, outcome)
    for t, rid in course.goes:
        at.execute(f"DELETE FROM {history.type_of(t).type_name()} WHERE rid = ?", (rid,))
    for id in course.stays_gone:
        if (where := history.locate(session, id)) is not None and not _is_here(session, id):
            run(
                session,
                "INSERT INTO change (step, t, rid, op, mask, old) VALUES (?, ?, ?, 'U', ?, '{}')"
                " ON CONFLICT (step, t, rid) DO NOTHING",
                step, *where, AFFIRMED,
            )  # fmt: skip
    return found


# What is to be done


def _ways(session: Session) -> Course:
    """The mergings that stand; of those in a ring the last is to end."""
    course = Course()
    to = course.to
    made = rows(
        session,
        "SELECT m.rid, m.id, m.gone, m.kept, m.kind, min(c.step) FROM merging AS m JOIN change AS c"
        f" ON c.t = {Merging.about.tag} AND c.rid = m.rid AND c.op = 'I'"
        " WHERE m.state = 'merged' AND m.gone IS NOT NULL AND m.kept IS NOT NULL"
        " AND m.kind IN (SELECT value FROM json_each(?))"
        " GROUP BY m.rid, m.id, m.gone, m.kept, m.kind ORDER BY m.rid",
        json.dumps(merging.MERGEABLE),
    )
    txns = _txns(session, {step for *_, step in made})
    for rid, id, gone, kept, kind, step in made:
        if gone in to:
            continue
        if gone == kept or gone in merging.chain(kept, to):
            course.rings.append(rid)
            continue
        to[gone] = kept
        t = type_called(kind).about.tag
        course.ways[gone] = Way(gone, kept, t, step, txns[step], id)
    return course


def _look(session: Session, course: Course, way: Way, known: Lineage) -> None:
    """What came for a record that went since it did."""
    where = history.locate(session, way.gone)
    waiting = _waiting(session, way)
    if where is None:
        return
    images = history.images(session, where)
    now = images[-1][4] if images else None
    dead = [before for _, op, _, before, _ in images if op == "D"]
    image = now or (dead[-1] if dead else None)
    if image is None:
        return
    base, written, unseen = _told(session, way, images, known)
    late: list[Late] = []
    for tag in unseen:
        name = TAGS[way.t][tag].name
        late.append(Late(tag, image[name], _as_txn(written[tag]), base.get(tag)))
    image = dict(image)
    for tag, value, txn in waiting:
        name, before = TAGS[way.t][tag].name, written.get(tag)
        if before is not None and before.dot > txn.dot:
            if before.dot.inc != txn.dot.inc:
                late.append(Late(tag, value, txn, image[name], is_beaten=True))
            continue
        by = before if before and not known.saw(txn, before) else None
        late.append(Late(tag, value, txn, image[name], by))
        image[name], written[tag] = value, Version(txn.dot, 0, txn.author)
    news = tuple(one for one in late if one.value != one.base)
    if news:
        course.late.append((way, news))
    if now is None and (news or waiting):
        course.comes.append((where, image))
    if now is not None or news or waiting:
        course.goes.append(where)


def _told(
    session: Session, way: Way, images: list[Any], known: Lineage
) -> tuple[dict[int, Value], dict[int, Version], set[int]]:
    """What each field said when the record went, who wrote it last, and which of them who merged
    had not seen."""
    txns = _txns(session, {number for number, *_ in images})
    went = [
        number
        for number, op, *_ in images
        if op == "D" and number > way.step and txns[number].dot.site == HEADQUARTERS
    ]
    handed = max(went, default=0)
    base: dict[int, Value] = {}
    written: dict[int, Version] = {}
    unseen: set[int] = set()
    for number, op, mask, _, after in images:
        if op == "D" or after is None:
            continue
        txn = txns[number]
        version = Version(txn.dot, number, txn.author)
        seen = number <= handed or _saw(way, version, known)
        for tag, f in TAGS[way.t].items():
            if op == "I" or mask & f.bit:
                written[tag] = version
                if seen:
                    base[tag] = after[f.name]
                    unseen.discard(tag)
                else:
                    unseen.add(tag)
    return base, written, unseen


def _saw(way: Way, version: Version, known: Lineage) -> bool:
    """Whether whoever merged had a version of the record that went in front of them."""
    if version.step == way.step:
        return True
    if way.txn.dot.site == HEADQUARTERS:
        return version.step < way.step
    return known.saw(way.txn, version)


def _deleted_unseen(session: Session, way: Way, end: str, known: Lineage) -> bool:
    """Whether what stands for another was deleted by somebody who had not seen that it does."""
    if _is_here(session, end):
        return False
    found = places(cursor(session), way.t, [end]).get(end)
    death = found.version(ALIVE) if found is not None else None
    if death is None:
        return False
    made = Version(way.txn.dot, way.step, way.txn.author)
    if death.dot.site == HEADQUARTERS:
        return death.step < way.step
    return not known.saw(_txns(session, {death.step})[death.step], made)


def _waiting(session: Session, way: Way) -> list[tuple[int, Value, Txn]]:
    """The cells that came for a record that is not here, as they were written one by one."""
    found = rows(session, "SELECT f, cell FROM waiting WHERE t = ? AND id = ?", way.t, way.gone)
    cells = [(f, *unpacked(cell)) for f, cell in found if f != ALIVE]
    cells = [(f, value, txn) for f, value, txn in cells if takes(way.t, f, value)]
    return sorted(cells, key=lambda cell: cell[2].dot)


# What is done


def _hand_on(session: Session, t: int, id: str, late: tuple[Late, ...]) -> list[Clash]:
    """Write what is late into the record that stands, where that still says what the other did."""
    at, cls, found = cursor(session), history.type_of(t), []
    place = places(at, t, [id]).get(id)
    if place is None or place.now is None:
        return []
    for one in late:
        f, now = TAGS[t][one.f], place.now[TAGS[t][one.f].name]
        kept_by = place.version(one.f)
        if now == one.value:
            continue
        value = _CLASHES if one.is_beaten else _joined(f, now, one)
        if value is _CLASHES:
            if kept_by is not None:
                kept = (now, _as_txn(kept_by))
                found.append(Clash(cls, id, one.f, *kept, one.value, one.by))
            continue
        at.execute(f"UPDATE {cls.type_name()} SET {f.name} = ? WHERE rid = ?", (value, place.rid))
        place.now[f.name] = value
        if one.base_by is not None and now == one.base:
            found.append(Clash(cls, id, one.f, one.value, one.by, one.base, _as_txn(one.base_by)))
    return found


_CLASHES = object()


def _joined(f: Field, now: Value, one: Late) -> Any:
    """What a field is to say: the late value where it said what that changed, and of a list what
    was added, without what was taken out."""
    if now == one.base:
        return one.value
    if f.kind.name not in _LISTS:
        return _CLASHES
    ours, before, after = (json.loads(str(text or "[]")) for text in (now, one.base, one.value))
    left = [part for part in ours if part not in before or part in after]
    joined = left + [part for part in after if part not in before and part not in left]
    return json.dumps(joined, ensure_ascii=False, separators=(",", ":")) if joined else None


def _turn(session: Session, course: Course, outcome: Outcome) -> None:
    """Let what refers to records that went refer to those that stand for them: what came, and,
    of a merging that came, whatever is here."""
    at = cursor(session)
    ends = {gone: course.end(gone) for gone in course.ways}
    kinds = {history.type_of(way.t).type_name() for way in course.ways.values()}
    for cls, name in {pair for kind in kinds for pair in references_to(kind)}:
        came = json.dumps(sorted(outcome.about.get(cls.about.tag, ())))
        found = at.execute(
            f"SELECT rid, id, {name} FROM {cls.type_name()}"
            f" WHERE {name} IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
            (came,),
        ).fetchall() if came != "[]" else []  # fmt: skip
        for rid, id, to in found:
            if to in ends:
                new = None if ends[to] == id else ends[to]
                at.execute(f"UPDATE {cls.type_name()} SET {name} = ? WHERE rid = ?", (new, rid))
    made = outcome.about.get(Merging.about.tag, set())
    for way in course.ways.values():
        if way.id in made:
            kind = history.type_of(way.t).type_name()
            merging.turn_references(at, kind, {way.gone: ends[way.gone]})


# What is known


def _txns(session: Session, numbers: set[int]) -> dict[int, Txn]:
    found = rows(
        session,
        "SELECT id, hlc, site, inc, seq, seen_epoch, seen_pos, author FROM step"
        " WHERE id IN (SELECT value FROM json_each(?))",
        json.dumps(sorted(numbers)),
    )
    return {id: Txn(Dot(*dot), epoch, seen, author) for id, *dot, epoch, seen, author in found}


def _as_txn(version: Version) -> Txn:
    return Txn(version.dot, author=version.author)


def _is_here(session: Session, id: str) -> bool:
    return bool(rows(session, "SELECT 1 FROM entry WHERE id = ?", id))


__all__ = ["Course", "chart", "follow", "prepare"]
