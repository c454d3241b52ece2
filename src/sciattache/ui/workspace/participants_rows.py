"""The rows of the list of participants: name, role, answer, needs, travel papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from sciattache.domain.programmes.participation import Participation
from sciattache.services import travel_papers
from sciattache.ui import showing
from sciattache.ui.lettering import listed
from sciattache.ui.words import say
from sciattache.ui.workspace.marks import mark
from sciattache.ui.workspace.reading import Seen, today
from sciattache.ui.workspace.rows import Cell, Row

_SIDES: dict[str, Callable[[], str]] = {
    "guest": lambda: say("Guests"), "host": lambda: say("Hosts"),
    "mission": lambda: say("Our mission"), "support": lambda: say("Support"),
    "press": lambda: say("Press"),
}  # fmt: skip
_PRESSING = {
    "bad": ("circle-x", "bad"), "late": ("triangle-alert", "bad"), "soon": ("clock", "warn"),
}  # fmt: skip


def rows(seen: Seen, language: str) -> Iterator[Row]:
    """The participants by side, each side under its heading."""
    now = today()
    for side, grouped in groupby(seen.dossier.participants, lambda one: one.side):
        people = list(grouped)
        words = _SIDES[side]() if side in _SIDES else say("Side not said")
        yield Row(heading=words, note=str(len(people)))
        yield from (_row(seen, one, language, now) for one in people)


def papers(seen: Seen, one: Participation, language: str, now: date) -> Cell:
    """The clock of somebody's passport and visa: an icon and the days left, where it presses."""
    visa = mark(Participation.field("visa"), one.visa, language)
    found = travel_papers.clock(one, seen.dossier, now)
    if found.state not in _PRESSING:
        return Cell(visa.words, icon=visa.icon, tone=visa.tone)
    picture, tone = _PRESSING[found.state]
    if found.what == "passport":
        under = (
            say("expires before the last day")
            if found.state == "bad"
            else say("{count} days beyond the last", count=found.days)
        )
        return Cell(say("Passport"), under, icon=picture, tone=tone)
    if found.days is None:
        return Cell(visa.words, icon=visa.icon, tone=visa.tone)
    under = (
        say("{count} days late", count=-found.days)
        if found.days < 0
        else say("{count} days left", count=found.days)
    )
    return Cell(visa.words, under, icon=picture, tone=tone)


def _row(seen: Seen, one: Participation, language: str, now: date) -> Row:
    dossier = seen.dossier
    person = dossier.people.get(one.person)
    organisation = dossier.organisation_of(one)
    native = (person.native_name if person else None) or ""
    answer = mark(Participation.field("rsvp"), one.rsvp, language)
    diet = one.diet or (person.diet if person else None) or ()
    diets = listed(showing.choice(Participation.field("diet"), code, language) for code in diet)
    needs = one.needs or (person.needs if person else None) or ""
    name = seen.name(one.person)
    return Row(one.id, (
        Cell(name, native if native != name else "", strong=True),
        Cell(seen.role(one, language), say("Team {name}", name=one.team) if one.team else ""),
        Cell(dossier.title_of(one), organisation.name if organisation else ""),
        Cell(answer.words, icon=answer.icon, tone=answer.tone),
        Cell(diets or needs.replace("\n", " "), needs.replace("\n", " ") if diets else ""),
        papers(seen, one, language, now),
    ))  # fmt: skip
