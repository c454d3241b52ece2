"""How a content line is written: names, parameters and folding (RFC 6350, 3.2 and RFC 6868)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_CARET = str.maketrans({"^": "^^", "\n": "^n", '"': "^'"})
_NEEDS_QUOTES = set(";:,")
WIDTH = 75
"""Octets on a line without its break."""


def head_text(group: str, name: str, params: Mapping[str, Iterable[str]]) -> str:
    """Group, name and parameters as they stand before the colon."""
    text = f"{group}.{name}" if group else name
    for key, words in params.items():
        said = ",".join(_parameter_value(word) for word in words)
        if said:
            text += f";{key}={said}"
    return text


def folded(line: str) -> bytes:
    """A line with its break, folded between characters after at most 75 octets."""
    data = line.encode("utf-8")
    chunks, start, room = [], 0, WIDTH
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        chunks.append(data[start:end])
        start, room = end, WIDTH - 1
    chunks.append(data[start:])
    return b"\r\n ".join(chunks) + b"\r\n"


def _parameter_value(word: str) -> str:
    clean = "".join(
        character
        for character in word.translate(_CARET)
        if character == "\t"
        or not (
            ord(character) < 32
            or 0x7F <= ord(character) < 0xA0
            or 0xD800 <= ord(character) < 0xE000
        )
    )
    return f'"{clean}"' if _NEEDS_QUOTES & set(clean) else clean
