"""How the files of records stand is told where matters with a partner are, on both sides."""

from __future__ import annotations

import os
from pathlib import Path

from sciattache.domain.directory.attachment import Attachment
from sciattache.store import blobs
from sciattache.sync import sending
from sciattache.sync.progress import Files
from sciattache.ui.exchange import files_told

from .conftest import Sitting

World = tuple[Sitting, Sitting, Sitting]


def _attach(sitting: Sitting, name: str, size: int) -> None:
    with sitting.office.step("Attach") as session:
        content = blobs.keep(session, os.urandom(size))
        session.add(Attachment(file_name=name, content=content, size=size))
    sitting.desk.look_again()
    sitting.settle()


def _written(files: list[bytes], folder: Path) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.psb" for number in range(len(files))]
    for path, content in zip(paths, files, strict=True):
        path.write_bytes(content)
    return paths


def test_both_sides_are_told_how_many_files_came_and_wait(world: World, tmp_path: Path) -> None:
    hq, a, _ = world
    for number in range(3):
        _attach(a, f"Photo {number}", 300_000)
    hq.drop(*_written(sending.make(a.office, 0, budget=350_000), tmp_path / "up"))
    a.screen.refresh()
    a.settle()
    assert a.screen.send.preview.files.isVisible()
    assert "wait to go" in a.screen.send.preview.files.text()
    page = hq.screen.offices
    hq.screen.turn_to("offices")
    page.sheet.choose("1")
    hq.settle()
    assert "File 1 of 3 received." in page.holes.text()
    assert [row.cells[-1].words for row in page.sheet.rows.rows] == ["1 of 3", "—"]


def test_nothing_is_said_of_files_where_none_are_on_their_way(world: World) -> None:
    hq, a, _ = world
    hq.screen.turn_to("send")
    hq.settle()
    for one in (hq, a):
        assert not one.screen.send.preview.files.isVisible()


def test_the_files_of_several_partners_are_told_together() -> None:
    all_of_them = files_told.together([Files(1, 3, 2, 100, 1), Files(4, 4, 1, 50, 0)])
    assert all_of_them == Files(5, 7, 3, 150, 1)
    assert files_told.told(all_of_them) == [
        "File 5 of 7 received.", "3 files wait to go, 150 bytes.",
        "1 file is damaged here and cannot go.",
    ]  # fmt: skip
    assert files_told.together([]) == Files()
