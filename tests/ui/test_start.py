"""The window stands before the heavy libraries are read."""

from __future__ import annotations

import json
import os
import subprocess
import sys

LATE = (
    "sqlalchemy", "alembic", "openpyxl", "reportlab", "typst", "babel", "pikepdf", "pycountry",
    "phonenumbers", "PIL", "icalendar", "PySide6.QtUiTools",
)  # fmt: skip


def test_the_window_is_painted_without_the_heavy_libraries() -> None:
    code = (
        "import json, sys\n"
        "from sciattache import app\n"
        "made = app.application()\n"
        "desktop = app.Desktop(made)\n"
        "desktop.window.first_painted.connect(lambda: (print(json.dumps(list(sys.modules))),"
        " made.exit()))\n"
        "desktop.window.show()\n"
        "made.exec()\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    read = set(json.loads(told.stdout.strip().splitlines()[-1]))
    assert [name for name in LATE if name in read] == []
