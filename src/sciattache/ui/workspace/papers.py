"""The papers' tab of a workspace."""

from __future__ import annotations

from PySide6.QtCore import Signal

from sciattache.ui.workspace.paper_desk import PaperDesk


class PapersTab(PaperDesk):
    """The papers of the engagement."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)
