"""An office's keys are kept safe outside the laptop, and come back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import keyring
import pypdfium2
import pyrage
import pytest
from keyring.backends import fail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sciattache.sync import guarding, keys, membership
from sciattache.ui.exchange import recovery_sheet
from sciattache.ui.exchange.keys_guard import GuardKeys
from sciattache.ui.exchange.keys_page import KeysPage, fingerprint
from sciattache.ui.exchange.recovery_sheet import Sheet
from tests.keystore import Keystore

from .conftest import Sitting

PASSPHRASE = "a long walk home"


def test_keys_saved_under_a_passphrase_come_back(lone: Sitting, tmp_path: Path) -> None:
    before = _keys(lone)
    page = _save(lone, tmp_path / "keys.age")
    with lone.office.remember() as session:
        keys.keep(session, keys.new())
    _bring_back(lone, tmp_path / "keys.age", PASSPHRASE)
    assert _keys(lone).public == before.public
    assert page.fingerprint.text() == fingerprint(before.public)


def test_another_passphrase_brings_nothing_back(lone: Sitting, tmp_path: Path) -> None:
    before = _keys(lone)
    (tmp_path / "keys.age").write_bytes(pyrage.passphrase.encrypt(b"x", "another one"))
    _bring_back(lone, tmp_path / "keys.age", PASSPHRASE)
    assert lone.said[-1].startswith("The passphrase does not open “keys.age”.")
    assert _keys(lone).public == before.public


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [("short", "short", "at least 12"), (PASSPHRASE, "a long walk", "not the same")],
)
def test_a_weak_or_mistyped_passphrase_is_told_of(
    lone: Sitting, tmp_path: Path, first: str, again: str, said: str
) -> None:
    _keys(lone)
    page = lone.screen.keys
    lone.screen.turn_to("keys")
    page.passphrase.setText(first)
    page.again.setText(again)
    lone.dialogs.file = tmp_path / "keys.age"
    lone.click(page.save)
    assert said in page.mistake.text()
    assert not (tmp_path / "keys.age").exists()


def test_a_recovery_sheet_is_one_page_of_which_the_text_brings_the_keys_back(
    lone: Sitting, tmp_path: Path
) -> None:
    before = _keys(lone)
    page = lone.screen.keys
    lone.screen.turn_to("keys")
    page.passphrase.setText(PASSPHRASE)
    page.again.setText(PASSPHRASE)
    lone.dialogs.file = tmp_path / "sheet.pdf"
    lone.click(page.sheet)
    said = _text((tmp_path / "sheet.pdf").read_bytes())
    assert fingerprint(before.public) in said
    (tmp_path / "typed.txt").write_text(_sealed(said), encoding="ascii")
    with lone.office.remember() as session:
        keys.keep(session, keys.new())
    _bring_back(lone, tmp_path / "typed.txt", PASSPHRASE)
    assert _keys(lone).public == before.public


def test_a_sheet_in_arabic_says_the_sealed_keys_as_they_are(qapp: QApplication) -> None:
    sealed = bytes(range(256))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        made = recovery_sheet.pdf(Sheet("Lisbon", date(2026, 3, 4), sealed, "A1B2 C3D4"), "ar")
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert _sealed(_text(made)) == recovery_sheet.armoured(sealed)


def _text(content: bytes) -> str:
    sheet = pypdfium2.PdfDocument(content)
    assert len(sheet) == 1
    said = sheet[0].get_textpage().get_text_bounded().replace("\r\n", "\n")
    sheet.close()
    return str(said)


def _sealed(said: str) -> str:
    """The lines of the sealed keys in a sheet's text."""
    start, end = said.index("-----BEGIN"), said.index("-----END")
    return said[start : said.index("-----", end + 8) + 5] + "\n"


def _keys(sitting: Sitting) -> keys.Keys:
    """The keys of an office, made where it has none; its screen knows."""
    with sitting.office.remember() as session:
        held = membership.own_keys(session)
    sitting.screen.refresh()
    sitting.settle()
    return held


