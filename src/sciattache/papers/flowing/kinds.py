"""The kinds of flowing paper, set by typst."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.papers.blocks import Block, Paper
from sciattache.papers.flowing import meeting_brief
from sciattache.papers.flowing.changes import changes
from sciattache.papers.flowing.driver_programme import driver_programme
from sciattache.papers.flowing.lists import contact_sheet, delegation_list
from sciattache.papers.flowing.press_programme import press_programme
from sciattache.papers.flowing.programme import itinerary, programme
from sciattache.papers.flowing.run_sheet import run_sheet
from sciattache.papers.flowing.two_languages import programme_in_two, second_reader
from sciattache.papers.imprint import paper, paper_size
from sciattache.papers.kinds import (
    EVERYONE,
    OFFICE,
    About,
    Applies,
    Kind,
    Says,
    Wish,
    refuse_without_item,
    refuse_without_subject,
)
from sciattache.papers.policy import AUDIENCES
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

Dress = Callable[[Paper, Dossier, Reader, Wish], Paper]
"""What a kind changes of a paper besides its blocks: its title, its marking, its format."""


def _kind(
    name: str,
    label: str,
    says: Says,
    *,
    audiences: tuple[str, ...] = EVERYONE,
    about: About = "engagement",
    dress: Dress = lambda made, *_: made,
    sides: int = 0,
    applies: Applies = lambda _: True,
) -> Kind:
    def draw(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
        from sciattache.papers.typesetting.sides import within  # loaded for a paper only
        from sciattache.papers.typesetting.typeset import pdf

        blocks = says(dossier, reader, wish)
        made = paper(dossier, reader, name, blocks, paper_size(wish.size))
        made = dress(made, dossier, reader, wish)
        return within(made, sides) if sides else pdf(made)

    return Kind(name, label, ".pdf", audiences, draw, about, says, sides=sides, applies=applies)


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


def _brief(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    return meeting_brief.meeting_brief(dossier, reader, _item(dossier, wish))


def _as_brief(made: Paper, dossier: Dossier, reader: Reader, wish: Wish) -> Paper:
    item = _item(dossier, wish)
    return replace(
        made,
        title=item.title,
        subtitle=meeting_brief.subtitle(dossier, reader, item),
        marking=dossier.marking_of(item),
    )


def _participant(dossier: Dossier, wish: Wish) -> Person:
    person = dossier.people.get(wish.subject or "")
    if person is None:
        raise refuse_without_subject()
    return person


def _item(dossier: Dossier, wish: Wish) -> AgendaItem:
    item = next((one for one in dossier.items if one.id == wish.subject), None)
    if item is None:
        raise refuse_without_item()
    return item


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
        "run-sheet", "Run sheet", lambda d, r, _: run_sheet(d, r), audiences=OFFICE,
        dress=lambda made, *_: replace(made, landscape=True),
    ),
    _kind(
        "meeting-brief", "Meeting brief", _brief, audiences=OFFICE, about="item", dress=_as_brief,
        sides=meeting_brief.MOST_SIDES,
    ),
    _kind(
        "delegation-list", "Delegation list", lambda d, r, _: delegation_list(d, r),
        audiences=("full", "host", "guest", "press"),
    ),
    _kind(
        "contact-sheet", "Contact sheet", lambda d, r, _: contact_sheet(d, r),
        audiences=("full", "host", "guest"),
    ),
    _kind(
        "changes", "Changes", lambda d, r, _: changes(d, r), audiences=AUDIENCES,
        applies=lambda dossier: dossier.before is not None,
    ),
)  # fmt: skip
