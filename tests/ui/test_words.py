"""Every word on the screen is in every catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QApplication

import sciattache
from sciattache import assets
from sciattache.domain.vocabularies import PRINT_LOOKS
from sciattache.domain.wings import TYPES
from sciattache.errors import KnownError, Told, within
from sciattache.papers.catalogue import KINDS
from sciattache.papers.kinds import GROUPS
from sciattache.store import keys
from sciattache.store.postgres import address
from sciattache.sync.carrying import trouble
from sciattache.ui import words
from sciattache.ui.screens import SCREENS

every_language = pytest.mark.parametrize("language", words.languages()[1:])
_PLACE = re.compile(r"{\w+}")


def said() -> Iterator[str]:
    """The literals of ``say`` in the windows' source."""
    source = Path(sciattache.__file__).parent
    for path in [source / "app.py", *sorted((source / "ui").rglob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name == "say" and isinstance(first, ast.Constant):
                yield str(first.value)


def told() -> Iterator[str]:
    """The sentences that know their places, which floors beneath the windows write."""
    for path in sorted(Path(sciattache.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Told" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def noted() -> Iterator[str]:
    """The titles of the steps that the exchange takes by itself."""
    for path in sorted((Path(sciattache.__file__).parent / "sync").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) > 1:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in ("within", "mark", "_marked") and isinstance(node.args[1], ast.Constant):
                    yield str(node.args[1].value)


def drawn() -> Iterator[str]:
    """The words that the forms show."""
    for path in assets.forms().glob("*.ui"):
        for string in ElementTree.parse(path).iter("string"):
            if string.get("notr") != "true" and string.text:
                yield string.text


def described() -> Iterator[str]:
    """The labels and helps of the record types."""
    for cls in TYPES:
        yield from (cls.about.label, cls.about.plural, f"New {cls.about.label.lower()}")
        for field in cls.fields():
            yield from filter(None, (field.label, field.help))


def refused() -> Iterator[str]:
    """What is said of places and servers that cannot be reached, and of steps that cannot be undone;
    and what to do."""
    yield from (*trouble.sentences(), *address.sentences(), keys._OTHERWISE)
    source = Path(sciattache.__file__).parent
    for path in (
        *(source / "sync/carrying").glob("*.py"),
        *(source / "store/postgres").glob("*.py"),
        source / "store/keystore.py",
        source / "store/keys.py",
        source / "store/merging.py",
        source / "store/undo.py",
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "otherwise":
                yield from [node.value.value] if isinstance(node.value, ast.Constant) else []
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "KnownError":
                yield from (one.value for one in node.args[:2] if isinstance(one, ast.Constant))


def test_a_refusal_is_told_in_the_readers_language_with_its_places(qapp: QApplication) -> None:
    error = trouble.answered("davs://cloud.example/x", 401)
    assert str(error) == (
        "davs://cloud.example/x refuses the name or the password. Give them again."
    )
    french = words.Catalogue("fr")
    qapp.installTranslator(french)
    assert words.refusal(error) == (
        "davs://cloud.example/x refuse le nom ou le mot de passe. Donnez-les de nouveau."
    )
    qapp.removeTranslator(french)
    inside = KnownError("The {label} is gone.", label=within("Person"))
    assert words.refusal(inside) == "The person is gone."
    assert words.refusal(KnownError("It has {braces}.")) == "It has {braces}."


@every_language
@pytest.mark.parametrize(
    "source", [said, told, noted, drawn, described, refused], ids=lambda source: source.__name__
)
def test_every_word_is_translated(language: str, source: object) -> None:
    known = words.catalogue(language)
    assert callable(source)
    assert {text for text in source() if text not in known} == set()


@every_language
def test_every_screen_has_a_name(language: str) -> None:
    known = words.catalogue(language)
    assert {screen.label for screen in SCREENS if screen.label not in known} == set()


@every_language
def test_every_sheet_and_group_of_papers_has_a_name(language: str) -> None:
    known = words.catalogue(language)
    names = {stock.title for kind in KINDS for stock in kind.stocks}
    names |= {*GROUPS.values(), *(kind.needs for kind in KINDS), *PRINT_LOOKS.terms.values()}
    assert names - set(known) == set()


@every_language
def test_every_kind_of_paper_has_a_name_of_its_own(language: str) -> None:
    called = [kind.called(language) for kind in KINDS]
    assert len(set(called)) == len(called)
    assert called != [kind.label for kind in KINDS]


@every_language
def test_a_translation_keeps_its_places(language: str) -> None:
    for english, said_otherwise in words.catalogue(language).items():
        assert set(_PLACE.findall(english)) == set(_PLACE.findall(said_otherwise)), english


@pytest.mark.parametrize(
    ("language", "said_there"),
    [("fr", "Hôtel\u00a0: vide."), ("ar", "فندق: فارغ."), ("en", "Hotel is empty.")],
)
def test_a_sentence_that_knows_its_places_is_said_in_the_reader_s_language(
    qapp: QApplication, language: str, said_there: str
) -> None:
    translator = words.Catalogue(language)
    qapp.installTranslator(translator)
    try:
        assert words.say(Told("{field} is empty.", field=Told("Hotel"))) == said_there
    finally:
        qapp.removeTranslator(translator)
