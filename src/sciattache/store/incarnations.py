"""Begin a new life of a store: after a restored backup, or when a copy of it was found to live.

Two lives that count on under one name would give the same number to different steps, and whoever
hears both would take the second for one that they have.
"""

from __future__ import annotations

from typing import Any

from sciattache.store import clock


def begin(cursor: Any, *, agreed: int | None = None) -> None:
    """Go on under a new name; the steps after those that others know go with it.

    ``agreed`` is where the log stood when it was last the same as the one that others have heard
    of: the number of a step, or of headquarters its place in the log.  Not given, it is now.
    """
    site, old, seq = cursor.execute("SELECT site, inc, seq FROM clock").fetchone()
    new = clock.new_incarnation()
    frozen = cursor.execute(
        "SELECT coalesce(max(b), 0) FROM segment WHERE inc = ?", (old,)
    ).fetchone()[0]
    known = frozen if agreed is None else agreed
    position = "id" if site == 0 else "seq"
    own = "site = ? AND inc = ?"
    last = cursor.execute(
        f"SELECT coalesce(max(seq), 0) FROM step WHERE {own} AND {position} <= ?",
        (site, old, known),
    ).fetchone()[0]
    log = cursor.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()[0]
    cursor.execute(
        f"UPDATE step SET inc = ? WHERE {own} AND {position} > ?", (new, site, old, known)
    )
    cursor.execute("DELETE FROM segment WHERE inc = ? AND a > ? AND acked = 0", (old, known))
    cursor.execute(
        "INSERT INTO branch (inc, site, parent_inc, parent_seq, parent_pos) VALUES (?, ?, ?, ?, ?)",
        (new, site, old, last, 0 if site else (log if agreed is None else agreed)),
    )
    cursor.execute(
        "UPDATE clock SET inc = ?, seq = CASE WHEN seq < ? THEN ? ELSE seq END", (new, seq, seq)
    )
