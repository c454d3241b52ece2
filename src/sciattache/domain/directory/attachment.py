"""A file kept inside the office, beside the record it is about."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain.fields import field
from sciattache.domain.kinds import BLOB, NOTE, NUMBER, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Attachment(Record):
    """A document, picture or message; its content is addressed by its SHA-256."""

    __tablename__ = "attachment"
    about = About(
        7,
        "Attachment",
        "Attachments",
        "directory",
        ("file_name",),
        same_if=(("content", "subject"),),
    )

    file_name: Mapped[str] = field(TEXT, "File name", 1, required=True, width=36, search=True)
    subject: Mapped[str | None] = field(
        REFERENCE,
        "About",
        2,
        width=30,
        target="*",
        owner=True,
        listed=True,
    )
    media_type: Mapped[str | None] = field(TEXT, "Media type", 3, width=20, listed=True)
    size: Mapped[int | None] = field(NUMBER, "Size in bytes", 4, width=12, listed=True)
    content: Mapped[str] = field(BLOB, "Content", 5, required=True, width=16)
    description: Mapped[str | None] = field(NOTE, "Description", 6, width=48, search=True)
    handling: Mapped[str | None] = field(
        REFERENCE, "Marking", 7, width=16, target="handling", audience="full"
    )
