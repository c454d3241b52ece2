"""Read a Windows contact (.contact, the XML of Windows Vista and later)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from sciattache.errors import KnownError
from sciattache.interchange.cards import labels, values
from sciattache.interchange.cards.card import (
    Address,
    Card,
    Handle,
    NameParts,
    Point,
    Position,
    Reading,
    shown_name,
)
from sciattache.interchange.cards.photo import sniffed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST_FILE = 64 * 1024 * 1024
_SPACE = "{http://schemas.microsoft.com/Contact}"
_LABELS = {
    "business": "work",
    "personal": "home",
    "cellular": "cell",
    "mobile": "cell",
    "fax": "fax",
    "pager": "pager",
    "car": "car",
    "other": "other",
}
_READ = frozenset(
    {
        "NameCollection",
        "EmailAddressCollection",
        "PhoneNumberCollection",
        "Notes",
        "Gender",
        "PhysicalAddressCollection",
        "PositionCollection",
        "UrlCollection",
        "IMAddressCollection",
        "DateCollection",
        "PersonCollection",
        "PhotoCollection",
        "ContactIDCollection",
        "Extended",
        "CreationDate",
        "CertificateCollection",
    }
)


def read(source: Path | str | bytes) -> Reading:
    """The one card of a .contact file.

    Raises KnownError if the file is no such XML, is of an absurd size, or defines entities.
    """
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    if len(data) > LARGEST_FILE:
        raise KnownError("The contact file is larger than 64 MiB.", "Ask for it again.")
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise KnownError(
            "This file is no readable Windows contact.",
            "Export the contact again, or choose another format.",
        ) from error
    if root.tag.casefold() != (_SPACE + "contact").casefold():
        raise KnownError("This XML file is no Windows contact.", "Choose another format.")
    return Reading(((1, _card(root)),))


def _card(root: Element) -> Card:
    name = next(iter(_items(root, "Name")), root)
    held = _positions(root)
    dates = dict(_dates(root))
    photo = _photo(root)
    uids = _items(root, "ContactID")
    card = Card(
        full_name=_text(name, "FormattedName"),
        nickname=_text(name, "NickName"),
        name=_parts(name),
        phonetic=NameParts(
            given=_phonetic(name, "GivenName"), family=_phonetic(name, "FamilyName")
        ),
        emails=_points(root, "EmailAddress", "Address"),
        phones=_points(root, "PhoneNumber", "Number"),
        links=_points(root, "Url", "Value"),
        addresses=_addresses(root),
        messaging=_messaging(root),
        organisation=held[0].organisation,
        title=held[0].title,
        role=held[0].role,
        other_positions=held[1:],
        birthday=dates.pop("birthday", ""),
        anniversary=dates.pop("anniversary", ""),
        dates=tuple(Point(date, label) for label, date in dates.items()),
        gender={"male": "M", "female": "F"}.get(_text(root, "Gender").casefold(), ""),
        note=_text(root, "Notes"),
        photo=photo,
        photo_type=sniffed(photo or b""),
        uid=_text(uids[0], "Value") if uids else "",
        related=tuple(
            Point(
                _text(person, "FormattedName"),
                labels.relation(" ".join(_words(person)) or "contact"),
            )
            for person in _items(root, "Person")
            if _text(person, "FormattedName")
        ),
        extra=_extra(root),
    )
    return card if card.full_name else replace(card, full_name=shown_name(card))


def _items(root: Element, name: str) -> list[Element]:
    return root.findall(f"{_SPACE}{name}Collection/{_SPACE}{name}")


def _text(element: Element, tag: str) -> str:
    return (element.findtext(_SPACE + tag) or "").strip()


def _parts(name: Element) -> NameParts:
    return NameParts(
        _text(name, "Title") or _text(name, "Prefix"),
        _text(name, "GivenName"),
        _text(name, "MiddleName"),
        _text(name, "FamilyName"),
        _text(name, "Suffix") or _text(name, "Generation"),
    )


def _phonetic(name: Element, tag: str) -> str:
    return (name.findtext(f"{_SPACE}Phonetic/{_SPACE}{tag}") or "").strip()


def _words(element: Element) -> list[str]:
    """The labels of an item: Preferred, Business, Personal, wab:Spouse and so on."""
    found = element.findall(f"{_SPACE}LabelCollection/{_SPACE}Label")
    return [
        (label.text or "").strip().rpartition(":")[2].casefold()
        for label in found
        if (label.text or "").strip().casefold() != "preferred"
    ]


def _preferred(element: Element) -> bool:
    found = element.findall(f"{_SPACE}LabelCollection/{_SPACE}Label")
    return any((label.text or "").strip().casefold() == "preferred" for label in found)


def _label(element: Element) -> str:
    return labels.from_types(_LABELS.get(word, word) for word in _words(element))


def _points(root: Element, name: str, value: str) -> tuple[Point, ...]:
    return tuple(
        Point(_text(item, value), _label(item), _preferred(item))
        for item in _items(root, name)
        if _text(item, value)
    )


def _messaging(root: Element) -> tuple[Handle, ...]:
    return tuple(
        Handle(
            labels.service(_text(item, "Protocol")),
            _text(item, "Value"),
            _label(item),
            _preferred(item),
        )
        for item in _items(root, "IMAddress")
        if _text(item, "Value")
    )


def _addresses(root: Element) -> tuple[Address, ...]:
    found = tuple(
        Address(
            po_box=_text(item, "POBox"),
            extended=_text(item, "ExtendedAddress"),
            street=_text(item, "Street"),
            locality=_text(item, "Locality"),
            region=_text(item, "Region"),
            postal_code=_text(item, "PostalCode"),
            country=_text(item, "Country"),
            formatted=_text(item, "AddressLabel"),
            label=_label(item),
            preferred=_preferred(item),
        )
        for item in _items(root, "PhysicalAddress")
    )
    return tuple(address for address in found if any(address.components()) or address.formatted)


def _positions(root: Element) -> tuple[Position, ...]:
    found = []
    for item in _items(root, "Position"):
        parts = (
            _text(item, "Organization") or _text(item, "Company"),
            _text(item, "Department"),
            _text(item, "Office"),
        )
        units = (parts[0], *(part for part in parts[1:] if part))
        found.append(
            Position(units if any(units) else (), _text(item, "JobTitle"), _text(item, "Role"))
        )
    return tuple(position for position in found if position) or (Position(),)


def _dates(root: Element) -> list[tuple[str, str]]:
    return [
        (" ".join(_words(item)), values.day(_text(item, "Value")))
        for item in _items(root, "Date")
        if _text(item, "Value")
    ]


def _photo(root: Element) -> bytes | None:
    for item in _items(root, "Photo"):
        try:
            data = base64.b64decode(_text(item, "Value"))
        except binascii.Error:
            continue
        if data:
            return data
    return None


def _extra(root: Element) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            f"X-WINDOWS-{child.tag.removeprefix(_SPACE).upper()}",
            values.escaped((child.text or "").strip()),
        )
        for child in root
        if child.tag.startswith(_SPACE)
        and child.tag.removeprefix(_SPACE) not in _READ
        and (child.text or "").strip()
    )
