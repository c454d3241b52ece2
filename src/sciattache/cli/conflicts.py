"""Commands on conflicts: conflicts, waive."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from sciattache.cli.stores import AsJson, StorePath, opened, record, say_json
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.wings import type_called
from sciattache.errors import KnownError
from sciattache.services.conflicts import Conflict, counts, find
from sciattache.store import dossiers, query, waiving

EngagementId = Annotated[
    str, typer.Argument(help="The engagement's id, or its first characters.", metavar="ENGAGEMENT")
]


def conflicts(
    store: StorePath,
    engagement: EngagementId,
    waived: Annotated[bool, typer.Option("--waived", help="Those that were waived, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what does not fit in an engagement: what blocks its issue, what warns, notes.

    JSON has those that were waived in any case, with the reason.
    """
    with opened(store) as office, office.session() as session:
        about = _engagement(session, engagement)
        found = _find(session, about)
        titles = query.titles(session, sorted({s.id for one in found for s in one.subjects}))
        if as_json:
            say_json(
                {
                    "engagement": about.id,
                    "counts": counts(found),
                    "conflicts": [_told(one, titles) for one in found],
                }
            )
            return
        for one in found:
            if one.waived is None or waived:
                _print(one, titles)
        print(_summary(found))


def waive(
    store: StorePath,
    engagement: EngagementId,
    key: Annotated[
        str, typer.Argument(help="The conflict's key, as “conflicts” gives it.", metavar="KEY")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why it may stand.")],
) -> None:
    """Let a conflict stand with a reason, until its facts change; “undo” takes it back."""
    with opened(store) as office:
        with office.session() as session:
            about = _engagement(session, engagement)
            chosen = _named(_find(session, about), key)
        with office.step(f"Waive: {chosen.sentence}") as session:
            waiving.waive(session, about.id, chosen, reason)
        print(f"Waived: {chosen.sentence}")


def _find(session: Session, engagement: Engagement) -> tuple[Conflict, ...]:
    return find(dossiers.load(session, engagement), today=_today())


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _engagement(session: Session, id: str) -> Engagement:
    found = record(session, id)
    if not isinstance(found, Engagement):
        raise KnownError(
            "That record is not an engagement.", "List them with “list STORE engagement”."
        )
    return found


def _named(found: tuple[Conflict, ...], key: str) -> Conflict:
    """The conflict with that key; its beginning is enough where it fits one only."""
    chosen = [one for one in found if one.key == key] or [
        one for one in found if key and one.key.startswith(key)
    ]
    if len(chosen) != 1:
        what = "No conflict has" if not chosen else "Several conflicts begin with"
        raise KnownError(f"{what} the key “{key}”.", "Find keys with “conflicts”.")
    return chosen[0]


def _told(one: Conflict, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "key": one.key,
        "rule": one.rule,
        "severity": one.severity,
        "sentence": one.sentence,
        "subjects": [
            {"type": subject.type, "id": subject.id, "title": titles.get(subject.id, "")}
            for subject in one.subjects
        ],
        "day": one.day.isoformat() if one.day else None,
        "at": one.at.isoformat() if one.at else None,
        "waived": one.waived,
    }


def _print(one: Conflict, titles: dict[str, str]) -> None:
    print(f"{'waived' if one.waived is not None else one.severity:8}{one.sentence}")
    if one.waived is not None:
        print(f"{'':8}Waived: {one.waived}")
    for type_, id in one.subjects:
        label = type_called(type_).about.label
        print(f"{'':8}{id[:8]}  {label}: {titles.get(id, '')}")
    print(f"{'':8}{one.key}")


def _summary(found: tuple[Conflict, ...]) -> str:
    tally = counts(found)
    notes = "1 note" if tally["notes"] == 1 else f"{tally['notes']} notes"
    return f"{tally['blocks']} block, {tally['warns']} warn, {notes}, {tally['waived']} waived"


COMMANDS = {"conflicts": conflicts, "waive": waive}
