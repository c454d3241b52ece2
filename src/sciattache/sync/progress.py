"""How far contents have come: how many files of how many are here, and what is still to go."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from sciattache.domain.programmes.issue import Issue
from sciattache.store import blobs, history, settings
from sciattache.sync.partners import HEADQUARTERS, me
from sciattache.sync.statements import rows

_NAME = "contents/counted"


@dataclass(frozen=True)
class Files:
    """Files from a peer, ``received`` of those ``expected`` since all were here last; and files
    that it lacks, with their bytes, and such as are damaged here, as they stood when something was
    made for it last."""

    received: int = 0
    expected: int = 0
    to_send: int = 0
    bytes_to_send: int = 0
    damaged: int = 0


def files(session: Session) -> dict[int, Files]:
    """How matters stand with the contents that each peer sends and is sent."""
    stand = {
        (site, state): (count, size)
        for site, state, count, size in rows(
            session, "SELECT peer, state, count(*), sum(size) FROM parcel GROUP BY peer, state"
        )
    }
    received, counted, lacking = _received(session), _counted(session), _lacking(session)
    found = {}
    for (site,) in rows(session, "SELECT site FROM peer"):
        since = received[site] - counted.get(str(site), 0) if lacking[site] else 0
        due, size = stand.get((site, "due"), (0, 0))
        damaged, _ = stand.get((site, "damaged"), (0, 0))
        found[site] = Files(since, since + lacking[site], due, size, damaged)
    return found


def count_anew(session: Session, site: int) -> None:
    """Count a peer's files from here on, where none of them lacks now."""
    if not _lacking(session)[site]:
        counted = _counted(session) | {str(site): _received(session)[site]}
        settings.keep(session, _NAME, counted)


def _counted(session: Session) -> dict[str, int]:
    found: dict[str, int] = settings.get(session, _NAME, {})
    return found


def _received(session: Session) -> Counter[int]:
    return Counter(
        dict(
            rows(
                session,
                "SELECT d.site, count(DISTINCT d.sha256) FROM delivery AS d"
                " JOIN blob AS b ON b.sha256 = d.sha256 WHERE d.whole = 1 GROUP BY d.site",
            )
        )
    )


def _lacking(session: Session) -> Counter[int]:
    """How many contents lack, by the peer from whom they come: at a post all from headquarters.

    Frozen versions do not count: they come only to whom may read all that they say.
    """
    own = me(session)
    from_whom: dict[str, int] = {}
    for cls, field in blobs.FIELDS:
        if cls is Issue:
            continue
        for rid, sha256 in rows(
            session,
            f"SELECT x.rid, x.{field.name} FROM {cls.type_name()} AS x"
            f" LEFT JOIN blob AS b ON b.sha256 = x.{field.name}"
            f" WHERE x.{field.name} IS NOT NULL AND b.sha256 IS NULL",
        ):
            writer = history.writer(session, (cls.about.tag, rid), field)
            site = (writer or 0) if own.is_headquarters else HEADQUARTERS
            from_whom.setdefault(sha256, site)
    return Counter(from_whom.values())
