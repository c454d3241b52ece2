"""Have a partner's bundles leave for a place, and go on where that broke off."""

from __future__ import annotations

from dataclasses import dataclass

from sciattache.store.office import Office
from sciattache.sync import attachments, partners, sending
from sciattache.sync.carrying import spool
from sciattache.sync.carrying.location import Location
from sciattache.sync.carrying.opening import opened
from sciattache.sync.carrying.place import Report, silent
from sciattache.sync.carrying.putting import Put, leave_note, putting


@dataclass(frozen=True)
class Left:
    """What lies at a place now for a partner; whether it was begun before and went on."""

    site: int
    location: Location
    files: tuple[Put, ...]
    went_on: bool = False


def leave(
    office: Office,
    site: int,
    location: Location,
    *,
    cap: int = sending.CAP,
    budget: int = attachments.BUDGET,
    again: bool = False,
    password: str = "",
    note: bool = False,
    report: Report = silent,
) -> Left:
    """Put at a place what a partner lacks, ``again`` all that it has not acknowledged; ``note``
    leaves a word for whoever finds it.

    Bundles that set off for it within a day and did not all come there go on; newer steps then
    wait for the next time.
    """
    with office.session() as session:
        peer, own = partners.active(session, site), partners.me(session)
    kept = spool.folder(own.site, own.inc, site, peer.keys.recipient, peer.knows, location)
    with opened(office, location, password=password) as place:
        place.make()  # before anything is frozen, to know that it can be reached
        waiting = spool.find(kept)
        made = sending.Made(tuple(waiting), ())
        if not waiting:
            made = sending.prepare(office, site, cap=cap, budget=budget, again=again)
            spool.keep(kept, made.contents)
        files = []
        for one in putting(place, made.contents, report):
            files.append(one)
            spool.arrived(kept, one.name)
        sending.went(office, made)
        if note:
            leave_note(place)
    return Left(site, location, tuple(files), went_on=bool(waiting))
