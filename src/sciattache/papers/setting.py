"""A flowing paper as the bytes of its file."""

from __future__ import annotations

from sciattache.papers.blocks import Paper


def as_file(paper: Paper, *, editable: bool = False) -> bytes:
    """The pages as PDF, or the copy that a word processor opens."""
    if editable:
        from sciattache.papers.documents.document import document  # loaded for a copy only

        return document(paper)
    from sciattache.papers.typesetting.typeset import pdf  # loaded for a paper only

    return pdf(paper)
