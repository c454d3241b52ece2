"""Addresses on a card, each with the delivery label that belongs to it."""

from __future__ import annotations

from dataclasses import replace

from sciattache.interchange.cards import values
from sciattache.interchange.cards.card import Address
from sciattache.interchange.cards.properties import Property
from sciattache.interchange.cards.sheet import Sheet


def addresses(sheet: Sheet) -> tuple[Address, ...]:
    """The addresses in the order of the card.

    A LABEL of vCard 2.1 and 3.0 goes to the address of its group, else to one with the same
    types that has none yet; a LABEL without an address becomes an address of its own.
    """
    props = [prop for prop in sheet.take("ADR") if prop.data is None]
    best = min((prop.rank() for prop in props), default=101)
    found = [_address(sheet, prop, best) for prop in props]
    for prop in sheet.take("LABEL"):
        text, label = values.plain(prop.value), sheet.label(prop)
        if not text:
            continue
        at = _owner(prop, label, props, found)
        if at is None:
            found.append(Address(formatted=text, label=label, preferred=prop.rank() == 1))
            props.append(prop)
        else:
            found[at] = replace(found[at], formatted=text)
    return tuple(address for address in found if any(address.components()) or address.formatted)


def _address(sheet: Sheet, prop: Property, best: int) -> Address:
    parts = (values.texts(prop.value, ";", sheet.version) + [""] * 7)[:7]
    formatted, code = values.plain(prop.param("LABEL")), prop.param("CC")
    if marked := sheet.country_label(prop):
        if len(marked) == 2 and marked.isalpha():
            code = code or marked.upper()
        else:
            formatted = formatted or marked
    box, extended, street, locality, region, postal_code, country = parts
    return Address(
        box,
        extended,
        street,
        locality,
        region,
        postal_code,
        country,
        code,
        formatted,
        sheet.label(prop),
        prop.rank() == best < 101,
    )


def _owner(
    label_prop: Property, label: str, props: list[Property], found: list[Address]
) -> int | None:
    group = label_prop.group.casefold()
    free = [at for at, address in enumerate(found) if not address.formatted]
    if group:
        same = [at for at in free if props[at].group.casefold() == group]
        if same:
            return same[0]
    alike = [at for at in free if found[at].label == label and props[at].name == "ADR"]
    return alike[0] if alike else None
