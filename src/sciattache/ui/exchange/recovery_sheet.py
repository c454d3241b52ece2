"""The sheet to print: the office's keys under a passphrase, as a QR code and as text."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from sciattache.ui import showing
from sciattache.ui.exchange import qr
from sciattache.ui.words import say

_DPI = 300
_BEGIN, _END = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"
_LINE = 64


@dataclass(frozen=True)
class Sheet:
    """What the sheet says: whose keys, made on which day, sealed, and how they are recognised."""

    office: str
    on: date
    sealed: bytes
    fingerprint: str


def armoured(sealed: bytes) -> str:
    """Sealed keys as text that any age program opens (age-encryption.org/v1, ASCII armor)."""
    told = base64.b64encode(sealed).decode("ascii")
    lines = [told[start : start + _LINE] for start in range(0, len(told), _LINE)]
    return "\n".join((_BEGIN, *lines, _END)) + "\n"


def pdf(sheet: Sheet, language: str) -> bytes:
    """The sheet on A4."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(say("Recovery sheet"))
    writer.setCreator("SciAttaché")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    writer.setResolution(_DPI)
    painter = QPainter(writer)
    painter.setLayoutDirection(QGuiApplication.layoutDirection())
    _draw(painter, QRectF(0, 0, writer.width(), writer.height()), sheet, language)
    painter.end()
    buffer.close()
    return bytes(kept.data())


def _draw(painter: QPainter, page: QRectF, sheet: Sheet, language: str) -> None:
    at = page.top()
    at = _write(painter, page, at, say("Recovery sheet"), 20, bold=True)
    made = say("{office}, made on {day}", office=sheet.office, day=showing.day(sheet.on, language))
    at = _write(painter, page, at + _mm(1), made, 11)
    at = _write(painter, page, at + _mm(8), say(
        "This sheet brings back the keys of the office: without them it can neither sign what it"
        " sends nor open what it gets. It is worth nothing without the passphrase, which is not on"
        " it. Keep it in a safe, apart from the laptop and from the passphrase."
    ), 10)  # fmt: skip
    side = _mm(84)
    area = QRectF(page.left() + (page.width() - side) / 2, at + _mm(8), side, side)
    qr.paint(painter, area, qr.modules(armoured(sheet.sealed)))
    at = area.bottom() + _mm(8)
    at = _write(painter, page, at, say("To bring the keys back"), 12, bold=True)
    for number, step in enumerate((
        say("Read the code with a telephone or a scanner; it is text. Or type the lines below."),
        say("Save the text in a file, as it is, with its first and its last line."),
        say("In SciAttaché: Exchange, Office keys, “Bring keys back”. Choose the file, type the"
            " passphrase."),
    ), 1):  # fmt: skip
        at = _write(painter, page, at + _mm(1.5), f"{number}.  {step}", 10)
    at = _write(painter, page, at + _mm(6), say("Fingerprint"), 9)
    at = _write(painter, page, at, sheet.fingerprint, 9, fixed=True)
    _write(painter, page, at + _mm(5), armoured(sheet.sealed), 8, fixed=True)


def _write(
    painter: QPainter, page: QRectF, top: float, words: str, size: float, *,
    bold: bool = False, fixed: bool = False,
) -> float:  # fmt: skip
    """Write a paragraph across the page; gives where it ends."""
    font = QFont("DejaVu Sans Mono" if fixed else "Noto Sans")
    if fixed:
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setFamilies(["DejaVu Sans Mono", "Liberation Mono", "Consolas", "Menlo", "monospace"])
    font.setPointSizeF(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
    if fixed:
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    elif painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    else:
        side = Qt.AlignmentFlag.AlignLeft
    area = QRectF(page.left(), top, page.width(), page.bottom() - top)
    held = painter.layoutDirection()
    if fixed:  # its dashes and groups stand as they are written, in an Arabic window too
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    taken = painter.boundingRect(area, int(flags | side), words)
    painter.drawText(area, int(flags | side), words)
    painter.setLayoutDirection(held)
    return float(taken.bottom())


def _mm(length: float) -> float:
    return length * _DPI / 25.4
