"""How a letter addresses somebody: by the words of the directory, else by custom."""

from __future__ import annotations

from sciattache.domain.directory.person import Person
from sciattache.domain.standards import names
from sciattache.domain.standards.scripts import EAST_ASIAN, script
from sciattache.papers import words
from sciattache.papers.reader import Reader

_ENDS = " ,:;.،，：；"
_WHOLE = ("your ", "his ", "her ", "excellency", "mr ", "ms ", "madam")
"""How forms begin that English does not open with *Dear*."""
_OPENERS = {
    "en": ("dear", "your", "his", "her", "excellency", "sir", "madam", "mr", "ms"),
    "fr": ("cher", "chère", "madame", "monsieur", "mesdames", "messieurs", "votre"),
    "es": ("estimado", "estimada", "señor", "señora", "excelentísimo", "excelentísima", "su"),
}
"""The words with which a salutation begins, by the language that they tell."""
_NATIVE = {"ar": ("Arab",), "zh": ("Hani", "Hans", "Hant")}
"""The scripts in which a language writes a name that is known in them."""


def salutation(person: Person, reader: Reader) -> str:
    """The line that opens a letter, as the directory has it; else made of the form of address,
    else of gender, honorific and family name as the language's custom is.

    What the directory has in another language than the letter's is passed over.
    """
    language = reader.language.partition("-")[0]
    opening = (person.salutation or "").strip()
    if opening and _spoken_in(opening) in ("", language):
        return _ended(opening, reader.language)
    formed = (person.form_of_address or "").strip(_ENDS)
    if formed and (_spoken_in(formed) or "en") == language:
        if language == "en" and formed.casefold().startswith(_WHOLE):
            return f"{formed},"
        return _said("formed", reader, address=formed)
    custom = person.gender if person.gender in ("female", "male") else "named"
    if person.prefix and (language in ("en", "zh") or _spoken_in(person.prefix) == language):
        custom = "titled"
    family = _family(person, reader)
    if not family and custom != "named":
        custom = "named"
    return _said(custom, reader, name=name(person, reader), family=family,
                 prefix=person.prefix or "")  # fmt: skip


def spoken(person: Person, reader: Reader) -> str:
    """The same inside a sentence, without the sign that ends it."""
    return salutation(person, reader).rstrip(_ENDS)


def name(person: Person, reader: Reader) -> str:
    """A name as the letter's language writes it: in its own script where it is known in that."""
    native = person.native_name or ""
    own = _NATIVE.get(reader.language.partition("-")[0], ())
    if native and script(native) in own:
        return native
    return names.shown(person.name) if own else names.shown(person.name, formal=True)


def _spoken_in(words_: str) -> str:
    """The language that a form of address tells by its script or first word; empty for none."""
    for language, scripts in _NATIVE.items():
        if script(words_) in scripts:
            return language
    first = words_.split()[0].strip(_ENDS).casefold() if words_.split() else ""
    return next((code for code, openers in _OPENERS.items() if first in openers), "")


def _family(person: Person, reader: Reader) -> str:
    """The name that is said after Mr or Ms; a Chinese one whole, its family name being unknown."""
    shown = name(person, reader)
    if script(shown) in EAST_ASIAN:
        return shown
    if person.name_order == "given-only":
        return person.given_name or ""
    return person.family_name or ""


def _said(custom: str, reader: Reader, **values: str) -> str:
    return words.letter(f"address.{custom}", reader.language).format(**values)


def _ended(line: str, language: str) -> str:
    """A line that ends as the language ends it, if it has no sign there yet."""
    if line[-1:] in _ENDS:
        return line
    return line + words.letter("address.formed", language)[-1]
