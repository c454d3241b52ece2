"""Clashes, and what is exchanged with others: peers, what was frozen for them, what came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alias",
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("t", sa.Integer(), nullable=False),
        sa.Column("theirs", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("site", "inc", "t", "theirs", name=op.f("pk_alias")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "arrival",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("site", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_arrival")),
    )
    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arrival_file"), ["file"], unique=False)

    op.create_table(
        "branch",
        sa.Column("inc", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("parent_inc", sa.BigInteger(), nullable=False),
        sa.Column("parent_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("inc", name=op.f("pk_branch")),
    )
    op.create_table(
        "clash",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("attribute", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("kept", sa.Text(), nullable=True),
        sa.Column("kept_by", sa.Text(), nullable=True),
        sa.Column("kept_at", sa.Text(), nullable=True),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("other_by", sa.Text(), nullable=True),
        sa.Column("other_at", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("settled_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_clash")),
        sa.UniqueConstraint("id", name=op.f("uq_clash_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("clash", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clash_record"), ["record"], unique=False)

    op.create_table(
        "peer",
        sa.Column("site", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("sign_key", sa.LargeBinary(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("clearance", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("holds", sa.Text(), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=True),
        sa.Column("clock_offset", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_peer")),
    )
    op.create_table(
        "received",
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.Column("sha", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site", "inc", "a", name=op.f("pk_received")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("peer", sa.Integer(), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.Column("sha", sa.LargeBinary(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("acked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint("peer", "inc", "a", name=op.f("uq_segment_peer")),
    )
    op.create_table(
        "told",
        sa.Column("peer", sa.Integer(), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("t", sa.Integer(), nullable=False),
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("peer", "inc", "t", "rid", name=op.f("pk_told")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "withheld",
        sa.Column("peer", sa.Integer(), nullable=False),
        sa.Column("t", sa.Integer(), nullable=False),
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("peer", "t", "rid", name=op.f("pk_withheld")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "waiting",
        sa.Column("t", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("f", sa.Integer(), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("cell", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("t", "id", "f", "inc", "seq", name=op.f("pk_waiting")),
        sqlite_with_rowid=False,
    )
    dead = sa.text("op = 'D'")
    op.create_index("ix_change_dead", "change", ["t"], sqlite_where=dead, postgresql_where=dead)


def downgrade() -> None:
    op.drop_index("ix_change_dead")
    for table in (
        *("withheld", "waiting", "told", "segment", "received", "peer", "clash", "branch"),
        *("arrival", "alias"),
    ):
        op.drop_table(table)
