"""The reasons for a route in the reader's language, and the rows of its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards import countries
from sciattache.services.routes.changes import Change
from sciattache.services.routes.roadshow import Proposal, Stage
from sciattache.services.routes.wording import Country, Names, Reason, Span, Value
from sciattache.ui import showing
from sciattache.ui.lettering import directed, isolated, listed
from sciattache.ui.words import say
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.rows import Cell, Row


def told(one: Reason, language: str, *, plain: bool = False) -> str:
    """A reason as a sentence; ``plain`` without the marks of direction, to be kept."""
    if plain:
        return say(one.text, **{k: _value(value, language) for k, value in one.values.items()})
    shown = {
        name: _names(value, isolated)
        if isinstance(value, Names)
        else isolated(_value(value, language))
        for name, value in one.values.items()
    }
    return directed(say(one.text, **shown))


def span(minutes: int) -> str:
    """A length of time in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return say("{minutes} min", minutes=rest)
    if not rest:
        return say("{hours} h", hours=hours)
    return say("{hours} h {minutes} min", hours=hours, minutes=f"{rest:02}")


def stop_row(stop: Stop, number: int, language: str) -> Row:
    """A stop as it is planned."""
    country = countries.country_name(stop.country, language) if stop.country else ""
    fixed = Cell(say("fixed"), icon="lock") if stop.fixed else Cell()
    success = stop.success or ""
    return Row(stop.id, (
        Cell(f"{number}  {stop.city}", country, strong=True),
        Cell(showing.days(stop.starts_on, stop.ends_on, language), window(stop, language)),
        Cell("" if stop.meeting_days is None else str(stop.meeting_days), trailing=True),
        fixed,
        Cell(success) if success else Cell(say("None yet"), icon="triangle-alert", tone="warn"),
    ))  # fmt: skip


def window(stop: Stop, language: str) -> str:
    """Between which days a stop can be, in words."""
    first, last = (
        showing.day(day, language) if day else "" for day in (stop.earliest, stop.latest)
    )
    if first and last:
        return f"{first} – {last}"
    if first:
        return say("from {day}", day=first)
    return say("until {day}", day=last) if last else ""


def stage_rows(made: Proposal, stops: Mapping[str, Stop], language: str) -> list[Row]:
    """The stops in the order proposed, with the way to each."""
    return [
        Row(stage.stop, (
            Cell(f"{number}  {stage.city}", strong=True),
            _new_days(stage, stops.get(stage.stop), language),
            Cell(span(stage.minutes), icon="moon" if stage.nights else "clock", tone="quiet"),
        ))
        for number, stage in enumerate(made.stages, start=1)
    ]  # fmt: skip


def change_rows(seen: Seen, changes: Iterable[Change], language: str) -> list[Row]:
    """What is proposed for items and people: as it is, and as it would be."""
    rows: list[Row] = []
    teams = {item.id: item.team for item in seen.dossier.items}
    teams |= {guest.id: guest.team for guest in seen.dossier.participants}
    for one in changes:
        if "starts_at" in one.values:
            line = seen.dossier.lines[one.id]
            assert line.start is not None
            new = one.values["starts_at"].astimezone(line.start.tzinfo)
            day = showing.day(line.start.date(), language)
            old, then = f"{day} {line.start:%H:%M}", f"{new:%H:%M}"
        else:
            team = teams.get(one.id)
            old = say("Team {team}", team=team) if team else say("all together")
            then = say("Team {team}", team=one.values["team"])
        rows.append(Row(one.id, (
            Cell(one.title), Cell(old, tone="quiet"), Cell(then, icon="move-right", tone="accent"),
        )))  # fmt: skip
    return rows


def _new_days(stage: Stage, stop: Stop | None, language: str) -> Cell:
    new = showing.days(stage.first, stage.last, language)
    old = showing.days(stop.starts_on, stop.ends_on, language) if stop else ""
    return Cell(new) if new == old else Cell(new, old, tone="accent")


def _value(value: Value, language: str) -> str:
    if isinstance(value, Span):
        return span(value.minutes)
    if isinstance(value, Country):
        return countries.country_name(value.code, language)
    if isinstance(value, Names):
        return _names(value, str)
    if isinstance(value, date):
        return showing.day(value, language, weekday=True)
    return str(value)


def _names(value: Names, around: Callable[[str], str]) -> str:
    """Several names, each put ``around`` what keeps it in one piece, the others counted."""
    named = listed(around(name) for name in value.shown)
    if not value.others:
        return named
    return say("{names} and {count} others", names=named, count=value.others)
