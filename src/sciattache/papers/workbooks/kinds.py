"""The kinds of paper that are workbooks, written by openpyxl."""

from __future__ import annotations

from collections.abc import Callable

from sciattache.interchange.tables.sheet import Sheet
from sciattache.papers.imprint import imprint, paper_size
from sciattache.papers.kinds import EVERYONE, Kind, Wish
from sciattache.papers.reader import Reader
from sciattache.papers.workbooks.engagement import engagement_workbook
from sciattache.papers.workbooks.manifest import manifest
from sciattache.services.dossier import Dossier


def _kind(
    name: str,
    label: str,
    sheets: Callable[[Dossier, Reader], list[Sheet]],
    audiences: tuple[str, ...] = EVERYONE,
) -> Kind:
    def draw(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
        from sciattache.interchange.tables.write_workbook import workbook  # openpyxl is heavy

        about = imprint(dossier, reader, name)
        content, _ = workbook(
            sheets(dossier, reader),
            title=about.title,
            author=about.author,
            foot=" · ".join(filter(None, (about.marking, about.version))),
            paper=paper_size(wish.size),
        )
        return content

    return Kind(name, label, ".xlsx", audiences, draw, group="workbooks")


def _guest_data(dossier: Dossier, reader: Reader, wish: Wish) -> bytes:
    from sciattache.papers.workbooks.guest_data import guest_data  # openpyxl is heavy

    return guest_data(dossier, reader, wish)


KINDS = (
    _kind("manifest", "Manifest", manifest, ("full", "host", "guest", "driver")),
    _kind("workbook", "Engagement workbook", engagement_workbook, ("full", "host", "guest")),
    Kind("guest-data", "Guest data", ".xlsx", ("full",), _guest_data, asks=True, group="people"),
)
