"""One property of a vCard: its group, name, parameters and value, with every coding undone."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from dataclasses import dataclass, field

from sciattache.interchange.cards import encodings, lines

_HEAD = re.compile(r"\s*(?:([\w-]+)\.)?([\w/-]+)\s*")
_PARAM = re.compile(r';\s*([^=;:"]+?)\s*(?:=\s*((?:"[^"]*"|[^";:])*))?(?=[;:]|$)')
_CARET = re.compile(r"\^([n^'])")
_CODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}
_VALUE_KINDS = {"URL", "URI", "CID", "INLINE", "CONTENT-ID", "TEXT"}
# A soft break whose line end was lost leaves "=" before something that is no code.
_LOST_BREAK = re.compile(rb"(=0D=0A|=0A)=(?![0-9A-F]{2}|[0-9a-f]{2}|$)")


@dataclass(frozen=True, slots=True)
class Property:
    """A content line. `value` is text with the escapes of its version still in place; `data` is
    set instead where the line carried base64."""

    line: int
    group: str
    name: str
    params: dict[str, tuple[str, ...]] = field(default_factory=dict)
    value: str = ""
    data: bytes | None = None

    def param(self, name: str) -> str:
        """The first value of a parameter, or an empty text."""
        return next(iter(self.params.get(name, ())), "")

    def types(self) -> tuple[str, ...]:
        """The TYPE words, without "pref"."""
        return tuple(word for word in self.params.get("TYPE", ()) if word.casefold() != "pref")

    def rank(self) -> int:
        """How much this value is preferred: 1 most, 101 not at all."""
        if any(word.casefold() == "pref" for word in self.params.get("TYPE", ())):
            return 1
        text = self.param("PREF")
        return int(text) if re.fullmatch(r"[0-9]{1,3}", text) else 101


def parse(number: int, content: bytes, decode: encodings.Decode) -> Property | None:
    """The property on a logical line; None where there is none."""
    colon = lines.colon(content)
    if colon < 0:
        return None
    head, raw = decode(content[:colon]), content[colon + 1 :]
    match = _HEAD.match(head)
    if match is None:
        return None
    params = _params(head[match.end() :])
    group, name = match[1] or "", match[2].upper()
    coding = next((word.upper() for word in params.get("ENCODING", ())), "")
    if coding in {"BASE64", "B"}:
        data = _from_base64(raw)
        if data is not None:
            return Property(number, group, name, params, data=data)
    if coding == "QUOTED-PRINTABLE":
        raw = quopri.decodestring(_LOST_BREAK.sub(rb"\1", raw).rstrip(b"= \t"))
    charset = next(iter(params.get("CHARSET", ())), "")
    reader = encodings.declared(charset, decode) if charset else decode
    value = reader(raw).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return Property(number, group, name, params, value)


def _params(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for match in _PARAM.finditer(text):
        name, value = match[1].upper(), match[2]
        if value is None:
            words = [word.strip() for word in match[1].split(",")]
            name = _kind_of_bare(words[0].upper())
        else:
            words = _words(value, name)
        found[name] = (*found.get(name, ()), *words)
    return found


def _kind_of_bare(word: str) -> str:
    if word in _CODINGS:
        return "ENCODING"
    return "VALUE" if word in _VALUE_KINDS else "TYPE"


def _words(value: str, name: str) -> list[str]:
    words = []
    for quoted, bare in re.findall(r'"([^"]*)"|([^,"]+)', value):
        text = _CARET.sub(lambda match: {"n": "\n", "^": "^", "'": '"'}[match[1]], quoted or bare)
        # RFC 6350, 6.4.1 quotes several types together: TYPE="work,voice".
        words += text.split(",") if name == "TYPE" else [text]
    stripped = [word.strip() for word in words]
    return [word for word in stripped if word]


def _from_base64(raw: bytes) -> bytes | None:
    packed = b"".join(raw.split()).rstrip(b"=")
    if re.search(rb"[^A-Za-z0-9+/_-]", packed):
        return None
    if len(packed) % 4 == 1:
        packed = packed[:-1]
    try:
        padded = packed + b"=" * (-len(packed) % 4)
        return base64.b64decode(
            padded, altchars=b"-_" if b"-" in packed or b"_" in packed else None
        )
    except binascii.Error:
        return None
