"""A flowing paper as the bytes of its file."""

from __future__ import annotations

from sciattache.papers.blocks import Paper


def as_file(paper: Paper, *, editable: bool = False, sides: int = 0, fitted: bool = False) -> bytes:
    """The pages as PDF, or the copy that a word processor opens.

    A PDF of more ``sides`` than wanted says so on its first page, 0 where that is open; one that is
    ``fitted`` is made as small as it must be to fill one page.  Large print may run on instead.
    Any other is set a little closer rather than that a page holds next to nothing.
    """
    if editable:
        from sciattache.papers.documents.document import document  # loaded for a copy only

        return document(paper)
    from sciattache.papers.typesetting import typeset  # loaded for a paper only
    from sciattache.papers.typesetting.look import called
    from sciattache.papers.typesetting.remnants import LONG, without_remnants
    from sciattache.papers.typesetting.sides import count, within

    is_large = paper.look == "large"
    if fitted and not is_large:
        return typeset.fitted(paper)
    usual = called(paper.look)
    made = typeset.pdf(paper, look=usual)
    if count(made) > LONG:
        return made
    look = without_remnants(paper, usual)
    if sides and not is_large:
        return within(paper, sides, look)
    return made if look == usual else typeset.pdf(paper, look=look)
