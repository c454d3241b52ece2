"""The places in a letter that stand for something else in each copy, and what fills them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sciattache.domain.points import Address
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.participation import Participation
from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.blocks import direction
from sciattache.papers.letters import own_programme, salutations
from sciattache.papers.reader import GONE, Reader
from sciattache.services.dossier import Dossier
from sciattache.services.invitations import PATIENCE

_PLACE = re.compile(r"\{([^{}\n]{0,60})\}")
_LACKING = "\0"
"""What stands for a place that nothing filled, until its line is closed up."""
_LEADING_TO_NOTHING = re.compile(rf"(\s*)[^.!?。！？؟]*[:：]\s*{_LACKING}[.。]? *")
_BETWEEN = frozenset({"movement", "free"})
"""Kinds of item in which nobody has a part to be thanked for."""
_RIGHT = "\u200f"
"""The right-to-left mark (Unicode Standard Annex 9)."""
_GREETING = re.compile(r"\A\s*\{\s*salutation\s*\}[ ,:;.،，：]*(?:\n\s*|\Z)", re.IGNORECASE)


@dataclass(frozen=True)
class Copy:
    """One copy of a letter: to which participant, in which language, of which day."""

    dossier: Dossier
    reader: Reader
    to: Participation
    on: date


@dataclass(frozen=True)
class Filled:
    """A text with its places filled, and the names of those that nothing could fill."""

    text: str
    missing: tuple[str, ...] = ()


def known() -> tuple[str, ...]:
    """The names of all places, in the order of the alphabet."""
    return tuple(sorted(_VALUES))


def check(*texts: str) -> None:
    """``KnownError`` names the places in texts that nobody knows, and lists those known."""
    named = [_name(found) for text in texts for found in _PLACE.findall(text)]
    strange = [name for name in dict.fromkeys(named) if name not in _VALUES]
    if strange:
        told = ", ".join(f"{{{name}}}" for name in strange)
        listed = ", ".join(f"{{{name}}}" for name in known())
        raise KnownError(
            f"Nothing is known to fill {told} in this letter.", f"These are filled: {listed}."
        )


def named(*texts: str) -> tuple[str, ...]:
    """The places that stand in texts, in their order, each once."""
    found = (_name(found) for text in texts for found in _PLACE.findall(text))
    return tuple(dict.fromkeys(name for name in found if name in _VALUES))


def value(name: str, copy: Copy) -> str:
    """What fills a place in a copy; empty where nothing does, and for a place that nobody knows."""
    return _VALUES[name](copy) if name in _VALUES else ""


def without_greeting(body: str) -> str:
    """A body without the salutation on its first line: every letter has one above its body."""
    return _GREETING.sub("", body, count=1)


def fill(text: str, copy: Copy) -> Filled:
    """A text with its places filled once: what a value says is never a place again."""
    missing: dict[str, None] = {}

    def filling(found: re.Match[str]) -> str:
        name = _name(found[1])
        filled = value(name, copy)
        if not filled:
            missing[name] = None
            return _LACKING
        return _apart(filled, copy.reader.language)

    check(text)
    parts = [_PLACE.sub(filling, part) for part in text.split("\n")]
    whole = "\n".join(_closed_up(part) if _LACKING in part else part for part in parts)
    return Filled(re.sub(r"\n{3,}", "\n\n", whole).strip("\n"), tuple(missing))


def _apart(value: str, language: str) -> str:
    """A value in the other direction inside a text from the right, between marks that keep what
    stands beside it (a quotation mark, a number) in the text's own order."""
    ways = {unicodedata.bidirectional(sign) for sign in value}
    if direction(language) == "rtl" and "L" in ways:
        return f"{_RIGHT}{value}{_RIGHT}"
    return value


def _name(said: str) -> str:
    return said.strip().casefold().replace(" ", "_").replace("-", "_")


def _closed_up(line: str) -> str:
    """A line without the gaps that places left when nothing filled them, and without a sentence
    that leads up to one with a colon."""
    rest = _LEADING_TO_NOTHING.sub(r"\1", line).replace(_LACKING, "")
    return re.sub(r" +(?=[ ,.;])", "", rest).strip()


def _dates(copy: Copy) -> str:
    first = copy.dossier.engagement.starts_on
    last = copy.dossier.engagement.ends_on or first
    return words.date_range(first, last, copy.reader.language) if first and last else ""


