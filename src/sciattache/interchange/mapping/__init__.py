"""Which column of a table goes into which field, guessed and corrected; and rows into drafts."""

from sciattache.interchange.mapping.filling import call, put_name
from sciattache.interchange.mapping.headings import guess
from sciattache.interchange.mapping.record_types import guess_type
from sciattache.interchange.mapping.rows import absent, sources
from sciattache.interchange.mapping.targets import DAYS, FULL_NAME, Target, targets
from sciattache.interchange.mapping.wishes import checked, corrected, doubled, lacking

__all__ = [
    "DAYS", "FULL_NAME", "Target", "absent", "call", "checked", "corrected", "doubled", "guess",
    "guess_type", "lacking", "put_name", "sources", "targets",
]  # fmt: skip
