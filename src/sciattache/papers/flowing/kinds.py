"""The kinds of flowing paper, set by typst."""

from __future__ import annotations

from sciattache.domain.directory.person import Person
from sciattache.papers.blocks import Block
from sciattache.papers.flowing.changes import changes
from sciattache.papers.flowing.lists import contact_sheet, delegation_list
from sciattache.papers.flowing.programme import itinerary, programme
from sciattache.papers.imprint import paper, paper_size
from sciattache.papers.kinds import EVERYONE, About, Kind, Says, Wish, refuse_without_subject
from sciattache.papers.reader import Reader
from sciattache.papers.setting import as_file
from sciattache.services.dossier import Dossier


def _kind(
    name: str,
    label: str,
    says: Says,
    *,
    audiences: tuple[str, ...] = EVERYONE,
    about: About = "engagement",
) -> Kind:
    def draw(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
        said = says(dossier, reader, wish)
        made = paper(dossier, reader, name, said, paper_size(wish.size))
        return as_file(made, editable=wish.editable)

    return Kind(name, label, ".pdf", audiences, draw, about, says)


def _itinerary(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    return itinerary(dossier, reader, _participant(dossier, wish))


def _participant(dossier: Dossier, wish: Wish) -> Person:
    person = dossier.people.get(wish.subject or "")
    if person is None:
        raise refuse_without_subject()
    return person


KINDS = (
    _kind("programme", "Programme", lambda d, r, _: programme(d, r)),
    _kind("itinerary", "Personal itinerary", _itinerary, about="participant"),
    _kind("delegation-list", "Delegation list", lambda d, r, _: delegation_list(d, r)),
    _kind("contact-sheet", "Contact sheet", lambda d, r, _: contact_sheet(d, r)),
    _kind("changes", "Changes", lambda d, r, _: changes(d, r)),
)
