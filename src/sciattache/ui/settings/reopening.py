"""Open the office again, once its file has become another."""

from __future__ import annotations

from sciattache.store.office import Office, open_office
from sciattache.ui.desk import Desk


def reopen(desk: Desk, office: Office) -> None:
    """Sit at the office again as whoever sat at it."""
    again = open_office(office.path, key=office.key)
    again.author = office.author
    desk.sit_at(again)
