"""The kinds of letter, each to one recipient, among the papers of an engagement."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sciattache.domain.programmes.participation import Participation
from sciattache.papers.blocks import Block
from sciattache.papers.kinds import Kind, Wish, refuse_without_subject
from sciattache.papers.letters.letter import Composed, compose
from sciattache.papers.letters.said import Said
from sciattache.papers.letters.wording import wording
from sciattache.papers.reader import Reader
from sciattache.papers.setting import as_file
from sciattache.services.dossier import Dossier

OCCASIONS = {"invitation-letter": "invitation", "thank-you-letter": "thank_you"}
"""The kinds of letter, and the occasion of each."""


def _kind(name: str) -> Kind:
    def says(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
        return _composed(dossier, name, reader.language, wish).paper.blocks

    def draw(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
        made = _composed(dossier, name, reader.language, wish)
        return as_file(made.paper, editable=wish.editable)

    return Kind(name, ".pdf", ("guest",), draw, "recipient", says, group="letters", icon="mail")


def said_in(dossier: Dossier, kind: str, wish: Wish) -> tuple[Said, ...]:
    """What a letter says that can become other; nothing of any other kind of paper."""
    if kind not in OCCASIONS:
        return ()
    return (_composed(dossier, kind, wish.language, wish).said,)


def _composed(dossier: Dossier, kind: str, language: str, wish: Wish) -> Composed:
    words = wording(dossier.letters, OCCASIONS[kind], language)
    on = wish.on or datetime.now(dossier.zone).date()
    to = _recipient(dossier, wish)
    made = compose(dossier, to, words, kind=kind, on=on, size=wish.size or "")
    return replace(made, paper=replace(made.paper, look=wish.look or made.paper.look))


def _recipient(dossier: Dossier, wish: Wish) -> Participation:
    for one in dossier.participants:
        if one.person == wish.subject and one.person in dossier.people:
            return one
    raise refuse_without_subject()


KINDS = (
    _kind("invitation-letter"),
    _kind("thank-you-letter"),
)
