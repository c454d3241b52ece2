"""Where forms and resources are, in a checkout, a wheel and a frozen build."""

import sys
from pathlib import Path

from sciattache.errors import KnownError


def forms() -> Path:
    """The folder of Designer forms (`.ui`)."""
    return _folder("forms")


def resources() -> Path:
    """The folder of fonts, icons, translations, styles and vocabularies."""
    return _folder("resources")


def _folder(name: str) -> Path:
    """The first home that holds the folder; KnownError when the installation is incomplete."""
    for home in _homes():
        if (home / name).is_dir():
            return home / name
    raise KnownError(
        f"The folder “{name}” is missing from this installation.", "Install SciAttaché again."
    )


def _homes() -> list[Path]:
    """Possible parents: the frozen build's folder alone; else inside the wheel, then a checkout."""
    if getattr(sys, "frozen", False):
        return [Path(sys._MEIPASS)]  # type: ignore[attr-defined]  # set by PyInstaller's loader
    package = Path(__file__).resolve().parent
    return [package / "_assets", package.parents[1]]
