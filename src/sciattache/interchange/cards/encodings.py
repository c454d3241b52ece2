"""The characters behind the bytes of a card file, declared or not."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

import charset_normalizer

Decode = Callable[[bytes], str]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows and phones write the vendor's superset under the standard's name.
_SUPERSETS = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "big5": "cp950",
    "tis-620": "cp874",
}
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3}"
)
_NOT_ASCII = re.compile(rb"[^\x00-\x7f]+")
_ENOUGH_TO_GUESS = 24


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "ignore"), error.end


codecs.register_error("sciattache-windows", _as_windows)


def as_utf8(data: bytes) -> bytes:
    """The bytes of a whole file as UTF-8 where a byte order mark or zero bytes tell the coding;
    otherwise unchanged, because the coding may differ from line to line."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            if name == "utf-8":
                return data[len(mark) :]
            return data.decode(name, "replace").lstrip("\ufeff").encode("utf-8")
    head = data[:200]
    if head[1:2] == b"\0" and head[:1] != b"\0":
        return data.decode("utf-16-le", "replace").encode("utf-8")
    if head[:1] == b"\0" and head[1:2] != b"\0":
        return data.decode("utf-16-be", "replace").encode("utf-8")
    return data


def decoder(data: bytes) -> Decode:
    """How to read text of this file that does not declare its coding: UTF-8, else the coding
    that the whole file suggests, else Windows-1252. Never gives U+FFFD."""
    fallback = _guess(data)

    def decode(value: bytes) -> str:
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            if len(_UTF8_SEQUENCE.findall(value)) * 2 > len(_NOT_ASCII.findall(value)):
                return value.decode("utf-8", "sciattache-windows")
            return value.decode(fallback, "sciattache-windows")

    return decode


def declared(name: str, otherwise: Decode) -> Decode:
    """How to read text whose coding is named; a name that does not fit the bytes is ignored."""
    wanted = _SUPERSETS.get(name.strip().casefold(), name.strip())
    try:
        codecs.lookup(wanted)
    except (LookupError, ValueError):
        return otherwise

    def decode(value: bytes) -> str:
        try:
            return value.decode(wanted)
        except (UnicodeError, ValueError, LookupError):
            return otherwise(value)

    return decode


def _guess(data: bytes) -> str:
    if _is_utf8(data):
        return "cp1252"
    lines = [
        line
        for line in data.split(b"\n")
        if _NOT_ASCII.search(line) and b"CHARSET" not in line.upper()
    ]
    sample = b"\n".join(lines)[:100_000]
    if sum(map(len, _NOT_ASCII.findall(sample))) < _ENOUGH_TO_GUESS:
        return "cp1252"
    best = charset_normalizer.from_bytes(sample).best()
    if best is None or best.encoding in {"utf_8", "ascii"} or best.encoding.startswith("utf_"):
        return "cp1252"
    return best.encoding


def _is_utf8(data: bytes) -> bool:
    """Whether all of the file is UTF-8, found without holding its text in memory."""
    step, check = 1 << 20, codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), step):
            check.decode(data[at : at + step], final=at + step >= len(data))
    except UnicodeDecodeError:
        return False
    return True
