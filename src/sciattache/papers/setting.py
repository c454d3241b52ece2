"""A flowing paper as the bytes of its file."""

from __future__ import annotations

from sciattache.papers.blocks import Paper


def as_file(paper: Paper, *, editable: bool = False, sides: int = 0) -> bytes:
    """The pages as PDF, or the copy that a word processor opens.

    A PDF of more ``sides`` than wanted says so on its first page; 0 where that is open.
    """
    if editable:
        from sciattache.papers.documents.document import document  # loaded for a copy only

        return document(paper)
    from sciattache.papers.typesetting.sides import within  # loaded for a paper only
    from sciattache.papers.typesetting.typeset import pdf

    return within(paper, sides) if sides else pdf(paper)
