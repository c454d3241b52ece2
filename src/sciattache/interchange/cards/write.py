"""Write cards as vCard 4.0 (RFC 6350) or 3.0 (RFC 2426)."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from sciattache.interchange.cards import labels
from sciattache.interchange.cards.card import (
    Address,
    Card,
    Handle,
    NameParts,
    Point,
    Position,
    shown_name,
)
from sciattache.interchange.cards.photo import from_data_uri
from sciattache.interchange.cards.positions import OWN_GROUP
from sciattache.interchange.cards.syntax import folded, head_text
from sciattache.interchange.cards.values import escaped

Version = Literal["4.0", "3.0"]
Params = Mapping[str, Iterable[str]]

# RFC 2426 knows no property for these; the X- names are those of Apple and Evolution.
_NAMES_IN_3 = {
    "KIND": "X-ADDRESSBOOKSERVER-KIND",
    "MEMBER": "X-ADDRESSBOOKSERVER-MEMBER",
    "ANNIVERSARY": "X-ANNIVERSARY",
    "GENDER": "X-GENDER",
    "LANG": "X-LANG",
}
_SCHEMES = {
    "AIM": "aim",
    "Yahoo": "ymsgr",
    "MSN": "msnim",
    "Jabber": "xmpp",
    "Skype": "skype",
    "SIP": "sip",
    "IRC": "irc",
    "Matrix": "matrix",
    "GoogleTalk": "xmpp",
}
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s,;\\]+$")


def write(cards: Iterable[Card], version: Version = "4.0") -> bytes:
    """The cards one after another, in UTF-8.

    What the version has no property for is written under the usual X- name. A card without any
    full name gets one from its parts, organisation, mail or number, because both versions
    demand it.
    """
    return b"".join(_Writer(version, card).bytes() for card in cards)


class _Writer:
    """The lines of one card; counts the groups that tie a custom label to its property."""

    def __init__(self, version: Version, card: Card) -> None:
        self._v4 = version == "4.0"
        self._version = version
        self._card = card
        self._taken = {name.split(".")[0].casefold() for name, _ in card.extra if "." in name}
        self._count = 0

    def bytes(self) -> bytes:
        lines = ["BEGIN:VCARD", f"VERSION:{self._version}", *self._lines(), "END:VCARD"]
        return b"".join(folded(line) for line in lines)

    def _lines(self) -> Iterator[str]:
        yield from self._who()
        # Not after running text, where a reader might take an unknown name for more of it.
        for name, value in self._card.extra:
            yield self._extra(name, value)
        yield from self._reach()
        yield from self._positions()
        yield from self._around()
        yield from self._text("X-ORCID", self._card.orcid)
        yield from self._text("UID", self._card.uid)
        yield from self._text("REV", self._card.rev)

    def _who(self) -> Iterator[str]:
        card = self._card
        if card.kind != "individual":
            yield self._line("KIND", card.kind)
        yield from self._names()
        yield from self._text("NICKNAME", card.nickname)
        yield from self._photo()
        yield from self._text("BDAY", card.birthday)
        yield from self._text("ANNIVERSARY", card.anniversary)
        yield from self._gender()
        for rank, language in enumerate(card.languages, 1):
            yield self._line("LANG", escaped(language), {"PREF": (str(min(rank, 100)),)})

    def _reach(self) -> Iterator[str]:
        card = self._card
        for address in card.addresses:
            yield from self._address(address)
        for name, points in (("TEL", card.phones), ("EMAIL", card.emails), ("URL", card.links)):
            special = "" if name == "URL" else ",;"
            for point in points:
                yield from self._labelled(
                    name, escaped(point.value, special), point.label, self._pref(point.preferred)
                )
        for handle in card.messaging:
            yield from self._handle(handle)
        yield from self._text("TZ", card.zone)
        if card.geo:
            yield self._line("GEO", f"geo:{card.geo}" if self._v4 else card.geo.replace(",", ";"))

    def _around(self) -> Iterator[str]:
        card = self._card
        if card.categories:
            yield self._line("CATEGORIES", ",".join(map(escaped, card.categories)))
        yield from self._text("NOTE", card.note)
        for date in card.dates:
            yield from self._labelled("X-ABDATE", escaped(date.value), date.label, {})
        for person in card.related:
            yield from self._related(person)
        for member in card.members:
            yield self._line("MEMBER", escaped(member, ""))

    def _names(self) -> Iterator[str]:
        card, native = self._card, self._card.native
        alternative: dict[str, tuple[str, ...]] = {"ALTID": ("1",)} if native and self._v4 else {}
        yield self._line("FN", escaped(shown_name(card)), alternative)
        sort = {"SORT-AS": (card.sort_string,)} if self._v4 and card.sort_string else {}
        yield self._line("N", _structured_name(card.name), {**alternative, **sort})
        if not self._v4:
            yield from self._text("SORT-STRING", card.sort_string)
        prefix = "" if self._v4 else "X-NATIVE-"
        spoken: Params = {**alternative, "LANGUAGE": (native.language,)}
        if native.full_name:
            yield self._line(f"{prefix}FN", escaped(native.full_name), spoken)
        if native.parts:
            yield self._line(f"{prefix}N", _structured_name(native.parts), spoken)
        yield from self._text("X-PHONETIC-FIRST-NAME", card.phonetic.given)
        yield from self._text("X-PHONETIC-MIDDLE-NAME", card.phonetic.additional)
        yield from self._text("X-PHONETIC-LAST-NAME", card.phonetic.family)

    def _photo(self) -> Iterator[str]:
        card = self._card
        if card.photo:
            packed = base64.b64encode(card.photo).decode("ascii")
            kind = card.photo_type or "application/octet-stream"
            if self._v4:
                yield self._line("PHOTO", f"data:{kind};base64,{packed}")
            else:
                subtype = card.photo_type.removeprefix("image/").upper()
                yield self._line("PHOTO", packed, {"ENCODING": ("b",), "TYPE": (subtype,)})
        if card.photo_url:
            yield self._line("PHOTO", escaped(card.photo_url, ""), {"VALUE": ("uri",)})

    def _gender(self) -> Iterator[str]:
        text = self._card.gender
        if not text:
            return
        if not self._v4:
            yield self._line("GENDER", escaped(text))
            return
        match = re.match(r"([MFONU])(?:;(.+))?$", text, re.DOTALL)
        letter, identity = (match[1], match[2] or "") if match else ("", text)
        yield self._line("GENDER", f"{letter};{escaped(identity)}" if identity else letter)

    def _address(self, address: Address) -> Iterator[str]:
        value = ";".join(map(escaped, address.components()))
        params: dict[str, tuple[str, ...]] = {**self._pref(address.preferred)}
        if self._v4:
            # The examples of RFC 6350, 6.3.1 escape the lines of LABEL as in a value.
            params |= {"CC": (address.country_code,), "LABEL": (escaped(address.formatted, ""),)}
            yield from self._labelled("ADR", value, address.label, params)
            return
        tied = bool(address.formatted or address.country_code)
        group = self._group() if tied or labels.types_of(address.label) is None else ""
        yield from self._labelled("ADR", value, address.label, params, group)
        if address.formatted:
            yield self._line("LABEL", escaped(address.formatted), group=group)
        if address.country_code:
            yield self._line("X-ABADR", escaped(address.country_code), group=group)

    def _handle(self, handle: Handle) -> Iterator[str]:
        scheme = _SCHEMES.get(handle.service, "x-apple")
        params = {"X-SERVICE-TYPE": (handle.service,), **self._pref(handle.preferred)}
        yield from self._labelled(
            "IMPP", f"{scheme}:{escaped(handle.value, '')}", handle.label, params
        )

    def _positions(self) -> Iterator[str]:
        card = self._card
        first = Position(card.organisation, card.title, card.role)
        for number, position in enumerate((first, *card.other_positions), 1):
            group = f"{OWN_GROUP}{number}" if number > 1 else ""
            if position.organisation:
                units = ";".join(map(escaped, position.organisation))
                yield self._line("ORG", units, group=group)
            if position.title:
                yield self._line("TITLE", escaped(position.title), group=group)
            if position.role:
                yield self._line("ROLE", escaped(position.role), group=group)

    def _related(self, person: Point) -> Iterator[str]:
        value, known = escaped(person.value), person.label in labels.RELATIONS_OF_RFC6350
        if not self._v4:
            yield from self._custom("X-ABRELATEDNAMES", value, _apple(person.label), {})
            return
        kind = {"VALUE": ("uri" if _URI.match(person.value) else "text",)}
        if known or not person.label:
            yield self._line("RELATED", value, {"TYPE": (person.label,), **kind})
        else:
            yield from self._custom("RELATED", value, person.label, kind)

    def _labelled(
        self, name: str, value: str, label: str, params: Params, group: str = ""
    ) -> Iterator[str]:
        types = labels.types_of(label)
        if types is None:
            yield from self._custom(name, value, label, params, group)
            return
        # TYPE=pref of 3.0 joins the other types.
        joined = (*types, *params.get("TYPE", ()))
        yield self._line(name, value, {**params, "TYPE": joined}, group)

    def _custom(
        self, name: str, value: str, label: str, params: Params, group: str = ""
    ) -> Iterator[str]:
        group = group or (self._group() if label else "")
        yield self._line(name, value, params, group)
        if label:
            yield self._line("X-ABLabel", escaped(label), group=group)

    def _pref(self, preferred: bool) -> dict[str, tuple[str, ...]]:
        if not preferred:
            return {}
        return {"PREF": ("1",)} if self._v4 else {"TYPE": ("pref",)}

    def _group(self) -> str:
        self._count += 1
        while f"item{self._count}" in self._taken:
            self._count += 1
        return f"item{self._count}"

    def _text(self, name: str, value: str) -> Iterator[str]:
        if value:
            yield self._line(name, escaped(value))

    def _line(self, name: str, value: str, params: Params | None = None, group: str = "") -> str:
        if not self._v4:
            name = _NAMES_IN_3.get(name, name)
        return f"{head_text(group, name, params or {})}:{value}"

    def _extra(self, name: str, value: str) -> str:
        data, kind = (None, "") if self._v4 else from_data_uri(value)
        clean = re.sub(r"[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]", "", value.replace("\n", "\\n"))
        if data is None:
            return f"{name}:{clean}"
        subtype = kind.rpartition("/")[2] if kind.startswith("image/") else kind
        packed = base64.b64encode(data).decode("ascii")
        return f"{head_text('', name, {'ENCODING': ('b',), 'TYPE': (subtype,)})}:{packed}"


def _structured_name(name: NameParts) -> str:
    parts = (name.family, name.given, name.additional, name.prefix, name.suffix)
    return ";".join(map(escaped, parts))


def _apple(label: str) -> str:
    return f"_$!<{label.capitalize()}>!$_" if label in labels.RELATIONS else label
