"""The programme as the press gets it: what is open to it, where that is, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable

from sciattache.domain.office.colleague import Colleague
from sciattache.papers.blocks import Block, Facts, Note, Text
from sciattache.papers.flowing.programme import timetable
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier


def press_programme(dossier: Dossier, reader: Reader) -> tuple[Block, ...]:
    """The items that are open to the press, its rules, and an officer who answers it."""
    blocks: list[Block] = [Facts(tuple(_facts(dossier, reader)))]
    rules = reader.text(dossier.engagement, "press_rules")
    if rules:
        blocks.append(Note(rules, title=reader.say("heading.press_rules")))
    days = tuple(timetable(dossier, reader, dossier.items, (), ()))
    return (*blocks, *days) if days else (*blocks, Text((reader.say("press.none"),)))


def _facts(dossier: Dossier, reader: Reader) -> Iterable[tuple[str, str]]:
    host = dossier.organisations.get(dossier.engagement.host or "")
    yield reader.say("fact.host"), host.name if host else ""
    officer = _officer(dossier)
    if officer:
        known = (officer.name, officer.title or "", *reader.points(officer, "phones"),
                 *reader.points(officer, "emails"))  # fmt: skip
        yield reader.say("fact.press_contact"), " · ".join(filter(None, known))


def _officer(dossier: Dossier) -> Colleague | None:
    """The officer in charge of the engagement."""
    return dossier.colleagues.get(dossier.engagement.lead or "")
