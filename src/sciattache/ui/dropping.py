"""The files that somebody drags onto a part of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent


def dropped(event: QDropEvent, *, folders: bool = False) -> list[Path]:
    """The files that are dragged, and the ``folders`` where they are wanted."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.is_file() or (folders and path.is_dir())]
