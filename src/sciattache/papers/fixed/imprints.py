"""What a file of fixed geometry, or a workbook, says about itself."""

from __future__ import annotations

from dataclasses import dataclass

from sciattache.papers.typesetting.look import HOUSE, Look


@dataclass(frozen=True)
class Imprint:
    """What the PDF says about itself, and the slug of each sheet.

    `language` is a BCP 47 tag; `folio` is the phrase for a page's number, already translated;
    `look` gives the colours of the pages.
    """

    title: str = ""
    author: str = ""
    language: str = "en"
    version: str = ""
    marking: str = ""
    folio: str = "page {page} of {pages}"
    look: Look = HOUSE
