"""Hear what a peer says of itself and of us: what it went on from, and what it has."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

from sqlalchemy.orm import Session

from sciattache.store import incarnations, steps
from sciattache.sync import attachments, directory, heeding, keys, ranges, resending
from sciattache.sync.manifest import DIGEST, Held, Manifest
from sciattache.sync.partners import HEADQUARTERS, active, me, note_keys
from sciattache.sync.ranges import Range
from sciattache.sync.statements import cursor, row, rows, run, run_many

_SILENT = 45 * 86400
"""Seconds after which a copy of a peer that said nothing, while another did, is given up."""
_Holds = dict[int, tuple[Range, ...]]
"""The steps of ours that somebody has, by our incarnation."""


def hear(session: Session, told: Manifest) -> None:
    """Note what a bundle's manifest says; what it acknowledges is not sent again."""
    now = int(time.time())
    run(
        session,
        "UPDATE peer SET heard_at = ?, clock_offset = ?, schema = ?, directory = ? WHERE site = ?",
        now, told.made - now, told.schema, told.knows, told.site,
    )  # fmt: skip
    if told.site == HEADQUARTERS and told.directory is not None:
        directory.heed(session, told.site, told.directory)
    _note_keys(session, told)
    _note_parents(session, told)
    _note_that_it_lives(session, told)
    _keep(session, told, now)
    _acknowledge(session, told.site, now)
    attachments.hear(session, told)
    if _is_of_another_life(session, told):
        agreed = row(
            session,
            "SELECT coalesce(max(b), 0) FROM segment WHERE peer = ? AND inc = ? AND acked = 1",
            told.site, me(session).inc,
        )[0]  # fmt: skip
        incarnations.begin(cursor(session), agreed=agreed)
        steps.mark(session, "This office goes on from a backup or a copy of itself")
    heeding.heed(session, told)  # of what is ours: what another copy did has the former name by now


def _note_keys(session: Session, told: Manifest) -> None:
    """Note which of our keys a peer knows, and its new ones, which its old one has signed."""
    if told.key:
        run(session, "UPDATE peer SET knows = ? WHERE site = ?", told.key, told.site)
    peer = active(session, told.site)
    if told.keys is None or told.keys[0] in (peer.keys.sign, *peer.older):
        return
    older = [peer.keys.sign, *peer.older][: keys.OLDER]
    note_keys(session, told.site, keys.checked(*told.keys), older)


def _note_parents(session: Session, told: Manifest) -> None:
    """Note from what a peer goes on: it is sent what was lost there, as far as that came here.

    Two that go on from one are both at work.
    """
    for child, parent, seq, pos in told.parents:
        known = rows(session, "SELECT 1 FROM branch WHERE inc = ?", child)
        if not known:
            noted = _marked(session, "Another office goes on from a backup or a copy of itself")
            others = rows(session, "SELECT 1 FROM branch WHERE parent_inc = ?", parent)
            run(
                session,
                "INSERT INTO branch"
                " (inc, site, parent_inc, parent_seq, parent_pos, noted, lives, made)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                child, told.site, parent, seq, pos, noted, noted if others else None, told.made,
            )  # fmt: skip
            resending.lost(session, told.site)


def note_late(session: Session, told: Manifest, last: int) -> None:
    """Note once more that headquarters goes on from a backup, where a piece of what that backup has
    lost comes only now: it is told of what it lost as far as that is here by then."""
    late = rows(
        session,
        "SELECT inc FROM branch WHERE site = ? AND parent_inc = ? AND parent_pos < ?",
        told.site, told.inc, last,
    )  # fmt: skip
    if late:
        noted = _marked(session, "Another office goes on from a backup or a copy of itself")
        run_many(
            session,
            "UPDATE branch SET noted = ? WHERE inc = ?",
            [(noted, inc) for (inc,) in late],
        )


def _note_that_it_lives(session: Session, told: Manifest) -> None:
    """Note that what another incarnation went on from was no loss: both go on.

    It does when it speaks later than the other did first, or has heard of us that the other was.
    """
    reached = max((one.last for one in told.holds.get(me(session).inc, ())), default=0)
    both = rows(
        session,
        "SELECT inc FROM branch WHERE site = ? AND parent_inc = ? AND lives IS NULL"
        " AND (made < ? OR noted <= ?)",
        told.site, told.life, told.made, reached,
    )  # fmt: skip
    if both:
        lives = _marked(session, "Two copies of another office are both at work")
        run_many(
            session, "UPDATE branch SET lives = ? WHERE inc = ?", [(lives, inc) for (inc,) in both]
        )


