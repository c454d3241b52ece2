"""Headquarters makes an offline root, and calls upon it when its keys are stolen."""

from __future__ import annotations

from pathlib import Path

from sciattache.sync import directory, partners

from .conftest import Sitting

PASSPHRASE = "in the ambassador's safe"


def test_keys_are_made_by_three_passphrases(headquarters: Sitting, tmp_path: Path) -> None:
    made = _make(headquarters, tmp_path)
    assert sorted(one.name for one in tmp_path.glob("*.age")) == [
        "root-key-1.age", "root-key-2.age", "root-key-3.age",
    ]  # fmt: skip
    assert not made.making.isVisible() and made.vouching.isVisible()
    assert "has not vouched" in made.state.text()


def test_a_short_passphrase_makes_no_root(headquarters: Sitting, tmp_path: Path) -> None:
    headquarters.screen.turn_to("keys")
    root = headquarters.screen.keys.root
    for first, again in root.making.passphrases:
        first.setText("short")
        again.setText("short")
    headquarters.dialogs.folder = tmp_path
    headquarters.click(root.making.make)
    assert "at least 12" in root.making.mistake.text()
    assert list(tmp_path.glob("*.age")) == []


def test_stolen_keys_are_replaced_by_two_of_the_three(
    headquarters: Sitting, tmp_path: Path
) -> None:
    root = _make(headquarters, tmp_path)
    before = _signs(headquarters)
    _vouch(headquarters, tmp_path, (1, 2))
    assert "directory 1" in root.state.text() and _signs(headquarters) == before
    root.vouching.stolen.setChecked(True)
    _vouch(headquarters, tmp_path, (1, 3))
    assert "directory 2" in root.state.text() and _signs(headquarters) != before
    with headquarters.office.session() as session:
        assert directory.version(session) == 2


def test_the_same_key_twice_is_not_enough(headquarters: Sitting, tmp_path: Path) -> None:
    _make(headquarters, tmp_path)
    _vouch(headquarters, tmp_path, (2, 2))
    assert "2 different keys" in headquarters.said[-1]


def _make(hq: Sitting, folder: Path):
    hq.screen.turn_to("keys")
    root = hq.screen.keys.root
    for first, again in root.making.passphrases:
        first.setText(PASSPHRASE)
        again.setText(PASSPHRASE)
    hq.dialogs.folder = folder
    hq.click(root.making.make)
    return root


def _vouch(hq: Sitting, folder: Path, numbers: tuple[int, int]) -> None:
    part = hq.screen.keys.root.vouching
    for key, number in zip(part.keys, numbers, strict=True):
        hq.dialogs.file = folder / f"root-key-{number}.age"
        hq.click(key.choose)
        key.passphrase.setText(PASSPHRASE)
    hq.click(part.vouch)


def _signs(hq: Sitting) -> bytes:
    with hq.office.session() as session:
        return partners.held_keys(session).public.sign
