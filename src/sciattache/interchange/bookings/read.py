"""Read a file that confirms bookings: mail, page, text, JSON or PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sciattache.errors import KnownError
from sciattache.interchange.bookings import (
    gds,
    itinerary,
    letters,
    markup,
    rail,
    reservations,
    rooms,
    structured,
    tickets,
)
from sciattache.interchange.bookings.booking import Found, Journey, Refused

LARGEST = 30_000_000
_LONGEST = 2_000_000
"""Signs of one text that are read."""
_BEFORE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: bookings and what was refused, and notes on the file as a whole.

    ``calendars`` are the calendars that a mail carries, each with its name.
    """

    found: Found
    notes: tuple[str, ...] = ()
    calendars: tuple[tuple[str, bytes], ...] = ()
    sent: date | None = None


@dataclass
class _Read:
    found: Found = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    calendars: list[tuple[str, bytes]] = field(default_factory=list)


def read(file: Path, *, near: date | None = None) -> Reading:
    """The bookings in a file; ``KnownError`` if it cannot be opened or is too large.

    ``near`` is a day near to which days without a year are, where the file tells none itself.
    """
    size = file.stat().st_size
    if size > LARGEST:
        raise KnownError(
            f"{file.name} is larger than {LARGEST // 1_000_000} MB.",
            "Save the confirmation alone, without what is attached to it.",
        )
    return of_bytes(file.read_bytes(), file.name, sent=letters.envelope(file), near=near)


def of_bytes(
    content: bytes, name: str, *, sent: date | None = None, near: date | None = None
) -> Reading:
    """The bookings in what a file called ``name`` holds; ``sent`` is when it was sent."""
    made = _Read()
    parts = [letters.Part(name, letters.kind(name, content), content)]
    if parts[0].kind == "mail":
        letter = letters.opened(content)
        parts, sent = list(letter.parts), letter.sent or sent
        made.notes += letter.notes
    # What belongs to a visit may be booked for days well before it.
    from_day = sent or (near - _BEFORE if near else None)
    for part in _preferred(parts):
        _part(part, made, from_day)
    found = _distinct(reservations.together(made.found))
    return Reading(found, tuple(dict.fromkeys(made.notes)), tuple(made.calendars), sent)


def of_text(text: str, *, sent: date | None = None, on: date | None = None) -> Found:
    """The bookings in a plain text; ``on`` is the day of its first journey, where it is known.

    The first reader that finds any is believed.
    """
    text = text[:_LONGEST]
    lines = text.replace("\xa0", " ").splitlines()
    readers: tuple[Callable[[], Found], ...] = (
        lambda: tickets.read(text, sent),
        lambda: gds.read(lines, sent),
        lambda: rail.read(lines, on, sent),
        lambda: itinerary.read(lines, sent or on),
        lambda: rooms.read(lines, sent),
    )
    refused: Found = []
    for reader in readers:
        found = reader()
        if any(not isinstance(one, Refused) for one in found):
            return found
        refused = refused or found
    return refused


def _part(part: letters.Part, made: _Read, sent: date | None) -> None:
    if part.kind == "calendar":
        made.calendars.append((part.name, part.content))
        return
    if part.kind == "json":
        _json(part, made)
        return
    text = letters.text_of(part)
    if len(text) > _LONGEST:
        made.notes.append(f"{part.name}: only its first {_LONGEST:,} signs were read.")
        text = text[:_LONGEST]
    if part.kind == "page":
        items, problems = structured.of_page(text)
        made.notes += [f"{part.name}: {problem}" for problem in problems]
        told = reservations.bookings(items, part.name)
        if any(not isinstance(one, Refused) for one in told):
            made.found += told
            return  # what is told in so many fields is surer than the text around it
        made.found += told
        text = markup.text(text)
    made.found += of_text(text, sent=sent)


def _json(part: letters.Part, made: _Read) -> None:
    try:
        value = structured.loads(letters.text_of(part))
    except ValueError as error:
        made.notes.append(f"{part.name}: It is no JSON: {error}")
        return
    made.found += reservations.bookings(structured.objects(value), part.name)


def _preferred(parts: Sequence[letters.Part]) -> Iterator[letters.Part]:
    """The parts of a letter worth reading: its page before its plain text, which says the same."""
    order = {"page": 0, "json": 1, "text": 2, "calendar": 3, "pdf": 4}
    return iter(sorted((p for p in parts if p.kind in order), key=lambda part: order[part.kind]))


def _distinct(found: Found) -> Found:
    """Bookings, each once; what was refused only where nothing was found in its place."""
    seen: set[object] = set()
    made: Found = []
    for one in found:
        if isinstance(one, Journey):
            # A letter says it in its page and in its text: the number and the day tell.
            key = (
                one.carrier_code or one.kind,
                one.number or one.origin.code,
                one.departs.day,
                one.departs.at and one.departs.at.replace(tzinfo=None),
            )
            if key in seen:
                continue
            seen.add(key)
        made.append(one)
    if any(not isinstance(one, Refused) for one in made):
        journeys = [one for one in made if isinstance(one, Journey)]
        numbers = {re.sub(r"\W", "", f"{one.carrier_code}{one.number}") for one in journeys}
        made = [
            one
            for one in made
            if not isinstance(one, Refused)
            or not any(number and number in re.sub(r"\W", "", one.evidence) for number in numbers)
        ]
    return made


__all__ = ["LARGEST", "Reading", "of_bytes", "of_text", "read"]
