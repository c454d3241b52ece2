"""The part of a photograph that papers show is chosen in the picture itself."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sciattache.domain.directory.person import Person
from sciattache.domain.standards.photo_box import PhotoBox
from sciattache.store import blobs, undo
from sciattache.ui.desk import Desk
from sciattache.ui.forms import RecordForm
from sciattache.ui.photo_frame import PhotoFrame
from sciattache.ui.photo_part import PhotoPart, upright


def picture(width: int, height: int, turned: int = 1) -> bytes:
    drawn, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = turned
    Image.new("RGB", (width, height), "#446688").save(drawn, "JPEG", exif=exif)
    return drawn.getvalue()


def framed(qtbot: QtBot, box: PhotoBox | None = None) -> PhotoFrame:
    made = PhotoFrame(upright(picture(800, 500)), box)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_frame_is_four_wide_to_five_high_whatever_was_kept(qtbot: QtBot) -> None:
    for box in (None, PhotoBox(0, 0, 1000, 1000), PhotoBox(900, 900, 100, 100)):
        frame = framed(qtbot, box).frame
        assert frame.width() / frame.height() == pytest.approx(0.8)


def test_a_part_that_was_kept_is_the_same_part_again(qtbot: QtBot) -> None:
    kept = framed(qtbot).box
    assert framed(qtbot, kept).box == kept


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Plus]
)
def test_no_key_takes_the_frame_out_of_the_picture(qtbot: QtBot, key: Qt.Key) -> None:
    made = framed(qtbot)
    for _ in range(12):
        qtbot.keyClick(made, Qt.Key.Key_Minus)
    for _ in range(120):
        qtbot.keyClick(made, key)
    box = made.box
    assert box.left >= 0 and box.left + box.width <= 1000
    assert box.top >= 0 and box.top + box.height <= 1000
    ends = {
        Qt.Key.Key_Left: box.left == 0,
        Qt.Key.Key_Right: box.left + box.width == 1000,
        Qt.Key.Key_Up: box.top == 0,
        Qt.Key.Key_Down: box.top + box.height == 1000,
        Qt.Key.Key_Plus: box.height == 1000,
    }
    assert ends[key]


def test_the_frame_is_dragged_and_stretched_by_the_mouse(qtbot: QtBot) -> None:
    made = framed(qtbot, PhotoBox(400, 300, 200, 400))
    before = made.box
    middle = QPoint(made.width() // 2, made.height() // 2)
    qtbot.mousePress(made, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(made, middle + QPoint(48, 0))
    qtbot.mouseRelease(made, Qt.MouseButton.LeftButton)
    assert made.box == PhotoBox(before.left + 100, before.top, before.width, before.height)
    scale = (made.width() - 16) / 800
    corner = QPoint(
        round(made.frame.right() * scale) + 8, round(made.frame.bottom() * scale) + 8
    )  # fmt: skip
    still = made.frame.topLeft()
    qtbot.mousePress(made, Qt.MouseButton.LeftButton, pos=corner)
    qtbot.mouseMove(made, corner + QPoint(20, 20))
    qtbot.mouseRelease(made, Qt.MouseButton.LeftButton)
    assert made.frame.topLeft() == still and made.box.width > before.width


def test_a_screen_reader_is_told_where_the_frame_is(qtbot: QtBot) -> None:
    made = framed(qtbot, PhotoBox(400, 300, 200, 400))
    assert made.accessibleDescription() == "40 % from the left, 30 % from the top, 20 % wide"
    qtbot.keyClick(made, Qt.Key.Key_Left)
    assert made.accessibleDescription().startswith("39 % from the left")


def test_a_picture_is_framed_as_the_camera_was_held() -> None:
    shown = upright(picture(80, 50, turned=6))
    assert (shown.width(), shown.height()) == (50, 80)


def test_the_part_chosen_is_kept_in_a_step_that_can_be_undone(desk: Desk, qtbot: QtBot) -> None:
    with desk.office.step("Ada") as session:
        photo = blobs.keep(session, picture(800, 500))
        session.add(Person(id="ada", given_name="Ada", family_name="Byron", photo=photo))
    form = RecordForm(desk, Person)
    qtbot.addWidget(form)
    form.show_record("ada")
    form.show()

    def kept() -> str | None:
        with desk.read() as session:
            return session.query(Person).filter_by(id="ada").one().photo_box

    def opened() -> PhotoPart:
        form.editors["photo"]._part.click()  # type: ignore[attr-defined]
        return form.findChildren(PhotoPart)[-1]

    dialog = opened()
    box = dialog.frame.box
    dialog.show_part.click()
    assert kept() == f"{box.left} {box.top} {box.width} {box.height}"
    with desk.office.session() as session:
        undo.undo(session)
    assert kept() is None


def test_the_numbers_of_a_part_are_nothing_to_type(qtbot: QtBot, desk: Desk) -> None:
    form = RecordForm(desk, Person)
    qtbot.addWidget(form)
    form.show()
    assert form.editors["photo"].isVisibleTo(form)
    assert not form.editors["photo_box"].isVisibleTo(form)
    label = form.findChild(QLabel, "label_photo_box")
    assert label is not None and not label.isVisibleTo(form)
