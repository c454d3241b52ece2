"""The delegations of a book: on each side government, science and business apart."""

from __future__ import annotations

from sciattache.domain.programmes.participation import Participation
from sciattache.papers.blocks import Block, Heading, People
from sciattache.papers.flowing.lists import entry, shown
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

_FIELDS = {
    "government": ("ministry", "agency", "embassy", "parliament", "international"),
    "science": (
        "university", "research_institute", "laboratory", "funding_agency", "academy", "hospital",
        "school",
    ),
    "business": ("company", "startup", "investor", "accelerator", "association"),
}  # fmt: skip
_FIELD_OF = {kind: name for name, kinds in _FIELDS.items() for kind in kinds}
_REST = "others"


def delegations(dossier: Dossier, reader: Reader) -> tuple[Block, ...]:
    """Who comes and who receives; a side from one field alone is not parted."""
    listed = shown(dossier)
    blocks: list[Block] = []
    for side in dict.fromkeys(one.side or "guest" for one in listed):
        members = [one for one in listed if (one.side or "guest") == side]
        blocks.append(Heading(reader.word("side.plural", side)))
        fields = {name: [one for one in members if _field(dossier, one) == name]
                  for name in (*_FIELDS, _REST)}  # fmt: skip
        there = {name: people for name, people in fields.items() if people}
        for name, people in there.items():
            if len(there) > 1:
                blocks.append(Heading(reader.say(f"field.{name}"), 2))
            blocks.append(People(tuple(entry(dossier, reader, one) for one in people), True))
    return tuple(blocks)


def _field(dossier: Dossier, one: Participation) -> str:
    organisation = dossier.organisation_of(one)
    kind = organisation.kind if organisation else None
    return _FIELD_OF.get(kind or "", _REST)
