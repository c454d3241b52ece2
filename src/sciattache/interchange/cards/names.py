"""The name on a card: written, in parts, in its own script, and as it sounds."""

from __future__ import annotations

from dataclasses import replace

from sciattache.interchange.cards import values
from sciattache.interchange.cards.card import NameParts, NativeName
from sciattache.interchange.cards.properties import Property
from sciattache.interchange.cards.sheet import Sheet


def names_of(sheet: Sheet) -> tuple[str, NameParts, NativeName, NameParts, str]:
    """Full name, parts, native and phonetic names, and the text to sort by."""
    fns, sort_string = sheet.take("FN"), sheet.one("SORT-STRING")
    full_name, spare = "", list(fns)
    native = NativeName()
    if fns:
        first = min(
            fns, key=lambda prop: (bool(prop.param("LANGUAGE")) and len(fns) > 1, prop.rank())
        )
        full_name = values.plain(first.value)
        spare.remove(first)
        other = next((prop for prop in spare if _is_alternative(prop)), None)
        if other is not None:
            spare.remove(other)
            native = NativeName(values.plain(other.value), language=other.param("LANGUAGE"))
    names = [prop for prop in sheet.take("N") if prop.data is None]
    sounds = [prop for prop in names if prop.param("PHONETIC")]
    names = [prop for prop in names if prop not in sounds]
    name = NameParts()
    phonetic = _parts(sounds[0], sheet.version) if sounds else NameParts()
    if names:
        main = min(names, key=lambda prop: bool(prop.param("LANGUAGE")) and len(names) > 1)
        name = _parts(main, sheet.version)
        sort_string = sort_string or ",".join(main.params.get("SORT-AS", ()))
        names.remove(main)
        if names:
            native = replace(
                native,
                parts=_parts(names[0], sheet.version),
                language=native.language or names[0].param("LANGUAGE"),
            )
    sheet.keep(spare + names[1:] + sounds[1:])
    for prop in sheet.take("X-NATIVE-FN"):
        native = replace(
            native, full_name=values.plain(prop.value), language=prop.param("LANGUAGE")
        )
    for prop in sheet.take("X-NATIVE-N"):
        native = replace(
            native,
            parts=_parts(prop, sheet.version),
            language=native.language or prop.param("LANGUAGE"),
        )
    return full_name, name, native, _phonetic(sheet, phonetic), sort_string


def _is_alternative(prop: Property) -> bool:
    return bool(prop.param("LANGUAGE") or prop.param("ALTID"))


def _parts(prop: Property, version: str) -> NameParts:
    family, given, additional, prefix, suffix = (values.texts(prop.value, ";", version) + [""] * 5)[
        :5
    ]
    return NameParts(prefix, given, additional, family, suffix)


def _phonetic(sheet: Sheet, phonetic: NameParts) -> NameParts:
    for prop in sheet.take("SOUND"):
        if "X-IRMC-N" in (word.upper() for word in prop.types()) and prop.data is None:
            phonetic = _parts(prop, "2.1")
        else:
            sheet.keep([prop])
    written = NameParts(
        given=sheet.one("X-PHONETIC-FIRST-NAME"),
        additional=sheet.one("X-PHONETIC-MIDDLE-NAME"),
        family=sheet.one("X-PHONETIC-LAST-NAME"),
    )
    return written or phonetic
