"""Names of people in parts, shown by each person's own order and script."""

from __future__ import annotations

import re

from sciattache.domain.standards import text as texts
from sciattache.domain.standards.name_parts import NameParts
from sciattache.domain.standards.name_splitting import split
from sciattache.domain.standards.scripts import EAST_ASIAN, direction, script

__all__ = [
    "NameParts",
    "direction",
    "initials",
    "listed",
    "script",
    "shown",
    "sort_key",
    "split",
]

# Dutch and German custom: a particle in small letters does not count in sorting (NEN 2659, DIN
# 5007). "De La Cruz" and a Belgian "Van Damme" stay under their first letter.
_UNSORTED = re.compile(
    r"(?:(?:van|von|vom|zu|zum|zur|de|der|den|het|ten|ter|te|'t|op|und)\s+)+(?=\S)"
)
_SORTED_UNDER = re.compile(r"(?:van|von|vom|zu|zum|zur|den|der|ten|ter|te|'t|op)\s")


def shown(parts: NameParts, *, formal: bool = False) -> str:
    """The name in the person's own order; ``formal`` adds what goes before and after it.

    Chinese, Japanese and Korean names stand without spaces: 王小明, but Wang Xiaoming.
    """
    if not (parts.given or parts.family):
        name = parts.native or parts.additional
    elif parts.order == "family-first":
        name = _family_first(parts)
    else:
        name = " ".join(filter(None, (parts.given, parts.additional, parts.family)))
        if _is_east_asian(name):  # a foreign name: 约翰·史密斯
            name = name.replace(" ", "·")
    if not formal:
        return name
    if _is_east_asian(name):
        return f"{parts.prefix}{name}{parts.suffix}"
    comma = "," if parts.suffix and not _GENERATION.fullmatch(parts.suffix) else ""
    return " ".join(filter(None, (parts.prefix, name + comma, parts.suffix)))


def listed(parts: NameParts) -> str:
    """The name as lists by family have it: "Dupont, Jean", but "Lee Hsien Loong" and "Suharto"."""
    if parts.order != "given-first" or not parts.family:
        return shown(parts)
    return ", ".join(filter(None, (parts.family, f"{parts.given} {parts.additional}".strip())))


def sort_key(parts: NameParts) -> str:
    """What sorts the name among others: folded, family before given.

    Known by the given name (Icelandic, Ethiopian, Malay, and single names): given before family.
    Small particles of Dutch and German names are left out: van der Berg stands under B.
    """
    if parts.order == "given-only":
        return texts.fold(" ".join(filter(None, (parts.given, parts.additional, parts.family))))
    family = parts.family
    if family[:1].islower() and _SORTED_UNDER.match(family):
        family = _UNSORTED.sub("", family, count=1)
    whole = " ".join(filter(None, (family, parts.given, parts.additional)))
    return texts.fold(whole or parts.native)


def initials(parts: NameParts) -> str:
    """One letter of the given and one of the family name, in the order of the name."""
    family = re.sub(r"^(?:[^\W\d_A-Z]+['’ ]\s*)+(?=\w)", "", parts.family) if parts.family else ""
    pair = [_letter(parts.given), _letter(family or parts.family)]
    if parts.order == "family-first":
        pair.reverse()
    return "".join(pair) or _letter(parts.native)


_GENERATION = re.compile(r"(?:Jr|Sr|[IVX]+|[Ff]ils|[Nn]eto|[Ff]ilho|[Jj]únior)\.?", re.IGNORECASE)


def _family_first(parts: NameParts) -> str:
    if _is_east_asian(parts.family) and not parts.additional:
        return parts.family + parts.given
    # Vietnamese and Slavic names differ in where what is between goes.
    if parts.additional and texts.fold(parts.additional).endswith(_PATRONYMICS):
        return " ".join(filter(None, (parts.family, parts.given, parts.additional)))
    return " ".join(filter(None, (parts.family, parts.additional, parts.given)))


_PATRONYMICS = ("вич", "вна", "ична", "ovich", "evich", "ovna", "evna", "ichna")


def _is_east_asian(text: str) -> bool:
    return max(text, default="") >= "\u1100" and script(text) in EAST_ASIAN


def _letter(name: str) -> str:
    """The first letter with the marks that belong to it."""
    found = re.search(r"\w", name)
    if not found:
        return ""
    return found[0] if found[0].isdigit() else found[0].upper()
