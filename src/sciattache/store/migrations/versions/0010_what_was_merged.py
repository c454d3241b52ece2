"""Which records were found to be one, and which stands for both."""

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


def downgrade() -> None:
    op.drop_table("merging")
