"""Erase records for good, here and at every office: their values, history, clashes and contents.

What is left is their ids: whatever comes of them later is dropped.  A person may ask for it (the
right to erasure, Regulation (EU) 2016/679, article 17).
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from sciattache.domain.kinds import BLOB
from sciattache.domain.office.clash import Clash
from sciattache.domain.office.merging import Merging
from sciattache.domain.office.recall import Recall
from sciattache.domain.programmes.issue import Issue
from sciattache.errors import KnownError
from sciattache.store import blobs, dialect, history, issues, merging, query, removal
from sciattache.store.office import Office
from sciattache.store.steps import within
from sciattache.sync import parcels, wire
from sciattache.sync.manifest import Manifest, Purge
from sciattache.sync.partners import me
from sciattache.sync.statements import row, rows, run, run_many

_TITLE = "Erase a record for good"


@dataclass(frozen=True)
class Purged:
    """What was erased: how many records went, and the issued versions that still tell of them."""

    records: int
    issues: tuple[Issue, ...]


def purge(office: Office, id: str) -> Purged:
    """Erase a record and what belongs to it, here and, with the next bundles, everywhere.

    ``KnownError`` where another record needs it; only headquarters erases everywhere.  It cannot
    be undone.
    """
    with office.remember() as session:
        if not me(session).is_headquarters:
            raise KnownError("Only headquarters erases everywhere.", "Ask it to.")
        where = history.locate(session, id)
        if where is None:
            raise KnownError(f"There is no record {id}.", "Look for it with “sciattache search”.")
        found = session.query(history.type_of(where[0])).filter_by(id=id).one_or_none()
        if found is None and (stands := merging.chain(id, merging.ways(session))):
            title = query.titles(session, stands).get(stands[-1], "")
            raise KnownError(
                f"It was merged into “{title}”.", "Erase that: what was merged into it goes too."
            )
        ids = [id, *(one.id for one in removal.owned(session, found))] if found else [id]
        ids += [gone for one in tuple(ids) for gone in merging.into(session, one)]
        telling = tuple(_still_telling(session, ids))
        _erase(session, ids)
        now = int(time.time())
        run_many(
            session,
            "INSERT INTO purge (id, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(one, now) for one in ids],
        )
    sweep(office)
    return Purged(len(ids), telling)


def told_to(session: Session, site: int) -> tuple[Purge, ...]:
    """The purges that a peer has not said that it has done."""
    return tuple(
        Purge(n, id)
        for n, id in rows(
            session,
            "SELECT n, id FROM purge WHERE n > (SELECT purged FROM peer WHERE site = ?) ORDER BY n",
            site,
        )
    )


def done(session: Session) -> int:
    """The last purge that was done here."""
    return int(row(session, "SELECT coalesce(max(n), 0) FROM purge")[0])


def heed(session: Session, told: Manifest) -> bool:
    """Do what headquarters asks, and note what a post has done; whether anything was erased."""
    if me(session).is_headquarters:
        run(
            session,
            "UPDATE peer SET purged = ? WHERE site = ? AND purged < ?",
            told.purged, told.site, told.purged,
        )  # fmt: skip
        return False
    new = [one for one in told.purges if one.number > done(session)]
    if new:
        _erase(session, [one.id for one in new])
        now = int(time.time())
        run_many(
            session,
            "INSERT INTO purge (n, id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(*one, now) for one in new],
        )
    return bool(new)


def sweep(office: Office) -> None:
    """Write the store anew, without what was erased in its free pages and its index."""
    with office.engine.connect() as connection:
        plain = connection.execution_options(isolation_level="AUTOCOMMIT").connection.cursor()
        for statement in dialect.of_engine(office.engine).sweep:
            plain.execute(statement)


def _erase(session: Session, ids: Collection[str]) -> None:
    """Delete records, and all that is known of what they said."""
    places = {where for id in ids if (where := history.locate(session, id))}
    about: list[Clash | Merging | Recall] = [
        *session.query(Clash).filter(Clash.record.in_(list(ids))),
        *session.query(Merging).filter(Merging.gone.in_(list(ids)) | Merging.kept.in_(list(ids))),
        *session.query(Recall).filter(Recall.record.in_(list(ids))),
    ]
    places |= {where for one in about if (where := history.locate(session, one.id))}
    contents = _contents(session, places)
    with within(session, _TITLE, author=str(session.info.get("author", ""))):
        for one in about:
            session.delete(one)
        for t, rid in places:
            found = session.query(history.type_of(t)).filter_by(rid=rid).one_or_none()
            if found is not None:
                removal.remove(session, found)
        session.flush()
    _forget(session, places)
    run_many(session, "DELETE FROM waiting WHERE id = ?", [(id,) for id in ids])
    run(
        session,
        "UPDATE arrival SET content = NULL, outcome = 'refused',"
        " reason = 'It was put aside when a record was erased; it comes again.'"
        " WHERE content IS NOT NULL",
    )
    for sha256 in contents - blobs.referred(session, contents):
        run(session, "DELETE FROM blob WHERE sha256 = ?", sha256)
        parcels.forget(session, sha256)


def _contents(session: Session, places: Collection[tuple[int, int]]) -> set[str]:
    """The contents to which records refer, or ever did."""
    found: set[str] = set()
    for t, rid in places:
        names = [f.name for f in history.type_of(t).fields() if f.kind is BLOB]
        for *_, before, after in history.images(session, (t, rid)):
            for image in (before, after):
                found |= {image[name] for name in names if image and image[name]}
    return found


def _forget(session: Session, places: Collection[tuple[int, int]]) -> None:
    """Take what rows said out of the log, and out of what was frozen for others."""
    steps: dict[int, tuple[int, int, int]] = {}
    for t, rid in places:
        for id, *dot in rows(
            session,
            "SELECT s.id, s.site, s.inc, s.seq FROM step AS s JOIN change AS c ON c.step = s.id"
            " WHERE c.t = ? AND c.rid = ?",
            t, rid,
        ):  # fmt: skip
            steps[id] = (dot[0], dot[1], dot[2])
        run(
            session,
            "DELETE FROM change WHERE t = ? AND rid = ? AND (op <> 'D' OR step < (SELECT max(step)"
            " FROM change WHERE t = ? AND rid = ? AND op = 'D'))",
            t, rid, t, rid,
        )  # fmt: skip
        run(
            session,
            "UPDATE change SET old = json_object('0', json_extract(old, '$.0'))"
            " WHERE t = ? AND rid = ?",
            t, rid,
        )  # fmt: skip
    run_many(session, "UPDATE step SET title = ? WHERE id = ?", [(_TITLE, id) for id in steps])
    _strip(session, set(places), set(steps.values()))


def _strip(
    session: Session, places: Collection[tuple[int, int]], dots: Collection[tuple[int, int, int]]
) -> None:
    """Take rows out of the pieces that were frozen; a piece keeps the digest it is known by."""
    for number, payload in rows(session, "SELECT id, payload FROM segment"):
        held = wire.decode(payload)
        left = replace(
            held,
            txns=tuple(
                replace(txn, title=_TITLE) if txn.dot[1:] in dots else txn for txn in held.txns
            ),
            rows=tuple(one for one in held.rows if (one.type, one.number) not in places),
        )
        if left != held:
            run(session, "UPDATE segment SET payload = ? WHERE id = ?", wire.encode(left), number)


def _still_telling(session: Session, ids: Collection[str]) -> list[Issue]:
    """The issued versions whose frozen data name one of the records."""
    return [
        issue
        for issue in session.query(Issue).order_by(Issue.rid)
        if (content := blobs.content(session, issue.data) if issue.data else None)
        and any(id in ids for _, id, _ in issues.records(content))
    ]
