"""Who sits where at a table, by the usual rules, and why."""

from __future__ import annotations

from sciattache.services.seating.outline import Outline, outline
from sciattache.services.seating.placing import place
from sciattache.services.seating.proposal import Laid, Move, Proposal, at_table, propose
from sciattache.services.seating.shapes import Layout, Place, layout
from sciattache.services.seating.taken import Taken, taken
from sciattache.services.seating.wishes import SENTENCES, Placement, Sitter, Wish

__all__ = [
    "SENTENCES",
    "Laid",
    "Layout",
    "Move",
    "Outline",
    "Place",
    "Placement",
    "Proposal",
    "Sitter",
    "Taken",
    "Wish",
    "at_table",
    "layout",
    "outline",
    "place",
    "propose",
    "taken",
]
