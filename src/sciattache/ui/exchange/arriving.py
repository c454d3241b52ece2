"""Take many files in, one after the other, in a worker's thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sciattache.errors import KnownError
from sciattache.store.office import Office
from sciattache.sync import status, taking
from sciattache.sync.carrying.inbox import Looked
from sciattache.sync.container import Kind
from sciattache.sync.taking import Taken
from sciattache.ui.exchange import files
from sciattache.ui.exchange.files import Carried
from sciattache.ui.lettering import isolated
from sciattache.ui.words import say
from sciattache.ui.work import Cancelled, Progress

_JOINING = ("request", "words", "joined")
"""Outcomes of a look that are about who belongs."""


@dataclass(frozen=True)
class Arrival:
    """What became of files: those taken, those that ask or answer who joins, those unread."""

    taken: tuple[Taken, ...] = ()
    asking: tuple[Carried, ...] = ()
    answers: tuple[Carried, ...] = ()
    unread: tuple[KnownError, ...] = ()
    left: int = 0
    """Files that were not looked at any more, because somebody cancelled."""

    @property
    def counts(self) -> Counter[str]:
        """How many files came to each outcome."""
        return Counter(one.outcome for one in self.taken)

    @property
    def clashes(self) -> int:
        return sum(len(one.merged.clashes) for one in self.taken if one.merged)


def take(
    office: Office, paths: Sequence[Path], progress: Progress, *, only_new: bool = False
) -> Arrival:
    """Take the bundles in files, folders and mails; each is taken whole or not at all.

    Whoever cancels keeps what was taken until then.  ``only_new`` leaves out what came before.
    """
    taken: list[Taken] = []
    unread: list[KnownError] = []
    joining: dict[Kind, list[Carried]] = {Kind.ENROLMENT: [], Kind.DIRECTORY: []}
    listed = files.listed(paths)
    done = 0
    try:
        for done, path in enumerate(listed):
            progress.report(done, len(listed), path.name)
            try:
                found = list(files.carried(path))
            except KnownError as error:
                unread.append(error)
                continue
            if not found:
                unread.append(_without(path))
            for one in found:
                if one.kind in joining:
                    joining[one.kind].append(one)
                elif not (only_new and _has_come(office, one)):
                    taken.append(taking.take(office, one.content, one.name))
        done = len(listed)
    except Cancelled:
        pass
    return Arrival(
        tuple(taken),
        tuple(joining[Kind.ENROLMENT]),
        tuple(joining[Kind.DIRECTORY]),
        tuple(unread),
        len(listed) - done,
    )


def of_looked(looked: Looked) -> Arrival:
    """What a look at a shared location came to, told as files are."""
    joining = [one for one in looked.taken if one.outcome in _JOINING]
    troubles = [KnownError(one) for one in looked.troubles]
    troubles += [
        KnownError(
            say("“{file}” concerns joining.", file=one.name),
            say("Save it from there, then drop it here."),
        )
        for one in joining
    ]
    taken = tuple(one for one in looked.taken if one not in joining)
    return Arrival(taken, unread=tuple(troubles), left=len(looked.unfinished))


def told(arrival: Arrival) -> str:
    """What became of the files, in one sentence or two."""
    parts = []
    for outcome, words in (
        ("applied", say("taken: {count}", count=arrival.counts["applied"])),
        ("duplicate", say("here already: {count}", count=arrival.counts["duplicate"])),
        ("parked", say("waiting for an earlier one: {count}", count=arrival.counts["parked"])),
        ("quarantined", say("set aside: {count}", count=arrival.counts["quarantined"])),
        ("refused", say("refused: {count}", count=arrival.counts["refused"])),
    ):
        if arrival.counts[outcome]:
            parts.append(words)
    if arrival.unread:
        parts.append(say("not read: {count}", count=len(arrival.unread)))
    if arrival.left:
        parts.append(say("left: {count}", count=arrival.left))
    if arrival.clashes:
        parts.append(say("new clashes: {count}", count=arrival.clashes))
    return say("Bundles – {what}", what=isolated(" · ".join(parts))) if parts else ""


def refusal(arrival: Arrival) -> KnownError | None:
    """Why nothing could be done with the files, where that is so."""
    if arrival.taken or arrival.left:
        return None
    if arrival.asking:
        return KnownError(
            say("This is a request to join."), say("Headquarters takes it, not an office.")
        )
    if arrival.answers:
        return KnownError(
            say("This office belongs to headquarters already."), say("There is no more to do.")
        )
    if arrival.unread:
        return arrival.unread[0]
    return KnownError(say("There are no bundles there."), say("Choose another folder."))


def _has_come(office: Office, one: Carried) -> bool:
    with office.session() as session:
        return status.has_come(session, one.id)


def _without(path: Path) -> KnownError:
    return KnownError(
        say("There is no bundle in “{file}”.", file=path.name), say("Check which mail it is.")
    )
