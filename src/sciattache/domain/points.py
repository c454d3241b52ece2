"""Contact points: one e-mail, phone, link or postal address with its label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

_KINDS = {
    "mobile": "mobile cell cellular cellphone mobil handy natel iphone portable móvil movil celular"
    " gsm pager whatsapp signal telegram wechat messaging workmobile workcell homemobile جوال محمول"
    " 手机",
    "home": "home private privat personal perso privé prive domicile casa privado particular"
    " homefax faxhome school منزل شخصي 住宅 家庭 私人",
    "work": "work business office main assistant fax secretary switchboard reception duty direct"
    " professional travail bureau arbeit trabajo oficina workfax businessfax faxwork عمل مكتب 工作"
    " 办公",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_WORDS = re.compile(r"[^\W\d_]+")


def kind_of(label: str) -> str:
    """What a point's label says it is: ``mobile``, ``home``, ``work``, ``other``, or nothing.

    Of several the most private counts: a work mobile is a mobile.
    """
    said = {_KIND_OF[word] for word in _WORDS.findall(label.casefold()) if word in _KIND_OF}
    found = next((kind for kind in _KINDS if kind in said), "")
    return found or ("other" if label.strip() else "")


@dataclass(frozen=True)
class Point:
    """An e-mail address, a phone number, a web page or a messaging address."""

    value: str
    label: str = ""
    preferred: bool = False
    always: ClassVar[frozenset[str]] = frozenset({"value"})

    @classmethod
    def read(cls, raw: Any) -> Point | None:
        """From a text, a mapping (as JSON holds it) or a Point; None when it is empty."""
        if isinstance(raw, Point):
            return raw
        if isinstance(raw, Mapping):
            value = str(raw.get("value") or "").strip()
            label = str(raw.get("label") or "").strip()
            return cls(value, label, bool(raw.get("preferred"))) if value else None
        value = str(raw).strip()
        return cls(value) if value else None

    @property
    def kind(self) -> str:
        """Whether it is one of work, a mobile or a private one, as its label says."""
        return kind_of(self.label)

    @property
    def key(self) -> str:
        """What makes two points the same."""
        return self.value.casefold()

    def with_value(self, value: str) -> Point:
        return replace(self, value=value)

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Address:
    """A postal address as RFC 6350 divides it; ``lines`` holds box, building and street."""

    lines: str = ""
    locality: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    label: str = ""
    preferred: bool = False
    always: ClassVar[frozenset[str]] = frozenset({"lines"})

    @classmethod
    def read(cls, raw: Any) -> Address | None:
        """From a text, a mapping or an Address; None when it is empty."""
        if isinstance(raw, Address):
            return raw if str(raw) else None
        if isinstance(raw, Mapping):
            known = {key: raw[key] for key in cls.__dataclass_fields__ if raw.get(key)}
            made = cls(**{"lines": "", **known})
        else:
            made = cls(lines=str(raw).strip())
        return made if str(made) else None

    @property
    def kind(self) -> str:
        """Whether it is one of work, a mobile or a private one, as its label says."""
        return kind_of(self.label)

    @property
    def key(self) -> str:
        """What makes two addresses the same."""
        return str(self).casefold()

    def __str__(self) -> str:
        town = " ".join(filter(None, (self.postal_code, self.locality)))
        return ", ".join(filter(None, (self.lines, town, self.region, self.country)))
