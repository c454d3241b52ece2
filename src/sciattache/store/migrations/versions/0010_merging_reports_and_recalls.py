"""What headquarters merges, reports and recalls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "merging",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("gone", sa.Text(), nullable=True),
        sa.Column("kept", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("merged_by", sa.Text(), nullable=True),
        sa.Column("merged_at", sa.Text(), nullable=True),
        sa.Column("parted_by", sa.Text(), nullable=True),
        sa.Column("parted_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_merging")),
        sa.UniqueConstraint("id", name=op.f("uq_merging_id")),
        sqlite_autoincrement=True,
    )
    op.execute("DROP TABLE IF EXISTS recall")  # of 0006, which nothing ever filled
    op.create_table(
        "recall",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("site", sa.Integer(), nullable=True),
        sa.Column("marking", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_recall")),
        sa.UniqueConstraint("id", name=op.f("uq_recall_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("story") as batch_op:
        batch_op.add_column(sa.Column("kind", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("story") as batch_op:
        batch_op.drop_column("kind")
    op.drop_table("recall")
    op.create_table(
        "recall",
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site", "id", name=op.f("pk_recall")),
        sqlite_with_rowid=False,
    )
    op.drop_table("merging")
