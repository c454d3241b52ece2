"""Words on the screen, in the language of the reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from sciattache import assets
from sciattache.errors import KnownError, Told

if TYPE_CHECKING:  # SQLAlchemy is read after the first paint
    from sciattache.domain.records import Record

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})

_REGIONS = {"en": "en_GB", "ar": "ar_AE"}
"""The region that stands for a language; of the Arabic ones, one that writes 0 to 9."""


def say(text: str, /, **values: object) -> str:
    """``text`` in the reader's language, with its ``{name}`` places filled.

    ``text`` is the English as written in the source, so that the catalogue can be checked against
    the source; what is not in the catalogue is shown in English.
    """
    if isinstance(text, Told):
        values = {name: _within(value) for name, value in text.values.items()}
        text = text.sentence
    said = QCoreApplication.translate("", text) if text else ""
    return said.format(**values) if values else said


def _within(value: object) -> object:
    """What stands in a sentence: words of ours in the reader's language, others apart from them."""
    if isinstance(value, Told):
        said = say(value)
        return str(value) if said == value.sentence else said  # English: without its capital
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    runs_left = any(bidirectional(sign) in ("R", "AL") for sign in str(value))
    return f"\u2068{value}\u2069" if mirrored or runs_left else value


def refusal(error: KnownError) -> str:
    """Why something cannot be done and what to do next, in the reader's language."""
    return f"{say(error.sentence)} {say(error.remedy)}".strip()


def new_words(cls: type[Record]) -> str:
    """*New person*: a phrase of its own for each type, for many languages bend both words."""
    return say(f"New {cls.about.label.lower()}")


def languages() -> list[str]:
    """The languages that the windows speak, as ISO 639-1 codes, English first."""
    return ["en", *sorted(path.stem for path in _folder().glob("??.json"))]


def catalogue(language: str) -> dict[str, str]:
    """English to ``language``: labels of records, words of the windows, words of their parts.

    They lie in ``data/<language>.json``, ``<language>.json`` and ``<language>.<part>.json``.
    """
    folder = _folder()
    paths = [folder / "data" / f"{language}.json", folder / f"{language}.json"]
    words: dict[str, str] = {}
    for path in (*paths, *sorted(folder.glob(f"{language}.*.json"))):
        if path.is_file():
            words |= json.loads(path.read_text(encoding="utf-8"))
    return words


def locale(language: str) -> QLocale:
    """How the reader writes days and numbers: as the system does, where it speaks the language.

    The digits are always 0 to 9, as in the papers and in hours, so that no line mixes two kinds.
    """
    system = QLocale.system()
    if system.name()[:2] == language and system.zeroDigit() == "0":
        return system
    return QLocale(_REGIONS.get(language, language))


class Catalogue(QTranslator):
    """A translator that reads a catalogue; the context in which words stand does not matter."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = catalogue(language)

    def translate(self, *asked: object, **_: object) -> str:
        """The word for the source text, which Qt gives as the second argument."""
        source = str(asked[1])
        return self._words.get(source, source)

    def isEmpty(self) -> bool:
        return not self._words


def of_qt(language: str, parent: QObject | None = None) -> QTranslator:
    """Qt's own words: the buttons of its dialogs, and the menu of a field."""
    made = QTranslator(parent)
    made.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return made


def _folder() -> Path:
    return assets.resources() / "translations"
