"""The screens of the house: what the rail shows, and where each screen's code is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from sciattache.ui.desk import Desk


@dataclass(frozen=True)
class Screen:
    """One screen.

    ``code`` is ``module:function``; the function is called with the desk and gives a widget.  The
    module is read when the screen is first opened, so that the window starts quickly.  ``given``
    are further arguments.  A screen in the ``rail`` stands there, one at its ``foot`` below; the
    others are reached by name.
    """

    name: str
    label: str
    icon: str
    code: str
    given: tuple[Any, ...] = ()
    rail: bool = True
    foot: bool = False

    def make(self, desk: Desk) -> QWidget:
        """The widget of this screen."""
        module, _, function = self.code.partition(":")
        made: Callable[..., QWidget] = getattr(import_module(module), function)
        return made(desk, *self.given)


_LIST = "sciattache.ui.lists.screen:list_screen"

SCREENS = (
    Screen("today", "Today", "sun", "sciattache.ui.today:today_screen"),
    Screen("people", "People", "users", _LIST, ("person",)),
    Screen("organisations", "Organisations", "building-2", _LIST, ("organisation",)),
    Screen(
        "delegations", "Delegations", "handshake", _LIST,
        ("engagement", ("inbound_delegation", "outbound_delegation")),
    ),
    Screen("roadshows", "Roadshows", "route", _LIST, ("engagement", ("roadshow",))),
    Screen(
        "investor_trips", "Investor trips", "trending-up", _LIST,
        ("engagement", ("investor_trip",)),
    ),
    Screen("events", "Other events", "presentation", _LIST, ("engagement", "other")),
    Screen("calendar", "Calendar", "calendar-days", "sciattache.ui.calendar:calendar_screen"),
    Screen("papers", "Papers", "file-text", "sciattache.ui.papers_screen:papers_screen"),
    Screen("imports", "Imports", "download", "sciattache.ui.imports:imports_screen"),
    Screen(
        "exchange", "Exchange", "arrow-up-down", "sciattache.ui.exchange.screen:exchange_screen",
        foot=True,
    ),
    Screen(
        "records", "All records", "database", "sciattache.ui.lists.all_records:all_records",
        foot=True,
    ),
    Screen(
        "settings", "Settings", "settings", "sciattache.ui.settings.screen:settings_screen",
        foot=True,
    ),
)  # fmt: skip

WORKSPACE = "sciattache.ui.workspace:workspace"
"""``workspace(desk, engagement_id, tab)`` gives an engagement, in place of list and detail."""


def called(name: str) -> Screen:
    """The screen with that name; a record type's name gives the list of its records."""
    for screen in SCREENS:
        if screen.name == name:
            return screen
    return Screen(name, name, "list", _LIST, (name,), rail=False)


def in_rail(*, foot: bool) -> Iterator[Screen]:
    """The screens that stand in the rail, or at its foot."""
    return (screen for screen in SCREENS if screen.rail and screen.foot is foot)
