"""Flowing papers as documents that a word processor opens and edits."""

import io
import zipfile
from datetime import UTC

import docx

from sciattache.papers import blocks, words
from sciattache.papers.documents.faces import tag
from sciattache.papers.documents.frame import frame, page, text_width
from sciattache.papers.documents.pictures import Pictures
from sciattache.papers.documents.scribe import Scribe
from sciattache.papers.documents.template import template
from sciattache.papers.typesetting.look import Look, called
from sciattache.papers.typesetting.writing import clean

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a file in an archive can bear."""


def document(paper: blocks.Paper, *, look: Look | None = None) -> bytes:
    """The paper as .docx, in its own look or another; the same give the same bytes.

    KnownError for a picture or a language that cannot be had.
    """
    look = look or called(paper.look)
    words.all_words(paper.language)
    made = docx.Document(io.BytesIO(template(paper, look)))
    width = text_width(paper, look)
    scribe = Scribe(paper, look, width, Pictures(made))
    end = page(paper, look)
    made.element.body.append(end)
    if not any(isinstance(block, (blocks.Cover, blocks.Letter)) for block in paper.blocks):
        for part in scribe.opening():
            end.addprevious(part)
    parts: list[blocks.Tab | None] = [None]
    for block in paper.blocks:
        if isinstance(block, blocks.Tab):
            end.addprevious(scribe.lines.closing(page(paper, look, first=len(parts) == 1)))
            parts.append(block)
        for part in scribe.draw(block):
            end.addprevious(part)
    if len(parts) > 1:
        end.getparent().replace(end, page(paper, look, first=False))
    frame(made, paper, look, parts)
    _tell(made, paper)
    stored = io.BytesIO()
    made.save(stored)
    return _packed(stored.getvalue())


def _tell(made: docx.document.Document, paper: blocks.Paper) -> None:
    """The properties of the document: what it is, of whom and when; a draft has no date."""
    told = made.core_properties
    told.title = " ".join(clean(paper.title).split())[:255] or paper.kind
    told.subject = clean(paper.subtitle)[:255]
    told.author = told.last_modified_by = clean(paper.author)[:255]
    told.keywords = ", ".join(clean(word) for word in paper.keywords)[:255]
    told.language = tag(paper.language)
    told.content_status = "" if paper.issued_at else "Draft"
    told.version = clean(paper.version)[:255]
    told.comments = ""
    told.revision = 1
    if paper.issued_at is not None:
        moment = paper.issued_at.astimezone(UTC).replace(tzinfo=None)
        told.created = told.modified = moment
        return
    element = told._element
    for each in list(element):
        if each.tag.endswith(("}created", "}modified")):
            element.remove(each)


def _packed(content: bytes) -> bytes:
    """The same archive without the hours at which its parts were written."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return made.getvalue()
