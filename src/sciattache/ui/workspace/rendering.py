"""The pages of a PDF as pictures for the screen and the printer."""

from __future__ import annotations

from threading import Lock

import pypdfium2
from PySide6.QtGui import QImage

Sizes = tuple[tuple[float, float], ...]
"""Width and height of each page, in points of 1/72 inch."""

_ONE_AT_A_TIME = Lock()
"""PDFium may not be called by two threads at once, not even for two documents."""


def sizes(pdf: bytes) -> Sizes:
    """The sizes of all pages."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(document.get_page_size(number) for number in range(len(document)))
        finally:
            document.close()


def draw(pdf: bytes, number: int, scale: float) -> QImage:
    """Page ``number``, counted from 0, at ``scale`` pixels for each point."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[number]
            picture = page.render(scale=scale).to_pil().convert("RGB")
        finally:
            document.close()
    content = picture.tobytes()
    width, height = picture.size
    return QImage(content, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
