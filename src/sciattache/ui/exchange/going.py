"""Bundles on their way out: to a folder, a stick or a server, or as drafts of mails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from sciattache.papers.outbox import bundle_mail
from sciattache.store.office import Office
from sciattache.sync.carrying import leaving, sticks
from sciattache.sync.carrying.location import Location
from sciattache.sync.partners import Peer
from sciattache.ui.work import Progress


@dataclass(frozen=True)
class Gone:
    """How many bundles went, their bytes, the files of this computer, and whether as mails."""

    files: tuple[Path, ...]
    bundles: int
    size: int
    mails: bool = False


def to_place(
    office: Office,
    peers: Sequence[Peer],
    where: Location,
    progress: Progress,
    *,
    password: str,
    again: bool = False,
) -> Gone:
    """Put at a place what each peer lacks; where there are several, each in its own folder.

    What broke off goes on; a stick gets a word for whoever finds it.
    """
    written: list[Path] = []
    bundles = size = 0
    for number, peer in enumerate(peers):
        progress.report(number, len(peers), peer.office)
        place = where if len(peers) == 1 else where.within(f"{peer.site:03}")
        left = leaving.leave(
            office, peer.site, place, password=password, again=again,
            note=place.is_folder and sticks.is_stick(Path(place.path)),
            report=progress.report if len(peers) == 1 else lambda *_: progress.report(),
        )  # fmt: skip
        bundles += len(left.files)
        size += sum(one.size for one in left.files)
        if place.is_folder:
            written += [Path(place.path) / one.name for one in left.files]
    return Gone(tuple(written), bundles, size)


def as_drafts(
    office: Office,
    peers: Sequence[Peer],
    folder: Path,
    progress: Progress,
    *,
    address: str,
    limit: float,
    language: str = "",
    again: bool = False,
) -> Gone:
    """Make the bundles for each peer as drafts of mails of ``limit`` megabytes at most."""
    largest = int(limit * 1_000_000)
    written: list[Path] = []
    bundles = size = 0
    for number, peer in enumerate(peers):
        progress.report(number, len(peers), peer.office)
        mails = bundle_mail.mailed(
            office, peer, folder,
            largest=largest, address=address, language=language, again=again,
            before="" if len(peers) == 1 else f"{peer.site:03}-",
        )  # fmt: skip
        written += [one.path for one in mails]
        bundles += sum(len(one.draft.bundles) for one in mails)
        size += sum(one.draft.size for one in mails)
    return Gone(tuple(written), bundles, size, mails=True)


def plugged_in() -> list[tuple[str, Path]]:
    """The sticks that are plugged in and take writing, with their names."""
    return [
        (volume.displayName() or volume.rootPath(), Path(volume.rootPath()))
        for volume in QStorageInfo.mountedVolumes()
        if volume.isReady() and not volume.isReadOnly() and sticks.is_stick(Path(volume.rootPath()))
    ]
