"""Paper from the printer: the pages as pictures, as fine as the printer prints."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from sciattache.errors import KnownError
from sciattache.ui.desk import Desk
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace import rendering

_FINEST = 600
"""Dots per inch beyond which the eye sees no gain, and memory suffers."""


def print_paper(
    parent: QWidget, desk: Desk, pdf: bytes, title: str, done: Callable[[], None]
) -> None:
    """Ask for a printer and send the paper to it; ``done`` is called when it is there."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    sizes = rendering.sizes(pdf)
    printer.setPageLayout(layout(sizes[0]))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, len(sizes))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return

    def job(progress: Progress) -> int:
        return send(printer, pdf, sizes, progress)

    def printed(count: int) -> None:
        done()
        desk.notify(say("{count} pages sent to the printer", count=count))

    desk.run(say("Print {title}", title=title), job, printed)


def send(printer: QPrinter, pdf: bytes, sizes: rendering.Sizes, progress: Progress) -> int:
    """Paint the pages that were asked for onto a printer; gives how many."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(sizes)
    numbers = range(max(first, 1) - 1, min(last, len(sizes)))
    dots = min(printer.resolution(), _FINEST)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise KnownError(
            say("The printer takes nothing."), say("Look whether it is on and has paper.")
        )
    try:
        for done, number in enumerate(numbers):
            progress.report(done, len(numbers), say("Page {number}", number=number + 1))
            if done:
                printer.setPageLayout(layout(sizes[number]))
                printer.newPage()
            whole = printer.pageLayout().fullRectPixels(printer.resolution())
            painter.drawImage(QRectF(whole), rendering.draw(pdf, number, dots / 72))
    finally:
        painter.end()
    return len(numbers)


def layout(size: tuple[float, float]) -> QPageLayout:
    """The printer's page for a page of that size in points."""
    width, height = size
    wide = width > height
    across = QSizeF(min(size), max(size))
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    made = QPageSize(across, QPageSize.Unit.Point, "", match)
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(made, way, QMarginsF())
