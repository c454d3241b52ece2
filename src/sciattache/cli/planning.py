"""Commands of a planner: copy an engagement, list its tasks, keep its invitations."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from sciattache.cli.people_side import EngagementId, code, dossier_of, named, person_of
from sciattache.cli.stores import AsJson, StorePath, opened, say_json, table
from sciattache.cli.stores import engagement as engagement_called
from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.vocabularies import FOLLOW_UP_STATES, RSVPS
from sciattache.errors import KnownError
from sciattache.services import cloning, deadlines, invitations
from sciattache.services.dossier import Dossier
from sciattache.store import cloning as clones


def clone(
    store: StorePath,
    engagement: EngagementId,
    starts: Annotated[str, typer.Option(help="The first day of the copy, YYYY-MM-DD.")] = "",
    title: Annotated[str, typer.Option(help="The copy's title; as before where not given.")] = "",
    template: Annotated[
        bool, typer.Option("--template", help="Keep the copy as a template, without people.")
    ] = False,
    without: Annotated[
        list[str] | None, typer.Option(help=f"Leave out: {', '.join(cloning.PARTS)}.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Copy an engagement to other days; never its statuses, bookings, answers and passports."""
    if not starts and not template:
        raise KnownError("The copy needs a first day.", "Give --starts YYYY-MM-DD, or --template.")
    first = _day(starts) if starts else None
    with opened(store) as office:
        with office.session() as session:
            found = engagement_called(session, engagement)
        with office.step(f"Copy {found.title}") as session:
            made = clones.clone(
                session, engagement_called(session, found.id), first,
                title=title, template=template, without=without or (),
            )  # fmt: skip
        told = {
            "id": made.id, "title": made.title, "starts_on": made.starts_on,
            "ends_on": made.ends_on, "template": bool(made.template),
        }  # fmt: skip
    if as_json:
        say_json(told)
        return
    when = f", {made.starts_on} to {made.ends_on}" if made.starts_on else ""
    print(f"{made.id}  {made.title}{when}{' (template)' if made.template else ''}")


def tasks(store: StorePath, engagement: EngagementId, as_json: AsJson = False) -> None:
    """List an engagement's tasks by their days, counted from its first (D-30 … D+15)."""
    today = _today()
    with opened(store) as office, office.session() as session:
        found = engagement_called(session, engagement)
        held = session.query(FollowUp).filter_by(engagement=found.id).order_by(FollowUp.rid).all()
        listed = deadlines.listed(held, found)
    if as_json:
        say_json([
            {"id": one.task.id, "task": one.task.task, "mark": one.mark, "days": one.days,
             "on": one.on, "state": one.task.state, "late": one.is_late(today)}
            for one in listed
        ])  # fmt: skip
        return
    table([
        (one.mark, str(one.on or ""), FOLLOW_UP_STATES.label(one.task.state or "open"),
         one.task.task, "late" if one.is_late(today) else "")
        for one in listed
    ])  # fmt: skip
    print(f"{len(listed)} tasks")


def invite(
    store: StorePath,
    engagement: EngagementId,
    days: Annotated[
        int, typer.Option(help="Days without an answer that call for a reminder.", min=0)
    ] = invitations.PATIENCE,
    invite: Annotated[
        bool, typer.Option("--invite", help="Mark everybody not invited yet as invited today.")
    ] = False,
    answer: Annotated[
        tuple[str, str] | None,
        typer.Option(help="Keep an answer.", metavar="PERSON accepted|tentative|declined"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell who is not invited, has not answered, or declined; and keep what becomes of it."""
    today = _today()
    with opened(store) as office:
        with office.session() as session:
            dossier = dossier_of(session, engagement)
        changes = _changes(dossier, today, invite, answer)
        if changes:
            with office.step(_title(dossier.engagement.title, answer, len(changes))) as session:
                for one in session.query(Participation).filter(Participation.id.in_(changes)):
                    for name, value in changes[one.id].items():
                        setattr(one, name, value)
            with office.session() as session:
                dossier = dossier_of(session, engagement)
    found = invitations.standings(dossier.participants, today, patience=days)
    rows = {
        state: [
            {"id": each.one.id, "person": each.one.person, "name": named(dossier, each.one.person),
             "invited_on": each.one.invited_on, "days": each.days}
            for each in listed
        ]
        for state, listed in found.items()
    }  # fmt: skip
    if as_json:
        say_json({"changed": len(changes), **rows})
        return
    _print_standings(rows)


def _changes(
    dossier: Dossier, today: date, invite: bool, answer: tuple[str, str] | None
) -> dict[str, dict[str, Any]]:
    changes: dict[str, dict[str, Any]] = {}
    if invite:
        changes = {one.id: invitations.invited(one, today) for one in dossier.participants}
    if answer is not None:
        person, said = person_of(dossier, answer[0]), code(RSVPS, answer[1])
        if said not in invitations.ANSWERS:
            raise KnownError(
                f"“{answer[1]}” is no answer.", "It is accepted, tentative or declined."
            )
        one = next(one for one in dossier.participants if one.person == person)
        changes[one.id] = invitations.answered(one, said, today)
    return {id: values for id, values in changes.items() if values}


def _print_standings(rows: dict[str, list[dict[str, Any]]]) -> None:
    for state, listed in rows.items():
        print(f"{_STATES[state]}: {len(listed)}")
        if state in ("not_invited", "overdue", "waiting", "declined"):
            for row in listed:
                since = f"  {row['days']} days" if row["days"] is not None else ""
                print(f"  {row['name']}{since}")


_STATES = {
    "not_invited": "Not invited yet",
    "overdue": "No answer, to be reminded",
    "waiting": "Invited",
    "accepted": "Accepted",
    "tentative": "Tentative",
    "declined": "Declined",
}


def _title(visit: str, answer: tuple[str, str] | None, count: int) -> str:
    if answer is not None:
        return f"Keep the answer of {answer[0]}"
    return f"Invite {count} people to {visit}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise KnownError(f"“{text}” is no day.", "Write it like 2027-03-15.") from None


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


COMMANDS: dict[str, Any] = {"clone": clone, "tasks": tasks, "invitations": invite}
