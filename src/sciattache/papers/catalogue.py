"""Every paper that an engagement has, and how one is made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy.orm import Session

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.blocks import Block, Letterhead, Paper
from sciattache.papers.dossier import Dossier, load
from sciattache.papers.reader import Reader

_EVERYONE = ("full", "guest")
_STOCKS = {
    "badges": {"A4": "badge-a4", "Letter": "avery-5395"},
    "place-cards": {"A4": "tent-a4", "Letter": "tent-letter"},
}


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its name in commands, its words, its file's ending, who may have it.

    ``personal`` papers are made for one person.
    """

    name: str
    label: str
    suffix: str
    audiences: tuple[str, ...]
    personal: bool = False


@dataclass(frozen=True)
class Wish:
    """How a paper is wanted; ``size`` and ``stock`` None mean the office's own."""

    audience: str = "full"
    language: str = "en"
    person: str | None = None
    size: str | None = None
    stock: str | None = None


KINDS = (
    Kind("programme", "Programme", ".pdf", _EVERYONE),
    Kind("itinerary", "Personal itinerary", ".pdf", _EVERYONE, personal=True),
    Kind("delegation-list", "Delegation list", ".pdf", _EVERYONE),
    Kind("contact-sheet", "Contact sheet", ".pdf", _EVERYONE),
    Kind("badges", "Name badges", ".pdf", ("guest",)),
    Kind("place-cards", "Place cards", ".pdf", ("guest",)),
    Kind("manifest", "Manifest", ".xlsx", _EVERYONE),
    Kind("workbook", "Engagement workbook", ".xlsx", _EVERYONE),
)


def kind_called(name: str) -> Kind:
    """The kind of paper with that name; ``KnownError`` lists them all when there is none."""
    found = next((kind for kind in KINDS if kind.name == name), None)
    if found is None:
        names = ", ".join(kind.name for kind in KINDS)
        raise KnownError(f"There is no paper “{name}”.", f"The papers are: {names}.")
    return found


def make(session: Session, engagement: Engagement, name: str, wish: Wish) -> bytes:
    """One paper of an engagement as the bytes of its file."""
    return draw(load(session, engagement), name, wish)


def draw(dossier: Dossier, name: str, wish: Wish) -> bytes:
    """One paper from a dossier that is loaded already."""
    kind = kind_called(name)
    audience = wish.audience if len(kind.audiences) > 1 else kind.audiences[0]
    if audience not in kind.audiences:
        allowed = ", ".join(kind.audiences)
        raise KnownError(
            f"{kind.label} is not made for “{wish.audience}”.", f"Choose among: {allowed}."
        )
    words.all_words(wish.language)
    size = wish.size or (dossier.post.paper_size if dossier.post else None) or "A4"
    if size not in ("A4", "Letter"):
        raise KnownError(f"There is no paper size “{size}”.", "Choose A4 or Letter.")
    settled = replace(wish, audience=audience, size=size)
    return _DRAWERS[name](dossier, Reader(audience, wish.language), settled)


def everything(
    session: Session, engagement: Engagement, *, language: str = "en"
) -> Iterator[tuple[str, bytes]]:
    """Every paper of an engagement for every audience: file names and contents."""
    dossier = load(session, engagement)
    for kind in KINDS:
        for audience in kind.audiences:
            wish = Wish(audience=audience, language=language)
            after = f"-{audience}" if len(kind.audiences) > 1 else ""
            if not kind.personal:
                yield f"{kind.name}{after}{kind.suffix}", draw(dossier, kind.name, wish)
                continue
            if audience != "guest":
                continue
            for one in dossier.participants:
                person = dossier.people.get(one.person)
                if person is not None and one.side == "guest" and one.rsvp != "declined":
                    name = file_name(Reader(audience, language).plain_name(person)) or person.id[:8]
                    made = draw(dossier, kind.name, replace(wish, person=person.id))
                    yield f"{kind.name}-{name}{kind.suffix}", made


def file_name(text: str) -> str:
    """A text as a file name that every system takes, in its own script."""
    kept = unicodedata.normalize("NFC", text)
    kept = re.sub(r"[^\w\- ]+", "", kept).strip().replace(" ", "-")
    return kept[:60]


