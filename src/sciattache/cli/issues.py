"""Commands on the versions of a programme: issue, versions, changes, hand, recall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from sciattache.cli.letters_told import letter_line, letter_told
from sciattache.cli.stores import (
    AsJson,
    StorePath,
    engagement_named,
    opened,
    record,
    say_json,
    table,
)
from sciattache.domain import vocabularies
from sciattache.domain.directory.person import Person
from sciattache.domain.fields import Field
from sciattache.domain.programmes.copy import Copy
from sciattache.domain.programmes.issue import Issue
from sciattache.domain.records import Record
from sciattache.domain.standards import timezones
from sciattache.errors import KnownError
from sciattache.papers import issuing, words
from sciattache.papers.outbox.dispatching import sent
from sciattache.papers.outbox.outdated import outdated
from sciattache.papers.reader import Reader
from sciattache.papers.values import said
from sciattache.services import changes as comparing
from sciattache.services import conflicts
from sciattache.services.dossier import Dossier
from sciattache.store import dossiers, issues, query
from sciattache.store.steps import step

Which = Annotated[str, typer.Argument(metavar="ENGAGEMENT")]
Version = Annotated[int | None, typer.Option(help="The last one where not given.", metavar="N")]


def issue(
    store: StorePath,
    engagement_: Which,
    by: Annotated[str, typer.Option(help="Who issues it.")] = "",
    note: Annotated[str, typer.Option(help="What this version is about.")] = "",
    as_json: AsJson = False,
) -> None:
    """Freeze the programme as the next version, with the digests of its papers."""
    with opened(store) as office, office.session() as session:
        found = engagement_named(session, engagement_)
        made = issuing.issue(session, found, by=by, notes=note)
        if as_json:
            say_json(_version(made))
        else:
            print(f"Issued version {made.version} of {found.title}.")


def versions(store: StorePath, engagement_: Which, as_json: AsJson = False) -> None:
    """List the versions, what is not issued yet, which seats no longer fit, old copies, letters."""
    with opened(store) as office, office.session() as session:
        found = engagement_named(session, engagement_)
        dossier = dossiers.load(session, found)
        issued = issues.versions(session, found.id)
        held = [_holding(session, one) for one in issuing.stale(session, found.id)]
        affected = issuing.affected(dossier)
        seats = _seats(session, dossier)
        letters = outdated([one.dispatch for one in sent(session, found.id)], dossier)
        if as_json:
            say_json(
                {
                    "engagement": found.id,
                    "versions": [_version(one) for one in issued],
                    "unissued": dossier.unissued,
                    "affected": affected,
                    "seats": seats,
                    "old_copies": held,
                    "letters": [letter_told(one) for one in letters],
                }
            )
            return
        table([_line(one, dossier) for one in issued])
        print(f"{dossier.unissued} changes are not issued yet." if issued else "Not issued yet.")
        for name in affected:
            print(f"would change: {name}")
        for seat in seats:
            print(f"seat to look at: {seat['person']}, {seat['table']}: {seat['sentences'][0]}")
        for one in held:
            told = f"{one['holder']} holds {one['paper']} of version {one['version']}"
            print(f"old copy: {told}  {one['copy'][:8]}")
        for letter in letters:
            print(letter_line(letter))


def changes(
    store: StorePath, engagement_: Which, since: Version = None, as_json: AsJson = False
) -> None:
    """Say what has changed since a version."""
    with opened(store) as office, office.session() as session:
        found = engagement_named(session, engagement_)
        now = dossiers.load(session, found)
        if now.issue is None:
            raise KnownError("Nothing was issued yet.", "Issue the programme first.")
        then = issues.version(session, found.id, since or now.issue.version)
        held = issues.frozen(session, then)
        if held is None:
            raise KnownError(f"What version {then.version} said is not here.", "Name another.")
        turned = comparing.between(held, now)
        told = [_told(session, change) for change in turned]
        if as_json:
            say_json({"engagement": found.id, "since": then.version, "changes": told})
            return
        for change, one in zip(turned, told, strict=True):
            fields = "; ".join(_in_words(held, now, change))
            kind = change.record.about.label
            print(f"{change.how:8} {kind:16} {one['title']}  {fields}".rstrip())


def hand(
    store: StorePath,
    engagement_: Which,
    paper: Annotated[str, typer.Argument(help="Its file's name.", metavar="PAPER")],
    to: Annotated[str, typer.Option(help="The id of a person, or a name.")],
    how: Annotated[str, typer.Option("--as", help="print, email, usb, screen")] = "print",
    version: Version = None,
) -> None:
    """Write down who got a copy of a paper of an issued version."""
    if how not in vocabularies.COPY_MEDIA.terms:
        known = ", ".join(vocabularies.COPY_MEDIA.terms)
        raise KnownError(f"A copy is not handed over as “{how}”.", f"Say one of: {known}.")
    with opened(store) as office, office.session() as session:
        found = engagement_named(session, engagement_)
        issued = issues.versions(session, found.id)
        if not issued:
            raise KnownError("Nothing was issued yet.", "Issue the programme first.")
        one = issues.version(session, found.id, version or issued[-1].version)
        person = session.query(Person).filter(Person.id == to).one_or_none()
        name = query.titles(session, [to]).get(to, "") if person else to
        with step(session, f"Hand {paper} to {name}"):
            session.add(
                Copy(
                    issue=one.id,
                    paper=paper,
                    holder=person.id if person else None,
                    holder_name=None if person else to,
                    medium=how,
                    given_at=datetime.now(UTC).replace(microsecond=0),
                )
            )
        print(f"{name} holds {paper} of version {one.version}.")


def recall(store: StorePath, copy: Annotated[str, typer.Argument(metavar="COPY")]) -> None:
    """Write down that a copy was taken back."""
    with opened(store) as office, office.session() as session:
        found = record(session, copy)
        if not isinstance(found, Copy):
            raise KnownError("That record is not a copy.", "List them with “list STORE copy”.")
        with step(session, f"Take back {found.paper}"):
            found.recalled = True


def _seats(session: Session, dossier: Dossier) -> list[dict[str, Any]]:
    """The seats against which something stands, with why."""
    found = conflicts.find(dossier, today=datetime.now(UTC).astimezone().date())
    against = conflicts.by_seat(dossier, found)
    seats = [seat for table in dossier.seats.values() for seat in table if seat.id in against]
    titles = query.titles(session, [id for s in seats for id in (s.person, s.seating) if id])
    return [
        {"seat": seat.id, "number": seat.number, "table": titles.get(seat.seating, ""),
         "person": titles.get(seat.person or "", ""),
         "sentences": [one.sentence for one in against[seat.id]]}
        for seat in seats
    ]  # fmt: skip


def _line(one: Issue, dossier: Dossier) -> tuple[str, ...]:
    """A version, with the hour of its issue on the clock of the office that its papers bear."""
    zone = (dossier.post.zone if dossier.post else None) or dossier.engagement.zone or "UTC"
    at = _local(one.issued_at, zone, Reader("full", "en")) if one.issued_at else ""
    return f"version {one.version}", at, one.issued_by or "", (one.notes or "").partition("\n")[0]


def _version(one: Issue) -> dict[str, Any]:
    return {"id": one.id, "version": one.version, "issued_at": one.issued_at,
            "issued_by": one.issued_by, "notes": one.notes}  # fmt: skip


def _holding(session: Session, one: issuing.Holding) -> dict[str, Any]:
    copy = one.copy
    name = query.titles(session, [copy.holder]).get(copy.holder, "") if copy.holder else ""
    return {"copy": copy.id, "holder": name or copy.holder_name or "", "paper": copy.paper,
            "version": one.version, "newest": one.newest}  # fmt: skip


def _told(session: Session, change: comparing.Change) -> dict[str, Any]:
    now = change.record
    titles = query.titles(session, [now.id])
    return {
        "how": change.how,
        "type": now.type_name(),
        "id": now.id,
        "title": titles.get(now.id, "") or str(getattr(now, now.about.title_from[0]) or ""),
        "fields": [
            {
                "field": turn.field.name,
                "label": turn.field.label,
                "before": None if turn.before is None else turn.field.kind.plain(turn.before),
                "after": None if turn.after is None else turn.field.kind.plain(turn.after),
            }
            for turn in change.turns
        ],
    }


def _in_words(before: Dossier, after: Dossier, change: comparing.Change) -> Iterator[str]:
    """What became other, as the office says it; hours on the clock of their place, named."""
    reader = Reader("full", "en")
    for turn in change.turns:
        old, new = (
            _value(dossier, reader, record, turn.field) if record else ""
            for dossier, record in ((before, change.before), (after, change.after))
        )
        yield f"{turn.field.label}: {old or '–'} → {new or '–'}"


def _value(dossier: Dossier, reader: Reader, record: Record, field: Field) -> str:
    moment = getattr(record, field.name)
    if not isinstance(moment, datetime):
        return said(dossier, reader, record, field)
    zone = getattr(record, field.zone or "", None) or dossier.engagement.zone or "UTC"
    return _local(moment, zone, reader)


def _local(moment: datetime, zone: str, reader: Reader) -> str:
    there = moment.astimezone(timezones.clock(zone))
    day = words.plain_date(there.date(), reader.language)
    return f"{day}, {words.clock(there)} {reader.clock(zone, there)}"


COMMANDS = {"issue": issue, "versions": versions, "changes": changes, "hand": hand,
            "recall": recall}  # fmt: skip