def _place(copy: Copy) -> str:
    dossier, reader = copy.dossier, copy.reader
    named = list(dict.fromkeys(stop.city for stop in dossier.stops if stop.city))
    cities = named or [dossier.engagement.city or ""]
    return " – ".join(reader.city(city) for city in cities if city)


def _address(copy: Copy) -> str:
    """Where the recipient is: at home only who comes for nobody."""
    organisation = copy.dossier.organisation_of(copy.to)
    at = _preferred(organisation.addresses if organisation else None) or _preferred(
        copy.dossier.people[copy.to.person].addresses
    )
    if at is None:
        return ""
    town = " ".join(filter(None, (at.postal_code, at.locality)))
    country = copy.reader.word("country", at.country) if at.country else ""
    return "\n".join(filter(None, (*at.lines.splitlines(), town, at.region, country)))


def _preferred(addresses: tuple[Address, ...] | None) -> Address | None:
    listed = addresses or ()
    return next((one for one in listed if one.preferred), next(iter(listed), None))


def _organisation(copy: Copy) -> str:
    found = copy.dossier.organisation_of(copy.to)
    return found.name if found else ""


def _host(copy: Copy) -> str:
    host = copy.dossier.organisations.get(copy.dossier.engagement.host or "")
    post = copy.dossier.post
    return host.name if host else post.name if post else ""


def _contact(copy: Copy) -> str:
    lead = copy.dossier.colleagues.get(copy.dossier.engagement.lead or "")
    if lead is None:
        return ""
    reached = (*copy.reader.points(lead, "phones")[:1], *copy.reader.points(lead, "emails")[:1])
    return f"{lead.name} ({copy.reader.listed(reached)})" if reached else lead.name


def _answer_by(copy: Copy) -> str:
    """As many days as the office waits for an answer, but before the first day."""
    day = copy.on + timedelta(days=PATIENCE)
    first = copy.dossier.engagement.starts_on
    if first is not None and copy.on < first:
        day = min(day, first - timedelta(days=1))
    return words.plain_date(day, copy.reader.language)


def _items(copy: Copy) -> list[AgendaItem]:
    """The items in which the recipient has a part (named for it, its contact, or its host) in the
    order in which they come."""
    dossier, person = copy.dossier, copy.to.person
    organisation = dossier.organisation_of(copy.to) if copy.to.side == "host" else None
    parts = [
        item
        for item in dossier.items
        if item.status not in GONE
        and item.kind not in _BETWEEN
        and (
            person in dossier.attending(item.id)
            or item.contact == person
            or (organisation is not None and item.host == organisation.id)
        )
    ]
    return sorted(parts, key=lambda item: str(item.starts_at or item.first_day or "9"))


def _titles(copy: Copy) -> list[str]:
    return [item.title for item in _items(copy)]


def _meetings(copy: Copy) -> str:
    return "\n".join(own_programme.meetings(copy.dossier, _items(copy), copy.reader))


def _flights(copy: Copy) -> str:
    return "\n".join(own_programme.flights(copy.dossier, copy.to, copy.reader))


def _hotel(copy: Copy) -> str:
    return "\n".join(own_programme.hotels(copy.dossier, copy.to, copy.reader))


_VALUES: Mapping[str, Callable[[Copy], str]] = {
    "address": _address,
    "answer_by": _answer_by,
    "city": _place,
    "contact": _contact,
    "dates": _dates,
    "engagement": lambda copy: copy.dossier.engagement.title,
    "event": lambda copy: copy.dossier.engagement.title,
    "flights": _flights,
    "host": _host,
    "hotel": _hotel,
    "item": lambda copy: next(iter(_titles(copy)), ""),
    "items": lambda copy: copy.reader.listed(_titles(copy)),
    "meetings": _meetings,
    "name": lambda copy: salutations.name(copy.dossier.people[copy.to.person], copy.reader),
    "organisation": _organisation,
    "place": _place,
    "purpose": lambda copy: copy.reader.text(copy.dossier.engagement, "purpose"),
    "reference": lambda copy: copy.dossier.engagement.reference or "",
    "salutation": lambda copy: salutations.spoken(copy.dossier.people[copy.to.person], copy.reader),
    "title": lambda copy: copy.dossier.title_of(copy.to),
}
