"""What guests are asked besides: the name in the passport, and with which flight they travel."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("passport_name", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("arrival_flight", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("departure_flight", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_column("departure_flight")
        batch_op.drop_column("arrival_flight")
        batch_op.drop_column("passport_name")
