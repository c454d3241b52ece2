"""Forms and resources are found wherever the program stands."""

import sys
from pathlib import Path

import pytest

from sciattache import assets
from sciattache.errors import KnownError

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package at another place, as `assets` sees it."""
    folder = tmp_path / "site-packages" / "sciattache"
    folder.mkdir(parents=True)
    monkeypatch.setattr(assets, "__file__", str(folder / "assets.py"))
    return folder


def test_a_checkout_has_them_at_its_top() -> None:
    assert assets.resources() == PROJECT / "resources"
    assert assets.forms() == PROJECT / "forms"


def test_a_wheel_has_them_inside_the_package(package: Path) -> None:
    (package / "_assets" / "resources").mkdir(parents=True)
    assert assets.resources() == package / "_assets" / "resources"


def test_a_frozen_build_has_them_in_its_own_folder(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = tmp_path / "frozen"
    (frozen / "forms").mkdir(parents=True)
    (package / "_assets" / "forms").mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(frozen), raising=False)
    assert assets.forms() == frozen / "forms"


def test_an_incomplete_installation_says_so(package: Path) -> None:
    with pytest.raises(KnownError, match=r"“forms” is missing.*Install SciAttaché again"):
        assets.forms()


def test_every_script_of_the_papers_has_its_font() -> None:
    names = {font.name for font in (assets.resources() / "fonts").glob("Noto*")}
    scripts = (
        "Arabic Armenian Bengali Devanagari Ethiopic Georgian Gujarati Gurmukhi Hebrew Kannada "
        "Khmer Lao Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana Thai"
    )
    expected = {f"NotoSans{s}-{w}.ttf" for s in scripts.split() for w in ("Regular", "Bold")}
    expected |= {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansCJK-Regular.ttc"}
    assert expected <= names
