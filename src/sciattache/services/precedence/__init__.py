"""The order in which people stand: on lists, at tables, in cars, in a receiving line."""

from __future__ import annotations

from sciattache.services.precedence.explaining import explain
from sciattache.services.precedence.ordering import order, ordered, place_on_side, shifted
from sciattache.services.precedence.receiving import Line, receiving_line
from sciattache.services.precedence.rules import SOURCES, Custom, Entrant, entrants

__all__ = [
    "SOURCES",
    "Custom",
    "Entrant",
    "Line",
    "entrants",
    "explain",
    "order",
    "ordered",
    "place_on_side",
    "receiving_line",
    "shifted",
]
