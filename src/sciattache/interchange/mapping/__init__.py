"""Which column of a table goes into which field, guessed and corrected; and rows into drafts."""

from sciattache.interchange.mapping.absent import absent
from sciattache.interchange.mapping.filling import call, put_name
from sciattache.interchange.mapping.headings import guess, is_ours
from sciattache.interchange.mapping.record_types import Candidate, candidates, guess_type
from sciattache.interchange.mapping.rows import Clocks, sources
from sciattache.interchange.mapping.targets import DAYS, FULL_NAME, HOUR_OF, Target, targets
from sciattache.interchange.mapping.wishes import checked, corrected, doubled, lacking

__all__ = [
    "DAYS", "FULL_NAME", "HOUR_OF", "Candidate", "Clocks", "Target", "absent", "call",
    "candidates", "checked", "corrected", "doubled", "guess", "guess_type", "is_ours", "lacking",
    "put_name", "sources", "targets",
]  # fmt: skip
