"""The scene-setter: why the visit takes place, what to know of it, what it should come to."""

from __future__ import annotations

from collections.abc import Iterable

from sciattache.domain.programmes.participation import Participation
from sciattache.papers.blocks import Block, Facts, Heading, Note, Text
from sciattache.papers.reader import Reader
from sciattache.papers.values import terms
from sciattache.services.dossier import Dossier

_LEADERS = ("head", "deputy_head")


def scene_setter(dossier: Dossier, reader: Reader) -> tuple[Block, ...]:
    """One page for somebody who reads nothing else."""
    return (Facts(tuple(_facts(dossier, reader))), *scene(dossier, reader))


def scene(dossier: Dossier, reader: Reader) -> tuple[Block, ...]:
    """What the scene-setter tells in running words; nothing where nobody wrote any."""
    engagement = dossier.engagement
    blocks: list[Block] = []
    for key, name in (("purpose", "purpose"), ("scene", "scene")):
        told = reader.text(engagement, name)
        if told:
            blocks += [Heading(reader.say(f"section.{key}")), Text((told,))]
    success = reader.text(engagement, "success")
    if success:
        blocks.append(Note(success, title=reader.say("section.success")))
    return tuple(blocks)


def _facts(dossier: Dossier, reader: Reader) -> Iterable[tuple[str, str]]:
    engagement = dossier.engagement
    host = dossier.organisations.get(engagement.host or "")
    guests = dossier.organisations.get(engagement.guest_organisation or "")
    lead = dossier.colleagues.get(engagement.lead or "")
    yield reader.field(engagement.field("kind")), reader.choice(engagement, "kind")
    yield reader.field(engagement.field("guest_organisation")), guests.name if guests else ""
    leader = _leader(dossier, "guest")
    head = dossier.people.get(leader.person) if leader else None
    yield reader.word("participation_role", "head", of=head), _introduced(dossier, reader, leader)
    yield reader.say("fact.host"), host.name if host else ""
    yield reader.say("received_by"), _introduced(dossier, reader, _leader(dossier, "host"))
    yield reader.field(engagement.field("sectors")), terms(reader, engagement, "sectors")
    if lead:
        yield reader.say("fact.lead"), " · ".join([lead.name, *reader.points(lead, "phones")])


def _leader(dossier: Dossier, side: str) -> Participation | None:
    """Who leads a side."""
    for role in _LEADERS:
        for one in dossier.participants:
            if one.side == side and one.role == role and one.rsvp != "declined":
                return one
    return None


def _introduced(dossier: Dossier, reader: Reader, one: Participation | None) -> str:
    """Somebody's name with the title."""
    if one is None:
        return ""
    return reader.listed([reader.name(dossier.people.get(one.person)), dossier.title_of(one)])
