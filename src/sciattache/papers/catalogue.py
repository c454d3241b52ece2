"""Every paper that an engagement has, and how one is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.interchange.tables.sheet import Sheet
from sciattache.papers import words
from sciattache.papers.blocks import Block
from sciattache.papers.file_names import file_name as file_name
from sciattache.papers.file_names import untaken
from sciattache.papers.imprint import imprint, paper, paper_size
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier
from sciattache.store.dossiers import load

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
    Kind("changes", "Changes", ".pdf", _EVERYONE),
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
    yield from drawn(load(session, engagement), language=language)


def drawn(dossier: Dossier, *, language: str = "en") -> Iterator[tuple[str, bytes]]:
    """Every paper of a dossier for every audience, the page of changes where there is one."""
    taken: set[str] = set()
    for kind in KINDS:
        if kind.name == "changes" and dossier.before is None:
            continue
        for audience in kind.audiences:
            wish = Wish(audience=audience, language=language)
            after = f"-{audience}" if len(kind.audiences) > 1 else ""
            if not kind.personal:
                yield f"{kind.name}{after}{kind.suffix}", draw(dossier, kind.name, wish)
            elif audience == "guest":
                for person in _guests(dossier):
                    name = Reader(audience, language).plain_name(person)
                    name = untaken(f"{kind.name}-{file_name(name)}", taken)
                    made = draw(dossier, kind.name, replace(wish, person=person.id))
                    yield f"{name}{kind.suffix}", made


def _guests(dossier: Dossier) -> Iterator[Person]:
    for one in dossier.participants:
        if one.side == "guest" and one.person in dossier.people and one.rsvp != "declined":
            yield dossier.people[one.person]


def _flowing(
    make_blocks: Callable[..., tuple[Block, ...]], title: str
) -> Callable[[Dossier, Reader, Wish], bytes]:
    def drawn(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
        from sciattache.papers.typeset import pdf  # the typesetter is loaded for a paper only

        blocks = make_blocks(dossier, reader)
        return pdf(paper(dossier, reader, title, blocks, paper_size(wish.size)))

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


def _changes(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.changes import changes

    return _flowing(changes, "changes")(dossier, reader, wish)


def _badges(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.plates import name_badges

    return name_badges(dossier, reader, imprint(dossier, reader, "badges"), _stock("badges", wish))


def _place_cards(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.plates import cards

    return cards(
        dossier, reader, imprint(dossier, reader, "place-cards"), _stock("place-cards", wish)
    )


def _manifest(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.manifest import manifest

    return _book(dossier, reader, wish, "manifest", manifest(dossier, reader))


def _workbook(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.workbooks import engagement_workbook

    return _book(dossier, reader, wish, "workbook", engagement_workbook(dossier, reader))


_DRAWERS: dict[str, Callable[[Dossier, Reader, Wish], bytes]] = {
    "programme": _programme,
    "itinerary": _itinerary,
    "delegation-list": _delegation_list,
    "contact-sheet": _contact_sheet,
    "changes": _changes,
    "badges": _badges,
    "place-cards": _place_cards,
    "manifest": _manifest,
    "workbook": _workbook,
}


def _stock(name: str, wish: Wish) -> str:
    return wish.stock or _STOCKS[name][wish.size or "A4"]


def _book(dossier: Dossier, reader: Reader, wish: Wish, title: str, sheets: list[Sheet]) -> bytes:
    from sciattache.interchange.tables.write_workbook import workbook  # openpyxl is heavy

    about = imprint(dossier, reader, title)
    content, _ = workbook(
        sheets,
        title=about.title,
        author=about.author,
        foot=" · ".join(filter(None, (about.marking, about.version))),
        paper=paper_size(wish.size),
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
