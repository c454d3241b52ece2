"""The window and the command line remember the same ways to partners."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import keyring
from keyring.backends import fail

from sciattache.sync.carrying import location, passwords, ways
from sciattache.sync.carrying.ways import Way
from tests.keystore import Keystore

from .conftest import Sitting

World = tuple[Sitting, Sitting, Sitting]
_PLACE = "davs://ana@cloud.example/exchange"


def _way(sitting: Sitting, site: int) -> Way:
    with sitting.office.session() as session:
        return ways.way(session, site)


def _keep(sitting: Sitting, site: int, **changed: object) -> None:
    with sitting.office.remember() as session:
        ways.keep(session, site, replace(ways.way(session, site), **changed))
    sitting.screen.refresh()
    sitting.settle()


def test_a_place_given_in_the_window_is_the_one_of_the_command_line(
    world: World, tmp_path: Path
) -> None:
    _, a, _ = world
    a.make(tmp_path / "up")
    assert _way(a, 0).out == str(tmp_path / "up")


def test_a_way_given_to_the_command_line_is_shown_in_the_window(world: World) -> None:
    _, a, _ = world
    a.screen.turn_to("send")
    _keep(a, 0, out=_PLACE, address="hq@example.org", largest_mail=3_500_000, line_speed=128)
    page = a.screen.send.ways
    assert page.server.text() == str(location.read(_PLACE)[0])
    assert page.address.text() == "hq@example.org"
    assert page.limit.currentText() == "3.5 MB"
    assert page.line.currentText() == "128 kbit/s"


def test_each_office_has_its_own_folder_in_the_place_for_all(world: World, tmp_path: Path) -> None:
    hq, _, _ = world
    hq.make(tmp_path / "down")
    assert [_way(hq, site).out for site in (1, 2)] == [
        str(tmp_path / "down" / "001"), str(tmp_path / "down" / "002"),
    ]  # fmt: skip
    page = hq.screen.send
    assert page.ways.folder.text() == str(tmp_path / "down")
    page.choose_office(2)
    assert not page.make.isEnabled(), "it is not known yet where its bundles go"
    hq.settle()
    assert page.ways.folder.text() == str(tmp_path / "down" / "002")
    page.ways.chips["mail"].click()
    page.ways.chips["folder"].click()
    hq.dialogs.folder = tmp_path / "elsewhere"
    page.ways.choose_folder()
    hq.settle()
    assert _way(hq, 2).out == str(tmp_path / "elsewhere")
    assert _way(hq, 1).out == str(tmp_path / "down" / "001")
    page.choose_office(-1)
    hq.settle()
    assert page.ways.folder.text() == "", "there is no place for all any more"


def test_the_watched_place_is_where_the_command_line_looks(world: World, tmp_path: Path) -> None:
    hq, a, _ = world
    hq.dialogs.folder = tmp_path / "inbox"
    hq.screen.turn_to("send")
    hq.click(hq.screen.send.receive.inbox.folder)
    assert [_way(hq, site).inbox for site in (1, 2)] == [str(tmp_path / "inbox")] * 2
    hq.click(hq.screen.send.receive.inbox.stop)
    assert [_way(hq, site).inbox for site in (1, 2)] == ["", ""]
    a.screen.turn_to("send")
    _keep(a, 0, inbox=str(tmp_path / "there"))
    place = a.screen.send.receive.inbox.place
    assert place.text() == str(tmp_path / "there")
    _keep(a, 0, inbox=_PLACE)
    assert place.text() == _PLACE


def test_a_password_is_kept_in_the_keystore_where_that_is_wished(
    lone: Sitting, keystore: Keystore
) -> None:
    lone.screen.turn_to("keys")
    page, where = lone.screen.send.ways, location.read(_PLACE)[0]
    page.password.setText("secret")
    page.keep_password(where)
    lone.settle()
    assert not keystore.held, "nobody wished it"
    page.remember.setChecked(True)
    page.keep_password(where)
    lone.settle()
    assert passwords.find(where) == "secret"


def test_a_computer_without_a_keystore_says_so(lone: Sitting, keystore: Keystore) -> None:
    keyring.set_keyring(fail.Keyring())
    page = lone.screen.send.ways
    page.password.setText("secret")
    page.remember.setChecked(True)
    page.keep_password(location.read(_PLACE)[0])
    lone.settle()
    assert lone.said[-1].startswith("This computer has no keystore")
