"""The kinds of paper that are workbooks, written by openpyxl."""

from __future__ import annotations

from collections.abc import Callable

from sciattache.interchange.tables.sheet import Sheet
from sciattache.papers.imprint import imprint, paper_size, when_and_where
from sciattache.papers.kinds import OFFICE, Applies, Kind, Wish
from sciattache.papers.reader import Reader
from sciattache.papers.workbooks.budget import budget
from sciattache.papers.workbooks.contacts import contact_list
from sciattache.papers.workbooks.engagement import engagement_workbook
from sciattache.papers.workbooks.manifest import manifest
from sciattache.papers.workbooks.requests import meeting_requests
from sciattache.papers.workbooks.rooming import rooming_list
from sciattache.papers.workbooks.sheets import with_codes
from sciattache.papers.workbooks.transport import transport
from sciattache.services.dossier import Dossier

Sheets = Callable[[Dossier, Reader], list[Sheet]]
_HOSTS_TOO = ("full", "host", "guest")
_TABLE = "file-spreadsheet"


def _kind(
    name: str,
    sheets: Sheets,
    audiences: tuple[str, ...],
    applies: Applies = lambda _: True,
    icon: str = _TABLE,
) -> Kind:
    def draw(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
        from sciattache.interchange.tables.write_workbook import (  # openpyxl is heavy
            About,
            workbook,
        )

        said = imprint(dossier, reader, name)
        about = About(
            title=said.title,
            author=said.author,
            foot=" · ".join(filter(None, (said.marking, said.version))),
            subject=when_and_where(dossier, reader),
            category=said.marking,
            version=said.version,
            language=said.language,
            keywords=reader.word("audience", reader.audience),
        )
        listed = with_codes(reader, sheets(dossier, reader))
        content, _ = workbook(listed, about, paper=paper_size(wish.size))
        return content

    return Kind(name, ".xlsx", audiences, draw, applies=applies, group="workbooks", icon=icon)


def _has_budget(dossier: Dossier) -> bool:
    return bool(dossier.expenses) or dossier.engagement.budget is not None


def _guest_data(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.workbooks.guest_data import guest_data  # openpyxl is heavy

    return guest_data(dossier, reader, wish)


KINDS = (
    _kind("manifest", manifest, ("full", "host", "guest", "driver")),
    _kind("rooming-list", rooming_list, _HOSTS_TOO, lambda d: bool(d.stays), "bed"),
    _kind("transport", transport, ("full", "host", "guest", "driver"), icon="bus"),
    _kind("contact-list", contact_list, _HOSTS_TOO, icon="phone"),
    _kind(
        "meeting-requests",
        meeting_requests,
        OFFICE,
        lambda d: bool(d.requests),
        "handshake",
    ),
    _kind("budget", budget, OFFICE, _has_budget, "banknote"),
    _kind("workbook", engagement_workbook, _HOSTS_TOO),
    Kind(
        "guest-data",
        ".xlsx",
        ("full",),
        _guest_data,
        asks=True,
        group="people",
        icon=_TABLE,
    ),
)
