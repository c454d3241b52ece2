"""Bundles on their way out: into a folder, or as drafts of mails that stay under a size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from sciattache.interchange import mail
from sciattache.interchange.mail import Attachment, Recipient
from sciattache.store.office import Office
from sciattache.sync import container, sending
from sciattache.sync.partners import Peer
from sciattache.ui.exchange import files
from sciattache.ui.words import say
from sciattache.ui.work import Progress

_BASE64 = 1.37
"""How much larger a file is inside a mail (RFC 2045, 6.8: four characters and line ends)."""
_HEAD = 4_000
"""Bytes for a mail's own words and headers."""


@dataclass(frozen=True)
class Gone:
    """The files that were made, and how many bytes of bundles are in them."""

    files: tuple[Path, ...]
    bundles: int
    size: int


def cap(mail_limit: float) -> int:
    """The largest bundle that goes into a mail of ``mail_limit`` megabytes."""
    return max(10_000, min(sending.CAP, int((mail_limit * 1_000_000 - _HEAD) / _BASE64)))


def into_folder(office: Office, peers: Sequence[Peer], folder: Path, progress: Progress) -> Gone:
    """Make the bundles for each peer as files; where there are several, each in its own folder."""
    written: list[Path] = []
    size = 0
    for peer, made in _made(office, peers, sending.CAP, progress):
        place = folder if len(peers) == 1 else folder / f"{peer.site:03}"
        for content in made:
            written.append(files.write(place, container.file_name(content), content))
            size += len(content)
    return Gone(tuple(written), len(written), size)


def as_drafts(
    office: Office,
    peers: Sequence[Peer],
    folder: Path,
    progress: Progress,
    *,
    address: str,
    limit: float,
    language: str = "",
) -> Gone:
    """Make the bundles for each peer as drafts of mails that are not larger than ``limit``."""
    written: list[Path] = []
    bundles = size = 0
    for peer, made in _made(office, peers, cap(limit), progress):
        for number, letter in enumerate(_letters(made, int(limit * 1_000_000)), 1):
            to = [Recipient(peer.office, address)] if address else []
            draft = mail.draft(
                to, say("SciAttaché bundle"), say("Drop this mail into SciAttaché, as it is."),
                attachments=[Attachment(container.file_name(one), one) for one in letter],
                language=language,
            )  # fmt: skip
            first = container.file_name(letter[0]).removesuffix(container.SUFFIX)
            name = f"{peer.site:03}-{first}-{number}.eml"
            written.append(files.write(folder, name, draft))
            bundles += len(letter)
            size += sum(map(len, letter))
    return Gone(tuple(written), bundles, size)


def _made(
    office: Office, peers: Sequence[Peer], largest: int, progress: Progress
) -> Iterator[tuple[Peer, list[bytes]]]:
    for number, peer in enumerate(peers):
        progress.report(number, len(peers), peer.office)
        yield peer, sending.make(office, peer.site, cap=largest)


def _letters(bundles: Sequence[bytes], limit: int) -> Iterator[list[bytes]]:
    """The bundles in heaps that each go into one mail; one larger than the limit goes alone."""
    room = (limit - _HEAD) / _BASE64
    heap: list[bytes] = []
    for one in bundles:
        if heap and sum(map(len, heap)) + len(one) > room:
            yield heap
            heap = []
        heap.append(one)
    if heap:
        yield heap


def sticks() -> list[tuple[str, Path]]:
    """The media that are plugged in and take writing, with their names."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        place = volume.rootPath()
        removable = place.startswith(("/media/", "/run/media/", "/mnt/", "/Volumes/")) or (
            place[1:3] == ":/" and not volume.isRoot()
        )
        if removable and volume.isReady() and not volume.isReadOnly():
            found.append((volume.displayName() or place, Path(place)))
    return found