def _flowing(
    make_blocks: Callable[..., tuple[Block, ...]], title: str
) -> Callable[[Dossier, Reader, Wish], bytes]:
    def drawn(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
        from sciattache.papers.typeset import pdf  # the typesetter is loaded for a paper only

        blocks = make_blocks(dossier, reader)
        return pdf(_paper(dossier, reader, wish, title, blocks))

    return drawn


def _programme(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.programme import programme

    return _flowing(programme, "programme")(dossier, reader, wish)


def _itinerary(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.programme import itinerary

    person = _who(dossier, wish)
    return _flowing(lambda d, r: itinerary(d, r, person), "itinerary")(dossier, reader, wish)


def _delegation_list(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.lists import delegation_list

    return _flowing(delegation_list, "delegation-list")(dossier, reader, wish)


def _contact_sheet(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.lists import contact_sheet

    return _flowing(contact_sheet, "contact-sheet")(dossier, reader, wish)


def _badges(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.plates import name_badges

    return name_badges(dossier, reader, _imprint(dossier, reader, "badges"), _stock("badges", wish))


def _place_cards(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.plates import cards

    return cards(
        dossier, reader, _imprint(dossier, reader, "place-cards"), _stock("place-cards", wish)
    )


def _manifest(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.workbooks import manifest

    return _book(dossier, reader, "manifest", manifest(dossier, reader))


def _workbook(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.workbooks import engagement_workbook

    return _book(dossier, reader, "workbook", engagement_workbook(dossier, reader))


_DRAWERS: dict[str, Callable[[Dossier, Reader, Wish], bytes]] = {
    "programme": _programme,
    "itinerary": _itinerary,
    "delegation-list": _delegation_list,
    "contact-sheet": _contact_sheet,
    "badges": _badges,
    "place-cards": _place_cards,
    "manifest": _manifest,
    "workbook": _workbook,
}


def _paper(
    dossier: Dossier, reader: Reader, wish: Wish, title: str, blocks: tuple[Block, ...]
) -> Paper:
    engagement, post, issue = dossier.engagement, dossier.post, dossier.issue
    letterhead = tuple((post.letterhead or post.name).splitlines()) if post else ()
    size: Literal["A4", "Letter"] = "Letter" if wish.size == "Letter" else "A4"
    return Paper(
        kind=title,
        title=engagement.title,
        subtitle=" · ".join(
            filter(None, (reader.say(f"paper.{title}"), _when_and_where(dossier, reader)))
        ),
        blocks=blocks,
        language=reader.language,
        marking=dossier.marking,
        version=str(issue.version) if issue else "",
        issued_at=issue.issued_at.astimezone(dossier.zone) if issue and issue.issued_at else None,
        letterhead=Letterhead(letterhead),
        size=size,
        author=post.name if post else "",
        keywords=tuple(
            filter(None, (reader.word("engagement_kind", engagement.kind), engagement.city))
        ),
    )


def _when_and_where(dossier: Dossier, reader: Reader) -> str:
    engagement = dossier.engagement
    first, last = engagement.starts_on, engagement.ends_on or engagement.starts_on
    when = words.date_range(first, last, reader.language) if first and last else ""
    cities = list(dict.fromkeys(stop.city for stop in dossier.stops)) or [engagement.city or ""]
    return " · ".join(filter(None, (when, " – ".join(filter(None, cities)))))


def _imprint(dossier: Dossier, reader: Reader, title: str) -> Any:
    from sciattache.papers.fixed.sheet import Imprint

    version = (
        reader.say("version", version=dossier.issue.version)
        if dossier.issue
        else reader.say("draft")
    )
    return Imprint(
        title=f"{dossier.engagement.title} · {reader.say(f'paper.{title}')}",
        author=dossier.post.name if dossier.post else "",
        language=reader.language,
        version=version,
        marking=dossier.marking,
        folio=reader.say("page"),
    )


def _stock(name: str, wish: Wish) -> str:
    return wish.stock or _STOCKS[name][wish.size or "A4"]


def _book(dossier: Dossier, reader: Reader, title: str, sheets: list[Any]) -> bytes:
    from sciattache.interchange.tables.write_workbook import workbook

    version = (
        reader.say("version", version=dossier.issue.version)
        if dossier.issue
        else reader.say("draft")
    )
    content, _ = workbook(
        sheets,
        title=f"{dossier.engagement.title} · {reader.say(f'paper.{title}')}",
        author=dossier.post.name if dossier.post else "",
        foot=" · ".join(filter(None, (dossier.marking, version))),
    )
    return content


def _who(dossier: Dossier, wish: Wish) -> Person:
    person = dossier.people.get(wish.person or "")
    if person is None:
        raise KnownError(
            "A personal paper needs a participant of the engagement.",
            "Say for whom with --person ID.",
        )
    return person
