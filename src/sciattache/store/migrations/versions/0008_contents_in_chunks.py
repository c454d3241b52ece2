"""Which contents go to whom in chunks, what others say they have of them, and what comes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("peer") as batch_op:
        batch_op.add_column(sa.Column("exports", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "parcel",
        sa.Column("peer", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sent", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("peer", "sha256", name=op.f("pk_parcel")),
        sa.UniqueConstraint("peer", "inc", "n", name=op.f("uq_parcel_peer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "receipt",
        sa.Column("peer", sa.Integer(), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("export", sa.Integer(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("peer", "inc", name=op.f("pk_receipt")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "delivery",
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("held", sa.LargeBinary(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site", "inc", "n", name=op.f("pk_delivery")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_delivery_content", "delivery", ["site", "sha256"])
    op.create_table(
        "chunk",
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("i", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("site", "sha256", "i", name=op.f("pk_chunk")),
    )


def downgrade() -> None:
    for table in ("chunk", "delivery", "receipt", "parcel"):
        op.drop_table(table)
    with op.batch_alter_table("peer") as batch_op:
        batch_op.drop_column("exports")
