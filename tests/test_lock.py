"""The lock holds what the project declares, sealed, and serves at any place."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parents[1]
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
PROJECT_FILE = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def _key(name: str) -> str:
    """A package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_declared_library_is_locked() -> None:
    groups = PROJECT_FILE["dependency-groups"].values()
    declared = [*PROJECT_FILE["project"]["dependencies"], *(item for g in groups for item in g)]
    names = {_key(re.match(r"[\w.-]+", item)[0]) for item in declared}  # type: ignore[index]
    locked = {_key(name) for name in re.findall(r"^([\w.-]+)(?:\[.*\])?==", LOCK, re.MULTILINE)}
    assert names <= locked, "run ./dev lock"


def test_every_locked_library_is_sealed_by_a_hash() -> None:
    blocks = re.split(r"^(?=[\w.\[\],-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert [b.split()[0] for b in blocks if "--hash=sha256:" not in b] == []


def test_an_extra_that_a_library_asks_for_is_locked_as_such() -> None:
    """Or pip, which asks for ``coverage[toml]``, does not take the lock's ``coverage`` for it."""
    locked = {
        _key(name): set(filter(None, extras.split(",")))
        for name, extras in re.findall(r"^([\w.-]+)(?:\[(.*)\])?==", LOCK, re.MULTILINE)
    }
    asked = [
        asking
        for name in locked
        for text in _requirements(name)
        if (asking := Requirement(text)).extras and _key(asking.name) in locked
        if asking.marker is None or asking.marker.evaluate({"extra": ""})
    ]
    assert "coverage" in {asking.name for asking in asked}
    assert [str(asking) for asking in asked if asking.extras - locked[_key(asking.name)]] == []


def _requirements(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # of another platform, or of a group not needed here
        return []


def test_the_lock_names_no_registry_and_no_place() -> None:
    assert re.findall(r"https?://|file:|--index|--extra|--find-links", LOCK) == []


def test_qt_is_older_than_the_release_that_aborts_on_python_3_11() -> None:
    version = re.search(r"^pyside6-essentials==(\d+)\.(\d+)", LOCK, re.MULTILINE)
    assert version and tuple(map(int, version.groups())) < (6, 12)
