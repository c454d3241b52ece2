"""The kinds of flowing paper, set by typst."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.records import Record
from sciattache.errors import KnownError
from sciattache.papers.blocks import Block, Paper
from sciattache.papers.flowing import meeting_brief
from sciattache.papers.flowing.book import PARTS, briefing_book
from sciattache.papers.flowing.briefs import organisation_brief, person_brief
from sciattache.papers.flowing.changes import changes
from sciattache.papers.flowing.debrief import debrief
from sciattache.papers.flowing.driver_programme import driver_programme
from sciattache.papers.flowing.lists import contact_sheet, delegation_list
from sciattache.papers.flowing.press_programme import press_programme
from sciattache.papers.flowing.programme import itinerary, programme
from sciattache.papers.flowing.run_sheet import run_sheet
from sciattache.papers.flowing.scene import scene_setter
from sciattache.papers.flowing.showcase import showcase
from sciattache.papers.flowing.two_languages import programme_in_two, second_reader
from sciattache.papers.imprint import paper, paper_size
from sciattache.papers.kinds import (
    EVERYONE,
    NOTHING,
    OFFICE,
    About,
    Applies,
    Group,
    Kind,
    Says,
    Wish,
    refuse_without_item,
    refuse_without_subject,
)
from sciattache.papers.policy import AUDIENCES
from sciattache.papers.reader import Reader
from sciattache.papers.setting import as_file
from sciattache.services.dossier import Dossier
from sciattache.services.profile import Profile

Dress = Callable[[Paper, Dossier, Reader, Wish], Paper]
"""What a kind changes of a paper besides its blocks: its title, its marking, its format."""


def _kind(
    name: str,
    says: Says,
    *,
    audiences: tuple[str, ...] = EVERYONE,
    about: About = "engagement",
    dress: Dress = lambda made, *_: made,
    sides: int = 0,
    applies: Applies = lambda _: True,
    parts: tuple[tuple[str, str], ...] = (),
    issued: bool = True,
    fitted: bool = False,
    group: Group = "programme",
    needs: str = NOTHING,
    icon: str = "file-text",
) -> Kind:
    def draw(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
        said = says(dossier, reader, wish)
        made = paper(dossier, reader, name, said, paper_size(wish.size))
        if not issued:
            made = replace(made, version="", after="", issued_at=None, as_of=_today(dossier, wish))
        made = replace(dress(made, dossier, reader, wish), look=wish.look or made.look)
        return as_file(made, editable=wish.editable, sides=sides, fitted=fitted)

    return Kind(
        name, ".pdf", audiences, draw, about, says,
        sides=sides, applies=applies, parts=parts, issued=issued, group=group, needs=needs,
        icon=icon,
    )  # fmt: skip


_FOR = {"press": press_programme, "driver": driver_programme}


def _programme(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    return _FOR.get(reader.audience, programme)(dossier, reader)


def _draw_in_two(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    blocks = programme_in_two(dossier, reader, wish)
    made = paper(dossier, reader, "programme", blocks, paper_size(wish.size))
    other = second_reader(dossier, reader, wish)
    facing = paper(dossier, other, "programme", (), paper_size(wish.size))
    subtitle = f"{made.subtitle}\n{facing.subtitle}"
    both = replace(made, subtitle=subtitle, look=wish.look or made.look)
    return as_file(both, editable=wish.editable)


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


def _book(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    person = _participant(dossier, wish) if wish.subject else None
    return briefing_book(dossier, reader, person, wish.parts)


def _person_brief(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    profile = _of_person(dossier, wish)
    photo = dossier.photos.get(profile.subject.id)
    return person_brief(profile, reader, photo=photo, named=False)


def _organisation_brief(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    return organisation_brief(_of_organisation(dossier, wish), reader, named=False)


def _marked(told: Callable[[Dossier, Wish], Iterable[Record]]) -> Dress:
    """Mark a paper as the highest of the records that it tells of."""

    def dress(made: Paper, dossier: Dossier, reader: Reader, wish: Wish) -> Paper:
        return replace(made, marking=dossier.marking_of(*told(dossier, wish)))

    return dress


def _about_person(made: Paper, dossier: Dossier, reader: Reader, wish: Wish) -> Paper:
    person = _participant(dossier, wish)
    named = reader.name(person) or person.native_name or ""
    return _told_of(made, reader, named, dossier, _of_person(dossier, wish))


def _about_organisation(made: Paper, dossier: Dossier, reader: Reader, wish: Wish) -> Paper:
    profile = _of_organisation(dossier, wish)
    return _told_of(made, reader, str(profile.subject.name), dossier, profile)


def _told_of(made: Paper, reader: Reader, title: str, dossier: Dossier, profile: Profile) -> Paper:
    """A brief has the name of its subject for a title, and the engagement that it is for below."""
    subtitle = f"{reader.paper(made.kind)} · {dossier.engagement.title}"
    marking = dossier.marking_of(*profile.told)
    return replace(made, title=title, subtitle=subtitle, marking=marking)


def _today(dossier: Dossier, wish: Wish) -> date:
    return wish.on or datetime.now(dossier.zone).date()


def _in_the_book(dossier: Dossier, wish: Wish) -> Iterable[Record]:
    briefs = meeting_brief.briefed(dossier) if not wish.parts or "meetings" in wish.parts else ()
    return (*briefs, *dossier.people.values(), *dossier.organisations.values())


def _in_the_debrief(dossier: Dossier, wish: Wish) -> Iterable[Record]:
    known, id = dossier.known, dossier.engagement.id
    yield from (one for one in known.interactions if one.engagement == id)
    yield from (one for one in known.follow_ups if one.engagement == id)


def _of_person(dossier: Dossier, wish: Wish) -> Profile:
    return dossier.known.of(_participant(dossier, wish))


def _of_organisation(dossier: Dossier, wish: Wish) -> Profile:
    person = _participant(dossier, wish)
    part = next((one for one in dossier.participants if one.person == person.id), None)
    body = dossier.organisation_of(part) if part else None
    if body is None:
        raise KnownError(
            "Nobody knows for which organisation this participant comes.",
            "Fill in “For” at the participant.",
        )
    return dossier.known.of(body)


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


_BOOK_PARTS = tuple((name, label) for name, (label, _) in PARTS.items())

KINDS = (
    _kind("programme", _programme, audiences=AUDIENCES, icon="calendar-days"),
    Kind(
        "programme-two-languages",
        ".pdf",
        ("full", "host", "guest", "press"),
        _draw_in_two,
        says=programme_in_two,
        two_languages=True,
        icon="languages",
    ),
    _kind("itinerary", _itinerary, about="participant", icon="route"),
    _kind(
        "run-sheet", lambda d, r, w: run_sheet(d, r, narrow=w.look == "large"),
        audiences=OFFICE,
        dress=lambda made, *_: replace(made, landscape=True), icon="clock",
    ),
    _kind(
        "meeting-brief", _brief, audiences=OFFICE, about="item", dress=_as_brief,
        sides=meeting_brief.MOST_SIDES, group="briefing", icon="notebook-pen",
    ),
    _kind(
        "delegation-list", lambda d, r, _: delegation_list(d, r),
        audiences=("full", "host", "guest", "press"), group="people", icon="users",
    ),
    _kind(
        "contact-sheet", lambda d, r, _: contact_sheet(d, r),
        audiences=("full", "host", "guest"), group="people", icon="qr-code",
    ),
    _kind(
        "briefing-book", _book,
        audiences=OFFICE, about="principal", parts=_BOOK_PARTS, dress=_marked(_in_the_book),
        group="briefing", icon="archive",
    ),
    _kind(
        "scene-setter", lambda d, r, _: scene_setter(d, r),
        audiences=OFFICE, fitted=True, group="briefing",
        applies=lambda dossier: bool(dossier.engagement.scene or dossier.engagement.purpose),
    ),
    _kind(
        "person-brief", _person_brief, audiences=OFFICE,
        about="participant", issued=False, dress=_about_person,
        group="briefing", icon="user",
    ),
    _kind(
        "organisation-brief", _organisation_brief, audiences=OFFICE,
        about="participant", issued=False, dress=_about_organisation,
        group="briefing", icon="building-2",
    ),
    _kind(
        "debrief", lambda d, r, _: debrief(d, r),
        audiences=OFFICE, issued=False, dress=_marked(_in_the_debrief), group="afterwards",
        icon="clipboard-check",
    ),
    _kind(
        "showcase", lambda d, r, _: showcase(d, r),
        issued=False, fitted=True, dress=_marked(lambda d, _: d.stories),
        applies=lambda dossier: bool(dossier.stories),
        group="afterwards", icon="award",
    ),
    _kind(
        "changes", lambda d, r, _: changes(d, r), audiences=AUDIENCES,
        applies=lambda dossier: dossier.before is not None,
        needs="There is no earlier version to compare with.",
    ),
)  # fmt: skip
