"""Lives told in short, with a portrait and how to address whom."""

from __future__ import annotations

from sciattache.domain.directory.person import Person
from sciattache.papers.blocks import Biography, Entry
from sciattache.papers.reader import Reader
from sciattache.papers.values import terms

_TOLD = ("pronunciation", "form_of_address")


def biography(
    reader: Reader,
    person: Person,
    *,
    title: str = "",
    organisation: str = "",
    photo: bytes | None = None,
    named: bool = True,
) -> Biography:
    """A person as a reader meets them for the first time; ``named`` where no title names them."""
    facts = [(reader.field(person.field(name)), reader.text(person, name)) for name in _TOLD]
    facts.append((reader.field(person.field("languages")), terms(reader, person, "languages")))
    facts.append((reader.field(person.field("topics")), reader.text(person, "topics")))
    entry = Entry(
        name=reader.name(person),
        native_name=person.native_name or "",
        title=title,
        organisation=organisation,
        photo=photo,
    )
    return Biography(
        entry, reader.text(person, "biography"), tuple(facts), photo_box(person), named
    )  # fmt: skip


def photo_box(person: Person) -> tuple[int, int, int, int] | None:
    """The part of the photograph to show, where somebody has marked one."""
    marked = getattr(person, "photo_box", None)
    if not marked:
        return None
    left, top, width, height = map(int, marked.split())
    return left, top, width, height
