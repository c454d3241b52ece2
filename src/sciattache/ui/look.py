"""The look: palette, style sheet, fonts and tinted icons, light and dark."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, QStandardPaths, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

from sciattache import assets

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

GAPS = (4, 8, 12, 16, 24)
ROW = 32
"""Height of a row in a list, in pixels."""

COLOURS = {
    "light": {
        "base": "#FFFFFF", "panel": "#F5F6F8", "line": "#E2E5E9", "edge": "#C3C9D1",
        "text": "#1B1F24", "quiet": "#5A646F", "accent": "#1F4E79", "on_accent": "#FFFFFF",
        "accent_hover": "#2A6399", "hover": "#EDF0F4", "selected": "#DFE9F4",
        "good": "#1B7045", "warn": "#855600", "bad": "#B3261E", "bad_tint": "#FBEAE9",
    },
    "dark": {
        "base": "#1C1F23", "panel": "#15181B", "line": "#2D3238", "edge": "#454C55",
        "text": "#E8EAED", "quiet": "#A4ACB6", "accent": "#7FB2E5", "on_accent": "#0D1A27",
        "accent_hover": "#9AC3EC", "hover": "#262B31", "selected": "#233A52",
        "good": "#6CCB95", "warn": "#E5B567", "bad": "#F28B82", "bad_tint": "#3A2220",
    },
}  # fmt: skip
TINTS = {
    "light": ("#1F4E79", "#1B7045", "#8A5A00", "#7A3E9D", "#A33A5B", "#0F6F78", "#5B5F97"),
    "dark": ("#7FB2E5", "#6CCB95", "#E5B567", "#C79BE6", "#EE94AF", "#6FC7D0", "#A9ADE6"),
}
"""Colours that tell kinds apart, always beside a word."""

_MIRRORED = {
    one: other
    for pair in (
        ("arrow-left", "arrow-right"), ("chevron-left", "chevron-right"),
        ("chevrons-left", "chevrons-right"), ("undo-2", "redo-2"),
    )
    for one, other in (pair, pair[::-1])
}  # fmt: skip
"""Icons that point where reading goes, and what stands for them where it goes the other way."""

_FIRST = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")
"""The fonts of the first paint."""

_worn = {"theme": "light"}


def theme() -> str:
    """The theme worn now: ``light`` or ``dark``."""
    return _worn["theme"]


def wear(app: QApplication, wanted: str = "system") -> None:
    """Dress the application in ``light``, ``dark``, or what the system asks for."""
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints = app.styleHints()
    hints.setColorScheme(schemes.get(wanted, Qt.ColorScheme.Unknown))
    dark = wanted == "dark" or (wanted == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    _worn["theme"] = "dark" if dark else "light"
    sheet = _sheet()
    if app.styleSheet() == sheet:
        return
    app.setStyle("Fusion")
    app.setPalette(_palette())
    app.setStyleSheet(sheet)


def colour(name: str) -> QColor:
    """A colour of the theme by its name."""
    return QColor(COLOURS[theme()][name])


def tint(number: int) -> QColor:
    """One of the colours that tell kinds apart."""
    tints = TINTS[theme()]
    return QColor(tints[number % len(tints)])


def icon(name: str, tinted: str = "quiet", *, chosen: str = "", gap: int = 0) -> QIcon:
    """A Lucide icon in a colour of the theme; ``chosen`` is its colour when checked.

    ``gap`` is room at the side where words follow, in pixels.
    """
    made = QIcon()
    made.addPixmap(_spaced(pixmap(name, 16, tinted), gap))
    if tinted == "on_accent":  # a button that cannot be pressed has no accent behind it
        made.addPixmap(_spaced(pixmap(name, 16, "edge"), gap), QIcon.Mode.Disabled)
    if chosen:
        made.addPixmap(pixmap(name, 16, chosen), QIcon.Mode.Normal, QIcon.State.On)
    return made


def pixmap(name: str, size: int, tinted: str = "quiet") -> QPixmap:
    """A Lucide icon of ``size`` pixels, as fine as the screen; it points as reading goes."""
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        name = _MIRRORED.get(name, name)
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    return _pixmap(name, size, COLOURS[theme()].get(tinted, tinted), ratio)


def _spaced(drawn: QPixmap, gap: int) -> QPixmap:
    """A drawing with room at the side where words follow it."""
    if not gap:
        return drawn
    ratio = drawn.devicePixelRatio()
    made = QPixmap(drawn.size() + QSize(round(gap * ratio), 0))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter.drawPixmap(gap if mirrored else 0, 0, drawn)
    painter.end()
    return made


@cache
def _pixmap(name: str, size: int, hue: str, ratio: float) -> QPixmap:
    path = assets.resources() / "icons" / f"{name}.svg"
    drawing = path.read_text(encoding="utf-8").replace("currentColor", hue)
    made = QPixmap(QSize(size, size) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


def first_fonts(app: QApplication) -> None:
    """Take the bundled Noto Sans for the window; the others come with :func:`more_fonts`."""
    for name in _FIRST:
        QFontDatabase.addApplicationFont(str(assets.resources() / "fonts" / name))
    app.setFont(plain_font())


def plain_font() -> QFont:
    """The text of the windows: Noto Sans, 10 points."""
    font = QFont("Noto Sans", 10)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def more_fonts() -> None:
    """Take every other bundled weight and script, so that no name is shown as boxes."""
    for path in sorted((assets.resources() / "fonts").iterdir()):
        if path.suffix in (".ttf", ".ttc", ".otf") and path.name not in _FIRST:
            QFontDatabase.addApplicationFont(str(path))


def _palette() -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for name, roles in {
        "base": (role.Base, role.Button, role.ToolTipBase, role.Light),
        "panel": (role.Window, role.AlternateBase, role.Midlight),
        "text": (role.Text, role.WindowText, role.ButtonText, role.ToolTipText),
        "quiet": (role.PlaceholderText,),
        "line": (role.Mid,),
        "edge": (role.Dark, role.Shadow),
        "accent": (role.Highlight, role.Link, role.Accent),
        "on_accent": (role.HighlightedText, role.BrightText),
    }.items():
        for one in roles:
            made.setColor(one, colour(name))
    for one in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, colour("edge"))
    return made


def _sheet() -> str:
    text = (assets.resources() / "styles" / "sciattache.qss").read_text(encoding="utf-8")
    for name in sorted(COLOURS[theme()], key=len, reverse=True):
        text = text.replace(f"@{name}", COLOURS[theme()][name])
    return text.replace("@icons", _arrows().as_posix())


def _arrows() -> Path:
    """A folder of the arrows that the style sheet names, in the theme's colour."""
    cache = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)
    folder = Path(cache) / "look" / theme()
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("chevron-up", "chevron-down", "chevron-left", "chevron-right"):
        drawing = (assets.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        tinted = drawing.replace("currentColor", COLOURS[theme()]["quiet"])
        path = folder / f"{name}.svg"
        if not path.is_file() or path.read_text(encoding="utf-8") != tinted:
            path.write_text(tinted, encoding="utf-8")
    return folder
