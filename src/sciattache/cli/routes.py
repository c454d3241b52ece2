"""Commands that propose the order and the course of a trip: route, trip."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sciattache.cli.stores import AsJson, StorePath, engagement_named, opened, say_json, table
from sciattache.errors import KnownError
from sciattache.services.dossier import Dossier
from sciattache.services.routes import bookings, roadshow
from sciattache.services.routes import trip as trips
from sciattache.services.routes.changes import Change
from sciattache.services.routes.roadshow import Proposal
from sciattache.services.routes.search import Cost
from sciattache.services.routes.trip import Trip
from sciattache.services.routes.wording import Span
from sciattache.store import dossiers, routing

Id = Annotated[str, typer.Argument(metavar="ENGAGEMENT", help="Its id, or the start of it.")]
Apply = Annotated[bool, typer.Option("--apply", help="Do it, as one step.")]


def route(store: StorePath, visit: Id, apply: Apply = False, as_json: AsJson = False) -> None:
    """Propose an order for the stops of a roadshow, with its cost and why."""
    with opened(store) as office, office.session() as session:
        dossier = dossiers.load(session, engagement_named(session, visit))
        made = roadshow.propose(dossier)
        booked = dict.fromkeys(
            why.sentence for one in bookings.follow(dossier, made) for why in one.why
        )
        if as_json:
            say_json(_plain(made) | {"bookings": list(booked)})
        else:
            _tell(made)
            for sentence in booked:
                print(f"- {sentence}")
        if apply and not made.stages:
            raise KnownError("No order keeps every window.", "Widen one of those that clash.")
        if apply:
            routing.follow(session, dossier, made, "Put the stops into the order proposed")


def trip(store: StorePath, visit: Id, apply: Apply = False, as_json: AsJson = False) -> None:
    """Look at an investor trip: success measures, warm-ups, clusters by place, teams."""
    with opened(store) as office, office.session() as session:
        dossier = dossiers.load(session, engagement_named(session, visit))
        made = trips.look(dossier)
        if as_json:
            changes = [
                {"type": one.cls.type_name(), "id": one.id, "title": one.title,
                 "old": _old(dossier, one), "new": one.values}
                for one in made.changes
            ]  # fmt: skip
            say_json({"why": [one.sentence for one in made.why], "changes": changes})
        else:
            _tell_trip(dossier, made)
        if apply:
            routing.change(session, made.values(), "Take the course proposed for the trip")


def _tell_trip(dossier: Dossier, made: Trip) -> None:
    for why in made.why:
        print(f"- {why.sentence}")
    for change in made.changes:
        old = _old(dossier, change)
        for name, new in change.values.items():
            print(f"{change.title}: {name} {old[name] or '–'} → {new}")


def _old(dossier: Dossier, change: Change) -> dict[str, Any]:
    held = (*dossier.items, *dossier.participants)
    before = next(one for one in held if one.id == change.id)
    return {name: getattr(before, name) for name in change.values}


def _tell(made: Proposal) -> None:
    table([
        (str(number), one.city, f"{one.first}", f"{one.last}", Span(one.minutes).plain,
         "overnight" if one.nights else "")
        for number, one in enumerate(made.stages, start=1)
    ])  # fmt: skip
    for name, cost in (("now", made.before), ("then", made.cost)):
        if cost is not None:
            print(f"{name:5} {_priced(cost)}")
    for one in made.why:
        print(f"- {one.sentence}")


def _priced(cost: Cost) -> str:
    return (
        f"{Span(cost.minutes).plain} under way, nights under way: {cost.nights}, "
        f"days without meetings: {cost.idle}"
    )


def _plain(made: Proposal) -> dict[str, Any]:
    return {
        "order": [
            {"stop": one.stop, "city": one.city, "first": one.first, "last": one.last,
             "meetings": one.meetings, "minutes": one.minutes, "nights": one.nights}
            for one in made.stages
        ],
        "cost": _cost(made.cost),
        "before": _cost(made.before),
        "why": [one.sentence for one in made.why],
        "clashes": made.clashes,
    }  # fmt: skip


def _cost(cost: Cost | None) -> dict[str, int] | None:
    if cost is None:
        return None
    return {"minutes": cost.minutes, "nights": cost.nights, "idle": cost.idle, "total": cost.total}


COMMANDS = {"route": route, "trip": trip}
