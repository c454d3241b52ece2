"""Words of several scripts stand where reading begins, each in its own direction."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sciattache.domain.programmes.engagement import Engagement
from sciattache.services.routes.wording import Names, Reason
from sciattache.ui import lettering, look, showing
from sciattache.ui.workspace import route_words


@pytest.fixture
def mirrored(qtbot: QtBot) -> Iterator[None]:
    """A window that is read from the right."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("Azulejo Photonics, Lda.", Qt.LayoutDirection.LeftToRight),
        ("أمينة حداد", Qt.LayoutDirection.RightToLeft),
        ("+44 20 7946 0103", Qt.LayoutDirection.LeftToRight),
        ("", Qt.LayoutDirection.LeftToRight),
    ],
)
def test_words_run_as_their_first_letter_does(words: str, way: Qt.LayoutDirection) -> None:
    assert lettering.direction(words) == way


def test_parts_are_joined_plainly_where_one_reads_from_the_left(qtbot: QtBot) -> None:
    assert lettering.joined("Paris", "", "4 Mar") == "Paris · 4 Mar"


@pytest.mark.usefixtures("mirrored")
def test_each_part_is_kept_apart_where_one_reads_from_the_right() -> None:
    line = lettering.joined("Lisbon", "", "7 ديسمبر")
    assert line == "\u200f\u2068Lisbon\u2069 · \u20687 ديسمبر\u2069"
    assert lettering.direction(line) == Qt.LayoutDirection.RightToLeft
    assert lettering.joined("", "") == ""


@pytest.mark.usefixtures("mirrored")
def test_a_span_of_hours_runs_from_the_left_in_words_from_the_right() -> None:
    told = lettering.hours_apart("كان: 12:40–13:45، Maré")
    assert told == "كان: \u206612:40–13:45\u2069، Maré"


@pytest.mark.usefixtures("mirrored")
def test_names_in_a_sentence_from_the_right_stand_apart_with_its_own_comma() -> None:
    names = Names(("Lunch", "Pitches", "Dinner", "Tour", "Talk"))
    one = Reason("cluster", {"titles": names, "km": "1.5"})
    assert "\u2068Lunch\u2069، \u2068Pitches\u2069، \u2068Dinner\u2069" in route_words.told(
        one, "en"
    )
    assert "Lunch، Pitches" in route_words.told(one, "en", plain=True)


def test_names_are_listed_with_the_comma_of_the_window(qtbot: QtBot) -> None:
    assert lettering.listed(["Lunch", "Dinner"]) == "Lunch, Dinner"


def drawn(words: str, *, mirrored: bool, way: Qt.LayoutDirection) -> QImage:
    """Words written on a line of 200 pixels by a painter of a window's direction."""
    image = QImage(200, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setLayoutDirection(way)
    lettering.write(painter, QRect(0, 0, 200, 24), words, mirrored=mirrored)
    painter.end()
    return image


def last_stroke(image: QImage) -> list[int]:
    """The rows that have ink in the rightmost column that has any."""
    white = QColor("white").rgb()
    for x in reversed(range(image.width())):
        rows = [y for y in range(image.height()) if image.pixel(x, y) != white]
        if rows:
            return rows
    return []


def test_a_latin_name_in_a_mirrored_window_keeps_its_full_stop_at_the_right(qtbot: QtBot) -> None:
    right = drawn("Lda.", mirrored=True, way=Qt.LayoutDirection.RightToLeft)
    assert last_stroke(right) == last_stroke(
        drawn(".", mirrored=True, way=Qt.LayoutDirection.RightToLeft)
    )
    letter = drawn("Lda", mirrored=True, way=Qt.LayoutDirection.RightToLeft)
    assert len(last_stroke(right)) < len(last_stroke(letter))


@pytest.mark.usefixtures("mirrored")
def test_icons_point_where_reading_goes() -> None:
    back = look.pixmap("arrow-left", 16).toImage()
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert back == look.pixmap("arrow-right", 16).toImage()
    assert back != look.pixmap("arrow-left", 16).toImage()


@pytest.mark.parametrize(
    ("language", "city"), [("en", "Lisbon"), ("fr", "Lisbonne"), ("ar", "لشبونة")]
)
def test_a_time_zone_is_named_by_its_city(language: str, city: str) -> None:
    field = Engagement.field("zone")
    assert showing.place_of("Europe/Lisbon", language) == city
    assert showing.choice(field, "Europe/Lisbon", language) == f"{city} (Europe/Lisbon)"
    assert showing.place_of("America/Argentina/Buenos_Aires", "en") == "Buenos Aires"
