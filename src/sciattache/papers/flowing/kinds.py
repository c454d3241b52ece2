"""The kinds of flowing paper, set by typst."""

from __future__ import annotations

from dataclasses import replace

from sciattache.domain.directory.person import Person
from sciattache.papers.blocks import Block
from sciattache.papers.flowing.changes import changes
from sciattache.papers.flowing.driver_programme import driver_programme
from sciattache.papers.flowing.lists import contact_sheet, delegation_list
from sciattache.papers.flowing.press_programme import press_programme
from sciattache.papers.flowing.programme import itinerary, programme
from sciattache.papers.flowing.two_languages import programme_in_two, second_reader
from sciattache.papers.imprint import paper, paper_size
from sciattache.papers.kinds import EVERYONE, About, Kind, Says, Wish, refuse_without_subject
from sciattache.papers.policy import AUDIENCES
from sciattache.papers.reader import Reader
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
        from sciattache.papers.typesetting.typeset import pdf  # loaded for a paper only

        blocks = says(dossier, reader, wish)
        return pdf(paper(dossier, reader, name, blocks, paper_size(wish.size)))

    return Kind(name, label, ".pdf", audiences, draw, about, says)


_FOR = {"press": press_programme, "driver": driver_programme}


def _programme(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    return _FOR.get(reader.audience, programme)(dossier, reader)


def _draw_in_two(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.typesetting.typeset import pdf

    blocks = programme_in_two(dossier, reader, wish)
    made = paper(dossier, reader, "programme", blocks, paper_size(wish.size))
    other = second_reader(dossier, reader, wish)
    facing = paper(dossier, other, "programme", (), paper_size(wish.size))
    return pdf(replace(made, subtitle=f"{made.subtitle}\n{facing.subtitle}"))


def _itinerary(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    return itinerary(dossier, reader, _participant(dossier, wish))


def _participant(dossier: Dossier, wish: Wish) -> Person:
    person = dossier.people.get(wish.subject or "")
    if person is None:
        raise refuse_without_subject()
    return person


KINDS = (
    _kind("programme", "Programme", _programme, audiences=AUDIENCES),
    Kind(
        "programme-two-languages",
        "Programme in two languages",
        ".pdf",
        ("full", "host", "guest", "press"),
        _draw_in_two,
        says=programme_in_two,
        two_languages=True,
    ),
    _kind("itinerary", "Personal itinerary", _itinerary, about="participant"),
    _kind(
        "delegation-list",
        "Delegation list",
        lambda d, r, _: delegation_list(d, r),
        audiences=("full", "host", "guest", "press"),
    ),
    _kind(
        "contact-sheet",
        "Contact sheet",
        lambda d, r, _: contact_sheet(d, r),
        audiences=("full", "host", "guest"),
    ),
    _kind("changes", "Changes", lambda d, r, _: changes(d, r), audiences=AUDIENCES),
)
