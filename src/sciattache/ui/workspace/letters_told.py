"""Letters that say something else now, as the window tells of them."""

from __future__ import annotations

from collections.abc import Sequence

from sciattache.papers.letters.said import Turn
from sciattache.papers.outbox import dispatching
from sciattache.papers.outbox.outdated import Outdated, outdated
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import directed, isolated
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace.reading import Seen

_MOST = 8
"""So many are told one by one; the others are counted."""


def look(desk: Desk, seen: Seen, progress: Progress) -> tuple[Outdated, ...]:
    """Which letters about an engagement are out of date; for a worker's thread."""
    progress.report()
    with desk.read() as session:
        lines = [one.dispatch for one in dispatching.sent(session, seen.engagement.id)]
        return outdated(lines, seen.dossier)


def told(letters: Sequence[Outdated], language: str) -> str:
    """A heading and a line for each letter: to whom, and what it would say now."""
    if not letters:
        return ""
    lines = [say("Letters that say something else now:")]
    lines += [
        directed(say(
            "{letter} to {name}: {what}",
            letter=one.called(language), name=isolated(one.name), what=what_is_other(one),
        ))
        for one in letters[:_MOST]
    ]  # fmt: skip
    if len(letters) > _MOST:
        lines.append(say("And {count} more.", count=len(letters) - _MOST))
    return "\n".join(lines)


def what_is_other(one: Outdated) -> str:
    """What a letter would say now, or that its addressee takes no part any more."""
    return "; ".join(_turn(turn) for turn in one.turns) or say("takes no part any more")


def _turn(turn: Turn) -> str:
    before, after = (isolated(said) or "—" for said in (turn.before, turn.after))
    return say("{what}: now {after} (it said {before})",
               what=say(turn.label), after=after, before=before)  # fmt: skip
