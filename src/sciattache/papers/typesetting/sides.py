"""How many sides a PDF has, and a paper that says so where they are too many."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf

from sciattache.papers import words
from sciattache.papers.blocks import Note, Paper
from sciattache.papers.typesetting.look import Look
from sciattache.papers.typesetting.typeset import pdf

_TRIES = 3
"""Times that a paper is set anew; the words of the warning may make it one side longer."""


def count(content: bytes) -> int:
    """The sides of a PDF."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


def within(paper: Paper, most: int, look: Look | None = None) -> bytes:
    """The paper as PDF; beyond ``most`` sides it begins with a line that tells how many it has."""
    content = pdf(paper, look=look)
    told = 0
    for _ in range(_TRIES):
        sides = count(content)
        if sides <= most or sides == told:
            break
        told = sides
        warning = Note(words.say("sides.too_many", paper.language, count=sides, most=most))
        content = pdf(replace(paper, blocks=(warning, *paper.blocks)), look=look)
    return content
