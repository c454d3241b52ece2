"""Who goes on from a copy, whose clock is ahead, what is erased for ever, what is asked back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("peer") as batch_op:
        batch_op.drop_column("holds")
        batch_op.add_column(sa.Column("purged", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("older", sa.Text(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("knows", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("branch") as batch_op:
        for name in ("parent_pos", "noted", "lives"):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("made", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("withheld", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.add_column(sa.Column("again", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "INSERT OR IGNORE INTO branch (inc, site, parent_inc, parent_seq)"
        " SELECT inc, site, parent_inc, parent_seq FROM clock WHERE parent_inc IS NOT NULL"
    )
    with op.batch_alter_table("clock") as batch_op:
        for name in ("parent_inc", "parent_seq"):
            batch_op.drop_column(name)
    op.execute("UPDATE received SET sha = substr(sha, 1, 16)")
    empty = sa.text("x''" if op.get_bind().dialect.name == "sqlite" else "''")
    with op.batch_alter_table("received", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.add_column(
            sa.Column("before", sa.LargeBinary(), nullable=False, server_default=empty)
        )
    op.create_table(
        "heard",
        sa.Column("peer", sa.Integer(), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("holds", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("peer", "inc", name=op.f("pk_heard")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "restamp",
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hlc", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site", "inc", "seq", name=op.f("pk_restamp")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "purge",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_purge")),
        sa.UniqueConstraint("id", name=op.f("uq_purge_id")),
    )
    op.create_table(
        "recall",
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site", "id", name=op.f("pk_recall")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("recall", "purge", "restamp", "heard"):
        op.drop_table(table)
    with op.batch_alter_table("received", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.drop_column("before")
    with op.batch_alter_table("withheld", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.drop_column("again")
    with op.batch_alter_table("clock") as batch_op:
        batch_op.add_column(sa.Column("parent_inc", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("parent_seq", sa.Integer(), nullable=True))
    with op.batch_alter_table("branch") as batch_op:
        for name in ("made", "parent_pos", "noted", "lives"):
            batch_op.drop_column(name)
    with op.batch_alter_table("peer") as batch_op:
        for name in ("purged", "older", "knows"):
            batch_op.drop_column(name)
        batch_op.add_column(sa.Column("holds", sa.Text(), nullable=False, server_default="{}"))
