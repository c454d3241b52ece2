"""The command that finds a day of meetings: schedule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sciattache.cli.stores import AsJson, say_json
from sciattache.errors import KnownError
from sciattache.services.scheduling import facts, published
from sciattache.services.scheduling.day import MeetingDay, Timetable
from sciattache.services.scheduling.solve import solve


def schedule(
    instance: Annotated[
        Path, typer.Option(help="A published meeting day (MiniZinc data).", metavar="FILE")
    ],
    seconds: Annotated[float, typer.Option(help="How long to look, at most.", min=0.0)] = 60.0,
    as_json: AsJson = False,
) -> int:
    """Give each meeting of a day its slot, with the fewest breaks; exit 1 when none can be."""
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