def _save(sitting: Sitting, file: Path) -> KeysPage:
    sitting.screen.turn_to("keys")
    page = sitting.screen.keys
    page.passphrase.setText(PASSPHRASE)
    page.again.setText(PASSPHRASE)
    sitting.dialogs.file = file
    sitting.click(page.save)
    return page


def _bring_back(sitting: Sitting, file: Path, passphrase: str) -> None:
    sitting.screen.turn_to("keys")
    page = sitting.screen.keys
    page.back.sealed.file.setText(str(file))
    page.back.sealed.passphrase.setText(passphrase)
    sitting.click(page.back.go)


def test_changed_keys_are_heard_of_with_the_next_bundle(
    world: tuple[Sitting, Sitting, Sitting], tmp_path: Path
) -> None:
    hq, a, _ = world
    before = _keys(a).public
    a.screen.turn_to("keys")
    a.click(a.screen.keys.change.change)
    assert _keys(a).public == before
    a.click(a.screen.keys.change.change)
    assert _keys(a).public != before
    hq.drop(*a.make(tmp_path / "up"))
    known = next(peer.keys for peer in hq.screen.seen.peers if peer.site == 1)
    assert known == _keys(a).public
    assert a.screen.keys.words.words == keys.spoken(known, hq.screen.seen.public)


def test_a_sheet_of_keys_that_were_changed_twice_is_still_one_page(
    lone: Sitting, qapp: QApplication
) -> None:
    _keys(lone)
    with lone.office.remember() as session:
        for _ in range(3):
            held = keys.rotate(session)
    said = recovery_sheet.pdf(
        Sheet("Lisbon", date(2026, 3, 4), keys.backup(held, PASSPHRASE), "A1B2"), "en"
    )
    assert _sealed(_text(said)).startswith("-----BEGIN")


def test_keys_are_put_under_a_passphrase_locked_and_opened(lone: Sitting) -> None:
    before = _keys(lone).public
    lone.screen.turn_to("keys")
    page = lone.screen.keys.guard
    page.passphrase.setText(PASSPHRASE)
    page.again.setText("another one altogether")
    lone.click(page.put)
    assert "not the same" in page.mistake.text()
    page.again.setText(PASSPHRASE)
    lone.click(page.put)
    assert lone.said[-1] == "The keys are under the passphrase. Change them now."
    assert page.put.isHidden() and page.passphrase.isHidden()
    lone.click(page.shut)
    assert "nothing can be made or taken" in page.told.text(), lone.said
    assert lone.screen.keys.fingerprint.text() == fingerprint(before), "locked, it is still known"
    lone.screen.keys.change.change.click()
    lone.click(lone.screen.keys.change.change)
    assert lone.said[-1].startswith("The keys of this office are under a passphrase.")
    page.passphrase.setText("another one altogether")
    lone.click(page.open)
    assert lone.said[-1].startswith("The passphrase does not open the keys")
    page.passphrase.setText(PASSPHRASE)
    lone.click(page.open)
    assert lone.said[-1] == "The keys are open."
    assert _keys(lone).public == before
    lone.click(page.drop)
    assert page.put.isVisible() and not page.passphrase.text()


def test_the_keystore_opens_the_keys(lone: Sitting, keystore: Keystore) -> None:
    _keys(lone)
    page = _put_under_a_passphrase(lone)
    assert len(keystore.held) == 1
    guarding._HELD.clear()  # as in a program that starts
    _keys(lone)
    lone.click(page.shut)
    assert not keystore.held


def test_keys_that_no_keystore_can_hold_stay_as_they_were(lone: Sitting) -> None:
    _keys(lone)
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    try:
        page = _put_under_a_passphrase(lone)
    finally:
        keyring.set_keyring(before)
    assert "no keystore" in lone.said[-1]
    assert page.put.isVisible()
    with lone.office.session() as session:
        assert keys.lock(session) is None


def _put_under_a_passphrase(sitting: Sitting) -> GuardKeys:
    """Put the keys under a passphrase that the keystore is to know."""
    sitting.screen.turn_to("keys")
    page = sitting.screen.keys.guard
    page.passphrase.setText(PASSPHRASE)
    page.again.setText(PASSPHRASE)
    page.remember.setChecked(True)
    sitting.click(page.put)
    return page
