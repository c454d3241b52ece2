"""A programme in two languages that face each other."""

from __future__ import annotations

from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.blocks import Block, Facing
from sciattache.papers.flowing.press_programme import press_programme
from sciattache.papers.flowing.programme import programme
from sciattache.papers.kinds import Wish
from sciattache.papers.reader import Reader
from sciattache.papers.redaction import reader_of
from sciattache.services.dossier import Dossier


def programme_in_two(dossier: Dossier, reader: Reader, wish: Wish) -> tuple[Block, ...]:
    """The programme of an audience, each line beside the same line in the other language."""
    other = second_reader(dossier, reader, wish)
    says = press_programme if reader.audience == "press" else programme
    return (Facing(other.language, says(dossier, reader), says(dossier, other)),)


def second_reader(dossier: Dossier, reader: Reader, wish: Wish) -> Reader:
    """The same reader in the second language: the one wished for, else one of the engagement's.

    ``KnownError`` where the two are one language, or papers do not speak the second.
    """
    language = wish.other_language or _usual(dossier, reader.language)
    words.all_words(language)
    if language.partition("-")[0] == reader.language.partition("-")[0]:
        raise KnownError("A programme in two languages needs two.", "Choose another second one.")
    return reader_of(dossier, reader.audience, language)


def _usual(dossier: Dossier, language: str) -> str:
    spoken = (*(dossier.engagement.languages or ()), "en", "fr")
    return next(one for one in spoken if one in words.languages() and one != language)
