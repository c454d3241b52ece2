"""A card made of the properties of one vCard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from sciattache.interchange.cards import android, labels, postal, values
from sciattache.interchange.cards.card import (
    Card,
    Handle,
    Kind,
    Point,
    shown_name,
)
from sciattache.interchange.cards.names import names_of
from sciattache.interchange.cards.photo import best_photo
from sciattache.interchange.cards.positions import positions
from sciattache.interchange.cards.properties import Property
from sciattache.interchange.cards.sheet import Sheet

_ANNIVERSARIES = (
    "ANNIVERSARY",
    "X-ANNIVERSARY",
    "X-MS-ANNIVERSARY",
    "X-EVOLUTION-ANNIVERSARY",
    "X-KADDRESSBOOK-X-ANNIVERSARY",
)
_RELATIONS = {
    "X-SPOUSE": "spouse",
    "X-EVOLUTION-SPOUSE": "spouse",
    "X-MS-SPOUSE": "spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-MANAGER": "manager",
    "X-EVOLUTION-MANAGER": "manager",
    "X-MS-MANAGER": "manager",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
    "X-ASSISTANT": "assistant",
    "X-EVOLUTION-ASSISTANT": "assistant",
    "X-MS-ASSISTANT": "assistant",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant",
}
_SERVICES = {
    "X-AIM": "AIM",
    "X-GADUGADU": "GaduGadu",
    "X-GADU-GADU": "GaduGadu",
    "X-GOOGLE-TALK": "GoogleTalk",
    "X-GTALK": "GoogleTalk",
    "X-ICQ": "ICQ",
    "X-JABBER": "Jabber",
    "X-MSN": "MSN",
    "X-QQ": "QQ",
    "X-SKYPE": "Skype",
    "X-SKYPE-USERNAME": "Skype",
    "X-YAHOO": "Yahoo",
    "X-TWITTER": "Twitter",
    "X-GROUPWISE": "Groupwise",
    "X-SIP": "SIP",
    "X-WHATSAPP": "WhatsApp",
    "X-TELEGRAM": "Telegram",
    "X-SIGNAL": "Signal",
    "X-WECHAT": "WeChat",
    "X-MATRIX": "Matrix",
    "X-MS-IMADDRESS": "",
    "X-KADDRESSBOOK-X-IMADDRESS": "",
    "X-EVOLUTION-VIDEO-URL": "",
}
_KDE = "X-MESSAGING/"
_SEXES = {"male": "M", "female": "F", "m": "M", "f": "F", "o": "O", "n": "N", "u": "U"}
_KINDS: dict[str, Kind] = {
    "group": "group",
    "org": "org",
    "organization": "org",
    "company": "org",
    "location": "location",
}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!//)(.*)", re.DOTALL)
_EXTENSION = re.compile(r";(?:ext|isub)=([^;]*)", re.IGNORECASE)


def card(props: Iterable[Property], version: str) -> Card:
    """The card that the properties of one vCard of this version say, nothing left out except
    bookkeeping of other programs (PRODID, PID, slots) and the unused half of doubled values."""
    sheet = Sheet(list(props), version)
    sheet.take("VERSION", "PRODID", "PROFILE", "BEGIN", "END")
    full_name, name, native, phonetic, sort_string = names_of(sheet)
    held = positions(sheet)
    picture = best_photo(sheet)
    links = _links(sheet)
    birthday = _birthday(sheet)
    anniversary, dates = _dates(sheet)
    first = held[0]
    result = Card(
        kind=_kind(sheet),
        full_name=full_name,
        name=name,
        native=native,
        phonetic=phonetic,
        sort_string=sort_string,
        nickname=", ".join(_list(sheet, "NICKNAME")),
        emails=_points(sheet, "EMAIL", _mail),
        phones=_points(sheet, "TEL", _number),
        addresses=postal.addresses(sheet),
        links=links,
        messaging=_messaging(sheet),
        organisation=first.organisation,
        title=first.title,
        role=first.role,
        other_positions=held[1:],
        birthday=birthday,
        anniversary=anniversary,
        dates=dates,
        gender=_gender(sheet),
        languages=_languages(sheet),
        zone=sheet.one("TZ"),
        geo=_geo(sheet),
        categories=tuple(dict.fromkeys(_list(sheet, "CATEGORIES"))),
        note=_note(sheet),
        photo=picture[0],
        photo_type=picture[1],
        photo_url=picture[2],
        uid=sheet.one("UID"),
        rev=sheet.one("REV"),
        related=_related(sheet),
        members=_members(sheet),
        orcid=_orcid(sheet, links),
    )
    result = android.with_custom(sheet, result)
    result = replace(result, extra=sheet.rest())
    return result if result.full_name else replace(result, full_name=shown_name(result))


def _list(sheet: Sheet, name: str) -> list[str]:
    found = [
        text for prop in sheet.take(name) for text in values.texts(prop.value, ",", sheet.version)
    ]
    return [text for text in found if text]


def _points(sheet: Sheet, name: str, text: Callable[[str], str]) -> tuple[Point, ...]:
    props = sheet.take(name)
    best = min((prop.rank() for prop in props), default=101)
    return tuple(
        Point(text(values.plain(prop.value)), sheet.label(prop), prop.rank() == best < 101)
        for prop in props
        if values.plain(prop.value)
    )


def _mail(text: str) -> str:
    return text[7:] if text[:7].casefold() == "mailto:" else text


def _number(text: str) -> str:
    """A telephone number as people write it; "tel:+1-555;ext=2" becomes "+1-555 ext. 2"."""
    if text[:4].casefold() != "tel:":
        return text
    return _EXTENSION.sub(r" ext. \1", text[4:].split(";phone-context=")[0]).strip()


def _links(sheet: Sheet) -> tuple[Point, ...]:
    profiles = sheet.take("X-SOCIALPROFILE", "SOCIALPROFILE")
    found = _points(sheet, "URL", str)
    for prop in profiles:
        label = prop.param("SERVICE-TYPE") or prop.param("X-SERVICE-TYPE") or sheet.label(prop)
        point = Point(values.plain(prop.value), labels.normal(label))
        if point.value and point.value not in [link.value for link in found]:
            found = (*found, point)
    return found


def _messaging(sheet: Sheet) -> tuple[Handle, ...]:
    handles: list[Handle] = []
    for prop in sheet.take("IMPP", *_SERVICES, *sheet.beginning(_KDE)):
        text = values.plain(prop.value)
        service = labels.service(prop.param("X-SERVICE-TYPE") or prop.param("SERVICE-TYPE"))
        scheme = _SCHEME.match(text)
        if prop.name == "X-SIP":
            text = text.removeprefix("sip:")
        elif prop.name == "IMPP" and scheme and scheme[1].casefold() in labels.SCHEMES:
            service = service or labels.SCHEMES[scheme[1].casefold()]
            text = scheme[2]
        elif prop.name.startswith(_KDE):
            service = labels.service(prop.name.removeprefix(_KDE).removesuffix("-ALL"))
        service = service or _SERVICES.get(prop.name, "")
        label = sheet.label(prop)
        if labels.service(label) == service and service:
            label = ""
        handle = Handle(service, text.strip(), label, prop.rank() == 1)
        if handle.value and not any(
            (other.service, other.value) == (service, handle.value) for other in handles
        ):
            handles.append(handle)
    return tuple(handles)


def _birthday(sheet: Sheet) -> str:
    props = sheet.take("BDAY")
    days = [
        values.without_year(values.day(prop.value), prop.param("X-APPLE-OMIT-YEAR"))
        for prop in props
    ]
    first = next((text for text in days if text), "")
    sheet.keep([prop for prop, text in zip(props, days, strict=True) if text not in ("", first)])
    return first


def _dates(sheet: Sheet) -> tuple[str, tuple[Point, ...]]:
    """The anniversary, and every other labelled date."""
    found = [values.day(prop.value) for prop in sheet.take(*_ANNIVERSARIES)]
    others: list[Point] = []
    for prop in sheet.take("X-ABDATE"):
        date = values.without_year(values.day(prop.value), prop.param("X-APPLE-OMIT-YEAR"))
        label = sheet.label(prop)
        if label.casefold() == "anniversary" and not any(found):
            found.append(date)
        elif date:
            others.append(Point(date, label))
    return next((text for text in found if text), ""), tuple(others)


def _gender(sheet: Sheet) -> str:
    spoken = [values.plain(prop.value) for prop in sheet.take("X-GENDER", "X-WAB-GENDER")]
    for prop in sheet.take("GENDER"):
        sex, *text = values.texts(prop.value, ";", sheet.version)
        identity = ";".join(part for part in text if part)
        letter = _SEXES.get(sex.casefold(), sex)
        return ";".join(part for part in (letter, identity) if part)
    return next((_SEXES.get(text.casefold(), text) for text in spoken if text), "")


def _kind(sheet: Sheet) -> Kind:
    said = [
        values.plain(prop.value).casefold()
        for prop in sheet.take("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS")
    ]
    return next((_KINDS[word] for word in said if word in _KINDS), "individual")


def _languages(sheet: Sheet) -> tuple[str, ...]:
    props = sorted(sheet.take("LANG", "X-LANG"), key=Property.rank)
    return tuple(dict.fromkeys(filter(None, (values.plain(prop.value) for prop in props))))


def _geo(sheet: Sheet) -> str:
    first = ""
    for prop in sheet.take("GEO"):
        here = values.place(prop.value)
        if not here or (first and here != first):
            sheet.keep([prop])
        first = first or here
    return first


def _note(sheet: Sheet) -> str:
    notes = [values.plain(prop.value) for prop in sheet.take("NOTE")]
    return "\n".join(dict.fromkeys(text for text in notes if text))


def _related(sheet: Sheet) -> tuple[Point, ...]:
    found: list[Point] = []
    for prop in sheet.take("RELATED", "X-ABRELATEDNAMES", *_RELATIONS):
        said = sheet.custom_label(prop) or _RELATIONS.get(prop.name) or " ".join(prop.types())
        found.append(Point(values.plain(prop.value), labels.relation(said)))
    for prop in sheet.find("AGENT"):
        name = re.search(r"^FN(?:;[^:]*)?:(.*)$", values.plain(prop.value), re.M | re.I)
        found.append(Point(values.plain(name[1]) if name else "", "agent"))
    return tuple(dict.fromkeys(point for point in found if point.value))


def _members(sheet: Sheet) -> tuple[str, ...]:
    props = sheet.take("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
    return tuple(filter(None, (values.plain(prop.value) for prop in props)))


def _orcid(sheet: Sheet, links: tuple[Point, ...]) -> str:
    said = [values.orcid(prop.value) for prop in sheet.take("X-ORCID", "ORCID")]
    linked = [values.orcid(link.value) for link in links if "orcid.org" in link.value.casefold()]
    return next((found for found in said + linked if found), "")
