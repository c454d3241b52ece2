"""How commands tell of letters that say something else now."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sciattache.papers.outbox.outdated import Outdated


def letter_line(one: Outdated) -> str:
    """A letter that says something else now, on one line."""
    what = "; ".join(
        f"{turn.label}: now {turn.after or '—'} (it said {turn.before or '—'})"
        for turn in one.turns
    )
    told = what or "takes no part any more"
    return f"letter out of date: {one.called('en')}, to {one.name}: {told}"


def letter_told(one: Outdated) -> dict[str, Any]:
    """The same as data."""
    turns = [asdict(turn) for turn in one.turns]
    return {"dispatch": one.dispatch, "kind": one.kind, "person": one.person, "name": one.name,
            "takes_part": bool(turns), "turns": turns}  # fmt: skip
