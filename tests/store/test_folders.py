"""An office does not live where other computers or a cloud service write."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciattache.errors import KnownError
from sciattache.store import backup, folders
from sciattache.store.office import Office, create, open_office


@pytest.mark.parametrize(
    "name",
    [
        "Dropbox",
        "Dropbox (Embassy)",
        "OneDrive",
        "OneDrive - Ministry",
        "Google Drive",
        "My Drive",
        "iCloud Drive",
        "iCloud~com~example",
        "Mobile Documents",
        "Nextcloud",
        "ownCloud",
        "pCloudDrive",
        "MEGA",
        "Seafile",
        "Syncthing",
        "Tresorit",
        "Proton Drive",
        "CloudStorage",
        "GoogleDrive-ada",
        "Nextcloud2",
        "Meine Ablage",
        "Yandex.Disk",
    ],
)
@pytest.mark.parametrize("below", ["", "work/deep"])
def test_a_folder_of_a_cloud_service_is_refused(tmp_path: Path, name: str, below: str) -> None:
    place = tmp_path / name / below
    place.mkdir(parents=True)
    with pytest.raises(KnownError, match=r"cannot live in .* cloud service"):
        create(place / "office.sciattache")
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        *("Dropboxes", "Megan", "Boxes", "Drive", "My Drivers", "office", "dropbox-notes"),
        *(
            "dropbox notes",
            "Mega-project",
            "onedrive-migration",
            "My Drive test",
            "Nextcloud guide",
        ),
    ],
)
def test_a_folder_of_a_like_name_is_not(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    folders.refuse_shared(tmp_path / name / "office.sciattache")


@pytest.mark.parametrize(
    "mark", [".dropbox", ".stfolder", ".seafile-data", "._sync_0123.db", ".owncloudsync.log"]
)
def test_a_folder_with_the_mark_of_a_service_is_refused(tmp_path: Path, mark: str) -> None:
    (tmp_path / "shared" / "deep").mkdir(parents=True)
    (tmp_path / "shared" / mark).touch()
    with pytest.raises(KnownError, match="synchronised with other computers"):
        create(tmp_path / "shared" / "deep" / "office.sciattache")


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "davfs", "fuse.rclone"])
def test_a_network_drive_is_refused(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = [(tmp_path / "here" / "usb", "ext4"), (tmp_path / "here", kind), (Path("/"), "ext4")]
    monkeypatch.setattr(folders, "_mounts", lambda: iter(mounts))
    (tmp_path / "here" / "usb").mkdir(parents=True)
    with pytest.raises(KnownError, match=rf"is a network drive \({kind}\)"):
        create(tmp_path / "here" / "office.sciattache")
    folders.refuse_shared(tmp_path / "here" / "usb" / "office.sciattache")
    folders.refuse_shared(tmp_path / "office.sciattache")


def test_the_folder_that_onedrive_names_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Ministry" / "Work").mkdir(parents=True)
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Ministry"))
    with pytest.raises(KnownError, match="OneDrive synchronises it"):
        create(tmp_path / "Ministry" / "Work" / "office.sciattache")


def test_a_link_into_a_shared_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(KnownError, match="cloud service"):
        create(tmp_path / "link" / "office.sciattache")


def test_an_office_that_was_moved_into_one_is_neither_opened_nor_restored(
    office: Office, tmp_path: Path
) -> None:
    copy = backup.back_up(office)
    (tmp_path / "Dropbox").mkdir()
    moved = tmp_path / "Dropbox" / "office.sciattache"
    moved.write_bytes(copy.read_bytes())
    with pytest.raises(KnownError, match="cloud service"):
        open_office(moved)
    with pytest.raises(KnownError, match="cloud service"):
        backup.restore(copy, tmp_path / "Dropbox" / "other.sciattache")
    assert list(moved.parent.iterdir()) == [moved]
    assert moved.read_bytes() == copy.read_bytes()
