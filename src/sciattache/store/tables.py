"""The store's own tables: replica and clock, steps and changes, the index of records, contents."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from sciattache.domain.records import Record

_metadata = Record.metadata

clock = Table(
    "clock",
    _metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("site", Integer, nullable=False),
    Column("inc", BigInteger, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hlc", BigInteger, nullable=False),
    Column("seen_epoch", Integer, nullable=False),
    Column("seen_pos", Integer, nullable=False),
    Column("open_step", Integer),
)
"""One row: who this replica is (site and random incarnation), its hybrid logical clock, how much
of headquarters' log it has seen, and the step that is open now."""

step = Table(
    "step",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Integer, nullable=False),
    Column("inc", BigInteger, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hlc", BigInteger, nullable=False),
    Column("seen_epoch", Integer, nullable=False),
    Column("seen_pos", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("act", String(4), nullable=False),
    Column("reverts", Integer, ForeignKey("step.id"), index=True),
    UniqueConstraint("site", "inc", "seq"),
    sqlite_autoincrement=True,
)
"""What a person did, once: ``act`` is ``act``, ``undo`` or ``redo``; these name in ``reverts``
the step that they take back or do again."""

change = Table(
    "change",
    _metadata,
    Column("step", Integer, ForeignKey("step.id"), primary_key=True),
    Column("t", Integer, primary_key=True),
    Column("rid", Integer, primary_key=True),
    Column("op", String(1), nullable=False),
    Column("mask", BigInteger, nullable=False),
    Column("old", Text),
    sqlite_with_rowid=False,
)
"""What a step did to one row: ``op`` is I, U or D; ``mask`` has the bits of the fields changed;
``old`` is JSON from field tag to the stored value before the step, ``[]`` where there was none
(RFC 7396 merging, which keeps the first old value, reads null as removal)."""

Index("ix_change_row", change.c.t, change.c.rid)
_DEAD = change.c.op == "D"
Index("ix_change_dead", change.c.t, sqlite_where=_DEAD, postgresql_where=_DEAD)

entry = Table(
    "entry",
    _metadata,
    Column("n", Integer, primary_key=True),
    Column("t", Integer, nullable=False),
    Column("rid", Integer, nullable=False),
    Column("id", String(36), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("words", Text, nullable=False),
    UniqueConstraint("t", "rid"),
)
"""The index of records, kept by triggers: type tag, row, id, title, folded sorting text, and the
words that search sees."""

Index("ix_entry_sort", entry.c.t, entry.c.sort, entry.c.rid)

blob = Table(
    "blob",
    _metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", Text),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Contents by hash; immutable."""

setting = Table(
    "setting",
    _metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What this laptop remembers for the office: JSON values by name; never shared."""

peer = Table(
    "peer",
    _metadata,
    Column("site", Integer, primary_key=True, autoincrement=False),
    Column("office", Text, nullable=False),
    Column("sign_key", LargeBinary, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("clearance", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("heard_at", BigInteger),
    Column("clock_offset", Integer),
    Column("purged", Integer, nullable=False, server_default="0"),
    Column("older", Text, nullable=False, server_default="[]"),
    Column("knows", LargeBinary),
    Column("exports", Integer, nullable=False, server_default="0"),
    Column("round_trip", Integer),
    Column("schema", Text, nullable=False, server_default=""),
    Column("directory", Integer, nullable=False, server_default="0"),
)
"""Whom this office exchanges with: a post has headquarters here (site 0), headquarters every post.
``purged`` is the last purge that it is known to have done, ``older`` JSON of the keys that it
signed with before, ``knows`` the fingerprint of our key that it knows, ``exports`` counts what was
made for it while it lacked contents; ``round_trip`` is how many seconds it takes to answer,
``schema`` which one it worked with, ``directory`` the number of the one that it knew when it was
heard of last."""

heard = Table(
    "heard",
    _metadata,
    Column("peer", Integer, primary_key=True),
    Column("inc", BigInteger, primary_key=True),
    Column("made", BigInteger, nullable=False),
    Column("holds", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What each incarnation of a peer says that it has of ours: JSON, ranges by our incarnation; when
it was heard of last, by the clock here."""

branch = Table(
    "branch",
    _metadata,
    Column("inc", BigInteger, primary_key=True, autoincrement=False),
    Column("site", Integer, nullable=False),
    Column("parent_inc", BigInteger, nullable=False),
    Column("parent_seq", Integer, nullable=False),
    Column("parent_pos", Integer),
    Column("noted", Integer),
    Column("lives", Integer),
    Column("made", BigInteger),
)
"""Which incarnation went on from which step of another, after a restored backup or a copy.

``parent_pos`` is how far headquarters' log went where the incarnation is headquarters'; ``noted``
where our own log says so, ``lives`` where it says that the other goes on as well; ``made`` when the
peer said so first, by its own clock."""

restamp = Table(
    "restamp",
    _metadata,
    Column("site", Integer, primary_key=True),
    Column("inc", BigInteger, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("hlc", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Steps whose stamp was days ahead, and the stamp that headquarters gave them; ``at`` is where its
log stood then."""

purge = Table(
    "purge",
    _metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String(36), nullable=False, unique=True),
    Column("at", BigInteger, nullable=False),
)
"""Records that were erased everywhere, for ever: what comes of them is dropped."""

segment = Table(
    "segment",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("peer", Integer, nullable=False),
    Column("inc", BigInteger, nullable=False),
    Column("a", Integer, nullable=False),
    Column("b", Integer, nullable=False),
    Column("sha", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("sent_at", BigInteger),
    Column("acked", Integer, nullable=False),
    UniqueConstraint("peer", "inc", "a"),
)
"""What was frozen for a peer, from step ``a`` to step ``b``: kept until it has them."""

received = Table(
    "received",
    _metadata,
    Column("site", Integer, primary_key=True),
    Column("inc", BigInteger, primary_key=True),
    Column("a", Integer, primary_key=True),
    Column("b", Integer, nullable=False),
    Column("sha", LargeBinary, nullable=False),
    Column("before", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Which parts of a peer's log are here, each with its digest and that of the one before."""

arrival = Table(
    "arrival",
    _metadata,
    Column("n", Integer, primary_key=True),
    Column("file", LargeBinary, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("site", Integer),
    Column("content", LargeBinary),
)
"""Every bundle that was taken, and what became of it; one that waits keeps its content."""

alias = Table(
    "alias",
    _metadata,
    Column("site", Integer, primary_key=True),
    Column("inc", BigInteger, primary_key=True),
    Column("t", Integer, primary_key=True),
    Column("theirs", Integer, primary_key=True),
    Column("id", String(36), nullable=False),
    sqlite_with_rowid=False,
)
"""The row numbers by which a peer speaks of records."""

told = Table(
    "told",
    _metadata,
    Column("peer", Integer, primary_key=True),
    Column("inc", BigInteger, primary_key=True),
    Column("t", Integer, primary_key=True),
    Column("rid", Integer, primary_key=True),
    Column("segment", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The segment in which a peer was first told of a row: from its acknowledgement on, the row's own
number stands for it."""

withheld = Table(
    "withheld",
    _metadata,
    Column("peer", Integer, primary_key=True),
    Column("t", Integer, primary_key=True),
    Column("rid", Integer, primary_key=True),
    Column("again", Integer, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
"""Rows that a marking keeps back from a peer: told whole once it no longer does.

Of those to be told ``again`` something came late, or they went before anybody heard of them and a
copy of this office has told of them since."""

waiting = Table(
    "waiting",
    _metadata,
    Column("t", Integer, primary_key=True),
    Column("id", String(36), primary_key=True),
    Column("f", Integer, primary_key=True),
    Column("inc", BigInteger, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("cell", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Cells of a record that is not here yet, or of a field that this program does not know."""

parcel = Table(
    "parcel",
    _metadata,
    Column("peer", Integer, primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("inc", BigInteger, nullable=False),
    Column("n", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sent", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    UniqueConstraint("peer", "inc", "n"),
    sqlite_with_rowid=False,
)
"""A content for a peer, and the number by which our incarnation calls it.

``sent`` has four bytes for each chunk: the export in which it went last.  ``state`` is ``due``,
``there`` once it is acknowledged, ``withdrawn`` where nothing that may go refers to it now, or
``damaged`` where it is not what its hash says."""

receipt = Table(
    "receipt",
    _metadata,
    Column("peer", Integer, primary_key=True),
    Column("inc", BigInteger, primary_key=True),
    Column("export", Integer, nullable=False),
    Column("told", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""The last export of an incarnation of a peer, and what it says that it has of our parcels."""

delivery = Table(
    "delivery",
    _metadata,
    Column("site", Integer, primary_key=True),
    Column("inc", BigInteger, primary_key=True),
    Column("n", BigInteger, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("held", LargeBinary, nullable=False),
    Column("whole", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_delivery_content", "site", "sha256"),
    sqlite_with_rowid=False,
)
"""A parcel of a peer, by its number: which chunks came (a bitmap, the first in the lowest bit), how
often they made a content of another hash and were thrown away, whether all came, when the last
did."""

chunk = Table(
    "chunk",
    _metadata,
    Column("site", Integer, primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("i", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""Chunks of contents that are not whole yet, by whom they came from."""

LOCAL = (
    *(clock, step, change, entry, blob, setting),
    *(
        peer,
        heard,
        branch,
        restamp,
        purge,
        segment,
        received,
        arrival,
        alias,
        told,
        withheld,
        waiting,
        parcel,
        receipt,
        delivery,
        chunk,
    ),
)