def _marked(session: Session, title: str) -> int:
    """Where our own log notes something of a peer."""
    made = steps.mark(session, title)
    own = me(session)
    return made.id if own.is_headquarters else own.seq


def _keep(session: Session, told: Manifest, now: int) -> None:
    """Keep what this incarnation of the peer has of ours, with what it was known to have."""
    known = rows(
        session, "SELECT holds FROM heard WHERE peer = ? AND inc = ?", told.site, told.life
    )
    holds = _read(known[0][0] if known else "{}")
    for inc, held in told.holds.items():
        holds[inc] = ranges.joined([*holds.get(inc, ()), *_agreeing(session, told.site, inc, held)])
    run(
        session,
        "INSERT INTO heard (peer, inc, made, holds) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (peer, inc) DO UPDATE SET made = excluded.made, holds = excluded.holds",
        told.site, told.life, now, json.dumps(holds),
    )  # fmt: skip


def _agreeing(session: Session, site: int, inc: int, held: tuple[Held, ...]) -> list[Range]:
    """The ranges that end with a piece of ours as it is here; each piece vouches for the one
    before it."""
    return [
        (first, last) for first, last, digest in held if _digest(session, site, inc, last) == digest
    ]


def _acknowledge(session: Session, site: int, now: int) -> None:
    """A piece is acknowledged once every incarnation of the peer that goes on has it.

    None may have spoken yet of those that do.
    """
    every = list(living(session, site).values())
    pending = resending.pending(session, site)
    pieces = rows(session, "SELECT id, inc, a, b, acked FROM segment WHERE peer = ?", site)
    stands = {
        number: int(bool(every) and all(ranges.has(of.get(inc, ()), (a, b)) for of in every))
        for number, inc, a, b, _ in pieces
    }
    run_many(
        session,
        "UPDATE segment SET acked = ?, sent_at = CASE ? WHEN 1 THEN sent_at END WHERE id = ?",
        [
            (stands[number], stands[number], number)
            for number, *_, acked in pieces
            if acked != stands[number]
        ],
    )
    resending.answered(session, site, [one for one in pending if stands[one.number]], now=now)


def living(session: Session, site: int) -> dict[int, _Holds]:
    """The incarnations of a peer that go on, and what each has said that it has of ours.

    One that was silent for long while another spoke is not waited for: by the clock here, for
    theirs may differ by years.
    """
    found = rows(
        session,
        "SELECT h.inc, h.holds FROM heard AS h JOIN peer AS p ON p.site = h.peer"
        " WHERE h.peer = ? AND h.made > p.heard_at - ? AND h.inc NOT IN"
        " (SELECT parent_inc FROM branch WHERE site = ? AND lives IS NULL)",
        site, _SILENT, site,
    )  # fmt: skip
    return {inc: _read(holds) for inc, holds in found}


def _is_of_another_life(session: Session, told: Manifest) -> bool:
    """Whether a peer heard of us what we never told, or that we have what we have not: a backup
    or a copy of us is at work."""
    own = me(session)
    held = told.holds.get(own.inc, ())
    if any(_digest(session, told.site, own.inc, one.last) != one.digest for one in held):
        return True
    return any(
        not all(ranges.has(_received(session, told.site, inc), one) for one in known)
        for inc, known in told.known.get(own.inc, {}).items()
    )


def _received(session: Session, site: int, inc: int) -> list[Range]:
    return rows(session, "SELECT a, b FROM received WHERE site = ? AND inc = ?", site, inc)


def _digest(session: Session, site: int, inc: int, last: int) -> bytes | None:
    """The digest of the piece for a peer that ends with a step."""
    found = rows(
        session, "SELECT sha FROM segment WHERE peer = ? AND inc = ? AND b = ?", site, inc, last
    )
    return bytes(found[0][0][:DIGEST]) if found else None


def _read(text: str) -> _Holds:
    told: Mapping[str, list[list[int]]] = json.loads(text)
    return {int(inc): tuple((a, b) for a, b in held) for inc, held in told.items()}
