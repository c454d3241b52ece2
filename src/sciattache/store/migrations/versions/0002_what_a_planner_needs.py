"""Meeting days, seating, waivers, travel times, and what orders people and stops."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("starts_at", sa.Text(), nullable=True),
        sa.Column("ends_at", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_absence")),
        sa.UniqueConstraint("id", name=op.f("uq_absence_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_engagement"), ["engagement"], unique=False)
        batch_op.create_index(batch_op.f("ix_absence_person"), ["person"], unique=False)

    op.create_table(
        "meeting_day",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("starts_at", sa.Text(), nullable=True),
        sa.Column("ends_at", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("slot_minutes", sa.Integer(), nullable=True),
        sa.Column("pause_minutes", sa.Integer(), nullable=True),
        sa.Column("lunch_from", sa.Text(), nullable=True),
        sa.Column("lunch_until", sa.Text(), nullable=True),
        sa.Column("tables", sa.Integer(), nullable=True),
        sa.Column("fairness", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_meeting_day")),
        sa.UniqueConstraint("id", name=op.f("uq_meeting_day_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meeting_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_day_engagement"), ["engagement"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_day_place"), ["place"], unique=False)

    op.create_table(
        "seat",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("seating", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("behind", sa.Integer(), nullable=True),
        sa.Column("fixed", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_seat")),
        sa.UniqueConstraint("id", name=op.f("uq_seat_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_seat_seating"), ["seating"], unique=False)

    op.create_table(
        "seating",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("shape", sa.Text(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("guest_of_honour", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_seating")),
        sa.UniqueConstraint("id", name=op.f("uq_seating_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("seating", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_seating_guest_of_honour"), ["guest_of_honour"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_seating_host"), ["host"], unique=False)
        batch_op.create_index(batch_op.f("ix_seating_item"), ["item"], unique=False)

    op.create_table(
        "travel_time",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("destination", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("one_way", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_travel_time")),
        sa.UniqueConstraint("id", name=op.f("uq_travel_time_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("travel_time", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_travel_time_destination"), ["destination"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_travel_time_origin"), ["origin"], unique=False)

    op.create_table(
        "waiver",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("conflict", sa.Text(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("waived_by", sa.Text(), nullable=True),
        sa.Column("waived_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_waiver")),
        sa.UniqueConstraint("id", name=op.f("uq_waiver_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("waiver", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiver_engagement"), ["engagement"], unique=False)

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("key_target", sa.Integer(), nullable=True))

    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("precedence_rule", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("precedence_language", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("precedence_from", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("buffer", sa.Integer(), nullable=True))

    with op.batch_alter_table("meeting_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("day", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("part_of_day", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("after", sa.Text(), nullable=True))
        batch_op.create_index(batch_op.f("ix_meeting_request_after"), ["after"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_request_day"), ["day"], unique=False)

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hours", sa.Text(), nullable=True))

    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("in_post_since", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("precedence_reason", sa.Text(), nullable=True))

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hours", sa.Text(), nullable=True))

    with op.batch_alter_table("stop", schema=None) as batch_op:
        batch_op.add_column(sa.Column("earliest", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("latest", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("meeting_days", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("stop", schema=None) as batch_op:
        batch_op.drop_column("meeting_days")
        batch_op.drop_column("latest")
        batch_op.drop_column("earliest")

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_column("hours")

    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_column("precedence_reason")
        batch_op.drop_column("in_post_since")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("hours")

    with op.batch_alter_table("meeting_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_request_day"))
        batch_op.drop_index(batch_op.f("ix_meeting_request_after"))
        batch_op.drop_column("after")
        batch_op.drop_column("part_of_day")
        batch_op.drop_column("day")

    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.drop_column("buffer")
        batch_op.drop_column("precedence_from")
        batch_op.drop_column("precedence_language")
        batch_op.drop_column("precedence_rule")

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_column("key_target")

    with op.batch_alter_table("waiver", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_waiver_engagement"))

    op.drop_table("waiver")
    with op.batch_alter_table("travel_time", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_travel_time_origin"))
        batch_op.drop_index(batch_op.f("ix_travel_time_destination"))

    op.drop_table("travel_time")
    with op.batch_alter_table("seating", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seating_item"))
        batch_op.drop_index(batch_op.f("ix_seating_host"))
        batch_op.drop_index(batch_op.f("ix_seating_guest_of_honour"))

    op.drop_table("seating")
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seat_seating"))
        batch_op.drop_index(batch_op.f("ix_seat_person"))

    op.drop_table("seat")
    with op.batch_alter_table("meeting_day", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_day_place"))
        batch_op.drop_index(batch_op.f("ix_meeting_day_engagement"))

    op.drop_table("meeting_day")
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absence_person"))
        batch_op.drop_index(batch_op.f("ix_absence_engagement"))

    op.drop_table("absence")
