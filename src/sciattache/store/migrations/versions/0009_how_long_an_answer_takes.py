"""How long a peer takes to answer, with which schema it works, which directory it knows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("peer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("round_trip", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("schema", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("directory", sa.Integer(), nullable=False, server_default="0")
        )


def downgrade() -> None:
    with op.batch_alter_table("peer", schema=None) as batch_op:
        batch_op.drop_column("directory")
        batch_op.drop_column("schema")
        batch_op.drop_column("round_trip")
