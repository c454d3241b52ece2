"""The kinds of letter, each to one recipient, among the papers of an engagement."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sciattache.domain.programmes.participation import Participation
from sciattache.papers.blocks import Block
from sciattache.papers.kinds import Kind, Wish, refuse_without_subject
from sciattache.papers.letters.letter import Composed, compose
from sciattache.papers.letters.wording import wording
from sciattache.papers.reader import Reader
from sciattache.papers.setting import as_file
from sciattache.services.dossier import Dossier

OCCASIONS = {"invitation-letter": "invitation", "thank-you-letter": "thank_you"}
"""The kinds of letter, and the occasion of each."""


def _kind(name: str, label: str) -> Kind:
    def composed(dossier: Dossier, reader: Reader, wish: Wish) -> Composed:
        words = wording(dossier.letters, OCCASIONS[name], reader.language)
        on = wish.on or datetime.now(dossier.zone).date()
        to = _recipient(dossier, wish)
        made = compose(dossier, to, words, kind=name, on=on, size=wish.size or "")
        return replace(made, paper=replace(made.paper, look=wish.look or made.paper.look))

    def says(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
        return composed(dossier, reader, wish).paper.blocks

    def draw(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
        return as_file(composed(dossier, reader, wish).paper, editable=wish.editable)

    return Kind(
        name, label, ".pdf", ("guest",), draw, "recipient", says, group="letters", icon="mail"
    )


def _recipient(dossier: Dossier, wish: Wish) -> Participation:
    for one in dossier.participants:
        if one.person == wish.subject and one.person in dossier.people:
            return one
    raise refuse_without_subject()


KINDS = (
    _kind("invitation-letter", "Invitation"),
    _kind("thank-you-letter", "Thank-you letter"),
)
