"""Which organisation, title and role on a card belong together."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from sciattache.interchange.cards import values
from sciattache.interchange.cards.card import Position
from sciattache.interchange.cards.properties import Property
from sciattache.interchange.cards.sheet import Sheet

OWN_GROUP = "pos"
"""Groups pos2, pos3 … hold the further positions that this program writes."""

_OWN = re.compile(rf"{OWN_GROUP}\d+$", re.IGNORECASE)


def positions(sheet: Sheet) -> tuple[Position, ...]:
    """The positions in the order of the card, at least one (maybe empty).

    Properties of one group belong together; of the others the first organisation goes with the
    first title and the first role, the second with the second, and so on.
    """
    props = sheet.take("ORG", "TITLE", "ROLE")
    groups: dict[str, list[Property]] = {}
    for prop in props:
        groups.setdefault(prop.group.casefold(), []).append(prop)
    together = {
        group
        for group, members in groups.items()
        if _OWN.match(group) or (group and len({prop.name for prop in members}) > 1)
    }
    loose = [prop for prop in props if prop.group.casefold() not in together]
    found = _zipped(loose, sheet.version)
    for group in (group for group in groups if group in together):
        found += _zipped(groups[group], sheet.version)
    return _with_department(sheet, tuple(dict.fromkeys(found)) or (Position(),))


def _zipped(props: list[Property], version: str) -> list[Position]:
    organisations = [_organisation(prop, version) for prop in props if prop.name == "ORG"]
    titles = [values.plain(prop.value) for prop in props if prop.name == "TITLE"]
    roles = [values.plain(prop.value) for prop in props if prop.name == "ROLE"]
    found = [
        Position(organisation or (), title or "", role or "")
        for organisation, title, role in zip_longest(organisations, titles, roles)
    ]
    return [position for position in found if position]


def _organisation(prop: Property, version: str) -> tuple[str, ...]:
    parts = values.texts(prop.value, ";", version)
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def _with_department(sheet: Sheet, held: tuple[Position, ...]) -> tuple[Position, ...]:
    first = held[0]
    for prop in sheet.take("X-DEPARTMENT", "X-KADDRESSBOOK-X-DEPARTMENT"):
        unit = values.plain(prop.value)
        if unit and unit not in first.organisation:
            first = replace(first, organisation=((first.organisation or ("",)) + (unit,)))
    return (first, *held[1:])
