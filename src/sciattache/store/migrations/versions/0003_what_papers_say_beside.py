"""Cues, briefs, stories, letters, papers sent, names of countries, and what papers say beside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brief_paragraph",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("disclosure", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_brief_paragraph")),
        sa.UniqueConstraint("id", name=op.f("uq_brief_paragraph_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("brief_paragraph", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brief_paragraph_item"), ["item"], unique=False)

    op.create_table(
        "country_name",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_country_name")),
        sa.UniqueConstraint("id", name=op.f("uq_country_name_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cue",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("lasts", sa.Integer(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("door", sa.Text(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("gift", sa.Text(), nullable=True),
        sa.Column("interpreter", sa.Text(), nullable=True),
        sa.Column("fallback", sa.Text(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_cue")),
        sa.UniqueConstraint("id", name=op.f("uq_cue_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("cue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cue_gift"), ["gift"], unique=False)
        batch_op.create_index(batch_op.f("ix_cue_holder"), ["holder"], unique=False)
        batch_op.create_index(batch_op.f("ix_cue_interpreter"), ["interpreter"], unique=False)
        batch_op.create_index(batch_op.f("ix_cue_item"), ["item"], unique=False)

    op.create_table(
        "dispatch",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("paper", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("audience", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("made_at", sa.Text(), nullable=True),
        sa.Column("sent_to", sa.Text(), nullable=True),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("sealed", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("id", name=op.f("uq_dispatch_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dispatch_engagement"), ["engagement"], unique=False)

    op.create_table(
        "letter",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("occasion", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("closing", sa.Text(), nullable=True),
        sa.Column("signer", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_letter")),
        sa.UniqueConstraint("id", name=op.f("uq_letter_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_signer"), ["signer"], unique=False)

    op.create_table(
        "story",
        sa.Column("rid", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("happened_on", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("invested", sa.Integer(), nullable=True),
        sa.Column("returned", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("social_impact", sa.Text(), nullable=True),
        sa.Column("jobs", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("quoted", sa.Text(), nullable=True),
        sa.Column("picture", sa.Text(), nullable=True),
        sa.Column("quotable", sa.Integer(), nullable=True),
        sa.Column("handling", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_story")),
        sa.UniqueConstraint("id", name=op.f("uq_story_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_engagement"), ["engagement"], unique=False)
        batch_op.create_index(batch_op.f("ix_story_handling"), ["handling"], unique=False)
        batch_op.create_index(batch_op.f("ix_story_organisation"), ["organisation"], unique=False)
        batch_op.create_index(batch_op.f("ix_story_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_story_quoted"), ["quoted"], unique=False)

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("brief_number", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("brief_purpose", sa.Text(), nullable=True))

    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("background", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("press_rules", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("phrases", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("debrief", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("lessons", sa.Text(), nullable=True))

    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("emergency_contact", sa.Text(), nullable=True))

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("photo_box", sa.Text(), nullable=True))

    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("print_look", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_column("print_look")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("photo_box")

    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_column("emergency_contact")

    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.drop_column("lessons")
        batch_op.drop_column("debrief")
        batch_op.drop_column("phrases")
        batch_op.drop_column("press_rules")
        batch_op.drop_column("background")

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_column("brief_purpose")
        batch_op.drop_column("brief_number")

    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_story_quoted"))
        batch_op.drop_index(batch_op.f("ix_story_person"))
        batch_op.drop_index(batch_op.f("ix_story_organisation"))
        batch_op.drop_index(batch_op.f("ix_story_handling"))
        batch_op.drop_index(batch_op.f("ix_story_engagement"))

    op.drop_table("story")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_signer"))

    op.drop_table("letter")
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dispatch_engagement"))

    op.drop_table("dispatch")
    with op.batch_alter_table("cue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cue_item"))
        batch_op.drop_index(batch_op.f("ix_cue_interpreter"))
        batch_op.drop_index(batch_op.f("ix_cue_holder"))
        batch_op.drop_index(batch_op.f("ix_cue_gift"))

    op.drop_table("cue")
    op.drop_table("country_name")
    with op.batch_alter_table("brief_paragraph", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_brief_paragraph_item"))

    op.drop_table("brief_paragraph")
