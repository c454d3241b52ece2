"""The command that finds a day of meetings: schedule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from sciattache.cli.stores import AsJson, engagement_named, opened, place, say_json
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.meeting_day import MeetingDay as MeetingDayRecord
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.domain.standards import timezones
from sciattache.errors import KnownError
from sciattache.services.meeting_day import Asked, asked, between, tables
from sciattache.services.scheduling import facts, published
from sciattache.services.scheduling.day import MeetingDay, Timetable
from sciattache.services.scheduling.solve import solve
from sciattache.store import dossiers, meetings, query
from sciattache.store.office import Place


def schedule(
    store: Annotated[Any, typer.Argument(parser=place, metavar="[STORE]")] = None,
    engagement: Annotated[str, typer.Argument(metavar="[ENGAGEMENT]")] = "",
    instance: Annotated[
        Path | None, typer.Option(help="A published meeting day (MiniZinc data).", metavar="FILE")
    ] = None,
    day: Annotated[str, typer.Option(help="The name of the meeting day, if there are more.")] = "",
    seconds: Annotated[float, typer.Option(help="How long to look, at most.", min=0.0)] = 60.0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    as_json: AsJson = False,
) -> int:
    """Give each meeting of a day its slot, with the fewest breaks; exit 1 when none can be."""
    if instance is not None:
        return _published(instance, seconds, as_json)
    if store is None or not engagement:
        raise typer.BadParameter("name STORE and ENGAGEMENT, or --instance FILE")
    return _of_office(store, engagement, day, seconds, dry_run, as_json)


def _of_office(
    store: Place, engagement: str, name: str, seconds: float, dry_run: bool, as_json: bool
) -> int:
    """Schedule a meeting day of an engagement, and write the timetable into its requests."""
    with opened(store) as office, office.session() as session:
        about = engagement_named(session, engagement)
        given = asked(dossiers.load(session, about), _day(session, about, name))
        found = solve(given.problem, seconds)
        wanted = {id for pair in given.groups.values() for one in pair for id in _ends(one)}
        titles = query.titles(session, sorted(wanted))
        if as_json:
            say_json(told(given.problem, found))
        else:
            print("\n".join(_table(given, found, titles)))
        if found.feasible and not dry_run:
            meetings.write(session, given, found, f"Schedule {given.day.name}")
        return 0 if found.feasible else 1


def _day(session: Session, about: Engagement, name: str) -> MeetingDayRecord:
    days = session.query(MeetingDayRecord).filter_by(engagement=about.id).all()
    found = [one for one in days if not name or one.name.casefold() == name.casefold()]
    if not found:
        raise KnownError(
            f"{about.title} has no meeting day{f' called “{name}”' if name else ''}.",
            "Add one with “add STORE meeting_day”, with its hours and tables.",
        )
    return found[0]


def _ends(one: MeetingRequest) -> tuple[str, ...]:
    return between(one) or ()


def _table(given: Asked, found: Timetable, titles: dict[str, str]) -> list[str]:
    """The day's meetings by slot, or why there is no such day."""
    if not found.feasible:
        return [_named(line, titles) for line in _lines(given.problem, found)]
    at = tables(given, found)
    lines = [f"{len(found.slots)} meetings, {found.breaks} breaks."]
    zone = timezones.clock(given.day.zone)
    for slot in given.slots:
        here = [name for name, number in found.slots.items() if number == slot.number]
        for name in sorted(here, key=lambda one: at[one]):
            pair = " – ".join(titles.get(who, who) for who in _ends(given.groups[name][0]))
            lines.append(f"{slot.start.astimezone(zone):%H:%M}  table {at[name]:<3} {pair}")
    for name in found.left_out:
        pair = " – ".join(titles.get(who, who) for who in _ends(given.groups[name][0]))
        lines.append(f"left out: {pair}")
    return lines


def _named(line: str, titles: dict[str, str]) -> str:
    for id, title in titles.items():
        line = line.replace(id, title)
    return line


def _published(instance: Path, seconds: float, as_json: bool) -> int:
    try:
        text = instance.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise KnownError(
            f"{instance} cannot be read: {error.strerror}.", "Choose a file that is there."
        ) from None
    except UnicodeDecodeError:
        raise KnownError(f"{instance} is not text.", "Give a .dzn file.") from None
    day = published.read(text, file=instance.name)
    found = solve(day, seconds)
    if as_json:
        say_json(told(day, found))
    else:
        print("\n".join(_lines(day, found)))
    return 0 if found.feasible else 1


def told(day: MeetingDay, found: Timetable) -> dict[str, Any]:
    """A timetable as machines read it; ``feasible`` is null while that is not known."""
    return {
        "feasible": found.feasible,
        "breaks": found.breaks if found.feasible else None,
        "bound": found.bound if found.feasible else None,
        "optimal": found.optimal,
        "slots": dict(found.slots),
        "left_out": list(found.left_out),
        "moved": list(found.moved),
        "why": [str(sentence) for sentence in facts.sentences(day, found.why)],
    }


def _lines(day: MeetingDay, found: Timetable) -> list[str]:
    if found.feasible is None:
        return ["No timetable was found in time, nor a reason why there should be none."]
    if not found.feasible:
        reasons = [f"  {sentence}" for sentence in facts.sentences(day, found.why)]
        return ["There is no such timetable, because not all of this can be:", *reasons]
    proved = "the fewest" if found.optimal else f"at least {found.bound}"
    lines = [f"{len(found.slots)} meetings, {found.breaks} breaks ({proved})."]
    for slot in day.slots:
        here = [
            f"{name} ({' – '.join(day.by_name[name].between)})"
            for name, at in found.slots.items() if at == slot
        ]  # fmt: skip
        lines.append(f"Slot {slot}: {', '.join(here) or 'none'}.")
    if found.left_out:
        lines.append(f"Left out: {', '.join(found.left_out)}.")
    return lines


COMMANDS = {"schedule": schedule}
