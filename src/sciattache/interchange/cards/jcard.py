"""Read jCard (RFC 7095): vCard 4.0 written as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from sciattache.errors import KnownError
from sciattache.interchange.cards import build
from sciattache.interchange.cards.card import Card, Reading
from sciattache.interchange.cards.properties import Property
from sciattache.interchange.cards.values import escaped

LARGEST_FILE = 64 * 1024 * 1024


def read(source: Path | str | bytes) -> Reading:
    """The cards of a jCard file: one, or a list of them.

    Raises KnownError if the file is no jCard.
    """
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    refusal = KnownError(
        "This file is no readable jCard.", "Export the contacts again as vCard (.vcf)."
    )
    if len(data) > LARGEST_FILE:
        raise refusal
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise refusal from error
    if not isinstance(found, list) or not found:
        raise refusal
    cards = [found] if found[0] == "vcard" else found
    if not all(
        isinstance(card, list)
        and len(card) > 1
        and card[0] == "vcard"
        and isinstance(card[1], list)
        for card in cards
    ):
        raise refusal
    return Reading(tuple((number, _card(card[1])) for number, card in enumerate(cards, 1)))


def _card(properties: list[object]) -> Card:
    props = [
        prop
        for number, entry in enumerate(properties, 1)
        if (prop := _property(number, entry)) is not None
    ]
    return build.card(props, "4.0")


def _property(number: int, entry: object) -> Property | None:
    if not isinstance(entry, list) or len(entry) < 4 or not isinstance(entry[0], str):
        return None
    given = entry[1] if isinstance(entry[1], dict) else {}
    params = {
        str(name).upper(): tuple(map(str, words if isinstance(words, list) else [words]))
        for name, words in given.items()
    }
    group = "".join(params.pop("GROUP", ()))
    value = ",".join(_raw(part) for part in entry[3:])
    if str(entry[2]).casefold() == "uri":
        value = str(entry[3])
    return Property(number, group, entry[0].upper(), params, value)


def _raw(value: object) -> str:
    if isinstance(value, list):
        return ";".join(
            ",".join(map(_one, part)) if isinstance(part, list) else _one(part) for part in value
        )
    return _one(value)


def _one(value: object) -> str:
    return escaped(value if isinstance(value, str) else json.dumps(value))
