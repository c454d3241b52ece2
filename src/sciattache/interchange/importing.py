"""Take in a file: recognise it, plan what it would do, and do it as one step."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.records import Record
from sciattache.errors import KnownError, Told
from sciattache.interchange import from_bookings, from_calendar, from_cards, mapping, wall_clocks
from sciattache.interchange import plan as planning
from sciattache.interchange.calendars.event import Event
from sciattache.interchange.drafts import Draft
from sciattache.interchange.plan import Plan, Report, Source
from sciattache.interchange.tables.table import Layout, Table
from sciattache.interchange.uncollected import uncollected
from sciattache.store import blobs, settings
from sciattache.store.office import Office
from sciattache.store.steps import step

_CARDS = frozenset({".vcf", ".vcard"})
_CALENDARS = frozenset({".ics", ".ical", ".ifb", ".icalendar", ".vcs"})
_BOOKINGS = frozenset({".eml", ".html", ".htm", ".json", ".jsonld", ".pdf"})
_TEXTS = frozenset({".txt", ".text", ""})
_SHORT = 300_000
"""Bytes of a text beyond which it is a table, not a confirmation."""


@dataclass(frozen=True)
class Wish:
    """What the user asks of an import.

    ``of`` the record type of a table's rows, ``into`` the engagement that they belong to (its
    id), ``columns`` headings to paths where the guess is not wanted, ``layout`` and ``sheet`` as
    corrected, ``remembered`` whether a mapping used before for the same headings is taken, ``new``
    the values of the engagement that a calendar becomes where it goes into none that is there.
    """

    of: type[Record] | None = None
    into: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    layout: Layout | None = None
    sheet: str | None = None
    remembered: bool = True
    new: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Reading:
    """A file as read: what its rows say, and for a table how its columns were understood."""

    file: Path
    type: type[Record]
    sources: list[Source]
    notes: tuple[str, ...] = ()
    contents: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    table: Table | None = None
    mapping: dict[int, str] = field(default_factory=dict)


def kind_of(file: Path) -> str:
    """What a file is: cards, ldif, windows contact, calendar, bookings or table.

    A text is one of bookings where one is found in it.
    """
    suffix = file.suffix.casefold()
    if not file.is_file():
        raise KnownError(f"There is no file {file}.", "Check its name.")
    if suffix in _CARDS:
        return "cards"
    if suffix in _CALENDARS:
        return "calendar"
    if suffix == ".ldif":
        return "ldif"
    if suffix == ".contact":
        return "windows contact"
    if suffix in _BOOKINGS:
        return "bookings"
    with file.open("rb") as opened:
        start = opened.read(400).lstrip(b"\xef\xbb\xbf\r\n\t ").upper()
    if start.startswith(b"BEGIN:VCARD"):
        return "cards"
    if start.startswith(b"BEGIN:VCALENDAR"):
        return "calendar"
    return "bookings" if suffix in _TEXTS and _confirms(file) else "table"


def _confirms(file: Path) -> bool:
    """Whether a text holds a booking, and no columns of a table."""
    from sciattache.interchange.bookings import read as bookings

    if file.stat().st_size > _SHORT:
        return False
    lines = [line for line in file.read_bytes().splitlines() if line.strip()]
    return not _is_columns(lines) and bool(bookings.read(file).found)


def _is_columns(lines: Sequence[bytes]) -> bool:
    """Whether most lines of a text have the same columns, two signs between them at least."""
    for sign in (b"\t", b";"):
        ((count, times),) = Counter(line.count(sign) for line in lines).most_common(1) or [(0, 0)]
        if count > 1 and times > max(1, 0.7 * len(lines)):
            return True
    return False


def read(
    session: Session,
    file: Path,
    wish: Wish,
    *,
    table: Table | None = None,
    report: Report | None = None,
) -> Reading:
    """Read a file into drafts; ``KnownError`` names the file and says what to do.

    ``table`` is the file's table where it has been read already.
    """
    engagement = _engagement(session, wish.into)
    try:
        with uncollected():
            if table is not None:
                reading = _from_table(session, table, wish, engagement, report)
            else:
                reading = _READERS[kind_of(file)](session, file, wish, engagement, report)
    except OSError as error:
        raise KnownError(
            f"{file} cannot be read: {error.strerror}.", "Check who may read it."
        ) from None
    except KnownError as error:
        if file.name in str(error):
            raise
        raise KnownError(f"{file.name}: {error.sentence}", error.remedy) from None
    return reading


def plan(session: Session, reading: Reading, report: Report | None = None) -> Plan:
    """What importing would do now; writes nothing."""
    with uncollected():
        made = planning.plan(session, reading.file, reading.type, reading.sources, report)
    made.notes, made.contents = reading.notes, reading.contents
    return made


def take(office: Office, reading: Reading, report: Report | None = None) -> Plan:
    """Import what was read, as one step that can be undone."""
    with uncollected(), office.session() as session, step(session, f"Import {reading.file.name}"):
        made = plan(session, reading, report)
        wanted = _contents_used(made)
        for sha256, (content, media_type) in made.contents.items():
            if sha256 in wanted:
                blobs.keep(session, content, media_type or None)
        planning.write(session, made, report)
        if reading.table is not None and reading.mapping:
            settings.keep(session, _memory(reading.table, reading.type), _paths(reading))
    return made


def _contents_used(made: Plan) -> set[Any]:
    if not made.contents:
        return set()
    added = (known.values for rows in made.inserts.values() for known in rows)
    changed = (known.changes for known in made.updates)
    return {
        value
        for values in (*added, *changed)
        for value in values.values()
        if isinstance(value, str)
    }


def _cards(
    session: Session, file: Path, wish: Wish, engagement: Any, report: Report | None
) -> Reading:
    from sciattache.interchange.cards import ldif, read, windows_contact

    readers = {"cards": read.read, "ldif": ldif.read, "windows contact": windows_contact.read}
    found = readers[kind_of(file)](file)
    reading = Reading(file, Person, [])
    reading.sources = [
        *from_cards.sources(found.cards, reading.contents),
        *(Source(line, None, sentence) for line, sentence in found.problems if not found.cards),
    ]
    reading.notes = tuple(
        Told("Line {line}: {sentence}", line=line, sentence=sentence)
        for line, sentence in found.problems
    )
    return reading


def _calendar(
    session: Session, file: Path, wish: Wish, engagement: Any, report: Report | None
) -> Reading:
    from sciattache.interchange.calendars import read as calendars

    zone = engagement.zone or engagement.home_zone if engagement else None
    found = calendars.read(file, default_zone=zone)
    into: Any = engagement.id if engagement else _engagement_of(session, found.events)
    if into is None:
        into = Draft(Engagement, {"title": found.calendar_name or file.stem, "kind": "seminar"})
        days = sorted(_day(event.start) for _, event in found.events)
        if days:
            into.values |= {"starts_on": days[0], "ends_on": days[-1]}
        into.values |= wish.new
    reading = Reading(file, AgendaItem, [])
    clock = zone or found.zone or ""
    around = from_bookings.Around.of(session, into, clock)
    reading.sources = [
        *from_calendar.sources(found.events, around, clock),
        *(Source(position, None, sentence) for position, sentence in found.refused),
    ]
    reading.sources.sort(key=lambda source: source.row)
    reading.notes = tuple(
        Told("{where}: {sentence}", where=where, sentence=sentence)
        for where, sentence in found.problems
    )
    return reading


def _bookings(
    session: Session, file: Path, wish: Wish, engagement: Any, report: Report | None
) -> Reading:
    from sciattache.interchange.bookings import read as bookings
    from sciattache.interchange.calendars import read as calendars

    found = bookings.read(file, near=engagement.starts_on if engagement else None)
    if engagement is None and (found.found or found.calendars):
        raise KnownError(
            f"{file.name}: it must be known to which engagement its bookings belong.",
            "Say so with --into ENGAGEMENT.",
        )
    around = from_bookings.Around.of(session, engagement.id if engagement else None)
    reading = Reading(file, Leg, list(from_bookings.sources(found.found, around)))
    notes = list(found.notes)
    for name, content in found.calendars:
        try:
            carried = calendars.read(content, default_zone=around.zone or None)
        except KnownError as error:
            notes.append(Told("{where}: {sentence}", where=name, sentence=error.sentence))
            continue
        if not found.found:  # the letter itself says what its calendar does
            reading.sources += from_calendar.sources(carried.events, around, around.zone)
    if not reading.sources:
        raise KnownError(
            f"{file.name}: no booking is found in it.",
            "Enter the journey or the stay by hand, or import it as a table.",
        )
    if all(one.draft is None or one.draft.type is Stay for one in reading.sources):
        reading.type = Stay
    reading.notes = tuple(notes)
    return reading


def _engagement_of(session: Session, events: Sequence[tuple[int, Event]]) -> str | None:
    """The one engagement that the items of these events belong to already, where there is one."""
    uids = {event.uid for _, event in events if event.uid}
    ids = {uid.removeprefix("urn:uuid:") for uid in uids}
    items = session.query(AgendaItem.engagement).filter(
        AgendaItem.calendar_uid.in_(uids) | AgendaItem.id.in_(ids)
    )
    engagements = {row[0] for row in items.distinct()}
    return engagements.pop() if len(engagements) == 1 else None


def _day(moment: Any) -> Any:
    return moment.date() if hasattr(moment, "date") else moment


def _table(
    session: Session, file: Path, wish: Wish, engagement: Any, report: Report | None
) -> Reading:
    from sciattache.interchange import tables

    table = tables.read(file, wish.layout, sheet=wish.sheet)
    return _from_table(session, table, wish, engagement, report)


def _from_table(
    session: Session, table: Table, wish: Wish, engagement: Any, report: Report | None
) -> Reading:
    from sciattache.interchange.cards import columns as contact_columns

    file = table.source
    if not table.columns:
        others = [name for name in table.sheets if name != table.layout.sheet]
        raise KnownError(
            f"{file.name}: there is nothing in it to import.",
            f"Choose another sheet: {', '.join(others)}." if others else "Choose another file.",
        )
    problems = [Source(problem.row, None, problem.reason) for problem in table.problems]
    headings = list(table.columns)
    ours = mapping.is_ours(headings, table.rows)
    told = wish.columns or ours or (wish.remembered and _remembered(session, table, Person))
    guessing = not told and wish.of in (None, Person)
    of_people = guessing and contact_columns.is_contact_table(headings)
    if of_people and wish.of is None:
        of_people = not _is_of_participants(table, engagement)
    known = sum(contact_columns.known_header(heading) is not None for heading in headings)
    if of_people and len(mapping.guess(headings, Person)) < known:
        reading = Reading(file, Person, [], table.notes, table=table)
        is_absent = mapping.absent(table.rows)
        texts = [_texts(row.cells, is_absent) for row in table.rows]
        cards = contact_columns.cards_from_rows(headings, texts)
        numbered = zip((row.number for row in table.rows), cards, strict=True)
        found = [
            source for source in from_cards.sources(numbered, reading.contents) if _says(source)
        ]
        reading.sources = sorted([*found, *problems], key=lambda source: source.row)
        return reading
    cls = wish.of or (Person if of_people else None)
    why: tuple[str, ...] = ()
    if cls is None:
        cls, why = _guessed(file, table, engagement)
    columns = mapping.guess(headings, cls, table.rows)
    if wish.remembered:
        memory = mapping.checked(headings, cls, _remembered(session, table, cls))
        columns = mapping.corrected(columns, memory)
    columns = mapping.corrected(columns, mapping.checked(headings, cls, wish.columns))
    given = {"engagement": engagement.id} if engagement and _takes_engagement(cls) else {}
    if given:  # a column that was taken for another engagement does not lead away from this one
        columns = {
            at: path
            for at, path in columns.items()
            if "engagement" not in (path or "").split(".") or headings[at] in wish.columns
        }
    reading = Reading(file, cls, [], table=table, mapping={k: v for k, v in columns.items() if v})
    around = from_bookings.Around.of(session, given.get("engagement"))
    clocks = _CLOCKS[cls](around) if cls in _CLOCKS else None
    visit = _days(engagement) if given else None
    drafted = mapping.sources(table.rows, cls, reading.mapping, given, headings, clocks, visit)
    drafted = from_bookings.recognised(drafted, around)
    reading.sources = [*_reported(drafted, len(table.rows), report), *problems]
    reading.sources.sort(key=lambda source: source.row)
    left = [heading for position, heading in enumerate(headings) if position not in reading.mapping]
    if left:
        why += (Told("Columns not taken: {columns}.", columns=", ".join(left)),)
    reading.notes = table.notes + why
    if not reading.mapping:
        raise KnownError(
            f"{file.name}: none of its columns names a field of {cls.about.plural.lower()}.",
            "Say which column is what with --map COLUMN=FIELD.",
        )
    return reading


def _days(engagement: Any) -> tuple[date, date] | None:
    """The first and the last day of an engagement that has any."""
    first = engagement.starts_on or engagement.ends_on
    return (first, engagement.ends_on or first) if first else None


def _is_of_participants(table: Table, engagement: Any) -> bool:
    """Whether a table of people is one of those who take part in something."""
    given = ("engagement",) if engagement else ()
    return mapping.guess_type(table.columns, given, table.rows) is Participation


def _guessed(file: Path, table: Table, engagement: Any) -> tuple[type[Record], tuple[str, ...]]:
    """What the rows of a table are, and the note that says why."""
    found = mapping.candidates(table.columns, ("engagement",) if engagement else (), table.rows)
    best = next((one for one in found if one.is_clear), None)
    if best is None:
        raise _unclear(file, table, found)
    plural = best.type.about.plural.lower()
    return best.type, (f"Taken as {plural} because of the columns {', '.join(best.columns)}.",)


def _unclear(file: Path, table: Table, found: Sequence[mapping.Candidate]) -> KnownError:
    perhaps = [
        f"{one.type.about.plural.lower()} ({', '.join(one.columns)})" for one in found[:2]
    ]  # fmt: skip
    told = f" They may be {' or '.join(perhaps)}." if perhaps else ""
    remedy = "Say so with --as TYPE, and which column is what with --map COLUMN=FIELD."
    if any([f.name for f in one.lacks] == ["engagement"] for one in found[:2]):
        remedy += " Rows that belong to an engagement need --into ENGAGEMENT."
    return KnownError(
        f"{file.name}: it is not clear what its rows are: {', '.join(table.columns)[:300]}.{told}",
        remedy,
    )


def _reported(sources: Iterable[Source], total: int, report: Report | None) -> Iterator[Source]:
    for done, source in enumerate(sources):
        if report and done % 500 == 0:
            report(done, total)
        yield source


_READERS = {
    "cards": _cards,
    "ldif": _cards,
    "windows contact": _cards,
    "calendar": _calendar,
    "bookings": _bookings,
    "table": _table,
}


def _texts(cells: Sequence[Any], is_absent: Callable[[str], bool]) -> list[str]:
    texts = ("" if cell is None else str(cell) for cell in cells)
    return ["" if is_absent(text) else text for text in texts]


def _says(source: Source) -> bool:
    return source.draft is None or any(
        name not in ("name_order", "card_uid") for name in source.draft.values
    )


def _takes_engagement(cls: type[Record]) -> bool:
    return any(f.name == "engagement" for f in cls.fields())


def _engagement(session: Session, id: str | None) -> Engagement | None:
    if id is None:
        return None
    found = session.query(Engagement).filter(Engagement.id == id).one_or_none()
    if found is None:
        raise KnownError(
            f"There is no engagement {id}.", "List them with “sciattache list STORE engagement”."
        )
    return found


def _remembered(session: Session, table: Table, cls: type[Record]) -> dict[str, str]:
    """The mapping with which a table with these headings was imported last."""
    paths: dict[str, str] = settings.get(session, _memory(table, cls), {})
    return {column: path for column, path in paths.items() if column in table.columns}


def _memory(table: Table, cls: type[Record]) -> str:
    headings = json.dumps(list(table.columns), ensure_ascii=False)
    return f"mapping:{cls.type_name()}:{hashlib.sha256(headings.encode()).hexdigest()[:16]}"


def _paths(reading: Reading) -> dict[str, str]:
    assert reading.table is not None
    return {
        column: reading.mapping.get(position, "")
        for position, column in enumerate(reading.table.columns)
    }


__all__ = ["Reading", "Wish", "kind_of", "plan", "read", "take"]


_CLOCKS: dict[type[Record], Callable[[from_bookings.Around], mapping.Clocks]] = {
    Leg: from_bookings.clocks, AgendaItem: wall_clocks.of_items,
}  # fmt: skip
"""What tells the zones of a row's hours, by what rows are."""
