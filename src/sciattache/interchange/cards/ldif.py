"""Read people from LDIF (RFC 2849), as Thunderbird and directories export them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sciattache.errors import KnownError, Told
from sciattache.interchange.cards import encodings, labels, values
from sciattache.interchange.cards.card import (
    Address,
    Card,
    Handle,
    NameParts,
    Point,
    Reading,
    shown_name,
)
from sciattache.interchange.cards.photo import sniffed

LARGEST_FILE = 128 * 1024 * 1024

_BREAK = re.compile(rb"\r*\n|\r")
_ATTRIBUTE = re.compile(rb"([A-Za-z0-9][\w.-]*)((?:;[\w.-]+)*)(::|:<|:)[ ]*(.*)$", re.DOTALL)
_PHONES = {
    "telephonenumber": "work",
    "workphone": "work",
    "homephone": "home",
    "mobile": "cell",
    "cellphone": "cell",
    "mobiletelephonenumber": "cell",
    "fax": "fax",
    "facsimiletelephonenumber": "fax",
    "homefax": "home fax",
    "pager": "pager",
    "pagerphone": "pager",
    "carphone": "car",
}
_MAILS = {
    "mail": "",
    "email": "",
    "rfc822mailbox": "",
    "mozillasecondemail": "",
    "xmozillasecondemail": "",
    "mailalternateaddress": "",
    "othermailbox": "",
}
_LINKS = {
    "mozillaworkurl": "work",
    "workurl": "work",
    "mozillahomeurl": "home",
    "homeurl": "home",
    "labeleduri": "",
    "url": "",
}
_TEXTS = {
    "title": "title",
    "description": "note",
    "info": "note",
    "notes": "note",
    "mozillanickname": "nickname",
    "xmozillanickname": "nickname",
    "displayname": "",
    "preferredlanguage": "languages",
}
_HANDLES = {
    "mozillascreenname": "AIM",
    "nsaimid": "AIM",
    "nsicqid": "ICQ",
    "nsmsnid": "MSN",
    "nsyahooid": "Yahoo",
    "mozillaimid": "",
    "xmpp": "Jabber",
    "nsjabberid": "Jabber",
    "nsgtalkid": "GoogleTalk",
    "nsqq": "QQ",
}
_ORGANISATION = ("o", "organizationname", "company")
_UNITS = ("ou", "organizationalunitname", "department", "departmentnumber", "orgunit")
_GIVEN, _FAMILY = ("givenname", "gn"), ("sn", "surname")
_ADDRESSES = {
    "work": {
        "street": ("street", "streetaddress", "mozillaworkstreet"),
        "extended": ("mozillaworkstreet2", "workstreet2"),
        "locality": ("l", "locality", "localityname", "mozillaworklocalityname"),
        "region": ("st", "region", "stateorprovincename"),
        "postal_code": ("postalcode", "zip"),
        "country": ("c", "co", "countryname", "friendlycountryname"),
        "po_box": ("postofficebox",),
        "formatted": ("postaladdress",),
    },
    "home": {
        "street": ("mozillahomestreet", "homestreet"),
        "extended": ("mozillahomestreet2", "homestreet2"),
        "locality": ("mozillahomelocalityname", "homecity"),
        "region": ("mozillahomestate", "homestate"),
        "postal_code": ("mozillahomepostalcode", "homezip"),
        "country": ("mozillahomecountryname", "homecountry"),
        "formatted": ("homepostaladdress",),
    },
}
_TECHNICAL = frozenset({"dn", "version", "objectclass", "changetype"})

Entry = dict[str, list[bytes]]


def read(source: Path | str | bytes) -> Reading:
    """The people of an LDIF file, each with the line where its entry begins.

    Raises KnownError if the file holds no LDIF entry or is of an absurd size.
    """
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    if len(data) > LARGEST_FILE:
        raise KnownError("The LDIF file is larger than 128 MiB.", "Split it and try again.")
    data = encodings.as_utf8(data)
    decode = encodings.decoder(data)
    problems: list[tuple[int, str]] = []
    cards = [
        (number, _card(entry, decode))
        for number, entry in _entries(data, problems)
        if "dn" in entry or "cn" in entry or "mail" in entry
    ]
    if not cards:
        raise KnownError(
            "This file holds no LDIF entry.", "Export the address book again as LDIF (.ldif)."
        )
    return Reading(tuple(cards), tuple(problems))


def _entries(data: bytes, problems: list[tuple[int, str]]) -> Iterator[tuple[int, Entry]]:
    entry: Entry = {}
    begun = 0
    for number, line in _unfolded(data):
        if not line:
            if entry:
                yield begun, entry
            entry = {}
            continue
        match = _ATTRIBUTE.match(line)
        if match is None:
            problems.append((number, Told("This is no LDIF line and was left out.")))
            continue
        begun = begun if entry else number
        value = _value(match[3], match[4])
        if value is None:
            problems.append((number, Told("The base64 in it is damaged; it was left out.")))
            continue
        entry.setdefault(match[1].decode("ascii", "replace").casefold(), []).append(value)
    if entry:
        yield begun, entry


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    current: list[bytes] = []
    begun = 0
    for number, line in enumerate([*_BREAK.split(data), b""], 1):
        if line.startswith(b" ") and current:
            current.append(line[1:])
            continue
        if current and not current[0].startswith(b"#"):
            yield begun, b"".join(current)
        current, begun = [line] if line else [], number
        if not line:
            yield number, b""


def _value(mark: bytes, raw: bytes) -> bytes | None:
    if mark != b"::":
        return raw
    try:
        return base64.b64decode(b"".join(raw.split()), validate=True)
    except binascii.Error:
        return None


def _card(entry: Entry, decode: encodings.Decode) -> Card:
    said = {
        name: [text for text in (decode(value).strip() for value in found) if text]
        for name, found in entry.items()
        if name not in {"jpegphoto", "thumbnailphoto"}
    }

    def first(*names: str) -> str:
        return next((said[name][0] for name in names if said.get(name)), "")

    def points(table: dict[str, str]) -> tuple[Point, ...]:
        found = [Point(text, label) for name, label in table.items() for text in said.get(name, ())]
        return tuple(dict.fromkeys(found))

    units = [text for name in _UNITS for text in said.get(name, ())]
    organisation = (first(*_ORGANISATION), *units)
    picture = next(
        (entry[name][0] for name in ("jpegphoto", "thumbnailphoto") if entry.get(name)), b""
    )
    group = {"groupofnames", "groupofuniquenames"} & {
        text.casefold() for text in said.get("objectclass", ())
    }
    members = (*said.get("member", ()), *said.get("uniquemember", ()))
    card = Card(
        kind="group" if group else "individual",
        full_name=first("displayname", "cn"),
        name=NameParts(
            given=first(*_GIVEN),
            family=first(*_FAMILY),
            prefix=first("personaltitle"),
            suffix=first("generationqualifier"),
        ),
        nickname=first("mozillanickname", "xmozillanickname"),
        emails=points(_MAILS),
        phones=points(_PHONES),
        links=points(_LINKS),
        addresses=_addresses(said),
        messaging=tuple(
            Handle(labels.service(service), text)
            for name, service in _HANDLES.items()
            for text in said.get(name, ())
        ),
        organisation=organisation if any(organisation) else (),
        title=first("title"),
        birthday=_birthday(first("birthyear"), first("birthmonth"), first("birthday")),
        note="\n".join(said.get("description", []) + said.get("info", []) + said.get("notes", [])),
        languages=tuple(said.get("preferredlanguage", ())),
        photo=picture or None,
        photo_type=sniffed(picture),
        uid=first("entryuuid", "uid"),
        rev=first("modifytimestamp"),
        members=members if group else (),
        orcid=values.orcid(first("eduPersonOrcid".casefold())),
        extra=_extra(said),
    )
    return card if card.full_name else replace(card, full_name=shown_name(card))


def _addresses(said: dict[str, list[str]]) -> tuple[Address, ...]:
    found = []
    for label, parts in _ADDRESSES.items():
        texts = {
            part: next((said[name][0] for name in names if said.get(name)), "")
            for part, names in parts.items()
        }
        # RFC 4517, 3.3.28 parts the lines of a postal address by "$".
        texts["formatted"] = "\n".join(
            line.strip() for line in texts["formatted"].split("$")
        ).strip()
        if not texts["street"]:
            texts["street"], texts["extended"] = texts["extended"], ""
        if any(texts.values()):
            found.append(
                Address(
                    texts.get("po_box", ""),
                    texts["extended"],
                    texts["street"],
                    texts["locality"],
                    texts["region"],
                    texts["postal_code"],
                    texts["country"],
                    formatted=texts["formatted"],
                    label=label,
                )
            )
    return tuple(found)


def _birthday(year: str, month: str, day: str) -> str:
    if month.isdecimal() and day.isdecimal():
        start = f"{int(year):04d}-" if year.isdecimal() else "--"
        return values.day(f"{start}{int(month):02d}{'-' if year else ''}{int(day):02d}")
    return values.day(day) if len(day) > 2 else year


def _extra(said: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    used = {
        *_PHONES,
        *_MAILS,
        *_LINKS,
        *_TEXTS,
        *_HANDLES,
        *_ORGANISATION,
        *_UNITS,
        *_GIVEN,
        *_FAMILY,
        *_TECHNICAL,
        "cn",
        "displayname",
        "entryuuid",
        "uid",
        "modifytimestamp",
        "birthyear",
        "birthmonth",
        "birthday",
        "personaltitle",
        "generationqualifier",
        "edupersonorcid",
        "member",
        "uniquemember",
        *(name for parts in _ADDRESSES.values() for names in parts.values() for name in names),
    }
    return tuple(
        (f"X-LDIF-{name.upper()}", values.escaped(text))
        for name, texts in said.items()
        if name not in used
        for text in texts
    )
