"""Lives told in short, with a portrait and how to address whom."""

from __future__ import annotations

from sciattache.domain.directory.person import Person
from sciattache.domain.standards import photo_box
from sciattache.domain.standards.photo_box import PhotoBox
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
        box=shown_part(person),
    )
    return Biography(entry, reader.text(person, "biography"), tuple(facts), named)


def shown_part(person: Person) -> PhotoBox | None:
    """The part of the photograph to show, where somebody has marked one that can be read."""
    try:
        return photo_box.read(person.photo_box) if person.photo_box else None
    except ValueError:
        return None
