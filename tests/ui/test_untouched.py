"""No file dialog opens the store, which would drop the locks that guard it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_LOOK = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QFileInfo
from PySide6.QtWidgets import QFileIconProvider
from sciattache.app import application
from sciattache.store import office

app = application()
place = Path(sys.argv[1])
made = office.create(place)
with made.session() as session:
    session.connection().exec_driver_sql("SELECT 1 FROM entry LIMIT 1")
    for file in sorted(place.parent.iterdir()):
        QFileIconProvider().type(QFileInfo(str(file)))  # as the dialog's column of kinds does
    wal = os.stat(f"{place}-shm").st_ino
    held = [line for line in open("/proc/locks") if f"{os.getpid()} " in line]
    for inode in (os.stat(place).st_ino, wal):
        print(any(f":{inode} " in line for line in held))
"""


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="needs the system's list of locks")
def test_a_look_at_the_folder_of_the_store_leaves_its_locks(tmp_path: Path) -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", _LOOK, str(tmp_path / "office.sciattache")],
        env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["True", "True"]
