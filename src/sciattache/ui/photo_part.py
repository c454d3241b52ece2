"""Choosing which part of a person's photograph papers show."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sciattache.domain.standards import photo_box
from sciattache.domain.standards.photo_box import PhotoBox
from sciattache.ui.fields import Editor
from sciattache.ui.fields.blob import BlobField
from sciattache.ui.photo_frame import PhotoFrame
from sciattache.ui.pieces import button, quiet
from sciattache.ui.words import say


def offer(editors: Mapping[str, Editor], parent: QWidget) -> None:
    """Let the photograph of a form choose the part of it; the form keeps that as what is typed."""
    photo, box = editors.get("photo"), editors.get("photo_box")
    if isinstance(photo, BlobField) and box is not None:
        photo.part_wanted.connect(lambda: _ask(photo, box, parent))


class PhotoPart(QDialog):
    """The picture and its frame; ``chosen`` is the part as it is kept, empty for the usual one."""

    def __init__(self, picture: QImage, box: PhotoBox | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Part of the photograph shown"))
        self.setObjectName("page")
        self.chosen = ""
        self.frame = PhotoFrame(picture, box)
        told = quiet(
            say("Drag the frame or use the arrow keys; + and − make it larger and smaller.")
        )
        told.setWordWrap(True)
        self.show_part = button(say("Show this part"), "check", primary=True)
        self.show_usual, self.leave = button(say("Show the usual part")), button(say("Cancel"))
        self.show_part.clicked.connect(lambda: self._choose(self.frame.box))
        self.show_usual.clicked.connect(lambda: self._choose(None))
        self.leave.clicked.connect(self.reject)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.show_usual)
        acts.addStretch(1)
        acts.addWidget(self.leave)
        acts.addWidget(self.show_part)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.frame, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(told)
        column.addLayout(acts)
        for each in (self.show_usual, self.leave):
            each.setAutoDefault(False)
        self.show_part.setDefault(True)
        self.frame.setFocus()

    def _choose(self, box: PhotoBox | None) -> None:
        self.chosen = f"{box.left} {box.top} {box.width} {box.height}" if box else ""
        self.accept()


def upright(content: bytes) -> QImage:
    """A picture turned as the camera was held, as papers show it."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader.read()


def _ask(photo: BlobField, box: Editor, parent: QWidget) -> None:
    picture = upright(photo.content())
    if picture.isNull():
        return
    dialog = PhotoPart(picture, _read(str(box.value() or "")), parent)

    def keep() -> None:
        box.set_value(dialog.chosen or None, {})
        box.left.emit()

    dialog.accepted.connect(keep)
    dialog.open()


def _read(text: str) -> PhotoBox | None:
    try:
        return photo_box.read(text) if text else None
    except ValueError:
        return None
