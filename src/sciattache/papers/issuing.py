"""Issue a programme: freeze it, number it, and keep the digest of each of its papers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from sciattache.domain.programmes.copy import Copy
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.issue import Issue
from sciattache.errors import KnownError
from sciattache.papers import catalogue
from sciattache.services import conflicts, freezing
from sciattache.services.dossier import Dossier
from sciattache.store import dossiers, issues
from sciattache.store.steps import step

Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Holding:
    """A copy in somebody's hands that is not what the last issue says."""

    copy: Copy
    version: int
    newest: int


def issue(
    session: Session,
    engagement: Engagement,
    *,
    by: str = "",
    notes: str = "",
    language: str = "en",
    report: Report | None = None,
) -> Issue:
    """Freeze the plan as the next version, in one step.

    ``KnownError`` when nothing has changed since the last one, when a conflict blocks it that
    nobody waived, or when somebody changes the plan while its papers are drawn.
    """
    dossier = dossiers.load(session, engagement)
    at = datetime.now(UTC).replace(microsecond=0)
    _refuse_blocked(dossier, at)
    if dossier.issue is not None and not dossier.unissued:
        raise KnownError(
            f"Nothing has changed since version {dossier.issue.version}.",
            "Print that version again.",
        )
    number = dossier.issue.version + 1 if dossier.issue else 1
    fresh = Issue(engagement=engagement.id, version=number, issued_at=at)
    drawn = digests(replace(dossier, issue=fresh, unissued=0), language=language, report=report)
    with step(session, f"Issue version {number} of {engagement.title}"):
        now = dossiers.load(session, engagement)
        if freezing.freeze(now) != freezing.freeze(dossier):
            raise KnownError("The plan was changed while it was being issued.", "Issue it again.")
        text = json.dumps(drawn, ensure_ascii=False, indent=1)
        return issues.keep(session, now, number=number, at=at, by=by, digests=text, notes=notes)


def _refuse_blocked(dossier: Dossier, at: datetime) -> None:
    found = conflicts.find(dossier, today=at.astimezone(dossier.zone).date())
    blocking = list(conflicts.blocking(found))
    if blocking:
        more = len(blocking) - 1
        rest = f" There are {more} more of the kind." if more else ""
        raise KnownError(
            f"The programme cannot be issued: {blocking[0].sentence}{rest}",
            "Mend what blocks, or waive it with a reason.",
        )


def digests(
    dossier: Dossier, *, language: str = "en", report: Report | None = None
) -> dict[str, dict[str, str]]:
    """Of each paper by its file's name: the SHA-256 of the file, and of what it says.

    What it says is the paper drawn as a draft: it is the same in two versions when nothing on that
    paper has changed.  The page of changes is of its version alone and says nothing else.
    """
    found: dict[str, dict[str, str]] = {}
    for what, papers in (("file", dossier), ("says", _as_draft(dossier))):
        for name, content in catalogue.drawn(papers, language=language):
            found.setdefault(name, {})[what] = _digest(content)
            if report is not None:
                report(len(found), 0)
    return found


def affected(dossier: Dossier, *, language: str = "en") -> tuple[str, ...]:
    """The papers that would say something else now than in the last issue, by file name.

    Both are drawn anew, so that a newer program does not seem to change every paper.
    """
    if dossier.issue is None or not dossier.unissued or dossier.before is None:
        return ()
    then, now = (
        {name: _digest(file) for name, file in catalogue.drawn(_as_draft(one), language=language)}
        for one in (replace(dossier.before, photos=dossier.photos), dossier)
    )
    return tuple(name for name in {**then, **now} if then.get(name) != now.get(name))


def stale(session: Session, engagement: str) -> tuple[Holding, ...]:
    """Who holds a copy, not taken back, that says something else than the last issue."""
    issued = issues.versions(session, engagement)
    if not issued:
        return ()
    newest = issued[-1]
    says = _says(newest)
    found: list[Holding] = []
    for one in issued[:-1]:
        copies = session.query(Copy).filter(Copy.issue == one.id).order_by(Copy.rid)
        old, pages = _says(one), _pages_of_changes(one)
        newer = _held(session, issued[issued.index(one) + 1 :])
        for copy in copies:
            if copy.recalled or (copy.paper, copy.holder, copy.holder_name) in newer:
                continue
            if copy.paper not in pages and old.get(copy.paper) != says.get(copy.paper):
                found.append(Holding(copy, one.version, newest.version))
    return tuple(found)


def _held(session: Session, later: list[Issue]) -> set[tuple[str, str | None, str | None]]:
    """Which papers of later versions are in whose hands."""
    ids = [one.id for one in later]
    copies = session.query(Copy).filter(Copy.issue.in_(ids))
    return {(copy.paper, copy.holder, copy.holder_name) for copy in copies if not copy.recalled}


def _says(one: Issue) -> dict[str, str]:
    kept: Mapping[str, Mapping[str, str]] = json.loads(one.digests or "{}")
    return {name: digest["says"] for name, digest in kept.items() if "says" in digest}


def _pages_of_changes(one: Issue) -> set[str]:
    kept: Mapping[str, Mapping[str, str]] = json.loads(one.digests or "{}")
    return {name for name, digest in kept.items() if "says" not in digest}


def _as_draft(dossier: Dossier) -> Dossier:
    return replace(dossier, issue=None, unissued=0, before=None)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
