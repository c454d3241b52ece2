"""The desktop from the start of its process to its first paint, beside an empty window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import people
from benchmarks.measuring import Ratio, by_turns, median

_EMPTY = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Empty(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))

app = QApplication(sys.argv)
window = Empty()
window.show()
app.exec()
"""
_OURS = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from sciattache import app

made = app.application()
desktop = app.Desktop(made)
leave = lambda: QTimer.singleShot(0, lambda: (desktop.window.repaint(), os._exit(0)))
if sys.argv[2] == "window":
    desktop.window.first_painted.connect(lambda: os._exit(0))
else:
    desktop.desk.office_changed.connect(leave)
desktop.start(Path(sys.argv[1]), None)
made.exec()
"""


def measure(rounds: int = 9) -> Iterator[Ratio]:
    """Whole processes by turns: the window painted, and the office painted in it."""
    with tempfile.TemporaryDirectory() as place:
        store = Path(place) / "office.sciattache"
        people.seed(store, 1000)

        def empty() -> None:
            _start(_EMPTY, place)

        def painted() -> None:
            _start(_OURS, place, str(store), "window")

        def opened() -> None:
            _start(_OURS, place, str(store), "office")

        for act in (empty, painted, opened):
            act()  # read from the disk once
        bare, ours, whole = by_turns((empty, painted, opened), rounds=rounds)
    peer = "empty PySide6 main window"
    yield Ratio("window ready, from the start of the process", peer, median(ours), median(bare), 2)
    yield Ratio("office shown in the window", peer, median(whole), median(bare))


def _start(program: str, home: str, *words: str) -> None:
    """Run a program in a process of its own, with settings of its own, without a screen."""
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home}
    subprocess.run([sys.executable, "-c", program, *words], env=variables, check=True)
