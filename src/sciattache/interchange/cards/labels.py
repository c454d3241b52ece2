"""The words that cards use for home, work, cell and the like, and one spelling for each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

PLACES = ("home", "work", "school", "other")
DEVICES = ("cell", "fax", "pager", "car", "main")
WRITABLE = frozenset({"home", "work", "cell", "fax", "pager", "video"})
RELATIONS_OF_RFC6350 = frozenset(
    {
        "contact",
        "acquaintance",
        "friend",
        "met",
        "co-worker",
        "colleague",
        "co-resident",
        "neighbor",
        "child",
        "parent",
        "sibling",
        "spouse",
        "kin",
        "muse",
        "crush",
        "date",
        "sweetheart",
        "me",
        "agent",
        "emergency",
    }
)
RELATIONS = RELATIONS_OF_RFC6350 | {
    "assistant",
    "manager",
    "partner",
    "brother",
    "sister",
    "mother",
    "father",
}

_ALIASES = {
    "mobile": "cell",
    "iphone": "cell",
    "cellular": "cell",
    "mobil": "cell",
    "handy": "cell",
    "business": "work",
    "office": "work",
    "company": "work",
    "personal": "home",
    "private": "home",
    "privat": "home",
    "beeper": "pager",
    "homefax": "home fax",
    "workfax": "work fax",
    "businessfax": "work fax",
    "faxhome": "home fax",
    "faxwork": "work fax",
    "workmobile": "work cell",
    "workcell": "work cell",
    "homemobile": "home cell",
    "otherfax": "other fax",
    "workpager": "work pager",
    "home-page": "homepage",
    "home page": "homepage",
    "domicile": "home",
    "travail": "work",
    "bureau": "work",
    "arbeit": "work",
    "trabajo": "work",
    "casa": "home",
}
_NOISE = frozenset(
    {
        "voice",
        "internet",
        "pref",
        "x-pref",
        "preferred",
        "primary",
        "postal",
        "parcel",
        "dom",
        "intl",
        "msg",
        "text",
        "textphone",
        "smtp",
        "uri",
        "shell",
        "default",
        "",
    }
)
_APPLE = re.compile(r"_\$!<(.*)>!\$_$", re.DOTALL)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")

SERVICES = {
    "aim": "AIM",
    "gadugadu": "GaduGadu",
    "gadu-gadu": "GaduGadu",
    "gadu": "GaduGadu",
    "googletalk": "GoogleTalk",
    "google-talk": "GoogleTalk",
    "google talk": "GoogleTalk",
    "gtalk": "GoogleTalk",
    "google_talk": "GoogleTalk",
    "icq": "ICQ",
    "jabber": "Jabber",
    "xmpp": "Jabber",
    "msn": "MSN",
    "qq": "QQ",
    "skype": "Skype",
    "skype-username": "Skype",
    "yahoo": "Yahoo",
    "whatsapp": "WhatsApp",
    "facebook": "Facebook",
    "twitter": "Twitter",
    "groupwise": "Groupwise",
    "telegram": "Telegram",
    "signal": "Signal",
    "wechat": "WeChat",
    "matrix": "Matrix",
    "line": "Line",
    "viber": "Viber",
    "sip": "SIP",
    "sips": "SIP",
    "irc": "IRC",
    "threema": "Threema",
    "teams": "Teams",
    "zoom": "Zoom",
}
SCHEMES = {
    "aim": "AIM",
    "ymsgr": "Yahoo",
    "msnim": "MSN",
    "xmpp": "Jabber",
    "skype": "Skype",
    "sip": "SIP",
    "sips": "SIP",
    "irc": "IRC",
    "matrix": "Matrix",
    "tg": "Telegram",
    "whatsapp": "WhatsApp",
    "icq": "ICQ",
    "gtalk": "GoogleTalk",
    "gg": "GaduGadu",
    "x-apple": "",
    "im": "",
    "facebook": "Facebook",
    "jabber": "Jabber",
    "msn": "MSN",
    "yahoo": "Yahoo",
    "qq": "QQ",
    "wechat": "WeChat",
    "mumble": "Mumble",
    "threema": "Threema",
    "signal": "Signal",
    "line": "Line",
    "viber": "Viber",
    "weixin": "WeChat",
    "mailto": "",
    "twitter": "Twitter",
    "groupwise": "Groupwise",
    "x-unknown": "",
}


def from_types(types: Iterable[str], custom: str = "", group: str = "") -> str:
    """One label out of TYPE words; a custom text (X-ABLabel) wins over them."""
    if custom.strip():
        return normal(custom)
    words = [
        part for word in types for part in _ALIASES.get(word.casefold(), word.casefold()).split(" ")
    ]
    if group.casefold() in PLACES:
        words.append(group.casefold())
    known = [next((word for word in kinds if word in words), "") for kinds in (PLACES, DEVICES)]
    if any(known):
        return " ".join(word for word in known if word)
    rest = dict.fromkeys(word.removeprefix("x-") for word in words if word not in _NOISE)
    return normal(" ".join(rest))


@lru_cache(maxsize=2000)
def normal(custom: str) -> str:
    """A label written by hand: the usual word where it is one, else as it stands."""
    text = custom.strip()
    if match := _APPLE.match(text):
        text = _HUMP.sub(" ", match[1]).casefold().strip()
    folded = _ALIASES.get(text.casefold(), text.casefold())
    words = folded.split(" ")
    usual = {*PLACES, *DEVICES, "video", "homepage"}
    return folded if all(word in usual for word in words) else text


def relation(custom: str) -> str:
    """How a related person stands to this one, in the words of RFC 6350 where it can be."""
    text = custom.strip()
    if match := _APPLE.match(text):
        text = match[1].strip()
    return text.casefold() if text.casefold() in RELATIONS else text


def types_of(label: str) -> tuple[str, ...] | None:
    """The TYPE words that say a label; None where only a custom text can."""
    words = tuple(label.split(" ")) if label else ()
    if not all(word in WRITABLE for word in words) or from_types(words) != label:
        return None
    return words


def service(name: str) -> str:
    """The usual spelling of a messaging service; an unknown one as it stands."""
    text = name.strip()
    return SERVICES.get(text.casefold(), text)
