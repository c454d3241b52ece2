"""A picture or a file kept in the office: choose, paste, drop, look at it, save it, remove it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sciattache.domain.fields import Field
from sciattache.errors import KnownError
from sciattache.store import blobs
from sciattache.ui.desk import Desk
from sciattache.ui.look import pixmap
from sciattache.ui.pieces import link_button, quiet
from sciattache.ui.words import say

_PICTURES = frozenset({"photo", "logo"})
_LARGEST_SIDE = 1600
"""Pixels: a larger picture is made smaller before it is kept."""


class BlobField(QWidget):
    """The content that a record has."""

    edited = Signal()
    left = Signal()
    part_wanted = Signal()
    """Asked for the part of a portrait that papers show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sha: str | None = None
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._frame = QLabel()
        self._frame.setFixedSize(QSize(88, 88))
        self._frame.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._frame.setProperty("role", "card")
        row.addWidget(self._frame)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._size = quiet("")
        self._choose = link_button(say("Choose"), "upload")
        self._choose.clicked.connect(self._ask)
        self._paste = link_button(say("Paste"), "copy")
        self._paste.clicked.connect(self._from_clipboard)
        self._save = link_button(say("Save as…"), "save")
        self._save.clicked.connect(self._ask_save)
        self._part = link_button(say("Choose the part shown…"), "image")
        self._part.clicked.connect(lambda: self.part_wanted.emit())
        self._remove = link_button(say("Remove"), "x")
        self._remove.clicked.connect(lambda: self._take(None))
        for widget in (self._size, self._choose, self._paste, self._save, self._part, self._remove):
            column.addWidget(widget)
        column.addStretch()
        row.addLayout(column)
        row.addStretch()

    def bind(self, field: Field, desk: Desk) -> None:
        self._desk, self._picture = desk, field.name in _PICTURES
        self._frame.setVisible(self._picture)
        self._frame.setAccessibleName(self.accessibleName())
        self._paste.setVisible(self._picture)
        for each in (self._choose, self._paste, self._save, self._part, self._remove):
            each.setAccessibleName(f"{self.accessibleName()}: {each.text()}")
        self.setFocusProxy(self._choose)
        self._draw(None)

    def value(self) -> Any:
        return self._sha

    def set_value(self, value: Any, around: dict[str, Any]) -> None:
        self._sha = value
        self._draw(self.content() or None)

    def content(self) -> bytes:
        """What is kept; nothing where there is none."""
        if not self._sha:
            return b""
        with self._desk.read() as session:
            return blobs.content(session, self._sha) or b""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        if data.hasUrls():
            self.take_file(Path(data.urls()[0].toLocalFile()))
        else:
            self._take_image(QImage(data.imageData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._picture and event.matches(QKeySequence.StandardKey.Paste):
            self._from_clipboard()
            return
        super().keyPressEvent(event)

    def take_file(self, path: Path) -> None:
        """Keep the content of a file."""
        try:
            content = path.read_bytes()
        except OSError as error:
            self._desk.refuse(
                KnownError(say("{name} cannot be read: {why}.", name=path.name, why=error.strerror))
            )
            return
        if not self._picture:
            self._keep(content)
            return
        self._take_image(QImage.fromData(content), content)

    def _take_image(self, image: QImage, content: bytes = b"") -> None:
        if image.isNull():
            self._desk.refuse(
                KnownError(say("This is no picture."), say("Choose a PNG, JPEG or WebP file."))
            )
            return
        small = max(image.width(), image.height()) <= _LARGEST_SIDE
        if not content or not small:
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            kind = "PNG" if image.hasAlphaChannel() else "JPEG"  # an emblem keeps its clear ground
            _fitted(image, _LARGEST_SIDE).save(buffer, kind, 90)  # type: ignore[call-overload]
            content = bytes(buffer.data().data())
        self._keep(content)

    def _keep(self, content: bytes) -> None:
        try:
            with self._desk.office.remember() as session:
                kept = blobs.keep(session, content)
        except KnownError as error:
            self._desk.refuse(error)
            return
        self._take(kept)

    def _take(self, sha: str | None) -> None:
        self.set_value(sha, {})
        self.edited.emit()
        self.left.emit()

    def _from_clipboard(self) -> None:
        self._take_image(QGuiApplication.clipboard().image())

    def _ask(self) -> None:
        kinds = (
            say("Pictures") + " (*.png *.jpg *.jpeg *.webp *.bmp *.gif)" if self._picture else ""
        )
        name, _ = QFileDialog.getOpenFileName(self, say("Choose a file"), "", kinds)
        if name:
            self.take_file(Path(name))

    def _ask_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, say("Save as…"))
        if name and self._sha:
            with self._desk.read() as session:
                Path(name).write_bytes(blobs.content(session, self._sha) or b"")

    def _draw(self, content: bytes | None) -> None:
        self._remove.setVisible(self._sha is not None)
        self._save.setVisible(content is not None and not self._picture)
        self._part.setVisible(content is not None and self.objectName() == "photo")
        self._choose.setVisible(self._sha is None or not self._picture)
        self._paste.setVisible(self._picture and self._sha is None)
        self._size.setVisible(not self._picture)
        if not self._picture:
            size = len(content) if content else 0
            self._size.setText(f"{size / 1024:,.0f} kB" if content else say("nothing yet"))
            return
        shown = QPixmap.fromImage(QImage.fromData(QByteArray(content))) if content else QPixmap()
        if shown.isNull():
            self._frame.setPixmap(
                pixmap("user" if self.objectName() == "photo" else "image", 28, "edge")
            )
            return
        self._frame.setPixmap(
            shown.scaled(
                QSize(84, 84),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )


def _fitted(image: QImage, side: int) -> QImage:
    if max(image.width(), image.height()) <= side:
        return image
    return image.scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
