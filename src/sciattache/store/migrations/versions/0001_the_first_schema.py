"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "affiliation",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("main", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_affiliation")),
        sa.UniqueConstraint("id", name=op.f("uq_affiliation_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("affiliation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_affiliation_organisation"), ["organisation"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_affiliation_person"), ["person"], unique=False)

    op.create_table(
        "agenda_item",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("starts_at", sa.Text(), nullable=True),
        sa.Column("start_zone", sa.Text(), nullable=True),
        sa.Column("ends_at", sa.Text(), nullable=True),
        sa.Column("end_zone", sa.Text(), nullable=True),
        sa.Column("all_day", sa.Integer(), nullable=True),
        sa.Column("stop", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("room", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("interpreter", sa.Text(), nullable=True),
        sa.Column("vehicle", sa.Text(), nullable=True),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("objective", sa.Text(), nullable=True),
        sa.Column("points", sa.Text(), nullable=True),
        sa.Column("defensive", sa.Text(), nullable=True),
        sa.Column("background", sa.Text(), nullable=True),
        sa.Column("disclosure", sa.Text(), nullable=True),
        sa.Column("drop_order", sa.Integer(), nullable=True),
        sa.Column("dress", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("press", sa.Integer(), nullable=True),
        sa.Column("calendar_uid", sa.Text(), nullable=True),
        sa.Column("handling", sa.Text(), nullable=True),
        sa.Column("brief_on", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Text(), nullable=True),
        sa.Column("last_day", sa.Text(), nullable=True),
        sa.Column("warm_up", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("id", name=op.f("uq_agenda_item_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_contact"), ["contact"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_item_engagement"), ["engagement"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_item_handling"), ["handling"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_item_host"), ["host"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_agenda_item_interpreter"), ["interpreter"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_agenda_item_place"), ["place"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_item_stop"), ["stop"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_item_vehicle"), ["vehicle"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("handling", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_attachment")),
        sa.UniqueConstraint("id", name=op.f("uq_attachment_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_handling"), ["handling"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_subject"), ["subject"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_attendance")),
        sa.UniqueConstraint("id", name=op.f("uq_attendance_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_item"), ["item"], unique=False)
        batch_op.create_index(batch_op.f("ix_attendance_person"), ["person"], unique=False)

    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("parent_inc", sa.BigInteger(), nullable=True),
        sa.Column("parent_seq", sa.Integer(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hlc", sa.BigInteger(), nullable=False),
        sa.Column("seen_epoch", sa.Integer(), nullable=False),
        sa.Column("seen_pos", sa.Integer(), nullable=False),
        sa.Column("open_step", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
    )
    op.create_table(
        "colleague",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("login", sa.Text(), nullable=True),
        sa.Column("emails", sa.Text(), nullable=True),
        sa.Column("phones", sa.Text(), nullable=True),
        sa.Column("languages", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_colleague")),
        sa.UniqueConstraint("id", name=op.f("uq_colleague_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("colleague", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_colleague_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_colleague_post"), ["post"], unique=False)

    op.create_table(
        "copy",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("issue", sa.Text(), nullable=True),
        sa.Column("paper", sa.Text(), nullable=True),
        sa.Column("audience", sa.Text(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("holder_name", sa.Text(), nullable=True),
        sa.Column("medium", sa.Text(), nullable=True),
        sa.Column("given_at", sa.Text(), nullable=True),
        sa.Column("recalled", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_copy")),
        sa.UniqueConstraint("id", name=op.f("uq_copy_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_copy_holder"), ["holder"], unique=False)
        batch_op.create_index(batch_op.f("ix_copy_issue"), ["issue"], unique=False)

    op.create_table(
        "engagement",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.Column("home_zone", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("guest_organisation", sa.Text(), nullable=True),
        sa.Column("guest_country", sa.Text(), nullable=True),
        sa.Column("lead", sa.Text(), nullable=True),
        sa.Column("sectors", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("scene", sa.Text(), nullable=True),
        sa.Column("success", sa.Text(), nullable=True),
        sa.Column("languages", sa.Text(), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("most_meetings", sa.Integer(), nullable=True),
        sa.Column("frozen_days", sa.Integer(), nullable=True),
        sa.Column("dress", sa.Text(), nullable=True),
        sa.Column("emergency", sa.Text(), nullable=True),
        sa.Column("template", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("handling", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_engagement")),
        sa.UniqueConstraint("id", name=op.f("uq_engagement_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_engagement_guest_organisation"), ["guest_organisation"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_engagement_handling"), ["handling"], unique=False)
        batch_op.create_index(batch_op.f("ix_engagement_host"), ["host"], unique=False)
        batch_op.create_index(batch_op.f("ix_engagement_lead"), ["lead"], unique=False)

    op.create_table(
        "entry",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("t", sa.Integer(), nullable=False),
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_entry")),
        sa.UniqueConstraint("id", name=op.f("uq_entry_id")),
        sa.UniqueConstraint("t", "rid", name=op.f("uq_entry_t")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index("ix_entry_sort", ["t", "sort", "rid"], unique=False)

    op.create_table(
        "expense",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("estimate", sa.Integer(), nullable=True),
        sa.Column("actual", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("payer", sa.Text(), nullable=True),
        sa.Column("paid_on", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("supplier", sa.Text(), nullable=True),
        sa.Column("voucher", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_expense")),
        sa.UniqueConstraint("id", name=op.f("uq_expense_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("expense", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expense_engagement"), ["engagement"], unique=False)
        batch_op.create_index(batch_op.f("ix_expense_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_expense_supplier"), ["supplier"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("task", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("due_days", sa.Integer(), nullable=True),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("interaction", sa.Text(), nullable=True),
        sa.Column("colleague", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("priority", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("handling", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("id", name=op.f("uq_follow_up_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_colleague"), ["colleague"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_engagement"), ["engagement"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_handling"), ["handling"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_interaction"), ["interaction"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_follow_up_organisation"), ["organisation"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_follow_up_person"), ["person"], unique=False)

    op.create_table(
        "gift",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("ours", sa.Text(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("value_as_declared", sa.Text(), nullable=True),
        sa.Column("given_on", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_gift")),
        sa.UniqueConstraint("id", name=op.f("uq_gift_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("gift", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gift_engagement"), ["engagement"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_item"), ["item"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_organisation"), ["organisation"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_person"), ["person"], unique=False)

    op.create_table(
        "handling",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("compartment", sa.Text(), nullable=True),
        sa.Column("guidance", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_handling")),
        sa.UniqueConstraint("id", name=op.f("uq_handling_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "indicator",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("definition", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_indicator")),
        sa.UniqueConstraint("id", name=op.f("uq_indicator_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "interaction",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("colleague", sa.Text(), nullable=True),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("they_said", sa.Text(), nullable=True),
        sa.Column("we_said", sa.Text(), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=True),
        sa.Column("handling", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_interaction")),
        sa.UniqueConstraint("id", name=op.f("uq_interaction_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interaction_colleague"), ["colleague"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_engagement"), ["engagement"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_handling"), ["handling"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_interaction_organisation"), ["organisation"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_interaction_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_place"), ["place"], unique=False)

    op.create_table(
        "issue",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.Text(), nullable=True),
        sa.Column("issued_by", sa.Text(), nullable=True),
        sa.Column("data", sa.Text(), nullable=True),
        sa.Column("digests", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_issue")),
        sa.UniqueConstraint("id", name=op.f("uq_issue_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issue_engagement"), ["engagement"], unique=False)

    op.create_table(
        "leg",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("carrier", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("departs_at", sa.Text(), nullable=True),
        sa.Column("departure_zone", sa.Text(), nullable=True),
        sa.Column("destination", sa.Text(), nullable=True),
        sa.Column("arrives_at", sa.Text(), nullable=True),
        sa.Column("arrival_zone", sa.Text(), nullable=True),
        sa.Column("origin_place", sa.Text(), nullable=True),
        sa.Column("destination_place", sa.Text(), nullable=True),
        sa.Column("terminal", sa.Text(), nullable=True),
        sa.Column("vehicle", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("travel_class", sa.Text(), nullable=True),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("calendar_uid", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_leg")),
        sa.UniqueConstraint("id", name=op.f("uq_leg_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("leg", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_leg_destination_place"), ["destination_place"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_leg_engagement"), ["engagement"], unique=False)
        batch_op.create_index(batch_op.f("ix_leg_origin_place"), ["origin_place"], unique=False)
        batch_op.create_index(batch_op.f("ix_leg_vehicle"), ["vehicle"], unique=False)

    op.create_table(
        "meeting_request",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("asker", sa.Text(), nullable=True),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("asker_organisation", sa.Text(), nullable=True),
        sa.Column("asked_organisation", sa.Text(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("table_number", sa.Text(), nullable=True),
        sa.Column("fixed", sa.Integer(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_meeting_request")),
        sa.UniqueConstraint("id", name=op.f("uq_meeting_request_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meeting_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_request_asked"), ["asked"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_meeting_request_asked_organisation"),
            ["asked_organisation"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_meeting_request_asker"), ["asker"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_meeting_request_asker_organisation"),
            ["asker_organisation"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_meeting_request_engagement"), ["engagement"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meeting_request_item"), ["item"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("native_name", sa.Text(), nullable=True),
        sa.Column("acronym", sa.Text(), nullable=True),
        sa.Column("other_names", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("ror", sa.Text(), nullable=True),
        sa.Column("registration", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("sectors", sa.Text(), nullable=True),
        sa.Column("topics", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("emails", sa.Text(), nullable=True),
        sa.Column("phones", sa.Text(), nullable=True),
        sa.Column("addresses", sa.Text(), nullable=True),
        sa.Column("links", sa.Text(), nullable=True),
        sa.Column("founded", sa.Integer(), nullable=True),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("capital", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("dealing", sa.Text(), nullable=True),
        sa.Column("logo", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("card_uid", sa.Text(), nullable=True),
        sa.Column("handling", sa.Text(), nullable=True),
        sa.Column("card_rest", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_organisation")),
        sa.UniqueConstraint("id", name=op.f("uq_organisation_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_handling"), ["handling"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_parent"), ["parent"], unique=False)

    op.create_table(
        "participation",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("precedence", sa.Integer(), nullable=True),
        sa.Column("rsvp", sa.Text(), nullable=True),
        sa.Column("invited_on", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Text(), nullable=True),
        sa.Column("arrives_at", sa.Text(), nullable=True),
        sa.Column("arrival_zone", sa.Text(), nullable=True),
        sa.Column("departs_at", sa.Text(), nullable=True),
        sa.Column("departure_zone", sa.Text(), nullable=True),
        sa.Column("diet", sa.Text(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("medical", sa.Text(), nullable=True),
        sa.Column("passport_number", sa.Text(), nullable=True),
        sa.Column("passport_country", sa.Text(), nullable=True),
        sa.Column("passport_expires_on", sa.Text(), nullable=True),
        sa.Column("visa", sa.Text(), nullable=True),
        sa.Column("visa_due_on", sa.Text(), nullable=True),
        sa.Column("payer", sa.Text(), nullable=True),
        sa.Column("vehicle", sa.Text(), nullable=True),
        sa.Column("principal", sa.Integer(), nullable=True),
        sa.Column("badge_name", sa.Text(), nullable=True),
        sa.Column("onsite_phone", sa.Text(), nullable=True),
        sa.Column("insurance", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("team", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_participation")),
        sa.UniqueConstraint("id", name=op.f("uq_participation_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_participation_engagement"), ["engagement"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_participation_organisation"), ["organisation"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_participation_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_participation_vehicle"), ["vehicle"], unique=False)

    op.create_table(
        "passage",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("leg", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("seat", sa.Text(), nullable=True),
        sa.Column("ticket", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_passage")),
        sa.UniqueConstraint("id", name=op.f("uq_passage_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passage_leg"), ["leg"], unique=False)
        batch_op.create_index(batch_op.f("ix_passage_person"), ["person"], unique=False)

    op.create_table(
        "person",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("given_name", sa.Text(), nullable=True),
        sa.Column("additional_names", sa.Text(), nullable=True),
        sa.Column("family_name", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.Column("native_name", sa.Text(), nullable=True),
        sa.Column("name_order", sa.Text(), nullable=True),
        sa.Column("nickname", sa.Text(), nullable=True),
        sa.Column("pronunciation", sa.Text(), nullable=True),
        sa.Column("form_of_address", sa.Text(), nullable=True),
        sa.Column("salutation", sa.Text(), nullable=True),
        sa.Column("gender", sa.Text(), nullable=True),
        sa.Column("rank", sa.Text(), nullable=True),
        sa.Column("nationality", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("languages", sa.Text(), nullable=True),
        sa.Column("emails", sa.Text(), nullable=True),
        sa.Column("phones", sa.Text(), nullable=True),
        sa.Column("addresses", sa.Text(), nullable=True),
        sa.Column("links", sa.Text(), nullable=True),
        sa.Column("orcid", sa.Text(), nullable=True),
        sa.Column("birthday", sa.Text(), nullable=True),
        sa.Column("sectors", sa.Text(), nullable=True),
        sa.Column("topics", sa.Text(), nullable=True),
        sa.Column("biography", sa.Text(), nullable=True),
        sa.Column("photo", sa.Text(), nullable=True),
        sa.Column("diet", sa.Text(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("dealing", sa.Text(), nullable=True),
        sa.Column("assistant", sa.Text(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=True),
        sa.Column("consent_on", sa.Text(), nullable=True),
        sa.Column("retain_until", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("card_uid", sa.Text(), nullable=True),
        sa.Column("card_rest", sa.Text(), nullable=True),
        sa.Column("handling", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_person")),
        sa.UniqueConstraint("id", name=op.f("uq_person_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_handling"), ["handling"], unique=False)

    op.create_table(
        "place",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("native_name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("part_of", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("iata", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("phones", sa.Text(), nullable=True),
        sa.Column("links", sa.Text(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("access", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("buffer", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_place")),
        sa.UniqueConstraint("id", name=op.f("uq_place_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_organisation"), ["organisation"], unique=False)
        batch_op.create_index(batch_op.f("ix_place_part_of"), ["part_of"], unique=False)

    op.create_table(
        "post",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("sends", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("phones", sa.Text(), nullable=True),
        sa.Column("emails", sa.Text(), nullable=True),
        sa.Column("letterhead", sa.Text(), nullable=True),
        sa.Column("logo", sa.Text(), nullable=True),
        sa.Column("ours", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("paper_size", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_post")),
        sa.UniqueConstraint("id", name=op.f("uq_post_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "relationship",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("colleague", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("dealing", sa.Text(), nullable=True),
        sa.Column("handling", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_relationship")),
        sa.UniqueConstraint("id", name=op.f("uq_relationship_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("relationship", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relationship_colleague"), ["colleague"], unique=False)
        batch_op.create_index(batch_op.f("ix_relationship_handling"), ["handling"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_relationship_organisation"), ["organisation"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_relationship_other"), ["other"], unique=False)
        batch_op.create_index(batch_op.f("ix_relationship_person"), ["person"], unique=False)

    op.create_table(
        "saved_view",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("of_type", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("filters", sa.Text(), nullable=True),
        sa.Column("order_by", sa.Text(), nullable=True),
        sa.Column("descending", sa.Integer(), nullable=True),
        sa.Column("columns", sa.Text(), nullable=True),
        sa.Column("colleague", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("id", name=op.f("uq_saved_view_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_view_colleague"), ["colleague"], unique=False)

    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "stay",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("hotel", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("arrives_on", sa.Text(), nullable=True),
        sa.Column("departs_on", sa.Text(), nullable=True),
        sa.Column("room_kind", sa.Text(), nullable=True),
        sa.Column("room", sa.Text(), nullable=True),
        sa.Column("shares_with", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("payer", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_stay")),
        sa.UniqueConstraint("id", name=op.f("uq_stay_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stay_engagement"), ["engagement"], unique=False)
        batch_op.create_index(batch_op.f("ix_stay_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_stay_place"), ["place"], unique=False)
        batch_op.create_index(batch_op.f("ix_stay_shares_with"), ["shares_with"], unique=False)

    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("inc", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hlc", sa.BigInteger(), nullable=False),
        sa.Column("seen_epoch", sa.Integer(), nullable=False),
        sa.Column("seen_pos", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("act", sa.String(length=4), nullable=False),
        sa.Column("reverts", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reverts"],
            ["step.id"],
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
        sa.UniqueConstraint("site", "inc", "seq", name=op.f("uq_step_site")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_step_reverts"), ["reverts"], unique=False)

    op.create_table(
        "stop",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("fixed", sa.Integer(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("success", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_stop")),
        sa.UniqueConstraint("id", name=op.f("uq_stop_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("stop", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stop_engagement"), ["engagement"], unique=False)
        batch_op.create_index(batch_op.f("ix_stop_host"), ["host"], unique=False)
        batch_op.create_index(batch_op.f("ix_stop_place"), ["place"], unique=False)

    op.create_table(
        "target",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("reached", sa.Float(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_target")),
        sa.UniqueConstraint("id", name=op.f("uq_target_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_indicator"), ["indicator"], unique=False)

    op.create_table(
        "vehicle",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("plate", sa.Text(), nullable=True),
        sa.Column("driver", sa.Text(), nullable=True),
        sa.Column("driver_phone", sa.Text(), nullable=True),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_vehicle")),
        sa.UniqueConstraint("id", name=op.f("uq_vehicle_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("vehicle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vehicle_company"), ["company"], unique=False)
        batch_op.create_index(batch_op.f("ix_vehicle_engagement"), ["engagement"], unique=False)

    op.create_table(
        "change",
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("t", sa.Integer(), nullable=False),
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("op", sa.String(length=1), nullable=False),
        sa.Column("mask", sa.BigInteger(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["step"],
            ["step.id"],
        ),
        sa.PrimaryKeyConstraint("step", "t", "rid", name=op.f("pk_change")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("ix_change_row", ["t", "rid"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index("ix_change_row")

    op.drop_table("change")
    with op.batch_alter_table("vehicle", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vehicle_engagement"))
        batch_op.drop_index(batch_op.f("ix_vehicle_company"))

    op.drop_table("vehicle")
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_indicator"))

    op.drop_table("target")
    with op.batch_alter_table("stop", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stop_place"))
        batch_op.drop_index(batch_op.f("ix_stop_host"))
        batch_op.drop_index(batch_op.f("ix_stop_engagement"))

    op.drop_table("stop")
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_step_reverts"))

    op.drop_table("step")
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stay_shares_with"))
        batch_op.drop_index(batch_op.f("ix_stay_place"))
        batch_op.drop_index(batch_op.f("ix_stay_person"))
        batch_op.drop_index(batch_op.f("ix_stay_engagement"))

    op.drop_table("stay")
    op.drop_table("setting")
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_view_colleague"))

    op.drop_table("saved_view")
    with op.batch_alter_table("relationship", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relationship_person"))
        batch_op.drop_index(batch_op.f("ix_relationship_other"))
        batch_op.drop_index(batch_op.f("ix_relationship_organisation"))
        batch_op.drop_index(batch_op.f("ix_relationship_handling"))
        batch_op.drop_index(batch_op.f("ix_relationship_colleague"))

    op.drop_table("relationship")
    op.drop_table("post")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_part_of"))
        batch_op.drop_index(batch_op.f("ix_place_organisation"))

    op.drop_table("place")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_handling"))

    op.drop_table("person")
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passage_person"))
        batch_op.drop_index(batch_op.f("ix_passage_leg"))

    op.drop_table("passage")
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participation_vehicle"))
        batch_op.drop_index(batch_op.f("ix_participation_person"))
        batch_op.drop_index(batch_op.f("ix_participation_organisation"))
        batch_op.drop_index(batch_op.f("ix_participation_engagement"))

    op.drop_table("participation")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_parent"))
        batch_op.drop_index(batch_op.f("ix_organisation_handling"))

    op.drop_table("organisation")
    with op.batch_alter_table("meeting_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_request_item"))
        batch_op.drop_index(batch_op.f("ix_meeting_request_engagement"))
        batch_op.drop_index(batch_op.f("ix_meeting_request_asker_organisation"))
        batch_op.drop_index(batch_op.f("ix_meeting_request_asker"))
        batch_op.drop_index(batch_op.f("ix_meeting_request_asked_organisation"))
        batch_op.drop_index(batch_op.f("ix_meeting_request_asked"))

    op.drop_table("meeting_request")
    with op.batch_alter_table("leg", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leg_vehicle"))
        batch_op.drop_index(batch_op.f("ix_leg_origin_place"))
        batch_op.drop_index(batch_op.f("ix_leg_engagement"))
        batch_op.drop_index(batch_op.f("ix_leg_destination_place"))

    op.drop_table("leg")
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issue_engagement"))

    op.drop_table("issue")
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interaction_place"))
        batch_op.drop_index(batch_op.f("ix_interaction_person"))
        batch_op.drop_index(batch_op.f("ix_interaction_organisation"))
        batch_op.drop_index(batch_op.f("ix_interaction_handling"))
        batch_op.drop_index(batch_op.f("ix_interaction_engagement"))
        batch_op.drop_index(batch_op.f("ix_interaction_colleague"))

    op.drop_table("interaction")
    op.drop_table("indicator")
    op.drop_table("handling")
    with op.batch_alter_table("gift", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gift_person"))
        batch_op.drop_index(batch_op.f("ix_gift_organisation"))
        batch_op.drop_index(batch_op.f("ix_gift_item"))
        batch_op.drop_index(batch_op.f("ix_gift_engagement"))

    op.drop_table("gift")
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_up_person"))
        batch_op.drop_index(batch_op.f("ix_follow_up_organisation"))
        batch_op.drop_index(batch_op.f("ix_follow_up_interaction"))
        batch_op.drop_index(batch_op.f("ix_follow_up_handling"))
        batch_op.drop_index(batch_op.f("ix_follow_up_engagement"))
        batch_op.drop_index(batch_op.f("ix_follow_up_colleague"))

    op.drop_table("follow_up")
    with op.batch_alter_table("expense", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expense_supplier"))
        batch_op.drop_index(batch_op.f("ix_expense_person"))
        batch_op.drop_index(batch_op.f("ix_expense_engagement"))

    op.drop_table("expense")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index("ix_entry_sort")

    op.drop_table("entry")
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_engagement_lead"))
        batch_op.drop_index(batch_op.f("ix_engagement_host"))
        batch_op.drop_index(batch_op.f("ix_engagement_handling"))
        batch_op.drop_index(batch_op.f("ix_engagement_guest_organisation"))

    op.drop_table("engagement")
    with op.batch_alter_table("copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_copy_issue"))
        batch_op.drop_index(batch_op.f("ix_copy_holder"))

    op.drop_table("copy")
    with op.batch_alter_table("colleague", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_colleague_post"))
        batch_op.drop_index(batch_op.f("ix_colleague_person"))

    op.drop_table("colleague")
    op.drop_table("clock")
    op.drop_table("blob")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_person"))
        batch_op.drop_index(batch_op.f("ix_attendance_item"))

    op.drop_table("attendance")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_subject"))
        batch_op.drop_index(batch_op.f("ix_attachment_handling"))

    op.drop_table("attachment")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_item_vehicle"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_stop"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_place"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_interpreter"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_host"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_handling"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_engagement"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_contact"))

    op.drop_table("agenda_item")
    with op.batch_alter_table("affiliation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_affiliation_person"))
        batch_op.drop_index(batch_op.f("ix_affiliation_organisation"))

    op.drop_table("affiliation")
