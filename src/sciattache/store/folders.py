"""Refuse to keep a live store where other computers or a cloud service write to its folder."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from sciattache.errors import KnownError

_NETWORK = frozenset(
    "nfs nfs4 cifs smb3 smbfs afs ncpfs coda ceph glusterfs lustre davfs fuse.davfs fuse.davfs2"
    " fuse.sshfs fuse.rclone fuse.gvfsd-fuse fuse.smbnetfs fuse.s3fs fuse.google-drive-ocamlfuse"
    " fuse.onedriver fuse.glusterfs".split()
)
_CLOUD_NAMES = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud drive",
    "mobile documents", "nextcloud", "owncloud", "pcloud", "pclouddrive", "mega", "megasync",
    "box sync", "seafile", "syncthing", "tresorit", "proton drive", "sync.com", "cloudstorage",
    "yandex.disk", "kdrive", "meine ablage", "mon drive", "mi unidad", "meu drive", "il mio drive",
)  # fmt: skip
_CLOUD_NAME = re.compile(
    rf"(?:{'|'.join(map(re.escape, _CLOUD_NAMES))})(?:\d| \(.+\)| - .+)?|googledrive-.+|icloud~.+"
)
"""As services name their folders: “Dropbox (Embassy)”, “OneDrive - Ministry”, “Nextcloud2”; the
notes on a service in “dropbox-notes” are not kept by it."""
_CLOUD_MARKS = (
    ".dropbox", ".dropbox.cache", ".stfolder", ".sync.ffs_db", ".owncloudsync.log",
    ".nextcloudsync.log", ".seafile-data",
)  # fmt: skip
_CLOUD_DATABASES = ("._sync_*.db", ".sync_*.db")


def refuse_shared(path: Path) -> None:
    """Raise ``KnownError`` when ``path`` lies on a network drive or in a synchronised folder.

    SQLite's write-ahead log needs one computer's locks; a service that copies the file while it
    is written damages it (sqlite.org/howtocorrupt, sections 2.1 and 1.2).
    """
    place = path.expanduser().resolve()
    reason = _network(place) or _cloud(place)
    if reason:
        raise KnownError(
            f"The office cannot live in {place.parent}: {reason}.",
            "Keep it in a folder of this computer; exchange it with others by backup or bundle.",
        )


def _network(place: Path) -> str:
    if sys.platform == "win32":
        import ctypes

        drive = place.drive
        if drive.startswith("\\\\"):
            return "it is a network folder"
        remote = ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == 4  # DRIVE_REMOTE
        return f"{drive} is a network drive" if remote else ""
    for folder, kind in _mounts():
        if place == folder or folder in place.parents:
            return f"{folder} is a network drive ({kind})" if kind in _NETWORK else ""
    return ""


def _mounts() -> Iterator[tuple[Path, str]]:
    """Mounted folders and their file systems, the deepest first."""
    try:
        lines = Path("/proc/mounts").read_text(errors="replace").splitlines()
    except OSError:
        return
    found = [line.split(" ") for line in lines]
    mounts = [(Path(parts[1].replace("\\040", " ")), parts[2]) for parts in found if len(parts) > 2]
    yield from sorted(mounts, key=lambda mount: -len(mount[0].parts))


def _cloud(place: Path) -> str:
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        folder = os.environ.get(variable)
        if folder and Path(folder).resolve() in place.parents:
            return "OneDrive synchronises it"
    for above in place.parents:
        if _CLOUD_NAME.fullmatch(above.name.casefold()):
            return f"“{above.name}” is a folder that a cloud service synchronises"
        if any((above / mark).exists() for mark in _CLOUD_MARKS) or any(
            next(above.glob(pattern), None) for pattern in _CLOUD_DATABASES
        ):
            return f"{above} is synchronised with other computers"
    return ""
