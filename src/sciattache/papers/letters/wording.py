"""Which words a letter has: the office's own for the occasion, else those that come with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sciattache.domain import vocabularies
from sciattache.domain.office.letter import Letter
from sciattache.errors import KnownError
from sciattache.papers import words


@dataclass(frozen=True)
class Wording:
    """The words of a letter in one language, their places unfilled; ``signer`` is a colleague.

    ``name`` is that of the office's own letter, empty for the words that come with the program.
    """

    language: str
    subject: str
    body: str
    closing: str
    signer: str = ""
    name: str = ""


def occasion(said: str) -> str:
    """The occasion that somebody names; ``KnownError`` lists them all when it is none."""
    found = vocabularies.LETTER_OCCASIONS.code(said)
    if found is None:
        known = ", ".join(vocabularies.LETTER_OCCASIONS.terms)
        raise KnownError(f"There are no letters for “{said}”.", f"The occasions are: {known}.")
    return found


def wording(letters: Sequence[Letter], wanted: str, language: str, *, name: str = "") -> Wording:
    """The words for an occasion, or of the letter called ``name``.

    In the language asked for if there are any in it: the office's own, else those built in; then
    the office's own of no language, and of any other.
    """
    own = [
        one
        for one in letters
        if (one.name.casefold() == name.casefold() if name else one.occasion == wanted)
    ]
    in_it = [one for one in own if one.language == language]
    if in_it:
        return _own(in_it[0], language)
    built_in = "" if name else words.letter(f"{wanted}.body", language)
    if built_in and not any(one.language is None for one in own):
        return Wording(
            language,
            words.letter(f"{wanted}.subject", language),
            built_in,
            words.letter(f"{wanted}.closing", language),
        )
    spoken = [one for one in own if one.language is None or one.language in words.languages()]
    if not spoken:
        sentence = f"There is no letter “{name}”." if name else "There is no letter for this."
        raise KnownError(sentence, "Write one under “Letters”, or choose another occasion.")
    found = min(spoken, key=lambda one: one.language is not None)
    return _own(found, found.language or language)


def _own(letter: Letter, language: str) -> Wording:
    """The office's own words; a closing that it leaves out is that of an invitation."""
    occasion = letter.occasion if letter.occasion == "thank_you" else "invitation"
    return Wording(
        language,
        letter.subject or letter.name,
        letter.body,
        letter.closing or words.letter(f"{occasion}.closing", language),
        letter.signer or "",
        letter.name,
    )
