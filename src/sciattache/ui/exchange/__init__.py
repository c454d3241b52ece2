"""The exchange with headquarters, or with the offices: join, send, receive, decide."""

from __future__ import annotations

from sciattache.ui.desk import Desk
from sciattache.ui.exchange.screen import ExchangeScreen


def exchange_screen(desk: Desk) -> ExchangeScreen:
    """The screen of the exchange."""
    return ExchangeScreen(desk)
