"""The logical lines of a card file: folds, soft breaks and broken continuations put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sciattache.errors import KnownError

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes in one logical line; a photo of a hundred megapixels fits."""
LONGEST_TEXT = 4 * 1024 * 1024
"""Bytes of a line that holds no picture, sound or key."""
LONGEST_HEAD = 32 * 1024
"""Bytes of a name with its parameters."""
MOST_FOLDS = 1_000_000

KNOWN = frozenset(
    {
        "ADR",
        "AGENT",
        "ANNIVERSARY",
        "BDAY",
        "BEGIN",
        "BIRTHPLACE",
        "CALADRURI",
        "CALURI",
        "CATEGORIES",
        "CLASS",
        "CLIENTPIDMAP",
        "CONTACT-URI",
        "CREATED",
        "DEATHDATE",
        "DEATHPLACE",
        "EMAIL",
        "END",
        "EXPERTISE",
        "FBURL",
        "FN",
        "GENDER",
        "GEO",
        "GRAMGENDER",
        "HOBBY",
        "IMPP",
        "INTEREST",
        "JSPROP",
        "KEY",
        "KIND",
        "LABEL",
        "LANG",
        "LANGUAGE",
        "LOGO",
        "MAILER",
        "MEMBER",
        "N",
        "NAME",
        "NICKNAME",
        "NOTE",
        "ORG",
        "ORG-DIRECTORY",
        "PHOTO",
        "PRODID",
        "PROFILE",
        "PRONOUNS",
        "RELATED",
        "REV",
        "ROLE",
        "SOCIALPROFILE",
        "SORT-STRING",
        "SOUND",
        "SOURCE",
        "TEL",
        "TITLE",
        "TZ",
        "UID",
        "URL",
        "VERSION",
        "XML",
    }
)
"""Property names of vCard 2.1 to 4.0 and its extensions (IANA registry of vCard elements)."""

_BREAK = re.compile(rb"\r*\n|\r")
_START = re.compile(rb"\s*(?:[\w-]+\.)?([\w/-]+)\s*[;:]")
_BASE64 = re.compile(rb"BASE64|ENCODING=\"?B\b|;B\b")
_QUOTED = re.compile(rb'(?<!ENCODING=)"[^"]*"')
_BASE64_LINE = re.compile(rb"\s*[A-Za-z0-9+/]+={0,2}\s*$")
_BINARY = frozenset({b"PHOTO", b"LOGO", b"SOUND", b"KEY"})
_RUNNING_TEXT = frozenset({b"NOTE", b"LABEL", b"ADR"})


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line as bytes, without its breaks; `understood` is False for debris."""

    number: int
    content: bytes
    understood: bool = True


def logical(data: bytes) -> Iterator[Line]:
    """Every logical line with the number of the line where it begins, from 1.

    Beyond the folding of RFC 6350, 3.2 it joins quoted-printable soft breaks, base64 that is
    not indented, and running text (notes, addresses) that was broken without any mark.
    """
    current: _Growing | None = None
    for number, raw in _physical(data):
        if current is not None and current.goes_on_with(raw):
            continue
        if not raw.strip():
            continue
        if current is not None:
            yield current.line()
        start = _START.match(raw)
        if start is None:
            current = None
            yield Line(number, raw.strip(), understood=False)
        else:
            current = _Growing(number, start[1].upper(), raw)
    if current is not None:
        yield current.line()


def colon(content: bytes) -> int:
    """Where the head of a content line ends: its first colon outside quotes, or -1."""
    at = 0
    while True:
        found = content.find(b":", at)
        quote = content.find(b'"', at, found) if found >= 0 else -1
        if quote < 0:
            return found
        closing = content.find(b'"', quote + 1)
        if closing < 0:
            return found
        at = closing + 1


class _Growing:
    """A logical line that may not be complete yet."""

    def __init__(self, number: int, name: bytes, first: bytes) -> None:
        self._number = number
        self._name = name
        self._parts: list[bytes] = []
        self._size = 0
        self._head_is_known = False
        self._quoted_printable = self._base64 = False
        self._add(first.lstrip())

    def line(self) -> Line:
        content = b"".join(self._parts)
        return Line(self._number, content, understood=colon(content) >= 0)

    def goes_on_with(self, raw: bytes) -> bool:
        """Take the next physical line if it belongs here."""
        if self._quoted_printable and self._ends_softly() and not _is_frame(raw):
            self._parts[-1] = self._parts[-1].rstrip()[:-1]
            self._add(raw)
        elif raw[:1] in (b" ", b"\t"):
            self._add(raw[1:].strip() if self._base64 else raw[1:])
        elif not raw.strip():
            # The empty line that ends base64 in vCard 2.1; later lines are no part of it.
            self._base64 = self._base64 and self._size == 0
            return False
        elif self._base64 and _BASE64_LINE.match(raw):
            self._add(raw.strip())
        elif self._is_broken_text(raw):
            if self._parts[-1].endswith(b"\\"):
                self._parts[-1] = self._parts[-1][:-1]
            self._add(b"\n" + raw)
        else:
            return False
        return True

    def _ends_softly(self) -> bool:
        return self._parts[-1].rstrip().endswith(b"=")

    def _is_broken_text(self, raw: bytes) -> bool:
        start = _START.match(raw)
        word = start[1] if start else raw.strip()
        if word.upper().decode("ascii", "replace") in KNOWN or word[:2].upper() == b"X-":
            return False
        running = self._quoted_printable or self._name in _RUNNING_TEXT
        return running or (b":" not in raw and self._parts[-1].endswith(b"\\"))

    def _add(self, part: bytes) -> None:
        self._parts.append(part)
        if self._head_is_known:
            self._size += len(part)
        else:
            self._look_at_head()
        binary = self._base64 or self._name in _BINARY
        if self._size > (LONGEST_LINE if binary else LONGEST_TEXT) or len(self._parts) > MOST_FOLDS:
            raise KnownError(
                f"Line {self._number} of the card file is absurdly long.",
                "The file is damaged; ask for it again.",
            )

    def _look_at_head(self) -> None:
        self._parts = [b"".join(self._parts)]
        end = colon(self._parts[0][: LONGEST_HEAD + 1])
        if end < 0:
            too_long = len(self._parts[0]) > LONGEST_HEAD
            self._size = LONGEST_LINE + 1 if too_long else len(self._parts[0])
            return
        head = _QUOTED.sub(b"", self._parts[0][:end].upper())
        self._head_is_known = True
        self._size = len(self._parts[0]) - end - 1
        self._quoted_printable = b"QUOTED-PRINTABLE" in head
        self._base64 = bool(_BASE64.search(head))


def _physical(data: bytes) -> Iterator[tuple[int, bytes]]:
    start, number = 0, 1
    for match in _BREAK.finditer(data):
        yield number, data[start : match.start()]
        start, number = match.end(), number + 1
    if start < len(data):
        yield number, data[start:]


def _is_frame(raw: bytes) -> bool:
    return raw.strip().upper() in {b"END:VCARD", b"BEGIN:VCARD"}
