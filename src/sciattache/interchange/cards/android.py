"""The values that Android hides in X-ANDROID-CUSTOM."""

from __future__ import annotations

from dataclasses import replace

from sciattache.interchange.cards import values
from sciattache.interchange.cards.card import Card, Point
from sciattache.interchange.cards.properties import Property
from sciattache.interchange.cards.sheet import Sheet

_PREFIX = "vnd.android.cursor.item/"
# ContactsContract.CommonDataKinds.Relation and .Event of the Android reference.
_RELATIONS = (
    "",
    "assistant",
    "brother",
    "child",
    "partner",
    "father",
    "friend",
    "manager",
    "mother",
    "parent",
    "partner",
    "referred by",
    "kin",
    "sister",
    "spouse",
)


def with_custom(sheet: Sheet, card: Card) -> Card:
    """The card with the nickname, relations and dates of its X-ANDROID-CUSTOM lines."""
    for prop in sheet.take("X-ANDROID-CUSTOM"):
        said = _said(prop, sheet.version, card)
        if said is None:
            sheet.keep([prop])
        else:
            card = said
    return card


def _said(prop: Property, version: str, card: Card) -> Card | None:
    kind, value, code, own, *_ = values.texts(prop.value, ";", version) + [""] * 4
    if not value or not kind.startswith(_PREFIX):
        return None
    kind = kind.removeprefix(_PREFIX)
    if kind == "nickname" and not card.nickname:
        return replace(card, nickname=value)
    if kind == "relation":
        known = int(code) < len(_RELATIONS) if code.isdecimal() else False
        label = (_RELATIONS[int(code)] if known else "") or own
        return replace(card, related=(*card.related, Point(value, label)))
    if kind != "contact_event":
        return None
    if code == "1" and not card.anniversary:
        return replace(card, anniversary=values.day(value))
    if code == "3" and not card.birthday:
        return replace(card, birthday=values.day(value))
    return replace(card, dates=(*card.dates, Point(values.day(value), own)))
