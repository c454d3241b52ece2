"""The workspace of an engagement: everything about a visit in one place."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sciattache.ui.desk import Desk
from sciattache.ui.workspace.page import Workspace


def workspace(desk: Desk, engagement_id: str, tab: str = "") -> QWidget:
    """The workspace of the engagement with that id, at ``tab`` (a tab's name, or the first)."""
    return Workspace(desk, engagement_id, tab)
