"""Headquarters' report on the network, as a workbook or as pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from sciattache.errors import KnownError
from sciattache.papers import network_words, words
from sciattache.papers.blocks import Paper
from sciattache.papers.flowing.network import network_report
from sciattache.papers.imprint import letterhead, office_look, paper_size
from sciattache.papers.reader import Reader
from sciattache.papers.setting import as_file
from sciattache.papers.typesetting.look import called
from sciattache.papers.workbooks.network import network_workbook
from sciattache.services.network import Filters, Network
from sciattache.store import pictures, profiles
from sciattache.sync import reporting

ENDINGS = (".xlsx", ".pdf", ".docx")
"""What the report is written as."""


def read(session: Session, filters: Filters, *, on: date, language: str = "en") -> Network:
    """What the report tells, headquarters called as its language does."""
    words.all_words(language)
    called_so = Reader("full", language).say("network.headquarters")
    return reporting.read(session, filters, on=on, headquarters=called_so)


def report(
    session: Session,
    network: Network,
    ending: str,
    *,
    language: str = "en",
    size: str | None = None,
    look: str | None = None,
) -> bytes:
    """The file of a report; ``ending`` is one of `ENDINGS`."""
    reader = Reader("full", language)
    post = profiles.post(session)
    wanted_size = paper_size(size or (post.paper_size if post else None))
    if ending == ".xlsx":
        from sciattache.interchange.tables.write_workbook import (  # openpyxl is heavy
            About,
            workbook,
        )

        about = About(
            title=reader.say("paper.network"), author=post.name if post else "",
            foot=" · ".join(filter(None, (network.marking, network_words.as_of(network, reader)))),
            subject=network_words.period(network, reader), category=network.marking,
            version=network.version, language=language,
        )  # fmt: skip
        content, _ = workbook(network_workbook(network, reader), about, paper=wanted_size)
        return content
    if ending not in ENDINGS:
        raise KnownError(
            f"The report is not written as {ending or 'a file without an ending'}.",
            "Name the file ….xlsx, ….pdf or ….docx.",
        )
    wanted = look or office_look(post)
    called(wanted)
    paper = Paper(
        kind="network",
        title=reader.say("paper.network"),
        subtitle=network_words.period(network, reader),
        blocks=network_report(network, reader),
        language=language,
        marking=network.marking,
        as_of=network.on,
        letterhead=letterhead(post, pictures.of(session, posts=[post] if post else [])),
        size=wanted_size,
        author=post.name if post else "",
    )
    return as_file(replace(paper, look=wanted), editable=ending == ".docx")
