"""The kinds of flowing paper, set by typst."""

from __future__ import annotations

from sciattache.domain.directory.person import Person
from sciattache.errors import KnownError
from sciattache.papers.blocks import Block
from sciattache.papers.flowing.book import PARTS, briefing_book
from sciattache.papers.flowing.briefs import organisation_brief, person_brief
from sciattache.papers.flowing.changes import changes
from sciattache.papers.flowing.debrief import debrief
from sciattache.papers.flowing.lists import contact_sheet, delegation_list
from sciattache.papers.flowing.programme import itinerary, programme
from sciattache.papers.flowing.scene import scene_setter
from sciattache.papers.flowing.showcase import showcase
from sciattache.papers.imprint import paper, paper_size
from sciattache.papers.kinds import (
    EVERYONE,
    OFFICE,
    About,
    Kind,
    Says,
    Wish,
    refuse_without_subject,
)
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier


def _kind(
    name: str,
    label: str,
    says: Says,
    *,
    audiences: tuple[str, ...] = EVERYONE,
    about: About = "engagement",
    parts: tuple[tuple[str, str], ...] = (),
    issued: bool = True,
    fitted: bool = False,
) -> Kind:
    def draw(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
        from sciattache.papers.typesetting import typeset  # loaded for a paper only

        blocks = says(dossier, reader, wish)
        made = paper(dossier, reader, name, blocks, paper_size(wish.size))
        return typeset.fitted(made) if fitted else typeset.pdf(made)

    return Kind(name, label, ".pdf", audiences, draw, about, says, parts, issued)


def _itinerary(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    return itinerary(dossier, reader, _participant(dossier, wish))


def _book(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    person = _participant(dossier, wish) if wish.subject else None
    return briefing_book(dossier, reader, person, wish.parts)


def _person_brief(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    profile = dossier.known.of(_participant(dossier, wish))
    return person_brief(profile, reader, photo=dossier.photos.get(profile.subject.id))


def _organisation_brief(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    person = _participant(dossier, wish)
    part = next((one for one in dossier.participants if one.person == person.id), None)
    body = dossier.organisation_of(part) if part else None
    if body is None:
        raise KnownError(
            "Nobody knows for which organisation this participant comes.",
            "Fill in “For” at the participant.",
        )
    return organisation_brief(dossier.known.of(body), reader)


def _participant(dossier: Dossier, wish: Wish) -> Person:
    person = dossier.people.get(wish.subject or "")
    if person is None:
        raise refuse_without_subject()
    return person


_BOOK_PARTS = tuple((name, label) for name, (label, _) in PARTS.items())

KINDS = (
    _kind("programme", "Programme", lambda d, r, _: programme(d, r)),
    _kind("itinerary", "Personal itinerary", _itinerary, about="participant"),
    _kind("delegation-list", "Delegation list", lambda d, r, _: delegation_list(d, r)),
    _kind("contact-sheet", "Contact sheet", lambda d, r, _: contact_sheet(d, r)),
    _kind(
        "briefing-book", "Briefing book", _book,
        audiences=OFFICE, about="principal", parts=_BOOK_PARTS,
    ),
    _kind(
        "scene-setter", "Scene-setter", lambda d, r, _: scene_setter(d, r),
        audiences=OFFICE, fitted=True,
    ),
    _kind(
        "person-brief", "Brief on a person", _person_brief,
        audiences=OFFICE, about="participant", issued=False,
    ),
    _kind(
        "organisation-brief", "Brief on an organisation", _organisation_brief,
        audiences=OFFICE, about="participant", issued=False,
    ),
    _kind(
        "debrief", "Debrief and cost report", lambda d, r, _: debrief(d, r),
        audiences=OFFICE, issued=False,
    ),
    _kind("showcase", "Success story", lambda d, r, _: showcase(d, r), issued=False, fitted=True),
    _kind("changes", "Changes", lambda d, r, _: changes(d, r)),
)  # fmt: skip
