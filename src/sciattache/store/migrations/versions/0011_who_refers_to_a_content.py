"""Who refers to a content is found without looking at every record."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_FIELDS = (
    ("attachment", "content"),
    ("issue", "data"),
    ("organisation", "logo"),
    ("person", "photo"),
    ("post", "logo"),
    ("story", "picture"),
)


def upgrade() -> None:
    for table, field in _FIELDS:
        op.create_index(op.f(f"ix_{table}_{field}"), table, [field], unique=False)


def downgrade() -> None:
    for table, field in _FIELDS:
        op.drop_index(op.f(f"ix_{table}_{field}"), table_name=table)
