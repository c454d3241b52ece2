"""Copy an engagement to other days, inside an open step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy.orm import Session

from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.records import new_id
from sciattache.errors import KnownError
from sciattache.services import cloning
from sciattache.store.dossiers import load


def clone(
    session: Session,
    engagement: Engagement,
    starts_on: date | None,
    *,
    title: str = "",
    template: bool = False,
    without: Collection[str] = (),
) -> Engagement:
    """A copy of ``engagement`` that begins on ``starts_on``; gives it.

    Without a day, as for a template, the copy keeps the days that it was made with: the next copy
    counts from them.  A template takes nobody along.  ``without`` are words of `cloning.PARTS`.
    """
    dossier = load(session, engagement)
    first = cloning.first_day(dossier)
    if starts_on is not None and first is None and (dossier.items or dossier.legs or dossier.stops):
        raise KnownError(
            f"“{engagement.title}” has no day to count from.", "Give it a first day, then copy it."
        )
    by = starts_on - first if starts_on and first else timedelta()
    left_out = {cls for word in _words(without, template) for cls in cloning.PARTS[word]}
    tasks = session.query(FollowUp).filter_by(engagement=engagement.id).order_by(FollowUp.rid).all()
    going = [one for one in cloning.records(dossier, tasks) if cloning.going(one, left_out)]
    people = Participation not in left_out
    ids = {one.id: new_id() for one in (engagement, *going)}
    made = Engagement(id=ids[engagement.id], **cloning.copied(engagement, dossier, by, ids))
    made.title = title or engagement.title
    made.template = template or None
    made.starts_on = starts_on or made.starts_on
    session.add(made)
    for one in going:
        values = cloning.copied(one, dossier, by, ids, people=people)
        if not any(f.required and f.target and f.name not in values for f in one.fields()):
            session.add(type(one)(id=ids[one.id], **values))
    session.flush()
    return made


def _words(without: Collection[str], template: bool) -> set[str]:
    strange = [word for word in without if word not in cloning.PARTS]
    if strange:
        raise KnownError(
            f"“{strange[0]}” is nothing that can be left out.",
            f"Leave out: {', '.join(cloning.PARTS)}.",
        )
    return {*without, *(("participants",) if template else ())}
